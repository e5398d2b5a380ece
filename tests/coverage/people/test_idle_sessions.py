"""A session left alone ends, one in use does not; noticing either writes nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cast import JUNE, PASSWORD, Cast
from coverage.models import SignInBrake
from coverage.month.workflow import open_months
from entry_pages import EntryPage, address
from pages import in_english

pytestmark = pytest.mark.usefixtures("static_files")

NOON = datetime(2026, 11, 30, 5, tzinfo=UTC)
PAGE = "/documents/"


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def an(cast: Cast, clock: Any, client: Client) -> Client:
    sign_in(client)
    return in_english(client)


def sign_in(client: Client, username: str = "an") -> None:
    form = {"username": username, "password": PASSWORD}
    assert client.post(reverse("sign_in"), form).status_code == 302


def is_in(client: Client) -> bool:
    opened: bool = client.get(PAGE).status_code == 200
    return opened


def test_after_an_hour_without_use_one_signs_in_again(an: Client, clock: Any) -> None:
    clock.shift(timedelta(minutes=60, seconds=1))
    assert an.get(PAGE).headers["Location"] == f"/sign-in/?next={PAGE}"
    assert an.get(reverse("sign_in")).status_code == 200
    sign_in(an)
    assert is_in(an)


def test_whoever_uses_it_stays_in(an: Client, clock: Any) -> None:
    for _ in range(5):
        clock.shift(timedelta(minutes=50))
        assert is_in(an)


def test_typing_is_use(an: Client, clock: Any) -> None:
    for _ in range(5):
        clock.shift(timedelta(minutes=50))
        assert an.get(reverse("still_here")).status_code == 204
    clock.shift(timedelta(minutes=61))
    assert an.get(reverse("still_here")).status_code == 302


def test_however_much_it_is_used_a_session_ends_after_twelve_hours(an: Client, clock: Any) -> None:
    for _ in range(14):
        clock.shift(timedelta(minutes=50))
        assert is_in(an)
    clock.shift(timedelta(minutes=50))
    assert not is_in(an)


def test_how_long_is_the_offices_choice(an: Client, clock: Any, settings: Any) -> None:
    settings.SESSION_IDLE_MINUTES = 15
    clock.shift(timedelta(minutes=16))
    assert not is_in(an)


def test_neither_use_nor_an_end_writes(
    an: Client, clock: Any, django_assert_num_queries: Any
) -> None:
    for minutes in (50, 70):
        clock.shift(timedelta(minutes=minutes))
        with django_assert_num_queries(2) as asked:
            an.get(reverse("still_here"))
        assert all(each["sql"].startswith("SELECT") for each in asked)


def test_the_moment_of_use_is_written_at_most_once_a_minute(an: Client, clock: Any) -> None:
    name = settings.LAST_USE_COOKIE_NAME
    assert an.cookies[name]["httponly"]
    clock.shift(59)
    assert name not in an.get(PAGE).cookies
    clock.shift(1)
    assert name in an.get(PAGE).cookies


@pytest.mark.parametrize("forge", ["", "x", "1.1:x", "another session's"])
def test_a_forged_moment_does_not_lengthen_a_session(an: Client, clock: Any, forge: str) -> None:
    clock.shift(timedelta(minutes=61))
    if forge == "another session's":
        other = Client()
        sign_in(other, "chi")
        forge = other.cookies[settings.LAST_USE_COOKIE_NAME].value
    an.cookies[settings.LAST_USE_COOKIE_NAME] = forge
    assert not is_in(an)


def test_what_was_typed_before_the_end_comes_back(an: Client, cast: Cast, clock: Any) -> None:
    open_months(cast.giang, [cast.cau_ke.pk], JUNE)
    page = EntryPage.open(an, address(cast.tra_vinh, JUNE)).fill(cast.cau_ke, cast.bhyt, "777.111")
    clock.shift(timedelta(minutes=61))
    sent = an.post(page.path, page.fields())
    assert sent.headers["Location"].startswith("/sign-in/")
    sign_in(an)
    back = EntryPage.open(an, page.path)
    assert back.typed(cast.cau_ke, cast.bhyt) == "777.111"


def test_a_sign_in_after_the_end_begins_another_session(an: Client, clock: Any) -> None:
    before = an.cookies[settings.SESSION_COOKIE_NAME].value
    clock.shift(timedelta(minutes=61))
    sign_in(an)
    assert an.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_what_has_ended_is_cleared_at_night_and_nothing_else(an: Client, clock: Any) -> None:
    Client().post(reverse("sign_in"), {"username": "chi", "password": "sai-mat-khau"})
    call_command("clear_old_sessions", stdout=StringIO())
    assert (Session.objects.count(), SignInBrake.objects.exists()) == (1, True)
    assert is_in(an)
    clock.shift(timedelta(hours=13))
    call_command("clear_old_sessions", stdout=StringIO())
    assert (Session.objects.count(), SignInBrake.objects.exists()) == (0, False)
