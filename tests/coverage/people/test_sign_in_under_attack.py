"""Sign-in behind a real proxy, while somebody tries passwords; at full length it is a benchmark."""

import pytest

import cheap_hashes
from coverage.models import BrakeOn
from coverage.people.brakes import LIMITS
from under_attack import attack, product

__all__ = ["product"]

pytestmark = pytest.mark.process

NAMES, PASSWORDS = 10, 6
# Strangers' attempts that are looked at before an address has to wait, and what it is then given
# while the test runs.
MOST_LOOKED_AT = LIMITS[BrakeOn.ADDRESS].free + 6


@pytest.fixture
def environment() -> dict[str, str]:
    """What a hash takes is measured by the benchmark; here each is tried for whether it may be."""
    return cheap_hashes.ENVIRONMENT


@pytest.mark.parametrize("six", [False, True], ids=["IPv4", "IPv6"])
def test_an_attacker_stays_out_and_keeps_nobody_out(product: int, six: bool) -> None:
    outcome = attack(product, NAMES, PASSWORDS, six=six)
    assert outcome.attacker[302] == 0
    assert outcome.attacker[200] <= MOST_LOOKED_AT
    assert outcome.attacker.keys() == {200, 429}
    assert outcome.attacker.total() == NAMES * PASSWORDS + 1
    assert all(outcome.known_device)
    assert all(outcome.office)
