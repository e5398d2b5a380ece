"""Where each number of the report comes from: who recorded what, when, in which version. Pure."""

from collections.abc import Sequence
from datetime import date, datetime

from coverage.models import AdministrativeUnit, Indicator, Origin
from coverage.notation.numbers import write_people
from coverage.notation.periods import write_date, write_period
from coverage.tables.notations import write_moment
from coverage.tables.printed import people_in_print, rate_in_print
from reports.figures.standing import FlowStanding, Promised
from reports.figures.values import OwnFigure, RateBase, Value
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.text import Source
from targets.in_force import PromiseInForce

NAMED_RECORDERS = 2


def figure_source(
    unit: AdministrativeUnit,
    indicator: Indicator,
    period: date,
    value: Value,
    parts: Sequence[Value] = (),
) -> Source:
    """Of a unit's own figure its version; of a sum, who recorded the figures of the parts."""
    if value.own is not None:
        return _own_figure(unit, indicator, period, value.own)
    return Source(
        kind=wording.FIGURE,
        what=_template_of_sum(value).format(
            indicator=indicator.name,
            month=write_period(period),
            unit=words.place(unit),
            value=_people(value.people),
            counted=value.counted,
            expected=value.expected,
        ),
        origin=origin_text(value.simulated),
        record=recorded_between(parts),
        is_simulated=value.simulated,
    )


def rate_sources(
    facts: Facts, indicator: Indicator, period: date, value: Value, figure: Source
) -> tuple[Source, ...]:
    """A printed rate comes from the figure; a computed one from people and denominator."""
    if value.rate_is_printed or value.base is None:
        return (figure,)
    if value.is_summed and not value.is_complete:
        return (figure, _base_of_some(facts, indicator, period, value, value.base))
    return (figure, base_source(facts, indicator, period, value.base))


def target_source(facts: Facts, indicator: Indicator, said: Promised) -> Source:
    what = wording.TARGET_OF.format(
        indicator=indicator.name,
        when=words.when(said.promise.year, facts.period),
        unit=words.place(facts.unit_bound(said)),
        value=words.planned_with_unit(said.promise, wording.PERSON),
    )
    return promise_source(facts, said.promise, what)


def plan_source(facts: Facts, flow: FlowStanding, promise: PromiseInForce) -> Source:
    what = wording.PLAN_OF.format(
        indicator=flow.indicator.name,
        year=promise.year,
        unit=words.place(facts.unit),
        value=words.planned_with_unit(promise, words.counted_in(flow.indicator)),
    )
    return promise_source(facts, promise, what)


def flow_source(unit: AdministrativeUnit, flow: FlowStanding, period: date) -> Source:
    return Source(
        kind=wording.FIGURE,
        what=wording.FLOW_OF.format(
            indicator=flow.indicator.name,
            month=write_period(period),
            unit=words.place(unit),
            value=words.people(flow.value) or wording.NOTHING,
        ),
        origin=origin_text(flow.simulated),
        is_simulated=flow.simulated,
    )


def states_source(unit: AdministrativeUnit, period: date, expected: int) -> Source:
    return Source(
        kind=wording.STATES,
        what=wording.STATES_OF.format(
            month=write_period(period), expected=expected, unit=words.place(unit)
        ),
        origin=wording.MONTH_REGISTER,
    )


def _own_figure(
    unit: AdministrativeUnit, indicator: Indicator, period: date, own: OwnFigure
) -> Source:
    people, printed = None, None
    if own.people is not None:
        written = people_in_print(
            own.people, own.people_precision, own.people_qualifier, wording.PRINTED
        )
        people = wording.PEOPLE.format(people=written.text(own.people))
    if own.rate is not None:
        written = rate_in_print(
            own.rate, own.rate_precision, own.rate_qualifier, wording.PRINTED, wording.PERCENT
        )
        printed = wording.RATE_AS_PRINTED.format(rate=written.text(own.rate))
    return Source(
        kind=wording.FIGURE,
        what=wording.FIGURE_OF.format(
            indicator=indicator.name,
            month=write_period(period),
            unit=words.place(unit),
            value="; ".join(part for part in (people, printed) if part),
        ),
        origin=_sourced(own.origin, own.source),
        record=_record(own.recorded_by, own.recorded_at, own.figure_id),
        note=own.note,
        is_simulated=own.origin == Origin.SIMULATED,
    )


