"""The first section: how many take part, against every target and earlier months. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coverage.models import Counted
from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.periods import last_day, write_date_in_text, write_period_in_text
from reports.figures.partial_words import left_out_of
from reports.figures.standing import FlowStanding, Months, Row
from reports.figures.values import Value
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.earlier import (
    EarlierMonth,
    earlier_months,
    of_both_months,
    past_words,
)
from reports.written_report.facts import Facts
from reports.written_report.goals import (
    against_targets,
    former_targets_told,
    later_goals,
    missing_targets,
    not_set_yet,
)
from reports.written_report.incomplete import incomplete
from reports.written_report.reckoned import told_of_reckoned
from reports.written_report.sources import (
    figure_source,
    flow_source,
    plan_source,
    rate_sources,
)
from reports.written_report.text import (
    Clause,
    Gap,
    Piece,
    SentenceOrGap,
    Source,
    certain,
    clause,
    number,
    sentence,
    tell,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A value with what it is cited from."""

    value: Value
    figure: Source
    rate: tuple[Source, ...]


def told_of(
    facts: Facts, row: Row, template: str
) -> tuple[list[SentenceOrGap], list[SentenceOrGap]]:
    """What the report says of one indicator of the unit: where it stands, and how it moved."""
    value, month = row.value, write_period_in_text(facts.period)
    _last_month, _same_month, december = earlier_months(facts.months)
    then = cited_then(facts, row, december)
    unset = [*not_set_yet(facts, row, then.figure, then.rate), *former_targets_told(facts, row)]
    if value.reckoned is not None:
        return [*told_of_reckoned(facts, row), *unset], []
    if value.people is None and value.rate is None:
        missing = wording.GAP_FIGURE.format(month=month, why=words.absence(value))
        return [*unset, Gap(row.indicator.name, missing)], []
    now = cited_now(facts, row)
    if value.whole_people is None and value.whole_rate is None:
        return [*incomplete(facts, row, now.figure), *certain(_left_out(facts, row)), *unset], []
    cited = (now.figure, now.rate)
    stands = [
        *_level(facts, row, now, template),
        *against_targets(facts, row, *cited),
        *unset,
        *later_goals(facts, row, *cited),
        *missing_targets(facts, row),
    ]
    return stands, _changes(facts, row, now)


def cited_now(facts: Facts, row: Row) -> Cited:
    return _cited(facts, row, facts.period, lambda each: each.value)


def cited_then(facts: Facts, row: Row, month: EarlierMonth) -> Cited:
    return _cited(facts, row, month.period, month.value)


def _cited(facts: Facts, row: Row, period: date, value_of: Callable[[Row], Value]) -> Cited:
    value, parts = value_of(row), [value_of(part) for part in facts.parts_of(row)]
    figure = figure_source(facts.unit, row.indicator, period, value, parts)
    return Cited(value, figure, rate_sources(facts, row.indicator, period, value, figure))


def told_of_flow(facts: Facts, flow: FlowStanding) -> list[SentenceOrGap]:
    """What was counted since January, "at least" where months or units are missing. Without a count
    there is nothing to tell of a plan."""
    period = facts.period
    if flow.done is None:
        missing = wording.GAP_FLOW.format(month=write_period_in_text(period))
        return [Gap(flow.indicator.name, missing)]
    done = flow_source(facts.unit, flow, period)
    plans = [plan_source(facts, flow, promise) for promise in flow.promises]
    is_event = flow.indicator.counted == Counted.EVENTS
    template = wording.EVENTS_HELD if is_event else wording.NEWLY_ENROLLED
    has_plan = flow.percent is not None
    lacking = words.months_lacking(flow.value)
    made = clause(
        template
        + (wording.OF_PLAN if has_plan else "")
        + (wording.MONTHS_LACKING if lacking else ""),
        month=write_period_in_text(period),
        name=words.in_sentence(flow.indicator.name),
        done=number(words.people(flow.value), done),
        percent=number(words.share_of_plan(flow), done, *plans),
        plan=number(write_people(flow.plan), *plans),
        unit=words.counted_in(flow.indicator),
        months=lacking,
    )
    gap = Gap(flow.indicator.name, wording.GAP_PLAN.format(year=period.year))
    return [tell(made, gap)] if has_plan else [tell(made, gap), gap]


