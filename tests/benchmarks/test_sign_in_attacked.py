"""Two hundred wrong passwords for each of fifty names: see test_sign_in_under_attack.py."""

from time import monotonic

import pytest

from coverage.models import BrakeOn
from coverage.people.brakes import LIMITS
from under_attack import attack, environment, product

__all__ = ["environment", "product"]

NAMES, PASSWORDS = 50, 200


@pytest.mark.parametrize("six", [False, True], ids=["IPv4", "IPv6"])
def test_ten_thousand_wrong_passwords_open_no_door_and_close_none(product: int, six: bool) -> None:
    begun = monotonic()
    outcome = attack(product, NAMES, PASSWORDS, six=six)
    seconds = monotonic() - begun
    looked_at = outcome.attacker[200]
    print(f"{NAMES * PASSWORDS} wrong passwords in {seconds:.0f} s: {looked_at} looked at")
    limit = LIMITS[BrakeOn.ADDRESS]
    assert outcome.attacker[302] == 0
    assert looked_at <= limit.free + 6 + seconds / limit.leak.total_seconds()
    assert all(outcome.known_device)
    assert all(outcome.office)
