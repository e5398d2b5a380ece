"""What `make run` does before it serves; the steps themselves have their own tests."""

from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.management.commands import prepare
from coverage.management.commands.prepare import static_files_meanwhile

pytestmark = pytest.mark.usefixtures("db")
DEMO_STEPS = ["simulate_demo", "create_demo_accounts", "stage_demo"]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were called, in their order, and not run."""
    names: list[str] = []

    def note(name: str, **_options: Any) -> None:
        names.append(name)

    monkeypatch.setattr(prepare, "call_command", note)
    monkeypatch.setattr(prepare, "static_files_meanwhile", nullcontext)
    return names


def test_a_first_start_brings_the_demo(called: list[str], settings: Any) -> None:
    settings.DEMO = True
    call_command("prepare", stdout=StringIO())
    assert called[:2] == ["migrate", "load_reference"]
    assert called[2:5] == DEMO_STEPS


def test_an_office_of_its_own_gets_no_demo(called: list[str], settings: Any) -> None:
    settings.DEMO = False
    said = StringIO()
    call_command("prepare", stdout=said)
    assert not set(DEMO_STEPS) & set(called)
    assert "[5/5]" in said.getvalue(), "the steps are counted without the demo's"


def test_what_was_loaded_is_counted_so_that_the_first_pages_are_planned_for_it(
    called: list[str],
) -> None:
    with CaptureQueriesContext(connection) as asked:
        call_command("prepare", stdout=StringIO())
    assert "ANALYZE" in [each["sql"] for each in asked]


@pytest.mark.process
def test_a_failure_to_compress_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("")
    monkeypatch.setenv("STATIC_ROOT", str(in_the_way))
    with pytest.raises(CommandError, match="could not be compressed"), static_files_meanwhile():
        pass


@pytest.mark.process
def test_a_step_that_fails_does_not_wait_for_the_static_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STATIC_ROOT", str(tmp_path))
    with pytest.raises(ZeroDivisionError), static_files_meanwhile():
        _ = 1 / 0
    assert not (tmp_path / ".collected").exists()
