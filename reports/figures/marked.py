"""What is marked at the numbers that a page shows, put to its rows: warnings of the month, and when
the month was approved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from coverage.counting.month_below import MonthBelow
from coverage.warnings.query import open_below, warnings_of
from reports.figures.known import Known
from reports.figures.standing import Row
from reports.figures.warned_months import NOT_WARNED, warned_by

Parts = Mapping[str, Sequence[Row]]


def with_marks(
    facts: Known, wholes: Sequence[Row], parts: Parts, below: MonthBelow, moment: datetime | None
) -> tuple[list[Row], dict[str, Sequence[Row]]]:
    """The same rows, of the month `below`. Two statements, whatever the number of units."""
    of_units = {
        row.unit.pk: facts.rows_in(row.unit, below.period) for row in (*wholes, *_of(parts))
    }
    units = {row for rows in of_units.values() for row in rows}
    warnings = warnings_of(units, [below.period], moment)
    open_warnings = open_below(units, below.period, moment)

    def marked(rows: Sequence[Row]) -> list[Row]:
        approved = [
            replace(row, approved_at=_approved_at(row, below)) if row.has_revisions else row
            for row in rows
        ]
        return [warned(row) for row in approved]

    def warned(row: Row) -> Row:
        period, indicator = below.period, row.indicator
        found = warned_by(
            of_units[row.unit.pk],
            lambda unit: warnings.mark(unit, period, indicator.code),
            lambda unit: open_warnings[unit].of(indicator.code),
            lambda unit: facts.value_of_row(unit, indicator, period).is_reported,
        )
        if found == NOT_WARNED:
            return row
        return replace(row, warning=found.mark, warned_units=found.units)

    return marked(wholes), {code: marked(rows) for code, rows in parts.items()}


def _approved_at(row: Row, below: MonthBelow) -> datetime | None:
    """Of what the unit reported when its month was; of a sum when the last of the units were."""
    if row.value.is_reported:
        return below.state(row.unit.pk).approved_at
    return None if row.value.unapproved else below.last_approved_at(row.unit.pk)


def _of(parts: Parts) -> Iterator[Row]:
    for rows in parts.values():
        yield from rows
