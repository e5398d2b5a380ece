"""How far a month of a unit has come: reported, cut off, approved. Pure."""

from dataclasses import dataclass
from datetime import date

from coverage.counting.expected import Expected
from coverage.counting.month_counts import MonthCounts
from coverage.models import State
from reports.figures.cut_offs import cut_off_text
from reports.figures.parts_counted import nothing_applies_to
from reports.figures.query import Overview
from reports.figures.submissions import MonthState
from reports.figures.values import Value


@dataclass(frozen=True, slots=True)
class MonthStatus:
    """`missing`: the parts of which nothing complete is known, in their order; `not_applicable`:
    those to which nothing applies, which lack nothing. `cut_off`: up to
    which day the figures shown were counted, or why none says. `own`: the month of the unit itself,
    `shown_own`: where it is worth a word, `last_approval`: that of the part approved last; None
    where there is none. `cut_off_rule`, `due`: the days set for the month, if any."""

    counts: MonthCounts
    missing: list[str]
    not_applicable: list[str]
    cut_off: str
    cut_off_rule: date | None
    due: date | None
    own: MonthState | None
    shown_own: MonthState | None
    is_approved: bool
    last_approval: MonthState | None

    @property
    def expected(self) -> int:
        return self.counts.expected


def month_status(overview: Overview, expected: Expected) -> MonthStatus:
    """`expected`: the rule for the unit's months."""
    period, unit = overview.months.now, overview.unit
    of_parts = [month for pk, month in overview.months_of_units.items() if pk != unit.pk]
    approved = [month for month in of_parts if month.state == State.APPROVED]
    missing, not_applicable = _without_figures(overview)
    return MonthStatus(
        counts=overview.counts,
        missing=missing,
        not_applicable=not_applicable,
        cut_off=cut_off_text(overview.rows, has_counts=overview.has_counts),
        cut_off_rule=expected.cut_off(period),
        due=expected.due(period),
        own=overview.own_month,
        shown_own=overview.own_month_shown,
        is_approved=overview.is_approved,
        last_approval=max(approved, key=lambda month: month.at, default=None),
    )


def _without_figures(overview: Overview) -> tuple[list[str], list[str]]:
    """The names of those that are missing, and of those to which nothing applies."""
    stocks = [row.indicator for row in overview.wholes]
    values: dict[int, dict[int, Value]] = {}
    names: dict[int, str] = {}
    for stock in stocks:
        for row in overview.parts.get(stock.code, ()):
            values.setdefault(row.unit.pk, {})[stock.pk] = row.value
            names[row.unit.pk] = row.unit.full_name
    gone = {pk for pk, of_part in values.items() if nothing_applies_to(of_part, stocks)}
    known = {pk for pk, each in values.items() if any(value.is_complete for value in each.values())}
    missing = [name for pk, name in names.items() if pk not in known | gone]
    return missing, [name for pk, name in names.items() if pk in gone]
