"""How the database stands to the code: behind it, level with it, or made by a newer one."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migration = tuple[str, str]


@cache
def of_code() -> frozenset[Migration]:
    """All migrations the code has, as pairs of app and name."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset((app, name) for app, name in loader.disk_migrations)


def missing() -> set[Migration]:
    """What the database still has to be brought up to. Raises OperationalError."""
    return set(of_code()) - _applied()


def unknown() -> set[Migration]:
    """What a newer code did to the database. Raises OperationalError."""
    apps = {app for app, _name in of_code()}
    return {each for each in _applied() if each[0] in apps} - of_code()


def _applied() -> set[Migration]:
    return set(MigrationRecorder(connection).applied_migrations())
