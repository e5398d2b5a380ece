"""What each target still asks of the rest of the year. Pure."""

from collections.abc import Sequence

from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.periods import months_left, write_period_in_text
from reports.figures.blocks import Block
from reports.figures.standing import Row, Standing
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.earlier import earlier_months
from reports.written_report.facts import Facts
from reports.written_report.named_units import names_with
from reports.written_report.part_sources import parts_sources, parts_target_source
from reports.written_report.results import cited_now, cited_then
from reports.written_report.sources import target_source
from reports.written_report.text import (
    Gap,
    Piece,
    SentenceOrGap,
    certain,
    clause,
    joined,
    number,
    tell,
)
from targets.attainment import Rule
from targets.pace import MONTHS

MOST_NAMED = 3


def still_to_do(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """Nothing where no month is left; of the units below also where the whole has no target."""
    row = block.whole
    if not months_left(facts.period):
        return []
    open_ones = [standing for standing in row.standings if is_open(row, standing)]
    if not open_ones:
        is_untold = row.standings or row.value.whole_people is None
        return [] if is_untold else _most_left(facts, block)
    groups = _by_remaining(open_ones)
    several = len(groups) > 1
    needed = _needed_by_several(facts, row, groups) if several else _needed(facts, row, groups[0])
    return [needed, _pace_last_year(facts, row), *_most_left(facts, block)]


def is_open(row: Row, standing: Standing) -> bool:
    """Known not to be reached."""
    if row.value.whole_people is None:
        return False
    result = standing.assessment
    if result.rule is Rule.RATE_ON_RATE and result.is_reached:
        return False
    return result.remaining is not None and result.remaining > 0


def _by_remaining(standings: Sequence[Standing]) -> list[list[Standing]]:
    """Assigners that ask for the same number of people are named together."""
    groups: dict[int | None, list[Standing]] = {}
    for standing in standings:
        groups.setdefault(standing.assessment.remaining, []).append(standing)
    return list(groups.values())


def _needed(facts: Facts, row: Row, group: Sequence[Standing]) -> SentenceOrGap:
    left = months_left(facts.period)
    made = clause(
        wording.NEEDED if left > 1 else wording.NEEDED_IN_LAST_MONTH,
        indicator=row.indicator.name,
        year=str(facts.period.year),
        whole=words.whole(facts.unit),
        months=str(left),
        **_asked(facts, row, group),
    )
    return tell(made, _not_known(facts, row))


def _asked(facts: Facts, row: Row, group: Sequence[Standing]) -> dict[str, Piece | str | None]:
    """By assigners who ask for the same number of people, how many these are, and how many a
    month."""
    targets = [target_source(facts, row.indicator, standing) for standing in group]
    sources = (cited_now(facts, row).figure, *targets)
    return {
        "assigner": wording.AND.join(standing.promise.assigner for standing in group),
        "remaining": number(write_people(group[0].assessment.remaining), *sources),
        "pace": number(write_people(group[0].needed_pace), *sources),
    }


def _not_known(facts: Facts, row: Row) -> Gap:
    month = write_period_in_text(facts.period)
    missing = wording.GAP_FIGURE.format(month=month, why=words.absence(row.value))
    return Gap(row.indicator.name, missing)


def _needed_by_several(
    facts: Facts, row: Row, groups: Sequence[Sequence[Standing]]
) -> SentenceOrGap:
    """In one sentence, with what each asks for."""
    left = months_left(facts.period)
    is_last = left == 1
    by_each = [
        clause(
            wording.BY_ONE_IN_LAST_MONTH if is_last else wording.BY_ONE,
            **_asked(facts, row, group),
        )
        for group in groups
    ]
    made = clause(
        wording.NEEDED_BY_SEVERAL_IN_LAST_MONTH if is_last else wording.NEEDED_BY_SEVERAL,
        indicator=row.indicator.name,
        year=str(facts.period.year),
        months=str(left),
        whole=words.whole(facts.unit),
        needed=joined([each.pieces for each in by_each if each], "; "),
    )
    return tell(made, _not_known(facts, row))


def _pace_last_year(facts: Facts, row: Row) -> SentenceOrGap:
    months, pace = facts.months, row.pace_last_year
    missing = wording.GAP_PACE.format(
        month=write_period_in_text(months.year_before), year=months.december.year
    )
    if pace is None:
        return Gap(row.indicator.name, missing)
    _last_month, same_month, december = earlier_months(months)
    sources = [cited_then(facts, row, each).figure for each in (same_month, december)]
    steady = write_decimal(pace, 0) in ("0", "-0")
    said = wording.UNCHANGED_WORDS if steady else write_decimal(abs(pace), 0)
    template = wording.STEADY_PACE if steady else wording.PACE
    made = clause(
        template,
        indicator=row.indicator.name,
        months=_months_of(months.december.year, months_left(facts.period)),
        direction=words.direction(pace),
        pace=number(said, *sources),
    )
    return tell(made, Gap(row.indicator.name, missing))


def _months_of(year: int, left: int) -> str:
    """The last months of a year: "tháng 12/2025", "các tháng 10–12/2025"."""
    first = MONTHS - left + 1
    return (
        wording.ONE_MONTH.format(year=year)
        if left == 1
        else wording.LAST_MONTHS.format(first=first, year=year)
    )


def _most_left(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """The units below with the most people still to win, of the same assigner's targets."""
    found = [
        (row, standing, standing.assessment.remaining)
        for row in block.parts
        if (standing := row.standing_by(block.chosen))
        and standing.assessment.remaining is not None
        and is_open(row, standing)
    ]
    if len(found) < 2:
        return []
    indicator = block.whole.indicator
    target = parts_target_source(facts.unit, indicator, [standing for _, standing, _ in found])
    sources = (*parts_sources(facts.unit, indicator, facts.period, block.parts), target)
    most = sorted(found, key=lambda each: -each[2])[:MOST_NAMED]
    people = {row.unit.pk: wording.PEOPLE.format(people=write_people(n)) for row, _, n in most}
    made = clause(
        wording.MOST_LEFT,
        indicator=indicator.name,
        assigner=most[0][1].promise.assigner,
        names=names_with([row for row, _, _ in most], lambda row: people[row.unit.pk], sources),
    )
    return certain(made)