def _level(facts: Facts, row: Row, now: Cited, template: str) -> list[SentenceOrGap]:
    value, subject = now.value, row.indicator.name
    month = write_period_in_text(facts.period)
    rate = value.whole_rate
    told: list[SentenceOrGap] = []
    if value.people is None:
        template = wording.RATE_ALONE
        told.append(Gap(subject, wording.GAP_PEOPLE.format(month=month)))
    elif rate is None:
        told.append(Gap(subject, wording.GAP_RATE.format(month=month)))
    else:
        template += wording.WITH_RATE if rate <= 100 else wording.WITH_RATE_ABOVE_ALL
    made = clause(
        template,
        day=write_date_in_text(value.own.as_of if value.own else last_day(facts.period)),
        whole=words.whole(facts.unit),
        indicator=subject,
        scope=words.scope(value),
        people=number(words.signed(words.people(value), row), now.figure),
        rate=number(words.signed(words.level_rate(row), row), *now.rate),
        basis=words.basis(row.indicator),
    )
    if made is None:
        return [Gap(subject, wording.GAP_PEOPLE.format(month=month)), *told]
    return [*certain(made, _left_out(facts, row)), *told]


def _left_out(facts: Facts, row: Row) -> Clause | None:
    """Which of the units below the sum does not expect."""
    names = [
        words.in_sentence(each.unit.full_name) for each in left_out_of(row, facts.parts_of(row))
    ]
    if not names:
        return None
    return clause(wording.DOES_NOT_APPLY_TO, indicator=row.indicator.name, units=", ".join(names))


def _changes(facts: Facts, row: Row, now: Cited) -> list[SentenceOrGap]:
    """One sentence of all the comparisons that can be made; the others are missing."""
    clauses: list[Clause] = []
    gaps: list[SentenceOrGap] = []
    is_named, told = False, ""
    for before in _compared_months(facts.months):
        is_of_all = not before.comparison(row).is_of_other_units
        made = _change(facts, row, now, before, told, names_subject=is_of_all and not is_named)
        if made is not None:
            clauses.append(made)
            is_named = is_of_all
            told = past_words(before.comparison(row)) or told
            continue
        month = write_period_in_text(before.period)
        missing = wording.GAP_BEFORE.format(month=month, before=before.name)
        gaps.append(Gap(row.indicator.name, missing))
    said = sentence(*clauses)
    return [said, *gaps] if said else gaps


def _compared_months(months: Months) -> list[EarlierMonth]:
    """Each month once."""
    last_month, same_month, december = earlier_months(months)
    if last_month.period == december.period:
        return [same_month, december]
    if same_month.period == december.period:
        return [last_month, same_month]
    return [last_month, same_month, december]


def _change(
    facts: Facts, row: Row, now: Cited, before: EarlierMonth, told: str, *, names_subject: bool
) -> Clause | None:
    """`told`: of which past the sentence has said already that a month is."""
    comparison = before.comparison(row)
    change, points = comparison.people, comparison.rate_points
    if change.difference is None:
        return None
    if comparison.is_of_other_units:
        return of_both_months(facts, row, before)
    then = cited_then(facts, row, before)
    sources = (now.figure, then.figure)
    template = wording.CHANGED if change.difference else wording.UNCHANGED
    if before.with_rate and points is not None:
        moved = write_decimal(abs(points)) != write_decimal(0)
        template += wording.AND_RATE_CHANGED if moved else wording.AND_RATE_UNCHANGED
    name, past = row.indicator.name, past_words(comparison)
    same = wording.OF_THE_SAME if comparison.former else wording.OF_THE_SAME_TERRITORY
    return clause(
        template,
        subject=wording.NUMBER_OF_PEOPLE.format(indicator=name) if names_subject else "",
        direction=words.direction(change.difference),
        people=number(write_people(abs(change.difference)), *sources),
        percent=_share(change.percent, sources),
        unchanged=number(wording.UNCHANGED_WORDS, *sources),
        before=before.name + (same if past and past == told else past),
        rate_direction=words.direction(points or Decimal(0)),
        points=number(write_decimal(abs(points or Decimal(0))), *now.rate, *then.rate),
    )


def _share(percent: Decimal | None, sources: Sequence[Source]) -> Sequence[Piece]:
    """The change in brackets as a share of the earlier number; nothing from zero."""
    if percent is None:
        return ()
    written = f"{words.points(percent)}{wording.PERCENT}"
    shown = Piece(written, tuple(dict.fromkeys(sources)))
    return (Piece(" ("), shown, Piece(")"))
