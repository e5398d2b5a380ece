"""The folder of files, and what their codes mean in the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coverage.models import AdministrativeUnit, Indicator
from coverage.reference.csv_rows import Row, read_rows
from coverage.reference.memory import ids_by_key

# From above to below: a unit's parent is loaded before it.
UNIT_FILES = (
    ("nation.csv",),
    ("provinces_before_2025-07-01.csv", "provinces_from_2025-07-01.csv"),
    ("districts_before_2025-07-01.csv", "communes_from_2025-07-01.csv"),
)
UNIT_COLUMNS = (
    "code",
    "kind",
    "name",
    "full_name",
    "parent_code",
    "valid_from",
    "valid_to",
    "source",
)


class Standing(NamedTuple):
    """A unit of the database, between the two dates that its file gives it."""

    pk: int
    valid_from: date
    valid_to: date | None


def unit_key(row: Row) -> str:
    """A unit is known by its code, which has another meaning at another time, and its first day."""
    return f"{row.text('code')} {row.day('valid_from')}"


def unit_ids() -> dict[str, int]:
    rows = AdministrativeUnit.objects.values_list("code", "valid_from", "pk")
    return ids_by_key(AdministrativeUnit, {f"{code} {day}": pk for code, day, pk in rows})


def indicator_ids() -> dict[str, int]:
    return ids_by_key(Indicator, dict(Indicator.objects.values_list("code", "pk")))


class UnitBook:
    """Units of the files that are in the database, by code and day.

    A code tells its level by its length, so it needs no level beside it.
    """

    def __init__(self, rows: Iterable[Row], ids: Mapping[str, int]) -> None:
        self._by_code: dict[str, list[Standing]] = {}
        for row in rows:
            if (pk := ids.get(unit_key(row))) is not None:
                unit = Standing(pk, row.day("valid_from"), row.optional_day("valid_to"))
                self._by_code.setdefault(row.text("code"), []).append(unit)

    def on(self, row: Row, column: str, day: date) -> Standing:
        """The unit that had the code of this cell on that day. Raises FixtureError."""
        code = row.text(column)
        for unit in self._by_code.get(code, ()):
            if unit.valid_from <= day and (unit.valid_to is None or day <= unit.valid_to):
                return unit
        raise row.error(column, f"no unit had the code {code} on {day}")


@dataclass(frozen=True)
class Fixtures:
    """One load of a folder; `units` and `indicators` are for when those are in the database."""

    folder: Path

    def read(self, file: str, columns: Sequence[str]) -> list[Row]:
        return read_rows(self.folder / file, columns)

    @cached_property
    def unit_rows(self) -> list[list[Row]]:
        """The rows of the unit files, one list a level, the nation first."""
        return [
            [row for file in files for row in self.read(file, UNIT_COLUMNS)] for files in UNIT_FILES
        ]

    @cached_property
    def units(self) -> UnitBook:
        return UnitBook((row for rows in self.unit_rows for row in rows), unit_ids())

    @cached_property
    def indicators(self) -> dict[str, int]:
        return indicator_ids()

    def unit_id(self, row: Row, column: str, day: date) -> int:
        """The unit that had the code of this cell on that day. Raises FixtureError."""
        return self.units.on(row, column, day).pk

    def indicator_id(self, row: Row, column: str) -> int:
        """The indicator whose code is in this cell. Raises FixtureError."""
        return looked_up(self.indicators, row, column, "indicator")


def looked_up(ids: dict[str, int], row: Row, column: str, what: str) -> int:
    key = row.text(column)
    if key not in ids:
        raise row.error(column, f"there is no {what} {key}")
    return ids[key]
