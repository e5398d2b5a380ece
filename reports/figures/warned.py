"""The warnings of the numbers that a page shows, put to its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from coverage.warnings.query import open_below, warnings_of
from coverage.warnings.standing import OpenBelow, Warnings
from reports.figures.standing import Row

Parts = Mapping[str, Sequence[Row]]


def with_warnings(
    wholes: Sequence[Row], parts: Parts, period: date, moment: datetime | None
) -> tuple[list[Row], dict[str, Sequence[Row]]]:
    """The same rows. Two statements, whatever the number of units."""
    units = {row.unit.pk for row in wholes} | {
        row.unit.pk for rows in parts.values() for row in rows
    }
    warnings, below = warnings_of(units, [period], moment), open_below(units, period, moment)

    def warned(rows: Sequence[Row]) -> list[Row]:
        return [_warned(row, period, warnings, below) for row in rows]

    return warned(wholes), {code: warned(rows) for code, rows in parts.items()}


def _warned(row: Row, period: date, warnings: Warnings, below: Mapping[int, OpenBelow]) -> Row:
    code = row.indicator.code
    if row.value.own is not None:
        mark = warnings.mark(row.unit.pk, period, code)
        return replace(row, warning=mark) if mark else row
    units = below[row.unit.pk].of(code) if row.unit.pk in below else 0
    return replace(row, warned_units=units) if units else row
