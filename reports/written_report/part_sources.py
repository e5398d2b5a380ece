"""Where the numbers of the units below come from: all of them together are one source. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.numbers import write_people
from coverage.notation.periods import write_period
from reports.figures.estimate import Taken
from reports.figures.standing import OwnPromise, Row
from reports.figures.values import RateBase, Value
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.sources import (
    between,
    issued,
    origin_text,
    promise_source,
    recorded_between,
)
from reports.written_report.text import Source
from targets.in_force import PromiseInForce


def parts_sources(
    unit: AdministrativeUnit, indicator: Indicator, period: date, rows: Sequence[Row]
) -> tuple[Source, ...]:
    """The figures of the units below, and the denominators of their rates, as one source each."""
    expected = [row.value for row in rows if row.value.is_owed]
    known = [value for value in expected if value.people is not None or value.rate is not None]
    figures = _figures_of(unit, indicator, period, known, len(expected))
    bases = [value.base for value in known if value.base and not value.rate_is_printed]
    return (figures, _parts_bases(unit, indicator, bases)) if bases else (figures,)


def taken_source(
    unit: AdministrativeUnit, indicator: Indicator, taken: Taken, expected: int
) -> Source:
    """The figures of an earlier month that an estimate takes of units that are missing from a sum
    of `expected`."""
    return _figures_of(unit, indicator, taken.period, taken.values, expected)


def like_sources(
    unit: AdministrativeUnit,
    indicator: Indicator,
    months: tuple[date, date],
    pairs: Sequence[tuple[Value, Value]],
    expected: int,
) -> list[Source]:
    """The figures of the units that are compared, in this month and an earlier one. `pairs`: in the
    order of `months`."""
    return [
        _figures_of(unit, indicator, month, values, expected, wording.PEOPLE_OF_PARTS)
        for month, values in zip(months, zip(*pairs, strict=True), strict=True)
    ]


def _figures_of(
    unit: AdministrativeUnit,
    indicator: Indicator,
    period: date,
    known: Sequence[Value],
    expected: int,
    template: str = wording.PARTS_OF,
) -> Source:
    return Source(
        kind=wording.FIGURE,
        what=template.format(
            indicator=indicator.name,
            month=write_period(period),
            counted=len(known),
            expected=expected,
            unit=words.place(unit),
            people=write_people(sum(value.people or 0 for value in known)),
        ),
        origin=_origins(value.own.origin for value in known if value.own),
        record=recorded_between(known),
        is_simulated=any(value.simulated for value in known),
    )


def parts_target_source(
    unit: AdministrativeUnit, indicator: Indicator, targets: Sequence[OwnPromise]
) -> Source:
    """The targets one assigner set for the units below, by the documents that hold them."""
    promises = [each.promise for each in targets]
    documents = {promise.document_id: issued(promise) for promise in promises}
    return Source(
        kind=wording.TARGET,
        what=wording.TARGETS_OF_PARTS.format(
            indicator=indicator.name,
            year=promises[0].year,
            count=len(promises),
            unit=words.place(unit),
        ),
        origin="; ".join(documents.values()),
        record=between([promise.recorded_at for promise in promises]),
        is_simulated=any(promise.is_simulated for promise in promises),
        document_id=promises[0].document_id if len(documents) == 1 else None,
    )


def former_target_source(
    facts: Facts, indicator: Indicator, unit: str, promise: PromiseInForce
) -> Source:
    """Of the unit so called, which went into the report's."""
    what = wording.TARGET_OF.format(
        indicator=indicator.name,
        when=words.when(promise.year, facts.period),
        unit=words.in_sentence(unit),
        value=words.planned_with_unit(promise, wording.PERSON),
    )
    return promise_source(facts, promise, what)


def _parts_bases(
    unit: AdministrativeUnit, indicator: Indicator, bases: Sequence[RateBase]
) -> Source:
    years = dict.fromkeys(str(base.year) for base in bases if base.year)
    is_simulated = any(base.simulated for base in bases)
    named = dict.fromkeys(base.source for base in bases if base.source)
    return Source(
        kind=wording.DENOMINATOR,
        what=wording.BASES_OF_PARTS.format(
            basis=words.basis(indicator),
            years=", ".join(years),
            count=len(bases),
            unit=words.place(unit),
        ),
        origin="; ".join(named) or origin_text(is_simulated),
        is_simulated=is_simulated,
    )


def _origins(origins: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(wording.ORIGINS[origin] for origin in origins))
