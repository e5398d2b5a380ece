"""Sign-in behind a real proxy, while somebody tries passwords; at full length it is a benchmark."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_django import DjangoDbBlocker

from cast import make_cast
from chromium import running_server
from coverage.models import BrakeOn
from coverage.people.brakes import LIMITS
from databases import copy_database, drop_database, own_name_of, using_database
from proxied import proxy_before
from under_attack import attack

pytestmark = pytest.mark.process

NAMES, PASSWORDS = 10, 6
# Strangers' attempts that are looked at before an address has to wait, and what it is then given
# while the test runs.
MOST_LOOKED_AT = LIMITS[BrakeOn.ADDRESS].free + 6


@pytest.fixture
def product(
    empty_database: str, static_files: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[int]:
    """The port of a proxy before the product, which holds the cast."""
    name = own_name_of("attacked")
    copy_database(empty_database, name)
    with django_db_blocker.unblock(), using_database(name):
        make_cast()
    with (
        running_server(name, tmp_path / "server.log", TRUSTED_PROXIES="127.0.0.1") as url,
        proxy_before(urlsplit(url).port or 0, tmp_path) as port,
    ):
        yield port
    drop_database(name)


@pytest.mark.parametrize("six", [False, True], ids=["IPv4", "IPv6"])
def test_an_attacker_stays_out_and_keeps_nobody_out(product: int, six: bool) -> None:
    outcome = attack(product, NAMES, PASSWORDS, six=six)
    assert outcome.attacker[302] == 0
    assert outcome.attacker[200] <= MOST_LOOKED_AT
    assert outcome.attacker.keys() == {200, 429}
    assert outcome.attacker.total() == NAMES * PASSWORDS + 1
    assert all(outcome.known_device)
    assert all(outcome.office)
