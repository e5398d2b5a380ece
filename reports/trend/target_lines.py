"""What each assigner set, as lines through time: steps, and the reference path between milestones.

Pure. A step is a stretch of time in which one target of one document was in force; a document that
takes effect in mid-year begins a new one on its day. Where an assigner set only milestone years,
the years between lie on a straight line, which is a reference and never a target.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise, zip_longest

from coverage.notation.periods import last_day, previous_month
from reports.figures.standing import Standing
from reports.figures.terms import Terms
from reports.figures.values import RateBase
from reports.trend.months import Quoted, Trend, TrendMonth
from targets.attainment import Promise, Quantity, people_from_rate, percent
from targets.in_force import PromiseInForce
from targets.pace import reference_path


@dataclass(frozen=True, slots=True)
class Step:
    """One target in force from `start` to `end`, over `periods`."""

    start: date
    end: date
    periods: Sequence[date]
    quoted: Quoted
    promise: PromiseInForce


@dataclass(frozen=True, slots=True)
class ReferencePoint:
    """The end of `year` on the line between two milestone years; `is_derived` as of a target."""

    year: int
    quantity: Quantity
    is_derived: bool
    milestones: tuple[int, int]

    @property
    def is_milestone(self) -> bool:
        return self.year in self.milestones


@dataclass(frozen=True, slots=True)
class TargetLine:
    """All that one assigner set, as far as it is shown; `ahead` are its targets for later years."""

    assigner_id: int
    assigner: str
    steps: Sequence[Step]
    references: Sequence[Sequence[ReferencePoint]]
    ahead: Sequence[PromiseInForce]


@dataclass(frozen=True, slots=True)
class _Link:
    """One month of a step in the making."""

    period: date
    standing: Standing
    quoted: Quoted

    def continues(self, before: "_Link") -> bool:
        return (
            before.period == previous_month(self.period)
            and before.standing.promise.target_id == self.standing.promise.target_id
            and before.quoted == self.quoted
        )

    @property
    def start(self) -> date:
        return max(self.period, self.standing.promise.effective_on)


def target_lines(trend: Trend, shown: Terms) -> list[TargetLine]:
    """One line an assigner, nearest first."""
    lines = []
    for each in trend.assigners:
        by_year = _targets_by_year(trend, each.assigner_id)
        lines.append(
            TargetLine(
                assigner_id=each.assigner_id,
                assigner=each.assigner,
                steps=_steps((*trend.months, *trend.ahead), each.assigner_id, shown),
                references=_references(trend, by_year, shown),
                ahead=[by_year[year] for year in sorted(by_year) if year > trend.last.year],
            )
        )
    return lines


def _steps(months: Sequence[TrendMonth], assigner_id: int, shown: Terms) -> list[Step]:
    runs: list[list[_Link]] = []
    for month in months:
        standing = month.standing_by(assigner_id)
        if standing is None:
            continue
        link = _Link(month.period, standing, month.target(standing, shown))
        if link.quoted.quantity is None:
            continue
        if runs and link.continues(runs[-1][-1]):
            runs[-1].append(link)
        else:
            runs.append([link])
    return [
        Step(
            start=run[0].start,
            end=_end(run[-1], after[0] if after else None),
            periods=[link.period for link in run],
            quoted=run[0].quoted,
            promise=run[0].standing.promise,
        )
        for run, after in zip_longest(runs, runs[1:])
    ]


def _end(last: _Link, after: _Link | None) -> date:
    """Within a year a target holds until the day the next one takes effect."""
    if (
        after is not None
        and last.period == previous_month(after.period)
        and last.period.year == after.period.year
    ):
        return after.start
    return last_day(last.period)


def _targets_by_year(trend: Trend, assigner_id: int) -> dict[int, PromiseInForce]:
    """What the assigner set for each year, by its latest document."""
    found = [each for each in trend.promises if each.assigner_id == assigner_id]
    found.sort(key=lambda each: (each.effective_on, each.document_id))
    return {each.year: each for each in found}


def _references(
    trend: Trend, by_year: Mapping[int, PromiseInForce], shown: Terms
) -> list[list[ReferencePoint]]:
    """The line over each gap between years, from the December before the first month on."""
    lines = []
    for earlier, later in pairwise(sorted(by_year)):
        years = range(max(earlier, trend.first.year - 1), min(later, trend.last.year) + 1)
        if later - earlier > 1 and len(years) > 1:
            ends = {year: by_year[year].promise for year in (earlier, later)}
            lines.append(_points(ends, years, shown, trend.bases))
    return [points for points in lines if len(points) > 1]


def _points(
    ends: Mapping[int, Promise],
    years: Sequence[int],
    shown: Terms,
    bases: Mapping[int, RateBase | None],
) -> list[ReferencePoint]:
    earlier, later = ends
    as_set = _in_one_measure(ends, shown)
    values = as_set or _in_one_measure(ends, shown.other) or {}
    points = []
    for year in years:
        found = reference_path(values, year)
        quantity = found if as_set else _turned(found, shown, bases.get(year))
        if quantity is not None:
            points.append(ReferencePoint(year, quantity, not as_set, (earlier, later)))
    return points


def _in_one_measure(ends: Mapping[int, Promise], shown: Terms) -> dict[int, Decimal] | None:
    """The milestones in people or as rates; None where one of them was not set in that measure."""
    values: dict[int, Decimal] = {}
    for year, promise in ends.items():
        value = promise.people if shown is Terms.PEOPLE else promise.percent
        if value is None:
            return None
        values[year] = Decimal(value)
    return values


def _turned(value: Decimal | None, into: Terms, base: RateBase | None) -> Quantity | None:
    """People as a rate, or a rate as people, with the denominator in use."""
    people = base.people if base else None
    return people_from_rate(value, people) if into is Terms.PEOPLE else percent(value, people)
