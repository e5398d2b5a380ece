"""The command's answer and its exit code; the last result on its page and at the foot of each."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.utils import OperationalError
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast
from pages import Page, in_english, signed_in_as
from reporting import report, report_all
from reports.integrity.query import look_over
from reports.integrity.result import Found, Result
from reports.integrity.state import NAME, keep, last_result
from reports.management.commands import integrity

pytestmark = pytest.mark.usefixtures("static_files")

WRONG = "history_is_broken"
FOUND = Found(1, "Tỉnh Trà Vinh", "BHYT", "2023-06", "coverage_reportedfigure 7", 5, None)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(os, "nice", lambda _by: 0)


@pytest.fixture
def sound(cast: Cast) -> Result:
    """What is found of whole data: of Trà Vinh and its units one number differs."""
    report_all({cast.cau_ke: 70, cast.tra_cu: 300}, cast.bhyt, JUNE)
    report(cast.tra_vinh, cast.bhyt, JUNE, 380)
    return look_over()


def run(*options: str) -> tuple[int, str]:
    """Its exit code and what it said."""
    said = StringIO()
    try:
        call_command("integrity", *options, stdout=said)
    except SystemExit as end:
        return int(str(end.code)), said.getvalue()
    return 0, said.getvalue()


def finding(result: Result) -> Callable[[], Result]:
    return lambda: replace(result, counts={**result.counts, WRONG: 1}, findings={WRONG: [FOUND]})


def test_differences_are_listed_as_json_and_are_no_failure(cast: Cast, sound: Result) -> None:
    code, said = run()
    told = json.loads(said)
    assert (code, told["is_sound"], told["findings"]) == (0, True, {})
    assert [(each["shown"], each["recounted"]) for each in told["differences"]] == [(380, 370)]
    kept = last_result()
    assert kept is not None
    assert kept.as_json() == told


def test_a_finding_makes_exit_code_1(sound: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "look_over", finding(sound))
    code, said = run()
    assert (code, json.loads(said)["findings"][WRONG][0]["unit"]) == (1, "Tỉnh Trà Vinh")


def test_a_look_that_could_not_be_finished_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> Result:
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(integrity, "look_over", refused)
    code, said = run("--nightly")
    assert (code, "canceling statement" in said) == (2, True)
    assert last_result() is not None


def test_at_night_it_looks_once_a_day_and_says_a_line(
    sound: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = run("--nightly")
    assert code == 0
    assert said.startswith("Integrity: nothing wrong; 1 of 1 own figures differ")
    monkeypatch.setattr(integrity, "look_over", finding(sound))
    assert run("--nightly") == (0, "")
    assert run()[0] == 1


def test_a_file_that_is_none_of_ours_is_no_result(cast: Cast, settings: Any) -> None:
    assert last_result() is None
    for held in ("", "{", "[]", "{}", '{"at": 1}'):
        (settings.DATA_DIR / NAME).write_text(held)
        assert last_result() is None


@pytest.mark.parametrize(("who", "status"), [("em", 200), ("chi", 403), ("giang", 403)])
def test_administrators_alone_have_the_page(
    cast: Cast, client: Client, who: str, status: int
) -> None:
    answer = signed_in_as(client, getattr(cast, who)).get(reverse("integrity"))
    assert answer.status_code == status


def test_the_page_lists_what_was_looked_for_found_and_differs(
    cast: Cast, client: Client, sound: Result
) -> None:
    page = signed_in_as(in_english(client), cast.em)
    assert "The data were never proved." in Page.of(page.get(reverse("integrity"))).text
    keep(finding(sound)())
    text = Page.of(page.get(reverse("integrity"))).text
    assert "1 point is wrong" in text
    assert "Tỉnh Trà Vinh BHYT 06/2023 A replaced version has no successor" in text
    assert "Tỉnh Trà Vinh BHYT 06/2023 380 370 +10" in text
    assert "Of 1 numbers that a unit and all of its units reported, 1 differ." in text
    for name in ("checks", "found", "differences"):
        assert page.get(reverse("integrity"), {"xlsx": name}).status_code == 200


def test_everybody_has_a_line_at_the_foot_and_administrators_a_way_to_the_page(
    cast: Cast, client: Client, sound: Result
) -> None:
    documents = reverse("documents")
    signed_in_as(in_english(client), cast.chi)
    assert "Proof of the data" not in Page.of(client.get(documents)).text
    keep(sound)
    assert "every sum is what its units have" in Page.of(client.get(documents)).text
    assert reverse("integrity") not in client.get(documents).text
    signed_in_as(client, cast.em)
    assert reverse("integrity") in client.get(documents).text
    assert "every sum is what" in Page.of(client.get(reverse("admin:index"))).text
    client.logout()
    assert "Proof of the data" not in client.get(documents, follow=True).text
