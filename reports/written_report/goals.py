"""What was reached of every target, assigner by assigner. Pure."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from coverage.notation.numbers import write_people
from reports.figures.former_targets import former_targets
from reports.figures.standing import Goal, OwnPromise, Promised, Reached, Row, Standing
from reports.figures.year_turn import next_milestone
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.original_target import original_target
from reports.written_report.part_sources import former_target_source
from reports.written_report.sources import target_source
from reports.written_report.text import (
    Clause,
    Gap,
    Piece,
    SentenceOrGap,
    Source,
    certain,
    clause,
    joined,
    number,
    tell,
)
from targets.attainment import Assessment, Rule

Sources = tuple[Source, ...]
Own = TypeVar("Own", Standing, Reached)


def against_targets(facts: Facts, row: Row, figure: Source, rate: Sources) -> list[SentenceOrGap]:
    """A sentence for each target of the year; assigners that set the very same one are named
    together. After it, what was attained of what was set at first, where another document adjusted
    it. `figure` and `rate` are what people and rate come from."""
    told: list[SentenceOrGap] = []
    for group in _same_targets(row.standings):
        told.append(_against(facts, row, group, figure, rate))
        told += original_target(facts, row, group[0], figure, rate)
    return told


def not_set_yet(facts: Facts, row: Row, figure: Source, rate: Sources) -> list[SentenceOrGap]:
    """A sentence for each target of the year before whose assigners have set none for the year:
    that, and what was reached of it. `figure` and `rate`: of that year's December."""
    told: list[SentenceOrGap] = []
    for group in _same_targets(row.year_before, lambda each: next_milestone(each, row.milestones)):
        before, result = group[0].promise.year, group[0].assessment
        targets = [target_source(facts, row.indicator, each) for each in group]
        by_rate = result.rule is Rule.RATE_ON_RATE
        sources = (*(rate if by_rate else (figure,)), *targets)
        names = wording.AND.join(each.promise.assigner for each in group)
        following = next_milestone(group[0], row.milestones)
        unset = clause(
            wording.NOT_SET_YET if following is None else wording.NOT_SET_YEARLY,
            assigner=names,
            indicator=row.indicator.name,
            year=str(facts.period.year),
            next_year=str(following),
        )
        reached = clause(
            wording.LAST_RATE_RESULT if by_rate else wording.LAST_RESULT,
            year=str(before),
            attainment=number(words.attained(result.attainment), *sources),
        )
        told += certain(unset, reached)
        if reached is None:
            missing = wording.GAP_LAST_RESULT.format(year=before, assigner=names)
            told.append(Gap(row.indicator.name, missing))
    return told


def later_goals(facts: Facts, row: Row, figure: Source, rate: Sources) -> list[SentenceOrGap]:
    """A sentence for each milestone, as what it is; then one for each goal of a unit above."""
    told = [_against(facts, row, group, figure, rate) for group in _same_targets(row.milestones)]
    return told + [_against_goal(facts, row, goal, rate) for goal in row.goals]


def former_targets_told(facts: Facts, row: Row) -> list[SentenceOrGap]:
    """A sentence for each kind of assigner of the targets of what went into the unit, before it was
    one or later in that year: nothing is held against them."""
    told: list[SentenceOrGap] = []
    for assigners, of_kind in former_targets(row):
        named = [
            [
                Piece(f"{words.in_sentence(name)} "),
                Piece(
                    words.planned_with_unit(promise, wording.PERSON),
                    (former_target_source(facts, row.indicator, name, promise),),
                ),
            ]
            for name, promise in of_kind
        ]
        made = clause(
            wording.FORMER_TARGETS,
            indicator=row.indicator.name,
            year=str(assigners.years[0]),
            assigner=assigners.name,
            targets=joined(named, "; "),
        )
        told += certain(made)
    return told


def missing_targets(facts: Facts, row: Row) -> list[SentenceOrGap]:
    """Documents without a number, and the target of the year where nobody has set one; none of a
    unit that was none in the month, and where the targets of what went into it are told."""
    told: list[SentenceOrGap] = [
        Gap(row.indicator.name, _about(facts, wording.GAP_DOCUMENT, each))
        for each in row.promised
        if not each.promise.document_number
    ]
    has_own = facts.unit.exists_on(facts.period) and not row.former_targets
    if has_own and row.promised and not row.standings:
        missing = wording.GAP_TARGET.format(year=facts.period.year)
        told.append(Gap(row.indicator.name, missing))
    return told


