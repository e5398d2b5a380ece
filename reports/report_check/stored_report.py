"""What is stored of a unit and month, as a report whose own arithmetic can be checked. Pure.

Only what somebody stated takes part: people, a rate as it was printed, a denominator of that year
that is no estimate, and what a note quotes from its source. Sums and rates computed here agree by
themselves. A rate takes part with its word and its decimals: "16,20" allows less than "16,2".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.indicator_facts import BASIS
from coverage.models import AdministrativeUnit, Origin, Precision
from coverage.notation.numbers import write_people
from coverage.notation.periods import to_slug
from coverage.tables.printed import rate_in_print
from reports.figures.query import Overview
from reports.figures.standing import Row
from reports.figures.values import OwnFigure
from reports.report_check.noted_prints import NotedPrints, noted_prints

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class SumOfUnits:
    """What a unit reported beside the sum of what every unit below it reported."""

    row: Row
    people: int
    parts: int
    is_simulated: bool

    @property
    def difference(self) -> int:
        return self.people - self.parts


def stored_report(found: Overview) -> dict[str, object]:
    """The shape that `reports.report_check.arithmetic.input` reads; a group is a unit's id."""
    rows = [*found.wholes, *(row for rows in found.parts.values() for row in rows)]
    records = [record for row in rows if (record := _record(row, found)) is not None]
    return {"as_of": to_slug(found.months.now), "records": records}


def sums_of_units(found: Overview) -> list[SumOfUnits]:
    """The indicators that the unit and all units below it reported."""
    return [each for row in found.wholes if (each := _sum_of_units(row, found)) is not None]


def shown_rows(found: Overview) -> Iterator[Row]:
    """The rows with a figure that takes part."""
    rows: Sequence[Row] = [*found.wholes, *(row for rows in found.parts.values() for row in rows)]
    return (row for row in rows if _reported(row) is not None)


def _sum_of_units(row: Row, found: Overview) -> SumOfUnits | None:
    parts = found.parts.get(row.indicator.code, ())
    known = [part.value.people for part in parts if part.value.is_complete]
    people = [each for each in known if each is not None]
    is_simulated = row.value.simulated or any(part.value.simulated for part in parts)
    own = _reported(row)
    if own is None or own.people is None or not parts or len(people) < len(parts):
        return None
    return SumOfUnits(row, own.people, sum(people), is_simulated)


def _reported(row: Row) -> OwnFigure | None:
    own = row.value.own
    return None if own is None or own.absence else own


def _record(row: Row, found: Overview) -> Record | None:
    own = _reported(row)
    if own is None:
        return None
    noted = noted_prints(own.note, found.months.now.year)
    said: Record = {
        "indicator": row.indicator.code,
        "unit": row.unit.full_name,
        "group": group_of(row.unit),
        "approx": own.people_precision != Precision.EXACT or bool(own.people_qualifier),
        "people": write_people(own.people),
        "coverage_pct": _printed_rate(own),
        "remaining": noted.remaining,
        "yoy_abs": noted.on_the_year,
    }
    said |= _attainments(noted, row)
    if own.rate is not None:
        said |= _denominator(row, own, found)
    if noted.on_the_year:
        said["prev_year_people"] = write_people(row.year.before.whole_people)
    return said


def group_of(unit: AdministrativeUnit) -> str:
    return str(unit.pk)


def _printed_rate(own: OwnFigure) -> str:
    if own.rate is None:
        return ""
    return rate_in_print(own.rate, own.rate_precision, own.rate_qualifier).text(own.rate)


def _attainments(noted: NotedPrints, row: Row) -> Record:
    """Attainments as quoted. A stored target stands beside one only where the source does not
    say what remains: otherwise the target may itself have been worked out from that."""
    if len(noted.attained) > 1:
        return {"attainments": [{"by": by, "pct": pct} for by, pct in noted.attained]}
    if not noted.attained:
        return {}
    said: Record = {"attainment_pct": noted.attained[0][1]}
    plans = [each.promise.promise.people for each in row.standings if not each.promise.is_simulated]
    if not noted.remaining and len(plans) == 1:
        said["plan_people"] = write_people(plans[0])
    return said


def _denominator(row: Row, own: OwnFigure, found: Overview) -> Record:
    base = row.value.base
    is_simulated = own.origin == Origin.SIMULATED
    if base is None or base.estimate or base.year != found.months.now.year:
        return {}
    if base.simulated != is_simulated:
        return {}
    return {BASIS.get(row.indicator.code, "eligible"): write_people(base.people)}
