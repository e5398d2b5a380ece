"""A world that the tests of a module share: made once, put back as it was after each of them.

It lies in one transaction as long as the module; each test's own ``db`` is a savepoint inside. A
module adds to it what all its tests begin with, once, by a fixture of its own::

    @pytest.fixture(scope="module")
    def world(world: Cast) -> Cast:
        open_months(world.giang, [world.cau_ke.pk], JUNE)
        return world
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from cast import Cast, make_cast

Lasting = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def lasting(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Lasting:
    """``with lasting():`` a fixture of the module writes what it yields, and takes it back."""

    @contextmanager
    def in_one_transaction() -> Iterator[None]:
        with transaction.atomic():
            yield
            django_db_blocker.unblock()
            transaction.set_rollback(True)
        django_db_blocker.restore()

    return in_one_transaction


@pytest.fixture(scope="module")
def world(lasting: Lasting) -> Iterator[Cast]:
    """For ``cast`` and for a module's own ``world``; a test takes ``cast``."""
    with lasting():
        yield make_cast()


@pytest.fixture
def cast(world: Cast, db: None) -> Cast:
    """A copy: what a test changes in memory is not seen by the next either."""
    return deepcopy(world)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """While a world is made the database is open; a test that takes no ``db`` finds it closed."""
    if not {"lasting", "world"} & set(fixturedef.argnames) or fixturedef.scope != "module":
        return (yield)
    with request.getfixturevalue("django_db_blocker").unblock():
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A ``db`` beside a world would be as full as it, and real commits would end it."""
    sharing, alone = set(), defaultdict(list)
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "lasting" in fixtures:
            sharing.add(item.path)
        elif fixtures & {"db", "transactional_db"} or item.get_closest_marker("django_db"):
            alone[item.path].append(item)
    if both := sharing & alone.keys():
        listed = ", ".join(item.nodeid for path in sorted(both) for item in alone[path])
        raise pytest.UsageError(f"Beside a module's world these need cast in place of db: {listed}")
