"""The numbers of the trend's chart as lines: the months, newest first, and the targets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from coverage.notation.periods import month_of, write_period
from reports.figures.standing import Standing
from reports.figures.terms import Terms
from reports.figures.values import NOTHING, Value
from reports.figures.words import absence_text
from reports.trend.months import Quoted, Trend, TrendMonth
from reports.trend.target_lines import Step, TargetLine
from reports.trend.words import (
    base_change_text,
    break_text,
    estimate_marks,
    reference_text,
    value_marks,
)
from targets.attainment import Quantity
from targets.in_force import PromiseInForce

NOT_SET = Quoted(None, is_derived=False)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month; `until` is set where the line stands for several months without anything.

    `targets` are in the order of the lines of the chart; `path`: where the climb to the year's
    target stands, in the measure shown; `former`: of each that went into the unit, in their
    order."""

    month: TrendMonth
    until: date | None
    targets: Sequence[Quoted]
    path: Quantity | None
    marks: Sequence[str]
    former: Sequence[Value] = ()

    @property
    def value(self) -> Value:
        return self.month.value

    @property
    def label(self) -> str:
        if self.until is None:
            return write_period(self.month.period)
        return f"{write_period(self.month.period)} – {write_period(self.until)}"

    @property
    def base_people(self) -> int | None:
        """Where only some of the people have a denominator: theirs."""
        value = self.value
        if value.base is None and value.pooled is not None:
            return value.pooled.denominator
        return value.base.people if value.base else None


@dataclass(frozen=True, slots=True)
class SetTarget:
    """One target as it was set; `step`: the time in which it was in force, None of a target for a
    later year and of a goal for a unit above."""

    promise: PromiseInForce
    step: Step | None
    is_goal: bool = False


def month_lines(
    trend: Trend, lines: Sequence[TargetLine], shown: Terms, assigner_id: int | None
) -> list[MonthLine]:
    """Every month, newest first; months that follow one another with nothing in them are one."""
    notes = _notes(trend)
    rows: list[MonthLine] = []
    for why_empty, group in groupby(reversed(trend.months), _why_empty):
        months = list(group)
        made = [
            replace(
                _month_line(month, lines, shown, assigner_id, notes.get(month.period, ())),
                former=[each.values.get(month.period, NOTHING) for each in trend.former],
            )
            for month in (months if why_empty is None else months[-1:])
        ]
        rows += [replace(made[0], until=months[0].period)] if len(months) > len(made) else made
    return rows


def _why_empty(month: TrendMonth) -> str | None:
    """In words of a month with nothing reported, reckoned or noted, no absence explained and no
    target for its year: that it is not yet due is not that it is missing. None of any other."""
    value = month.value
    is_told = month.has_value or value.reckoned or value.absence or month.notes
    if is_told or month.standings:
        return None
    return absence_text(value)


def set_targets(lines: Sequence[TargetLine], goals: Sequence[PromiseInForce]) -> list[SetTarget]:
    """The targets of each assigner, its latest year first, after those of later years; then the
    goals of units above."""
    found = []
    for line in lines:
        found += [SetTarget(each, None) for each in reversed(line.ahead)]
        found += [SetTarget(step.promise, step) for step in reversed(line.steps)]
    return found + [SetTarget(each, None, is_goal=True) for each in reversed(goals)]


def reference_texts(lines: Sequence[TargetLine], shown: Terms) -> list[str]:
    """The points between milestones; the milestones themselves are targets."""
    return [
        f"{line.assigner}, {reference_text(point, shown)}"
        for line in lines
        for reference in line.references
        for point in reference
        if not point.is_milestone
    ]


def _month_line(
    month: TrendMonth,
    lines: Sequence[TargetLine],
    shown: Terms,
    assigner_id: int | None,
    notes: Sequence[str],
) -> MonthLine:
    standing = month.standing_by(assigner_id)
    return MonthLine(
        month=month,
        until=None,
        targets=[_target(month, month.standing_by(line.assigner_id), shown) for line in lines],
        path=month.path(standing, shown) if standing else None,
        marks=[
            *value_marks(month.value, month),
            *estimate_marks(month, assigner_id),
            *notes,
        ],
    )


def _target(month: TrendMonth, standing: Standing | None, shown: Terms) -> Quoted:
    return NOT_SET if standing is None else month.target(standing, shown)


def _notes(trend: Trend) -> dict[date, list[str]]:
    """month -> the breaks of the series in it."""
    notes: dict[date, list[str]] = {}
    for change in trend.base_changes():
        notes.setdefault(change.period, []).append(base_change_text(change))
    for found in trend.breaks_shown:
        notes.setdefault(month_of(found.takes_effect), []).append(break_text(found))
    return notes
