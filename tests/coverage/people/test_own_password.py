"""The page of the own password: a stolen session finds no password there, and shuts nobody out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from admin_pages import admin_url
from cast import PASSWORD, Cast
from coverage.models import BrakeOn, SignInBrake
from coverage.people.brakes import LIMITS
from pages import Page, in_english, signed_in_as

pytestmark = pytest.mark.usefixtures("static_files")

NOON = datetime(2026, 11, 30, 5, tzinfo=UTC)
NEW = "muoi-hai-con-giap-2026"
FREE = LIMITS[BrakeOn.SESSION].free


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def session_of_an(cast: Cast) -> Client:
    return signed_in_as(in_english(Client()), cast.an)


def choose(pc: Client, old: str, new: str = NEW) -> Any:
    typed = {"old_password": old, "new_password1": new, "new_password2": new}
    return pc.post(reverse("change_password"), typed)


def guess(pc: Client, times: int) -> Any:
    for number in range(times):
        answer = choose(pc, f"doan-mo-lan-{number}")
    return answer


def signs_in(pc: Client, password: str = PASSWORD) -> int:
    return pc.post(reverse("sign_in"), {"username": "an", "password": password}).status_code


def test_slips_cost_no_wait(cast: Cast, clock: Any) -> None:
    pc = session_of_an(cast)
    assert "Try again after" not in guess(pc, FREE).text
    assert choose(pc, PASSWORD).status_code == 302


def test_guesses_cost_a_growing_wait_and_then_even_the_right_one_is_not_looked_at(
    cast: Cast, clock: Any
) -> None:
    thief = session_of_an(cast)
    said = guess(thief, FREE + 1)
    assert said.status_code == 200
    assert "Try again after 30 seconds." in said.text
    refused = choose(thief, PASSWORD)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    assert "this attempt was not looked at." in Page.of(refused).text
    clock.shift(30)
    assert "Try again after 60 seconds." in guess(thief, 1).text
    clock.shift(60)
    assert choose(thief, PASSWORD).status_code == 302


def test_of_a_hundred_guesses_in_an_hour_few_are_looked_at(cast: Cast, clock: Any) -> None:
    thief = session_of_an(cast)
    looked_at = 0
    for _ in range(120):
        looked_at += guess(thief, 1).status_code == 200
        clock.shift(30)
    assert looked_at <= 3 * FREE


def test_its_person_signs_in_meanwhile_and_changes_the_password(cast: Cast, clock: Any) -> None:
    thief = session_of_an(cast)
    guess(thief, FREE + 1)
    own = in_english(Client())
    assert signs_in(own) == 302
    assert choose(own, PASSWORD).status_code == 302
    assert thief.get("/documents/").headers["Location"].startswith("/sign-in/")


def test_an_empty_field_and_a_poor_new_password_are_no_guess(cast: Cast, clock: Any) -> None:
    pc = session_of_an(cast)
    for _ in range(FREE + 1):
        assert choose(pc, "").status_code == 200
        assert choose(pc, PASSWORD, "ngan").status_code == 200
    assert not SignInBrake.objects.exists()


def test_the_administrator_sees_it_and_lifts_it(cast: Cast, clock: Any) -> None:
    pc = session_of_an(cast)
    guess(pc, FREE + 1)
    em = signed_in_as(Client(), cast.em)
    listed = admin_url("coverage_signinbrake", "changelist")
    assert "khi hỏi mật khẩu cũ trong một phiên" in Page.of(em.get(listed)).text
    brake = SignInBrake.objects.get(counted=BrakeOn.SESSION, name="an")
    assert str(pc.session.session_key) not in brake.place
    em.post(listed, {"action": "lift", "_selected_action": [brake.pk]})
    assert choose(pc, PASSWORD).status_code == 302
