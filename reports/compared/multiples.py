"""Small charts of the units beside one another, each with its last number and its span in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit
from coverage.notation.periods import write_period
from coverage.tables.notations import Notation
from reports.compared.query import Compared
from reports.figures.notations import quantity_in
from reports.figures.sparklines import Scale, Sparkline, scale_of, sparkline
from reports.figures.terms import Terms, of_whole
from reports.figures.values import Value
from reports.figures.words import quantity_text
from targets.attainment import Quantity

Months = Sequence[tuple[date, Quantity | None]]


@dataclass(frozen=True, slots=True)
class Multiple:
    """`last`: the latest number known, with its month where that is not the one asked for.
    `mark`:
    what deviates at the number of the month asked for. `in_words`: what the line says to who does
    not see it."""

    unit: AdministrativeUnit
    line: Sparkline
    last: str
    in_words: str
    simulated: bool
    mark: str


def multiples(compared: Compared, shown: Terms, *, is_common: bool) -> list[Multiple]:
    """A small chart of the complete months of each part that has any. `is_common`: all on one
    scale."""
    all_series = {unit: _months(compared, unit, shown) for unit in compared.units}
    series = {unit: months for unit, months in all_series.items() if _is_known(months)}
    common = scale_of(quantity for months in series.values() for _month, quantity in months)
    return [
        _multiple(compared, unit, months, shown, common if is_common else None)
        for unit, months in series.items()
    ]


def without_chart(compared: Compared, shown: Terms) -> list[AdministrativeUnit]:
    """The parts of which no month is complete."""
    units = compared.units
    return [unit for unit in units if not _is_known(_months(compared, unit, shown))]


def scale_text(compared: Compared, shown: Terms, *, is_common: bool) -> str:
    """How the heights of the small charts compare."""
    if not is_common:
        return _("Each chart has a scale of its own, from its lowest to its highest month.")
    scale = scale_of(
        of_whole(value, shown) for unit in compared.units for value in compared.values(unit)
    )
    if scale is None:
        return ""
    return _("All charts have one scale, from %(low)s to %(high)s.") % {
        "low": quantity_text(scale.low, shown),
        "high": quantity_text(scale.high, shown),
    }


def _months(compared: Compared, unit: AdministrativeUnit, shown: Terms) -> Months:
    values = zip(compared.periods, compared.values(unit), strict=True)
    return [(period, of_whole(value, shown)) for period, value in values]


def _is_known(months: Months) -> bool:
    return any(quantity is not None for _month, quantity in months)


def _multiple(
    compared: Compared,
    unit: AdministrativeUnit,
    months: Months,
    shown: Terms,
    scale: Scale | None,
) -> Multiple:
    quantities = [quantity for _month, quantity in months]
    values = compared.values(unit)
    in_months = zip(compared.periods, values, strict=True)
    written = {period: quantity_in(value, shown, after=" %") for period, value in in_months}
    return Multiple(
        unit=unit,
        line=sparkline(quantities, scale or scale_of(quantities), _breaks(values, months)),
        last=_last(months, written),
        in_words=_in_words(months, written),
        simulated=any(value.simulated for value in values),
        mark=compared.marks.get((unit.pk, compared.period), ""),
    )


def _breaks(values: Sequence[Value], months: Months) -> list[int]:
    """Where the unit begins, if months before are known of those it was formed from."""
    formed = [i for i, value in enumerate(values, start=1) if value.from_predecessors]
    began = formed[-1] if formed else 0
    return [began] if began < len(values) and _is_known(months[:began]) else []


def _last(months: Months, written: Mapping[date, Notation]) -> str:
    month, quantity = [each for each in months if each[1] is not None][-1]
    text = written[month].text(quantity)
    return text if month == months[-1][0] else f"{text} ({write_period(month)})"


def _in_words(months: Months, written: Mapping[date, Notation]) -> str:
    known = [(quantity, month) for month, quantity in months if quantity is not None]
    low, high = min(known), max(known)
    return _(
        "%(first)s to %(last)s: lowest %(low)s in %(low_month)s, highest %(high)s in "
        "%(high_month)s; %(known)s of %(months)s months known"
    ) % {
        "first": write_period(months[0][0]),
        "last": write_period(months[-1][0]),
        "low": written[low[1]].text(low[0]),
        "low_month": write_period(low[1]),
        "high": written[high[1]].text(high[0]),
        "high_month": write_period(high[1]),
        "known": len(known),
        "months": len(months),
    }
