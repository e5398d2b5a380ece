"""What was reached of every target, assigner by assigner. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from coverage.notation.numbers import write_people
from reports.figures.standing import Goal, Promised, Row, Standing
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.sources import target_source
from reports.written_report.text import Clause, Gap, SentenceOrGap, Source, clause, number, tell
from targets.attainment import Assessment, Rule

Sources = tuple[Source, ...]
Standings = Sequence[Standing]


def against_targets(facts: Facts, row: Row, figure: Source, rate: Sources) -> list[SentenceOrGap]:
    """A sentence for each target; assigners that set the very same one are named together. Then
    one for each goal of a unit above. `figure` and `rate` are what people and rate come from."""
    told = [_against(facts, row, group, figure, rate) for group in _same_targets(row.standings)]
    told += [_against_goal(facts, row, goal, rate) for goal in row.goals]
    for each in row.promised:
        if not each.promise.document_number:
            told.append(Gap(row.indicator.name, _about(wording.GAP_DOCUMENT, each)))
    if row.promised and all(standing.is_milestone for standing in row.standings):
        missing = wording.GAP_TARGET.format(year=facts.period.year)
        told.append(Gap(row.indicator.name, missing))
    return told


def _same_targets(standings: Standings) -> list[list[Standing]]:
    groups: dict[object, list[Standing]] = {}
    for standing in standings:
        promise = standing.promise
        key = (promise.unit_id, promise.year, promise.promise)
        groups.setdefault(key, []).append(standing)
    return list(groups.values())


def _about(template: str, said: Promised) -> str:
    when = words.when(said.promise.year, is_milestone=said.is_milestone)
    return template.format(when=when, assigner=said.promise.assigner)


def _against(
    facts: Facts, row: Row, group: Standings, figure: Source, rate: Sources
) -> SentenceOrGap:
    targets = tuple(target_source(facts, row.indicator, each) for each in group)
    if group[0].assessment.rule is Rule.RATE_ON_RATE:
        made = _against_rate(row, group, (*rate, *targets), targets)
    else:
        made = _against_people(row, group, (figure, *targets), targets)
    return tell(made, Gap(row.indicator.name, _about(wording.GAP_ATTAINMENT, group[0])))


def _against_people(
    row: Row, group: Standings, sources: Sources, targets: Sources
) -> Clause | None:
    result = group[0].assessment
    remaining = result.remaining
    if remaining is None:
        return None
    return clause(
        wording.ATTAINED_PEOPLE + _tail_in_people(remaining, is_over=group[0].is_over),
        attainment=number(words.attained(result.attainment), *sources),
        plan=number(write_people(result.plan_people), *targets),
        remaining=number(write_people(abs(remaining)), *sources),
        over=number(write_people(abs(remaining)), *sources),
        **_named(row, group),
    )


def _tail_in_people(remaining: int, *, is_over: bool) -> str:
    if remaining == 0:
        return wording.JUST_REACHED
    if remaining < 0:
        return wording.PEOPLE_OVER
    return wording.PEOPLE_SHORT if is_over else wording.PEOPLE_LEFT


def _against_rate(row: Row, group: Standings, sources: Sources, targets: Sources) -> Clause | None:
    result = group[0].assessment
    points = result.remaining_points
    if points is None:
        return None
    return clause(
        wording.ATTAINED_RATE + _tail_in_points(points, result, is_over=group[0].is_over),
        attainment=number(words.attained(result.attainment), *sources),
        plan=number(words.planned(group[0].promise), *targets),
        points=number(words.points(points), *sources),
        remaining=number(write_people(result.remaining), *sources),
        **_named(row, group),
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
    gap = Gap(row.indicator.name, _about(wording.GAP_ATTAINMENT, goal))
    left = goal.points_left
    if left is None:
        return gap
    tail = wording.EQUAL
    if left != 0:
        tail = wording.LOWER if left > 0 else wording.HIGHER
    target = target_source(facts, row.indicator, goal)
    made = clause(
        wording.GOAL_FROM_ABOVE + tail,
        plan=number(words.planned(goal.promise), target),
        points=number(words.points(left), *rate, target),
        **_named(row, [goal]),
    )
    return tell(made, gap)


def _named(row: Row, group: Sequence[Promised]) -> dict[str, str]:
    promise = group[0].promise
    numbered = [(each.promise.assigner, each.promise.document_number) for each in group]
    return {
        "when": words.when(promise.year, is_milestone=group[0].is_milestone),
        "assigners": words.assigned_by(numbered),
        "assigner": promise.assigner,
        "document": words.document_words(promise.document_number),
        "basis": words.basis(row.indicator),
        "indicator": row.indicator.name,
    }
