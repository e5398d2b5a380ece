"""The numbers of the trend's chart as rows: the months, newest first, and the targets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from coverage.models import Origin
from coverage.notation.numbers import write_people
from coverage.notation.periods import month_of, write_date, write_period
from reports.figures.terms import Terms
from reports.figures.values import Value
from reports.figures.words import NOTHING, people_text, plan_text, quantity_text
from reports.trend.months import Trend, TrendMonth
from reports.trend.target_lines import Step, TargetLine
from reports.trend.words import (
    base_change_text,
    base_text,
    break_text,
    quoted_text,
    reference_text,
    value_marks,
)
from targets.in_force import PromiseInForce


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in words; `until` is set where the row stands for several months without anything.

    `targets` are in the order of the lines of the chart. `origin` is of the figure."""

    period: date
    until: date | None
    people: str
    in_month: str
    rate: str
    base: str
    targets: Sequence[str]
    path: str
    origin: str
    marks: Sequence[str]

    @property
    def label(self) -> str:
        if self.until is None:
            return write_period(self.period)
        return f"{write_period(self.period)} – {write_period(self.until)}"


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target as it was set, and in the measure shown where that is another."""

    promise: PromiseInForce
    as_set: str
    shown: str
    in_force: str
    is_from_above: bool


def month_rows(
    trend: Trend, lines: Sequence[TargetLine], shown: Terms, assigner_id: int | None
) -> list[MonthRow]:
    """Every month, newest first; months that follow one another with nothing in them are one."""
    notes = _notes(trend)
    rows: list[MonthRow] = []
    for is_empty, group in groupby(reversed(trend.months), _is_empty):
        months = list(group)
        made = [
            _month_row(month, lines, shown, assigner_id, notes.get(month.period, ()))
            for month in (months[-1:] if is_empty else months)
        ]
        rows += [replace(made[0], until=months[0].period)] if len(months) > len(made) else made
    return rows


def _is_empty(month: TrendMonth) -> bool:
    """Nothing reported, no absence explained, no target for its year."""
    return (
        not month.has_value
        and not month.value.absence
        and all(standing.is_milestone for standing in month.standings)
    )


def target_rows(lines: Sequence[TargetLine], shown: Terms) -> list[TargetRow]:
    """The targets of each assigner, its latest year first; then those of later years."""
    rows = []
    for line in lines:
        rows += [
            TargetRow(each, plan_text(each.promise, each.qualifier), NOTHING, "", False)
            for each in reversed(line.ahead)
        ]
        rows += [_target_row(step, shown) for step in reversed(line.steps)]
    return rows


def reference_texts(lines: Sequence[TargetLine], shown: Terms) -> list[str]:
    """The points between milestones; the milestones themselves are targets."""
    return [
        f"{line.assigner}, {reference_text(point, shown)}"
        for line in lines
        for reference in line.references
        for point in reference
        if not point.is_milestone
    ]


def _month_row(
    month: TrendMonth,
    lines: Sequence[TargetLine],
    shown: Terms,
    assigner_id: int | None,
    notes: Sequence[str],
) -> MonthRow:
    standing = month.standing_by(assigner_id)
    path = month.path(standing, shown) if standing else None
    return MonthRow(
        period=month.period,
        until=None,
        people=people_text(month.value),
        in_month=quantity_text(month.in_month, Terms.PEOPLE),
        rate=quantity_text(month.value.rate, Terms.RATE),
        base=_base_text(month.value),
        targets=[_target_text(month, line.assigner_id, shown) for line in lines],
        path=quantity_text(path, shown),
        origin=_origin(month),
        marks=[*value_marks(month.value, month), *notes],
    )


def _base_text(value: Value) -> str:
    """Where only some of the people have a denominator: theirs."""
    if value.base is None and value.pooled is not None and value.pooled.denominator is not None:
        return write_people(value.pooled.denominator)
    return base_text(value.base)


def _target_text(month: TrendMonth, assigner_id: int, shown: Terms) -> str:
    standing = month.standing_by(assigner_id)
    if standing is None or standing.is_milestone:
        return NOTHING
    return quoted_text(month.target(standing, shown), shown)


def _target_row(step: Step, shown: Terms) -> TargetRow:
    promise = step.promise
    return TargetRow(
        promise=promise,
        as_set=plan_text(promise.promise, promise.qualifier),
        shown=quoted_text(step.quoted, shown) if step.quoted.is_derived else NOTHING,
        in_force=f"{write_date(step.start)} – {write_date(step.end)}",
        is_from_above=step.is_from_above,
    )


def _origin(month: TrendMonth) -> str:
    if month.value.simulated:
        return str(Origin.SIMULATED.value)
    return str(Origin.PUBLISHED.value) if month.value.is_published else ""


def _notes(trend: Trend) -> dict[date, list[str]]:
    """month -> the breaks of the series in it."""
    notes: dict[date, list[str]] = {}
    for change in trend.base_changes():
        notes.setdefault(change.period, []).append(base_change_text(change))
    for found in trend.breaks:
        notes.setdefault(month_of(found.takes_effect), []).append(break_text(found))
    return notes
