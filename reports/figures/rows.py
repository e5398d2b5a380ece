"""The rows of a unit and of those below it in a month, made of what is known of them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coverage.models import AdministrativeUnit, Indicator
from reports.figures.comparison import Comparison
from reports.figures.estimated import estimate_of
from reports.figures.held import Course, make_row
from reports.figures.known import Known
from reports.figures.like_for_like import LikeForLike, count_the_same, like_for_like
from reports.figures.season import SeasonByRule
from reports.figures.seasons import Seasons
from reports.figures.standing import Months, Row
from reports.figures.tree import Tree
from reports.figures.values import Value
from targets.in_force import PromiseInForce, Promises


def row_of(
    facts: Known,
    unit: AdministrativeUnit,
    indicator: Indicator,
    months: Months,
    promises: Sequence[PromiseInForce],
    seasons: SeasonByRule | None = None,
    **about_part: Any,
) -> Row:
    values = {month: facts.value_shown(unit, indicator, month) for month in months.all()}
    row = make_row(
        unit,
        indicator,
        months,
        values,
        promises,
        course=Course(seasons or {}, is_running=(unit.pk, months.now) in facts.awaited),
        bases={
            each: facts.base(unit, indicator.basis, each) for each in (months.now, months.december)
        },
        likes=_likes(facts, indicator, months, values) if unit == facts.top else {},
        beside=_beside(facts, indicator, months, values) if unit == facts.top else None,
        estimate=(
            estimate_of(facts, indicator, months.now, values[months.now])
            if unit == facts.top
            else None
        ),
        **about_part,
    )
    return _with_parts_moved(facts.tree, row, months)


def _with_parts_moved(tree: Tree, row: Row, months: Months) -> Row:
    """Each comparison with numbers on both sides says since when the unit is what it is now."""

    def told(comparison: Comparison, earlier: date) -> Comparison:
        if not (row.value.has_figure and comparison.before.has_figure):
            return comparison
        return replace(comparison, parted_since=tree.parted_since(row.unit, earlier, months.now))

    if not tree.before.get(row.unit.pk):
        return row
    return replace(
        row,
        month=told(row.month, months.month_before),
        year=told(row.year, months.year_before),
        december=told(row.december, months.december),
        pace_last_year=None if _went_over_last_year(tree, row, months) else row.pace_last_year,
    )


def _went_over_last_year(tree: Tree, row: Row, months: Months) -> bool:
    """Whether a part of it came or went between the months of last year that it is paced by."""
    return tree.parted_since(row.unit, months.year_before, months.december) is not None


def _beside(
    facts: Known, indicator: Indicator, months: Months, values: Mapping[date, Value]
) -> Value | None:
    """The sum of the units directly below, where the unit itself reported."""
    if not values[months.now].is_reported:
        return None
    pooled = facts.pooled(indicator, months.now)
    return None if pooled.people is None else pooled


def _likes(
    facts: Known, indicator: Indicator, months: Months, values: Mapping[date, Value]
) -> dict[date, LikeForLike | None]:
    """Of the units directly below, by the earlier months that do not count the same ones."""
    now = values[months.now]
    if now.people is None:
        return {}
    parts = facts.summed_in(months.now)
    return {
        month: like_for_like(
            (facts.value(part, indicator, months.now), facts.value(part, indicator, month))
            for part in parts
        )
        for month in months.all() - {months.now}
        if not count_the_same(now, values[month])
    }


def part_rows(
    facts: Known,
    indicator: Indicator,
    months: Months,
    promises: Promises,
    seasons: Seasons,
    states: Mapping[int, str],
) -> list[Row]:
    rows = []
    for part in facts.parts_in(months.now):
        promised = promises.get((part.pk, indicator.pk), ())
        rows.append(
            row_of(
                facts,
                part,
                indicator,
                months,
                promised,
                seasons=seasons.of(part, indicator, months.now) if promised else None,
                is_part=True,
                state=states.get(part.pk, "") if part.exists_on(months.now) else None,
            )
        )
    return rows
