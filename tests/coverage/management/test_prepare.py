"""What `make run` does before it serves; the steps themselves have their own tests."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.management.commands import prepare

pytestmark = pytest.mark.usefixtures("db")
DEMO_STEPS = ["simulate_demo", "create_demo_accounts", "stage_demo"]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were called, in their order, and not run."""
    names: list[str] = []

    def note(name: str, **_options: Any) -> None:
        names.append(name)

    monkeypatch.setattr(prepare, "call_command", note)
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