def promise_source(facts: Facts, promise: PromiseInForce, what: str) -> Source:
    return Source(
        kind=wording.TARGET,
        what=what,
        origin=issued(promise),
        record=_record(
            facts.recorder_of(promise.target_id), promise.recorded_at, promise.target_id
        ),
        note=_noted(promise),
        is_simulated=promise.is_simulated,
        document_id=promise.document_id,
    )


def _noted(promise: PromiseInForce) -> str:
    """Its note, and why it revised an earlier version."""
    if not promise.reason:
        return promise.note
    why = wording.ADJUSTED_REVISED.format(reason=promise.reason.rstrip("."))
    return f"{promise.note.rstrip('.')}; {why}" if promise.note else why


def base_source(facts: Facts, indicator: Indicator, period: date, base: RateBase) -> Source:
    template = wording.BASE_OF_PARTS if base.year is None else wording.BASE_OF
    what = template.format(
        basis=words.basis(indicator),
        year=base.year or period.year,
        unit=words.place(facts.unit),
        people=write_people(base.people),
    )
    version = facts.version_of(indicator, base.year)
    return Source(
        kind=wording.DENOMINATOR,
        what=f"{what}{wording.ESTIMATE if base.estimate else ''}",
        origin=base.source or origin_text(base.simulated),
        record=_record(version.recorded_by, version.recorded_at, version.number) if version else "",
        note=base.note,
        is_simulated=base.simulated,
    )


def _base_of_some(
    facts: Facts, indicator: Indicator, period: date, value: Value, base: RateBase
) -> Source:
    """The denominators of the units that an incomplete sum holds."""
    what = wording.BASE_OF_SOME.format(
        basis=words.basis(indicator),
        year=base.year or period.year,
        counted=value.counted,
        expected=value.expected,
        unit=words.place(facts.unit),
        people=write_people(base.people),
    )
    return Source(
        kind=wording.DENOMINATOR,
        what=what,
        origin=base.source or origin_text(base.simulated),
        is_simulated=base.simulated,
    )


def _template_of_sum(value: Value) -> str:
    if value.computed_from_parts:
        return wording.SUM_OF_INDICATORS
    return wording.SUM_OF_PREDECESSORS if value.from_predecessors else wording.SUM_OF


def _people(people: int | None) -> str:
    return wording.PEOPLE.format(people=write_people(people)) if people is not None else ""


def issued(promise: PromiseInForce) -> str:
    return wording.ISSUED_BY.format(
        assigner=promise.assigner,
        document=promise.document,
        day=write_date(promise.effective_on),
    )


def origin_text(is_simulated: bool) -> str:
    return wording.ORIGINS[Origin.SIMULATED if is_simulated else Origin.REPORTED]


def _sourced(origin: str, source: str) -> str:
    return ": ".join(part for part in (wording.ORIGINS[origin], source) if part)


def _record(who: str, moment: datetime, version: int) -> str:
    recorded = wording.RECORDED.format(when=write_moment(moment), number=version)
    return f"{who}, {recorded}" if who else recorded


def recorded_between(values: Sequence[Value]) -> str:
    owns = [value.own for value in values if value.own]
    if not owns:
        return ""
    names = list(dict.fromkeys(own.recorded_by for own in owns))
    who = ", ".join(names[:NAMED_RECORDERS])
    if len(names) > NAMED_RECORDERS:
        who = wording.OTHERS.format(names=who, count=len(names) - NAMED_RECORDERS)
    return f"{who}; {between([own.recorded_at for own in owns])}"


def between(moments: Sequence[datetime]) -> str:
    first, last = write_moment(min(moments)), write_moment(max(moments))
    if first == last:
        return wording.RECORDED_AT.format(when=first)
    return wording.RECORDED_BETWEEN.format(first=first, last=last)
