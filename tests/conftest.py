"""Every test that touches data runs on a real PostgreSQL: DATABASE_URL's, or the embedded one.

The tests' own server, secret key, static files and accounts live in ``<DATA_DIR>/tests``, apart
from the product's. The first process prepares; xdist's workers inherit its environment.

* ``db``: migrated and empty; what the test wrote is rolled back.
* ``cast``: the same with the people and places of cast.py, and what the module's ``world`` adds
  to them once for all its tests, none of which then takes ``db`` alone.
* ``transactional_db``: the same with real commits; the database is put back from a copy.
* ``reference``: the units, documents, targets and published figures; rolled back. Not with ``db``.
* ``simulated``: the whole demo, see demo_database.py; rolled back. Not with ``db``.
* ``new_install``: a folder of the product with a database of its own, see installs.py.
* ``served``, ``page``: the real server and Chromium, see chromium.py.
"""

import gc
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from cheap_hashes import make_hashes_cheap
from coverage.operation.catalogues import compile_catalogues
from coverage.operation.postgres import embedded
from databases import (
    copy_database,
    drop_database,
    drop_databases_of_ended_runs,
    drop_databases_of_this_run,
    own_name_of,
    shared_database,
    using_database,
)
from folders import ROOT

pytest_plugins = ("chromium", "demo_database", "installs", "libreoffice", "order", "worlds")


def _prepare() -> None:
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / ".data") / "tests"
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = embedded.start(data_dir, durable=False)
        drop_databases_of_ended_runs()
    os.environ["DATA_DIR"] = str(data_dir)
    os.environ["TEST_RUN"] = str(os.getpid())
    os.environ["STATIC_ROOT"] = str(data_dir / "static")
    (data_dir / "static").mkdir(parents=True, exist_ok=True)
    # Else every process here would compile the product, and every worker the tests, anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    os.environ["DJANGO_SETTINGS_MODULE"] = "coverage.settings"
    compile_catalogues(ROOT / "locale")


IS_A_WORKER = "PYTEST_XDIST_WORKER" in os.environ

if not IS_A_WORKER:
    _prepare()
django.setup()
# Each test's own client would otherwise read the whole folder of static files.
settings.WHITENOISE_AUTOREFRESH = True
# A busy machine is no fault of the code: how long things take is measured by `make benchmark`.
hypothesis.settings.register_profile(
    "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")
# A cast of six people would otherwise cost a test 1,5 s.
make_hashes_cheap()


def pytest_collection_finish() -> None:
    """What was loaded stays until the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_unconfigure() -> None:
    if not IS_A_WORKER:
        drop_databases_of_this_run()


@pytest.fixture(scope="session")
def empty_database(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a migrated, empty database: to be copied, not used."""
    with django_db_blocker.unblock():
        return shared_database("empty", "template1", lambda: call_command("migrate", verbosity=0))


@pytest.fixture(scope="session")
def reference_database(empty_database: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a database with the reference data: to be copied, not used."""
    with django_db_blocker.unblock():
        load = partial(call_command, "load_reference", verbosity=0)
        return shared_database("reference", empty_database, load)


@pytest.fixture(scope="session")
def django_db_setup(empty_database: str) -> Iterator[None]:
    """The worker's own copy of the empty database, where pytest-django would migrate one.

    A test with transactions of its own cannot be rolled back, and the history's triggers refuse the
    TRUNCATE that Django would send after it: the copy is made anew instead.
    """
    case: Any = TransactionTestCase
    original = case._fixture_teardown
    usual, name = connection.settings_dict["NAME"], own_name_of("data")
    copy_database(empty_database, name)
    connection.settings_dict["NAME"] = name

    def begin_anew(_: TransactionTestCase) -> None:
        connections.close_all()
        copy_database(empty_database, name)

    case._fixture_teardown = begin_anew
    yield
    case._fixture_teardown = original
    connections.close_all()
    drop_database(name)
    connection.settings_dict["NAME"] = usual


@pytest.fixture(scope="session")
def own_reference(reference_database: str) -> str:
    """The name of the worker's own copy of the reference data, for what is rolled back."""
    name = own_name_of("reference")
    copy_database(reference_database, name)
    return name


@pytest.fixture
def reference(own_reference: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference data, for tests that read it and may write: rolled back."""
    with django_db_blocker.unblock(), using_database(own_reference), transaction.atomic():
        yield
        transaction.set_rollback(True)
