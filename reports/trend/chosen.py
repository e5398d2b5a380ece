"""What a trend shows where the address does not say: indicator, first month, measure."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404

from coverage.models import Indicator
from reports.figures.terms import Terms
from reports.trend.months import Trend

DEFAULT_INDICATOR = "BHYT"
YEARS_BEFORE = 3
LONGEST_YEARS = 15


def chosen_indicator(indicators: Sequence[Indicator], code: str | None) -> Indicator:
    by_code = {indicator.code: indicator for indicator in indicators}
    found = by_code.get(code or DEFAULT_INDICATOR) or next(iter(indicators), None)
    if found is None:
        raise Http404
    return found


def first_month(first_known: date | None, last: date) -> date:
    """January of the first year with figures, within bounds; with none, of some years before."""
    if first_known is None or first_known > last:
        return date(last.year - YEARS_BEFORE, 1, 1)
    return date(max(first_known.year, last.year - LONGEST_YEARS + 1), 1, 1)


def chosen_measure(asked: str | None, found: Trend) -> Terms:
    """People, unless rates were asked for or are all that is known."""
    if found.is_flow:
        return Terms.PEOPLE
    if asked is not None:
        return Terms(asked)
    only_rates = found.has_values and all(month.value.people is None for month in found.months)
    return Terms.RATE if only_rates else Terms.PEOPLE
