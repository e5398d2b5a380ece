"""The brakes at sign-in: they slow whoever tries passwords, and nobody else."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cast import PASSWORD, Cast, make_cast, make_user
from coverage.models import BrakeOn, SignInBrake
from coverage.people import brakes
from coverage.people.brakes import LIMITS, TooSoonError, begin, forget_old
from coverage.people.waits import Limit
from pages import Page, in_english, signed_in_as

NOON = datetime(2026, 11, 30, 5, tzinfo=UTC)
OFFICE, ATTACKER = "203.0.113.10", "198.51.100.66"
FREE = LIMITS[BrakeOn.PAIR].free
STATEMENTS = 7
BY_EVERY_NAME = LIMITS[BrakeOn.ADDRESS].free


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def a_pc(address: str) -> Client:
    return in_english(Client(REMOTE_ADDR=address))


def sign_in(pc: Client, name: str, password: str = PASSWORD) -> Any:
    return pc.post(reverse("sign_in"), {"username": name, "password": password})


def fail(pc: Client, name: str, times: int = 1) -> Any:
    for _ in range(times):
        answer = sign_in(pc, name, "sai-mat-khau")
    return answer


def comes_in(pc: Client, name: str) -> bool:
    came: bool = sign_in(pc, name).status_code == 302
    pc.post(reverse("sign_out"))
    return came


def test_the_first_wrong_passwords_cost_no_wait(cast: Cast, clock: Any) -> None:
    assert "Try again after" not in fail(a_pc(OFFICE), "an", FREE).text
    assert comes_in(a_pc(OFFICE), "an")


def test_further_ones_cost_a_growing_wait_that_is_said(cast: Cast, clock: Any) -> None:
    pc = a_pc(OFFICE)
    said = fail(pc, "an", FREE + 1)
    assert said.status_code == 200
    assert "Try again after 30 seconds." in said.text
    refused = sign_in(pc, "an")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    assert "this attempt was not looked at. " in Page.of(refused).text + " "
    assert "Try again after 30 seconds." in refused.text
    clock.shift(30)
    assert "Try again after 60 seconds." in fail(pc, "an").text
    clock.shift(60)
    assert "Try again after 2 minutes." in fail(pc, "an").text
    clock.shift(120)
    assert comes_in(pc, "an")


def test_knocking_at_a_closed_door_does_not_keep_it_closed(cast: Cast, clock: Any) -> None:
    pc = a_pc(OFFICE)
    fail(pc, "an", FREE + 1)
    assert fail(pc, "an", 20).status_code == 429
    clock.shift(30)
    assert comes_in(pc, "an")


def test_the_right_password_wipes_the_own_failures(cast: Cast, clock: Any) -> None:
    pc = a_pc(OFFICE)
    fail(pc, "an", FREE)
    assert comes_in(pc, "an")
    pc.cookies.clear()
    assert "Try again after" not in fail(in_english(pc), "an", FREE).text


def test_failures_of_a_name_at_one_address_leave_another_address_and_name_alone(
    cast: Cast, clock: Any
) -> None:
    fail(a_pc(ATTACKER), "an", FREE + 1)
    assert not comes_in(a_pc(ATTACKER), "an")
    assert comes_in(a_pc(OFFICE), "an")
    assert comes_in(a_pc(ATTACKER), "chi")


def test_a_name_tried_from_everywhere_is_slowed_for_strangers(cast: Cast, clock: Any) -> None:
    for number in range(LIMITS[BrakeOn.NAME].free + 1):
        fail(a_pc(f"198.51.100.{number}"), "an")
    assert sign_in(a_pc("198.51.100.200"), "an").status_code == 429
    assert comes_in(a_pc("198.51.100.200"), "chi")


def test_many_names_from_one_address_slow_the_address(cast: Cast, clock: Any) -> None:
    pc = a_pc(ATTACKER)
    for number in range(BY_EVERY_NAME + 1):
        fail(pc, f"ten-{number}")
    assert sign_in(pc, "an").status_code == 429
    assert comes_in(a_pc(OFFICE), "an")


def test_one_subscriber_of_ipv6_is_one_address(cast: Cast, clock: Any) -> None:
    for number in range(BY_EVERY_NAME + 1):
        fail(a_pc(f"2001:db8:7:7::{number:x}"), f"ten-{number}")
    assert sign_in(a_pc("2001:db8:7:7:aaaa::1"), "an").status_code == 429
    assert comes_in(a_pc("2001:db8:7:8::1"), "an")


def test_failures_all_over_the_world_slow_strangers_for_seconds(cast: Cast, clock: Any) -> None:
    limit = LIMITS[BrakeOn.ALL]
    SignInBrake.objects.create(
        counted=BrakeOn.ALL, empty_at=NOON + limit.leak * (limit.free + 60), closed_until=NOON
    )
    known = a_pc(OFFICE)
    assert comes_in(known, "chi")
    fail(a_pc(ATTACKER), "ai-do")
    refused = sign_in(a_pc(OFFICE), "an")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 30
    assert comes_in(known, "chi")


def test_a_device_known_to_its_user_is_not_closed_by_strangers_at_the_same_address(
    cast: Cast, clock: Any
) -> None:
    known = a_pc(OFFICE)
    assert comes_in(known, "an")
    stranger = a_pc(OFFICE)
    for number in range(BY_EVERY_NAME + 1):
        fail(stranger, f"ten-{number}")
    fail(stranger, "an", FREE + 1)
    assert not comes_in(stranger, "an")
    assert comes_in(known, "an")


def test_a_known_device_has_a_limit_of_its_own(cast: Cast, clock: Any) -> None:
    known = a_pc(OFFICE)
    assert comes_in(known, "an")
    assert "Try again after 30 seconds." in fail(known, "an", FREE + 1).text
    assert not comes_in(known, "an")
    assert comes_in(a_pc(OFFICE), "an")


def test_a_pc_is_known_to_each_person_who_signed_in_on_it_and_to_no_other(
    cast: Cast, clock: Any
) -> None:
    shared = a_pc(OFFICE)
    assert comes_in(shared, "an")
    assert comes_in(shared, "chi")
    for name in ("an", "chi", "giang"):
        fail(a_pc(OFFICE), name, FREE + 1)
    assert comes_in(shared, "an")
    assert comes_in(shared, "chi")
    assert not comes_in(shared, "giang")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cookie: cookie[:-1] + ("0" if cookie[-1] != "0" else "1"),
        lambda cookie: ("0" if cookie[0] != "0" else "1") + cookie[1:],
        lambda cookie: "x" + cookie,
        lambda cookie: cookie.partition(".")[0],
        lambda cookie: "",
    ],
)
def test_a_forged_device_is_a_stranger(cast: Cast, clock: Any, spoil: Callable[[str], str]) -> None:
    pc = a_pc(OFFICE)
    assert comes_in(pc, "an")
    pc.cookies["device"] = spoil(pc.cookies["device"].value)
    fail(a_pc(OFFICE), "an", FREE + 1)
    assert not comes_in(pc, "an")


def test_a_changed_password_makes_every_other_device_strange(cast: Cast, clock: Any) -> None:
    elsewhere, here = a_pc(OFFICE), a_pc(OFFICE)
    assert comes_in(elsewhere, "an")
    signed_in_as(here, cast.an)
    new = "muoi-hai-con-giap-2026"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("change_password"), typed).status_code == 302
    here.post(reverse("sign_out"))
    fail(a_pc(OFFICE), "an", FREE + 1)
    assert sign_in(elsewhere, "an", new).status_code == 429
    assert sign_in(here, "an", new).status_code == 302


def test_the_device_is_remembered_out_of_reach_of_scripts(cast: Cast, clock: Any) -> None:
    cookie = sign_in(a_pc(OFFICE), "an").cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert int(cookie["max-age"]) > timedelta(days=365).total_seconds()


@contextmanager
def hashes_counted() -> Iterator[list[str]]:
    made: list[str] = []
    encode = Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify

    def counting_encode(self: Any, password: str, salt: str) -> str:
        made.append("made")
        return encode(self, password, salt)

    def counting_verify(self: Any, password: str, encoded: str) -> bool:
        made.append("verified")
        return verify(self, password, encoded)

    with (
        patch.object(Argon2PasswordHasher, "encode", counting_encode),
        patch.object(Argon2PasswordHasher, "verify", counting_verify),
    ):
        yield made


def test_an_unknown_name_costs_the_same_work_and_the_same_words(
    cast: Cast, clock: Any, django_assert_num_queries: Any
) -> None:
    make_user("nghi", "Người đã nghỉ")
    type(cast.an).objects.filter(username="nghi").update(is_active=False)
    work, waits = set(), set()
    for name in ("an", "khong-co-ai", "nghi"):
        pc = a_pc(OFFICE)
        with hashes_counted() as hashes, django_assert_num_queries(STATEMENTS):
            fail(pc, name)
        work.add(len(hashes))
        fail(pc, name, FREE - 1)
        waits.add(Page.of(fail(pc, name)).text)
    assert work == {1}
    assert len(waits) == 1


def test_a_closed_door_costs_no_hash(cast: Cast, clock: Any) -> None:
    pc = a_pc(OFFICE)
    fail(pc, "an", FREE + 1)
    with hashes_counted() as hashes:
        assert sign_in(pc, "an").status_code == 429
    assert hashes == []


def test_what_was_typed_for_a_name_that_nobody_has_is_not_kept(cast: Cast, clock: Any) -> None:
    fail(a_pc(OFFICE), PASSWORD)
    kept = {name for row in SignInBrake.objects.values_list("name", "place") for name in row}
    assert not any(PASSWORD in each for each in kept)


def test_brakes_on_which_nothing_is_left_are_forgotten_and_no_others(
    cast: Cast, clock: Any
) -> None:
    fail(a_pc(OFFICE), "an", FREE + 1)
    clock.shift(timedelta(minutes=8))
    assert forget_old(datetime.now(UTC)) == 2
    left = SignInBrake.objects.values_list("counted", flat=True)
    assert set(left) == {BrakeOn.NAME, BrakeOn.PAIR}
    clock.shift(timedelta(hours=2))
    assert forget_old(datetime.now(UTC)) == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_attempts_at_once_no_more_are_looked_at_than_one_after_another() -> None:
    def attempt(_: int) -> bool:
        try:
            begin("ai-do", None, ATTACKER, None)
        except TooSoonError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        looked_at = list(threads.map(attempt, range(40)))
    assert sum(looked_at) == FREE + 1


limits = st.builds(
    Limit,
    st.integers(0, 9),
    st.integers(1, 900).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 60).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(60, 900).map(lambda seconds: timedelta(seconds=seconds)),
)


@given(limits, st.integers(0, 10**9))
def test_no_number_of_failures_makes_a_wait_longer_than_the_longest(
    limit: Limit, failures: int
) -> None:
    assert limit.wait_after(failures) <= limit.wait_after(failures + 1) <= limit.longest
    assert bool(limit.wait_after(failures)) == (failures > limit.free)


@given(limits, st.integers(1, 40))
def test_failures_at_one_moment_are_counted_and_leak_away_one_by_one(
    limit: Limit, times: int
) -> None:
    empty_at = NOON
    for _ in range(times):
        empty_at = limit.emptied_after_one_more(empty_at, NOON)
    assert limit.failures(empty_at, NOON) == times
    assert limit.failures(empty_at, NOON + limit.leak) == times - 1
    assert limit.failures(empty_at, NOON + limit.leak * times) == 0


@given(limits)
def test_who_never_stops_trying_comes_down_to_one_attempt_a_leak(limit: Limit) -> None:
    """Six hours of trying whenever the door opens."""
    now, empty_at, end, attempts = NOON, NOON, NOON + timedelta(hours=6), 0
    while now < end:
        empty_at = limit.emptied_after_one_more(empty_at, now)
        attempts += 1
        now += limit.wait_after(limit.failures(empty_at, now))
    most_doublings = 12
    steady = (end - NOON) / min(limit.leak, limit.longest)
    assert attempts <= limit.free + most_doublings + steady + 1


def test_every_kind_of_brake_has_its_limit() -> None:
    assert set(brakes.LIMITS) == set(BrakeOn)
