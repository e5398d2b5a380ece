"""Somebody tries many passwords for many names; meanwhile people sign in. What became of it."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pytest_django import DjangoDbBlocker

from cast import PASSWORD, make_cast
from chromium import running_server
from databases import copy_database, drop_database, own_name_of, using_database
from proxied import Person, proxy_before

OFFICE, SHARED = "203.0.113.10", "198.51.100.66"
OFFICE_6, SHARED_6 = "2001:db8:a::10", "2001:db8:b:1::66"

# Seconds in which another attempt is made for certain.
LONG_ENOUGH = 10


@dataclass(frozen=True)
class Outcome:
    """`attacker`: answers by status. The others: whether each attempt to sign in went through."""

    attacker: Counter[int]
    known_device: list[bool]
    office: list[bool]


def attack(port: int, names: int, passwords: int, *, six: bool = False) -> Outcome:
    """An's PC is known and stands behind the attacker's address; Chi comes from the office."""
    known = Person(port, SHARED_6 if six else SHARED)
    assert known.sign_in("an", PASSWORD) == 302
    known_device, office = [], []
    tried: Counter[int] = Counter()
    with ThreadPoolExecutor(4) as threads:
        for number in range(passwords):
            guesses = [
                (port, f"ten-{name}" if name else "an", number, six) for name in range(names)
            ]
            tried.update(threads.map(_guess, guesses))
            if number % max(1, passwords // 4) == 0 or number == passwords - 1:
                known.leave()
                known_device.append(known.sign_in("an", PASSWORD) == 302)
                newcomer = Person(port, OFFICE_6 if six else OFFICE)
                office.append(newcomer.sign_in("chi", PASSWORD) == 302)
    tried[_right_password_of(port, six)] += 1
    return Outcome(tried, known_device, office)


def _guess(guess: tuple[int, str, int, bool]) -> int:
    """From other addresses of the same subscriber where they cost nothing, and with claims to come
    from elsewhere."""
    port, name, number, six = guess
    anywhere = f"192.0.2.{random.randrange(256)}"
    claims = {"X-Forwarded-For": anywhere, "X_Forwarded_For": anywhere, "X-Real-IP": anywhere}
    own = f"2001:db8:b:1::{random.randrange(1, 65536):x}" if six else SHARED
    return Person(port, own, claims).sign_in(name, f"sai-mat-khau-{number}")


def _right_password_of(port: int, six: bool) -> int:
    """What the attacker gets who guesses right at last, the door being closed for a while yet."""
    attacker = Person(port, SHARED_6 if six else SHARED)
    while attacker.seconds < LONG_ENOUGH:
        attacker.sign_in("giang", "sai-mat-khau")
    return attacker.sign_in("giang", PASSWORD)


@pytest.fixture
def environment() -> dict[str, str]:
    """What else the product is started with."""
    return {}


@pytest.fixture
def product(
    empty_database: str,
    static_files: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    environment: dict[str, str],
) -> Iterator[int]:
    """The port of a proxy before the product, which holds the cast."""
    name = own_name_of("attacked")
    copy_database(empty_database, name)
    with django_db_blocker.unblock(), using_database(name):
        make_cast()
    said = environment | {"TRUSTED_PROXIES": "127.0.0.1"}
    with (
        running_server(name, tmp_path / "server.log", **said) as url,
        proxy_before(urlsplit(url).port or 0, tmp_path) as port,
    ):
        yield port
    drop_database(name)