def _same_targets(
    promised: Sequence[Own], told_apart: Callable[[Own], object] = lambda _each: None
) -> list[list[Own]]:
    groups: dict[object, list[Own]] = {}
    for each in promised:
        promise = each.promise
        key = (promise.unit_id, promise.year, promise.promise, told_apart(each))
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def _about(facts: Facts, template: str, said: Promised) -> str:
    when = words.when(said.promise.year, facts.period)
    return template.format(when=when, assigner=said.promise.assigner)


def _against(
    facts: Facts, row: Row, group: Sequence[OwnPromise], figure: Source, rate: Sources
) -> SentenceOrGap:
    targets = tuple(target_source(facts, row.indicator, each) for each in group)
    if group[0].assessment.rule is Rule.RATE_ON_RATE:
        made = _against_rate(facts, row, group, (*rate, *targets), targets)
    else:
        made = _against_people(facts, row, group, (figure, *targets), targets)
    return tell(made, Gap(row.indicator.name, _about(facts, wording.GAP_ATTAINMENT, group[0])))


def _against_people(
    facts: Facts, row: Row, group: Sequence[OwnPromise], sources: Sources, targets: Sources
) -> Clause | None:
    result = group[0].assessment
    remaining = result.remaining
    if remaining is None:
        return None
    return clause(
        wording.ATTAINED_PEOPLE + _tail_in_people(remaining, is_over=_is_over(group[0])),
        attainment=number(words.attained(result.attainment), *sources),
        plan=number(write_people(result.plan_people), *targets),
        remaining=number(write_people(abs(remaining)), *sources),
        over=number(write_people(abs(remaining)), *sources),
        **_named(facts, row, group),
    )


def _is_over(promised: OwnPromise) -> bool:
    return isinstance(promised, Standing) and promised.is_over


def _tail_in_people(remaining: int, *, is_over: bool) -> str:
    if remaining == 0:
        return wording.JUST_REACHED
    if remaining < 0:
        return wording.PEOPLE_OVER
    return wording.PEOPLE_SHORT if is_over else wording.PEOPLE_LEFT


def _against_rate(
    facts: Facts, row: Row, group: Sequence[OwnPromise], sources: Sources, targets: Sources
) -> Clause | None:
    result = group[0].assessment
    points = result.remaining_points
    if points is None:
        return None
    return clause(
        wording.ATTAINED_RATE + _tail_in_points(points, result, is_over=_is_over(group[0])),
        attainment=number(words.attained(result.attainment), *sources),
        plan=number(words.planned_rate(group[0].promise), *targets),
        points=number(words.points(points), *sources),
        remaining=number(write_people(result.remaining), *sources),
        **_named(facts, row, group),
    )


def _tail_in_points(points: Decimal, result: Assessment, *, is_over: bool) -> str:
    """A reported rate and counted people may disagree by what was rounded in print: people are
    named only where they say the same."""
    if points < 0:
        return wording.POINTS_OVER
    if points == 0 and result.is_reached:
        return wording.JUST_REACHED
    tail, in_people = wording.POINTS_LEFT, wording.POINTS_LEFT_IN_PEOPLE
    if is_over:
        tail, in_people = wording.POINTS_SHORT, wording.IN_PEOPLE_SHORT
    if not points:
        tail = wording.NOT_PASSED
    return tail + (in_people if (result.remaining or 0) > 0 else "")


def _against_goal(facts: Facts, row: Row, goal: Goal, rate: Sources) -> SentenceOrGap:
    """A goal for a unit above is a yardstick: the distance in points, and nothing in people."""
    gap = Gap(row.indicator.name, _about(facts, wording.GAP_ATTAINMENT, goal))
    left = goal.points_left
    if left is None:
        return gap
    tail = wording.EQUAL
    if left != 0:
        tail = wording.LOWER if left > 0 else wording.HIGHER
    target = target_source(facts, row.indicator, goal)
    made = clause(
        wording.GOAL_FROM_ABOVE + tail,
        plan=number(words.planned_rate(goal.promise), target),
        points=number(words.points(left), *rate, target),
        **_named(facts, row, [goal]),
    )
    return tell(made, gap)


def _named(facts: Facts, row: Row, group: Sequence[Promised]) -> dict[str, str]:
    promise = group[0].promise
    numbered = [(each.promise.assigner, each.promise.document_number) for each in group]
    return {
        "when": words.when(promise.year, facts.period),
        "assigners": words.assigned_by(numbered),
        "assigner": promise.assigner,
        "document": words.document_words(promise.document_number),
        "basis": words.basis(row.indicator),
        "indicator": row.indicator.name,
    }
