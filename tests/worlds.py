"""A world that the tests of a module share: made once, put back as it was after each of them.

It lies in one transaction as long as the module; each test's own ``db`` is a savepoint inside. A
module adds to it what all its tests begin with, once, by a fixture of its own::

    @pytest.fixture(scope="module")
    def world(world: Cast) -> Cast:
        open_months(world.giang, [world.cau_ke.pk], JUNE)
        return world
"""

from collections import defaultdict
from collections.abc import Generator, Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from cast import Cast, make_cast


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """For ``cast`` and for a module's own ``world``; a test takes ``cast``."""
    with transaction.atomic():
        yield make_cast()
        django_db_blocker.unblock()
        transaction.set_rollback(True)
    django_db_blocker.restore()


@pytest.fixture
def cast(world: Cast, db: None) -> Cast:
    """A copy: what a test changes in memory is not seen by the next either."""
    return deepcopy(world)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """While a world is made the database is open; a test that takes no ``db`` finds it closed."""
    if fixturedef.argname != "world":
        return (yield)
    with request.getfixturevalue("django_db_blocker").unblock():
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A ``db`` beside a world would be as full as it, and real commits would end it."""
    sharing, alone = defaultdict(list), defaultdict(list)
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if {"world", "cast"} <= fixtures:
            sharing[item.path].append(item)
        elif fixtures & {"db", "transactional_db"}:
            alone[item.path].append(item)
    if both := sharing.keys() & alone.keys():
        listed = ", ".join(item.nodeid for path in sorted(both) for item in alone[path])
        raise pytest.UsageError(f"Beside a module's world these need cast in place of db: {listed}")
