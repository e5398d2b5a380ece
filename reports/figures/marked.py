"""What is marked at the numbers that a page shows, put to its rows: warnings of the month, and when
the month was approved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from coverage.counting.month_below import MonthBelow
from coverage.warnings.query import open_below, warnings_of
from coverage.warnings.standing import OpenBelow, Warnings
from reports.figures.standing import Row

Parts = Mapping[str, Sequence[Row]]


def with_marks(
    wholes: Sequence[Row], parts: Parts, below: MonthBelow, moment: datetime | None
) -> tuple[list[Row], dict[str, Sequence[Row]]]:
    """The same rows, of the month `below`. Two statements, whatever the number of units."""
    units = {row.unit.pk for row in wholes} | {
        row.unit.pk for rows in parts.values() for row in rows
    }
    warnings = warnings_of(units, [below.period], moment)
    open_warnings = open_below(units, below.period, moment)

    def marked(rows: Sequence[Row]) -> list[Row]:
        approved = [
            replace(row, approved_at=_approved_at(row, below)) if row.has_revisions else row
            for row in rows
        ]
        return [_warned(row, below.period, warnings, open_warnings) for row in approved]

    return marked(wholes), {code: marked(rows) for code, rows in parts.items()}


def _approved_at(row: Row, below: MonthBelow) -> datetime | None:
    """Of what the unit reported when its month was; of a sum when the last of the units were."""
    if row.value.is_reported:
        return below.state(row.unit.pk).approved_at
    return None if row.value.unapproved else below.last_approved_at(row.unit.pk)


def _warned(row: Row, period: date, warnings: Warnings, below: Mapping[int, OpenBelow]) -> Row:
    code = row.indicator.code
    if row.value.is_reported:
        mark = warnings.mark(row.unit.pk, period, code)
        return replace(row, warning=mark) if mark else row
    units = below[row.unit.pk].of(code) if row.unit.pk in below else 0
    return replace(row, warned_units=units) if units else row
