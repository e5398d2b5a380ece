"""Every test that touches data runs on a real PostgreSQL: DATABASE_URL's, or the embedded one.

The tests' own server, secret key, static files and accounts live in ``<DATA_DIR>/tests``, apart
from the product's. The first process prepares; xdist's workers inherit its environment.

* ``db``: migrated and empty; what the test wrote is rolled back (``cast.make_cast`` fills it).
* ``transactional_db``: the same with real commits; the database is put back from a copy.
* ``reference``: the units, documents, targets and published figures; rolled back. Not with ``db``.
* ``served``, ``page``: the real server and Chromium, see chromium.py.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import setup_databases

from coverage.operation.catalogues import compile_catalogues
from coverage.operation.postgres import embedded
from databases import copy_database, drop_database, using_database

ROOT = Path(__file__).resolve().parent.parent

pytest_plugins = ("chromium", "libreoffice")


def _prepare() -> None:
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / ".data") / "tests"
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = embedded.start(data_dir, durable=False)
    os.environ["DATA_DIR"] = str(data_dir)
    os.environ["STATIC_ROOT"] = str(data_dir / "static")
    (data_dir / "static").mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "coverage.settings"
    compile_catalogues(ROOT / "locale")


if "PYTEST_XDIST_WORKER" not in os.environ:
    _prepare()
django.setup()
# The real hasher at its least: a cast of six people would otherwise cost a test 1,5 s.
Argon2PasswordHasher.time_cost = 1
Argon2PasswordHasher.memory_cost = 64
Argon2PasswordHasher.parallelism = 1


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker
) -> Iterator[None]:
    """A migrated database, and a copy of it to begin again from.

    pytest-django's own makes none for a run that only has tests on ``reference`` or ``served``. A
    test with transactions of its own cannot be rolled back, and the history's triggers refuse the
    TRUNCATE that Django would send after it: the copy is put back instead.
    """
    original = TransactionTestCase._fixture_teardown
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        name = connection.settings_dict["NAME"]
        template = f"{name}_template"
        copy_database(name, template)
    TransactionTestCase._fixture_teardown = lambda _: copy_database(template, name)
    yield
    TransactionTestCase._fixture_teardown = original
    with django_db_blocker.unblock():
        drop_database(template)
        # Not Django's own: it gives up where a session that is just ending still counts.
        drop_database(name)
        for each, usual, _destroy in made:
            each.settings_dict["NAME"] = usual


@pytest.fixture(scope="session")
def empty_database(django_db_setup) -> str:
    """The name of a migrated, empty database: to be copied, not used."""
    return f"{connection.settings_dict['NAME']}_template"


@pytest.fixture(scope="session")
def reference_database(empty_database, django_db_blocker) -> Iterator[str]:
    """The name of a database with the reference data, loaded once a worker: not to be changed."""
    name = f"{connection.settings_dict['NAME']}_reference"
    with django_db_blocker.unblock():
        copy_database(empty_database, name)
        with using_database(name):
            call_command("load_reference", verbosity=0)
    yield name
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture
def reference(reference_database, django_db_blocker) -> Iterator[None]:
    """The reference data, for tests that read it and may write: rolled back."""
    with django_db_blocker.unblock(), using_database(reference_database), transaction.atomic():
        yield
        transaction.set_rollback(True)
