"""Who has reported a month, how complete it is, and whom to remind.

A fixed number of statements whatever the number of units.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from coverage.access import approvable_units, may_see_drafts
from coverage.counting.closed import closed_month
from coverage.counting.expected import Expected
from coverage.counting.month_below import month_below
from coverage.counting.month_counts import figures_below, month_counts
from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    Assignment,
    Indicator,
    ReportedFigure,
    Role,
    User,
)
from coverage.month.query import UnitMonth
from coverage.notation.periods import write_period
from coverage.wording import state_text

Cells = Collection[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of `units` units, how many say something in the column."""

    column: Indicator
    filled: int
    units: int

    @property
    def is_complete(self) -> bool:
        return self.filled == self.units


@dataclass(frozen=True, slots=True)
class LastChange:
    """When a figure of the unit's month was last recorded, and by whom."""

    at: datetime
    by: str


def standing(
    user: User,
    unit: AdministrativeUnit,
    unit_ids: Collection[int],
    columns: Sequence[Indicator],
    period: date,
) -> dict[str, object]:
    """How far the month has come, whether it was closed, and what the user may do about that. Of
    the units `unit_ids` directly below `unit`. At most nine statements."""
    below = month_below(unit, period)
    said = figures_below(below, unit_ids, columns)
    known = said.with_figures
    partly = [pk for pk in known if not below.counts(pk)]
    may_close = approvable_units(user).filter(pk=unit.pk).exists()
    return {
        "counts": month_counts(below, unit_ids, known, partly, said.not_applicable),
        "closed": closed_month(unit, below),
        "may_close": may_close,
        "may_see_drafts": may_close or may_see_drafts(user, unit),
    }


def completeness(
    columns: Sequence[Indicator], unit_ids: Collection[int], filled: Cells
) -> list[Completeness]:
    """`filled` are the cells that say something, by unit and indicator."""
    return [
        Completeness(
            column, sum((unit, column.pk) in filled for unit in unit_ids), units=len(unit_ids)
        )
        for column in columns
    ]


def last_changes(unit_ids: Collection[int], period: date) -> dict[int, LastChange]:
    """By unit; one whose month was never written is not there. One statement."""
    rows = ReportedFigure.objects.filter(period=period, unit__in=unit_ids)
    latest = rows.order_by("unit_id", "-recorded_at", "-pk").distinct("unit_id")
    return {
        row.unit_id: LastChange(row.recorded_at, str(row.recorded_by))
        for row in latest.select_related("recorded_by")
    }


def clerks(unit: AdministrativeUnit, unit_ids: Collection[int]) -> dict[int, list[str]]:
    """Who enters for each of the units below `unit`: the unit's own clerks, else those nearest
    above it. At most three statements (the units above are read one by one)."""
    line = _line_upwards(unit)
    rows = Assignment.objects.filter(
        role=Role.CLERK, user__is_active=True, unit__in=[*unit_ids, *line]
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows.select_related("user").order_by("user__full_name", "user__username"):
        names[row.unit_id].append(str(row.user))
    above: list[str] = next((names[pk] for pk in line if pk in names), [])
    return {pk: names.get(pk, above) for pk in unit_ids}


def _line_upwards(unit: AdministrativeUnit) -> list[int]:
    line = [unit.pk]
    while unit.parent is not None:
        unit = unit.parent
        line.append(unit.pk)
    return line


def is_missing(month: UnitMonth) -> bool:
    """The unit has not handed its month in, or has it back."""
    return month.state is None or month.state in WRITABLE_STATES


def reminder(
    months: Iterable[UnitMonth],
    period: date,
    columns: Sequence[Indicator],
    filled: Cells,
    expected: Mapping[int, Expected],
    names: dict[int, list[str]],
) -> str:
    """A list to be copied: who has not handed in, in what state, what is blank, whom to ask.
    "" when all have."""
    known = list(months)
    missing = [month for month in known if is_missing(month)]
    if not missing:
        return ""
    heading = _("Not yet submitted for %(month)s: %(missing)s of %(units)s units") % {
        "month": write_period(period),
        "missing": len(missing),
        "units": len(known),
    }
    lines = [
        _line(
            month,
            [column for column in columns if column.code in expected[month.unit.pk].required],
            filled,
            names.get(month.unit.pk, []),
        )
        for month in missing
    ]
    return "\n".join([heading, *lines])


def _line(
    month: UnitMonth, columns: Sequence[Indicator], filled: Cells, people: Sequence[str]
) -> str:
    parts = [state_text(month.state)]
    blank = [column.label for column in columns if (month.unit.pk, column.pk) not in filled]
    if len(blank) == len(columns):
        parts.append(_("nothing entered yet"))
    elif blank:
        parts.append(_("blank: %(indicators)s") % {"indicators": ", ".join(blank)})
    parts.append(", ".join(people) or _("no clerk named"))
    return f"- {month.unit.full_name}: " + "; ".join(parts)
