"""What every table holds, in numbers that are the same wherever its rows were restored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from psycopg import sql

from coverage.operation.backup.server import Connection, ask

# What is of no use elsewhere: who is signed in, and exports whose files are not kept a day.
LEFT_OUT = ("django_session", "coverage_figureexport")

TABLES = """
select relname, array_agg(attname::text order by attnum)
from pg_class
join pg_attribute on attrelid = pg_class.oid
where relkind = 'r' and relnamespace = current_schema()::regnamespace
  and attnum > 0 and not attisdropped and attgenerated = ''
group by relname order by relname
"""
# Of each row as text half an MD5, added up: the order of the rows is nobody's business.
CHECKSUM = """
select count(*),
       coalesce(sum(('x' || left(md5(row({columns})::text), 16))::bit(64)::bigint::numeric), 0)
from {table}
"""


@dataclass(frozen=True)
class Held:
    """What a table holds: its columns in their order, its rows, and a number made of all values."""

    columns: Sequence[str]
    rows: int
    checksum: str


def columns_of_tables(server: Connection) -> dict[str, list[str]]:
    return {name: columns for name, columns in ask(server, TABLES) if name not in LEFT_OUT}


def held_by_tables(server: Connection, tables: Mapping[str, Sequence[str]]) -> dict[str, Held]:
    """By the table's name, over these of its columns. Raises psycopg's ProgrammingError where a
    table or a column is missing."""
    return {name: _held(server, name, columns) for name, columns in tables.items()}


def _held(server: Connection, table: str, columns: Sequence[str]) -> Held:
    query = sql.SQL(CHECKSUM).format(
        table=sql.Identifier(table), columns=sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    found = server.execute(query).fetchone()
    rows, checksum = found or (0, 0)
    return Held(list(columns), rows, str(checksum))


def differing(recorded: Mapping[str, Held], found: Mapping[str, Held]) -> list[str]:
    """The names of tables that do not hold what was recorded."""
    return sorted(name for name, held in recorded.items() if found.get(name) != held)
