"""What a target that is being entered can be held against: the target before it, and the latest
people that count. Three statements, whatever the number of cells."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from coverage.counting.figures import NOW, counted_figures
from coverage.lineage import earlier_rows
from coverage.models import Indicator, Measure
from coverage.notation.periods import add_months, month_of
from targets.in_force import PromiseInForce, of_year_or_next, promises_effective_by
from targets.models import Document

# How far back the latest people are looked for.
MONTHS_BACK = 12

# Unit, indicator, year.
CellKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Actual:
    period: date
    people: int


@dataclass(frozen=True, slots=True)
class References:
    """By cell: the target before, of the same assigner where it set one, else of the nearest; and
    the latest people that count of a stock, for a whole the complete sum of its units."""

    before: Mapping[CellKey, PromiseInForce]
    actual: Mapping[CellKey, Actual]


NOTHING = References({}, {})


def references(
    document: Document,
    cells: Collection[CellKey],
    parts: Collection[int],
    indicators: Iterable[Indicator],
) -> References:
    """Of the cells asked for; `parts` are the units straight below the one the document binds."""
    if not cells:
        return NOTHING
    stocks = {each.pk for each in indicators if each.measure == Measure.STOCK}
    wanted = {key for key in cells if key[1] in stocks}
    return References(_before(document, cells), _actual(document.binds_id, wanted, parts))


def _before(document: Document, cells: Collection[CellKey]) -> dict[CellKey, PromiseInForce]:
    on = max(document.effective_on, timezone.localdate())
    units = {unit for unit, _indicator, _year in cells}
    indicators = {indicator for _unit, indicator, _year in cells}
    said: dict[tuple[int, int], list[PromiseInForce]] = {}
    for each in promises_effective_by(units, indicators, on, earlier=earlier_rows(units)):
        if each.document_id != document.pk:
            said.setdefault((each.unit_id, each.indicator_id), []).append(each)
    found = {}
    for key in cells:
        former = _former(said.get(key[:2], []), key[2], on)
        if former:
            found[key] = former.get(document.assigner_id) or next(iter(former.values()))
    return found


def _former(said: Collection[PromiseInForce], year: int, on: date) -> dict[int, PromiseInForce]:
    """By assigner, of the year or the next milestone; else of the latest year before."""
    if known := of_year_or_next(said, year, on):
        return known
    last = max((each.year for each in said), default=year)
    return of_year_or_next(said, last, on)


LATEST = """
WITH RECURSIVE asked AS MATERIALIZED (
    SELECT unit.id AS unit_id, month.period
    FROM unnest(%(units)s::bigint[]) AS unit (id)
    CROSS JOIN unnest(%(periods)s::date[]) AS month (period)
), {counted}
SELECT unit_id, indicator_id, period, people FROM counted WHERE people IS NOT NULL
"""


def _actual(
    whole: int, cells: Collection[CellKey], parts: Collection[int]
) -> dict[CellKey, Actual]:
    if not cells:
        return {}
    asked = {unit for unit, _indicator, _year in cells}
    known = _people(asked | {*parts} if whole in asked else asked, cells)
    found = {}
    for key in cells:
        unit, indicator, year = key
        for period in _window(year):
            people = known.get((unit, indicator, period))
            if people is None and unit == whole:
                people = _sum(known, parts, indicator, period)
            if people is not None:
                found[key] = Actual(period, people)
                break
    return found


def _people(
    unit_ids: Collection[int], cells: Collection[CellKey]
) -> dict[tuple[int, int, date], int]:
    """One statement."""
    statement = LATEST.format(
        counted=counted_figures(
            NOW,
            "figure.period = ANY(%(periods)s) AND figure.indicator_id = ANY(%(indicators)s)",
        )
    )
    years = {year for _unit, _indicator, year in cells}
    parameters: dict[str, Any] = {
        "units": list(unit_ids),
        "indicators": list({indicator for _unit, indicator, _year in cells}),
        "periods": list({period for year in years for period in _window(year)}),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {(unit, code, period): people for unit, code, period, people in cursor.fetchall()}


def _window(year: int) -> list[date]:
    """The latest month first: of the year itself, or up to today."""
    last = month_of(min(timezone.localdate(), date(year, 12, 1)))
    return [add_months(last, -back) for back in range(MONTHS_BACK + 1)]


def _sum(
    known: Mapping[tuple[int, int, date], int], parts: Collection[int], indicator: int, period: date
) -> int | None:
    people = [known.get((part, indicator, period)) for part in parts]
    told = [each for each in people if each is not None]
    return sum(told) if told and len(told) == len(parts) else None
