"""A printed rate that the people beside it cannot have, as readers are told. Pure."""

from decimal import Decimal

from django.utils.translation import gettext as _

from coverage.checks import ReportedRate, may_be_held_together
from coverage.models import Precision
from coverage.notation.numbers import write_decimal
from coverage.notation.printed import printed_decimals
from coverage.notation.rates import coverage_rate
from reports.figures.values import Value


def contradiction(value: Value) -> Decimal | None:
    """What the people come to on the denominator in use, where the rate reported with them is
    another; None where it is that, or cannot be told: the same that a month is warned of."""
    own, base = value.own, value.base
    if own is None or own.rate is None or own.people is None or base is None or base.year is None:
        return None
    if own.people_qualifier or own.rate_qualifier:
        return None
    if {own.people_precision, own.rate_precision} != {Precision.EXACT}:
        return None
    if not may_be_held_together(is_published=value.is_published, base_is_simulated=base.simulated):
        return None
    said = ReportedRate(own.rate, base.people, base.year, base.is_rough)
    if not said.is_contradicted_by(own.people):
        return None
    return coverage_rate(own.people, base.people)


def contradiction_text(value: Value) -> str:
    """Blank where nothing speaks against the rate."""
    computed = contradiction(value)
    if computed is None or value.rate is None:
        return ""
    places = max(2, printed_decimals(value.rate))
    return "⚠ " + _("by people %(rate)s %%") % {"rate": write_decimal(computed, places)}
