"""What a browser may keep of an answer, on a PC that several people use."""

import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from cast import Cast
from coverage.caching import PAGES_OF_FIGURES
from folders import ROOT
from made_exports import written_export
from pages import signed_in_as

pytestmark = pytest.mark.usefixtures("static_files")

NOTHING, ASK = "private, no-store", "private, no-cache"


@pytest.fixture
def an(client: Client, cast: Cast) -> Client:
    return signed_in_as(client, cast.an)


def kept(client: Client, address: str, **query: str) -> str:
    said: str = client.get(address, query).headers["Cache-Control"]
    return said


def test_a_page_of_figures_is_kept_and_asked_for_each_time(an: Client, cast: Cast) -> None:
    overview = reverse("overview", args=[cast.tra_vinh.pk])
    first = an.get(overview)
    assert first.headers["Cache-Control"] == ASK
    again = an.get(overview, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code in {200, 304}  # a minute may have gone by: the page says when
    assert (again.status_code == 304) == (again.headers["ETag"] == first.headers["ETag"])


def test_the_same_page_has_the_same_mark_and_another_persons_has_not(
    an: Client, cast: Cast, time_machine: Any
) -> None:
    time_machine.move_to(date(2026, 11, 30), tick=False)
    overview = reverse("overview", args=[cast.tra_vinh.pk])
    mark = an.get(overview).headers["ETag"]
    assert an.get(overview).headers["ETag"] == mark
    unchanged = an.get(overview, headers={"if-none-match": mark})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    chi = signed_in_as(Client(), cast.chi)
    assert chi.get(overview, headers={"if-none-match": mark}).status_code == 200


@pytest.mark.parametrize("name", ["sign_in", "change_password", "exports", "check_report", "home"])
def test_of_forms_and_of_peoples_pages_nothing_is_kept(an: Client, name: str) -> None:
    assert "no-store" in kept(an, reverse(name))


def test_of_a_clerks_month_and_of_files_nothing_is_kept(an: Client, cast: Cast) -> None:
    month = [cast.tra_vinh.pk, "2023-06"]
    assert kept(an, reverse("entry_month", args=month)) == NOTHING
    assert kept(an, reverse("import_template", args=month)) == NOTHING
    overview = reverse("overview", args=[cast.tra_vinh.pk])
    assert kept(an, overview, month="nonsense") == ASK


def test_of_the_administration_and_of_error_pages_nothing_is_kept(cast: Cast) -> None:
    em = signed_in_as(Client(), cast.em)
    for address in (reverse("admin:index"), "/khong-co/", "/units/999999999/"):
        assert "no-store" in kept(em, address)


def test_of_an_exported_file_nothing_is_kept(
    an: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    export = written_export(cast.an, cast.tra_vinh)
    answer = an.get(reverse("export_file", args=[export.pk]))
    assert answer.getvalue()
    assert answer.headers["Cache-Control"] == NOTHING


def test_signing_out_has_the_browser_forget_what_it_kept(an: Client) -> None:
    assert an.post(reverse("sign_out")).headers["Clear-Site-Data"] == '"cache"'


def test_each_page_of_figures_is_a_page() -> None:
    assert set(get_resolver().reverse_dict) >= PAGES_OF_FIGURES


def test_under_https_cookies_are_this_hosts_alone() -> None:
    script = (
        "from django.conf import settings as s; print(*(getattr(s, n + '_COOKIE_NAME') for n in "
        "('SESSION', 'CSRF', 'DEVICE', 'LAST_USE')), s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"HTTPS": "on", "TRUSTED_PROXIES": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    names = ["sessionid", "csrftoken", "device", "last-use"]
    assert told.stdout.split() == [*(f"__Host-{name}" for name in names), "True", "True"]
    assert settings.SESSION_COOKIE_NAME == "sessionid"


def test_the_script_finds_the_token_under_either_name() -> None:
    script = (ROOT / "static" / "js" / "page.js").read_text()
    assert "(?:__Host-)?csrftoken=" in script
