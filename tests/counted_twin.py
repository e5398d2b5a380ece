"""Which versions count, by walking all rows in plain Python: the twin of coverage/counting."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from coverage.counting.figures import ReadAs
from coverage.models import (
    AdministrativeUnit,
    CountsFrom,
    Denominator,
    ReportedFigure,
    ReportingRule,
    StandingWarning,
    State,
    Submission,
    Versioned,
)

Row = TypeVar("Row", ReportedFigure, Submission)


def seen(model: type[Versioned], moment: datetime | None, *related: str) -> list[Any]:
    rows = model.objects.select_related("recorded_by", *related).order_by("pk")
    return [row for row in rows if was_in_force(row, moment)]


def counted_with_states(read_as: ReadAs) -> list[tuple[ReportedFigure, str, bool]]:
    """The versions that count, month by month; each with the state of its month and whether it is
    what was approved before the month was opened again."""
    rules = seen(ReportingRule, read_as.moment)
    versions = by_month(ReportedFigure.objects.select_related("recorded_by").order_by("pk"))
    approvals = by_month(Submission.objects.filter(state=State.APPROVED))
    found = []
    for month in seen(Submission, read_as.moment, "unit__parent__parent"):
        rule = nearest_rule(rules, month.unit, month.period)
        waits = rule is not None and rule.counts_from == CountsFrom.APPROVED
        is_handed_in = month.state == State.SUBMITTED and not waits
        stands = read_as.drafts or month.state == State.APPROVED or is_handed_in
        before = [
            each.recorded_at
            for each in approvals[month.unit_id, month.period]
            if each.recorded_at <= month.recorded_at
        ]
        if not stands and not before:
            continue
        at = read_as.moment if stands else max(before)
        for row in versions[month.unit_id, month.period]:
            if was_in_force(row, at):
                found.append((row, month.state, not stands))
    return found


def by_month(rows: Iterable[Row]) -> dict[tuple[int, date], list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row.unit_id, row.period].append(row)
    return found


def was_in_force(row: Versioned | StandingWarning, moment: datetime | None) -> bool:
    if moment is None:
        return row.superseded_at is None
    return row.recorded_at <= moment and (row.superseded_at is None or row.superseded_at > moment)


def nearest_rule(
    rules: list[ReportingRule], unit: AdministrativeUnit, period: date
) -> ReportingRule | None:
    for each in lines_above(unit):
        own = [rule for rule in rules if rule.unit_id == each.pk and rule.from_month <= period]
        if own:
            return max(own, key=lambda rule: rule.from_month)
    return None


def lines_above(unit: AdministrativeUnit | None) -> Iterable[AdministrativeUnit]:
    while unit is not None:
        yield unit
        unit = unit.parent


def twin_base(read_as: ReadAs) -> Callable[[int, str, int], Any]:
    rows = seen(Denominator, read_as.moment)

    def latest(unit_id: int, basis: str, year: int) -> Any:
        earlier = [
            row for row in rows if (row.unit_id, row.basis) == (unit_id, basis) and row.year <= year
        ]
        return max(earlier, key=lambda row: row.year, default=None)

    return latest
