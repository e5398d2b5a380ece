"""The demo as `make run` loads it, on a day of November 2026: once for all workers of a run."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from databases import copy_database, own_name_of, shared_database, using_database

LOADED_ON = date(2026, 11, 21)


@pytest.fixture(scope="session")
def own_demo(
    reference_database: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The name of the worker's own copy of the demo, for what is rolled back."""

    def load() -> None:
        with (
            time_machine.travel(LOADED_ON),
            override_settings(DATA_DIR=tmp_path_factory.mktemp("demo")),
        ):
            for command in ("simulate_demo", "create_demo_accounts", "stage_demo"):
                call_command(command, stdout=StringIO())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    name = own_name_of("demo")
    with django_db_blocker.unblock():
        copy_database(shared_database("simulated", reference_database, load), name)
    return name


@pytest.fixture
def simulated(own_demo: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), using_database(own_demo), transaction.atomic():
        yield
        transaction.set_rollback(True)
