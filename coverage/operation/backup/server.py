"""The database server of the settings, as PostgreSQL's own programs and a connection reach it."""

import os
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from coverage.operation.postgres.embedded import is_reached_by

# What libpq calls a parameter of the connection, and the name its programs read it under. So no
# password ever stands in a list of processes.
ENVIRONMENT = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
# How a value is written must not depend on whose settings are read.
READABLE_ALIKE = (
    "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c bytea_output=hex"
    " -c extra_float_digits=1 -c work_mem=32MB"
)

Connection = psycopg.Connection[tuple[Any, ...]]


@dataclass(frozen=True)
class Server:
    """`parameters` are libpq's, all but the database's name; embedded is the one in DATA_DIR."""

    parameters: dict[str, str]
    database: str
    is_embedded: bool

    def connect(self, database: str = "") -> Connection:
        """In autocommit. Raises psycopg.OperationalError."""
        address = make_conninfo(
            **self.parameters,
            dbname=database or self.database,
            options=READABLE_ALIKE,
            connect_timeout=30,
        )
        return psycopg.connect(address, autocommit=True)

    def environment(self, database: str = "") -> dict[str, str]:
        """For a program of PostgreSQL's, with nothing of ours that it does not need."""
        told = {ENVIRONMENT[name]: value for name, value in self.parameters.items()}
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | told | {"PGDATABASE": database or self.database, "LC_ALL": "C"}


def of_settings() -> Server:
    parameters = connection.get_connection_params()
    known = {name: str(parameters[name]) for name in ENVIRONMENT if parameters.get(name)}
    return Server(
        known,
        str(connection.settings_dict["NAME"]),
        is_reached_by(known.get("host", ""), settings.DATA_DIR),
    )


def major_version(server: Connection) -> int:
    return server.info.server_version // 10_000


def ask(server: Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    return server.execute(query.encode(), values or None).fetchall()


def named(statement: str, name: str) -> sql.Composed:
    """The statement with one name in it, quoted."""
    return sql.SQL(statement).format(sql.Identifier(name))
