"""How far a month of a unit has come: reported, cut off, approved. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coverage.counting.expected import Expected
from coverage.counting.month_counts import MonthCounts
from coverage.models import State
from reports.figures.cut_offs import cut_off_text
from reports.figures.query import Overview
from reports.figures.submissions import MonthState


@dataclass(frozen=True, slots=True)
class MonthStatus:
    """`missing`: the parts of which nothing complete is known, in their order; `not_applicable`:
    those to which nothing applies, which lack nothing. `cut_off`: up to
    which day the figures shown were counted, or why none says. `own`: the month of the unit itself,
    `shown_own`: where it is worth a word, `last_approval`: that of the part approved last; None
    where there is none. `cut_off_rule`, `due`: the days set for the month, if any."""

    counts: MonthCounts
    missing: Sequence[str]
    not_applicable: Sequence[str]
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
    return MonthStatus(
        counts=overview.counts,
        missing=overview.named.missing,
        not_applicable=overview.named.not_applicable,
        cut_off=cut_off_text(overview.rows, has_counts=overview.has_counts),
        cut_off_rule=expected.cut_off(period),
        due=expected.due(period),
        own=overview.own_month,
        shown_own=overview.own_month_shown,
        is_approved=overview.is_approved,
        last_approval=max(approved, key=lambda month: month.at, default=None),
    )
