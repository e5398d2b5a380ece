"""Values put into words for the reader: pure text, shared by pages and workbooks.

Rounding happens here and in the workbook's number formats, nowhere else.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from coverage.models import (
    Absence,
    Basis,
    Precision,
    State,
)
from coverage.notation.numbers import write_decimal, write_people
from coverage.tables.printed import (
    in_print,
)
from coverage.wording import state_text
from reports.figures.months_lacking import lacking_text
from reports.figures.notations import attained_in, people_in
from reports.figures.reckoned_words import reckoned_people, reckoned_text
from reports.figures.standing import Row
from reports.figures.terms import Terms
from reports.figures.values import OwnFigure, Value
from targets.attainment import Promise, Quantity
from targets.pace import Light
from targets.wording import target_text

NOTHING = "–"
LIGHT_WORDS = {
    Light.REACHED: pgettext_lazy("light", "reached"),
    Light.ON_PATH: pgettext_lazy("light", "on path"),
    Light.BEHIND: pgettext_lazy("light", "behind the path"),
    Light.MISSED: pgettext_lazy("light", "not reached"),
    Light.NO_DATA: pgettext_lazy("light", "not judged"),
}


def people_text(value: Value) -> str:
    """The people of a value as they were printed, or reckoned by shares; else why none are."""
    if value.people is not None:
        return people_in(value).text(value.people)
    return reckoned_people(value.reckoned) if value.reckoned else absence_text(value)


def attained_text(attainment: Decimal | None) -> str:
    return attained_in(attainment, after=" %").text(attainment)


def absence_text(value: Value) -> str:
    """Not reported, not yet due, not available and not applicable are four things; none is zero.
    What is reckoned by shares is none of them, and stands in words."""
    if value.reckoned is not None:
        return f"≈ {reckoned_people(value.reckoned)} ({reckoned_text(value)})"
    if value.absence:
        return str(Absence(value.absence).label)
    if value.rate is not None:
        return NOTHING
    if value.is_before_unit:
        return _("the unit did not exist yet")
    return _("not yet due") if value.is_awaited else _("not reported")


def incomplete_text(value: Value, lacking_below: str | None = None) -> str:
    """How many of its units a sum holds, as in 112/124, and which months a count since January
    lacks; blank where it holds all that they reported, or nothing. `lacking_below`: said where each
    of them reports and one lacks units of its own; None for the word of the screen."""
    if value.people is None or value.is_complete:
        return ""
    if value.lacking:
        return lacking_text(value)
    if value.counted < value.expected:
        return f"{value.counted}/{value.expected}"
    return _("incomplete") if lacking_below is None else lacking_below


def rate_units(value: Value, lacking_below: str | None = None) -> str:
    """Of how many of its units the rate is, as in 112/124, where units or denominators are missing;
    blank where it is of all. `lacking_below`: as above."""
    rated = value.pooled
    if rated is None or value.rate is None or value.whole_rate is not None:
        return ""
    if rated.missing:
        return f"{rated.counted}/{rated.counted + rated.missing}"
    return _("incomplete") if lacking_below is None else lacking_below


def rate_of_text(value: Value) -> str:
    """The same in words, beside the rate."""
    rated, units = value.pooled, rate_units(value)
    if not units or rated is None or not rated.missing:
        return units
    return _("of %(counted)s/%(expected)s units") % {
        "counted": rated.counted,
        "expected": rated.counted + rated.missing,
    }


def missing_rate_text(row: Row) -> str:
    """Why people stand without a rate, where no column shows the denominator; else ""."""
    has_none = row.value.people is not None and row.value.rate is None
    has_basis = row.indicator.basis != Basis.NONE
    return _("no denominator, so no rate") if has_none and has_basis else ""


def printed_text(own: OwnFigure) -> str:
    """People and rate as they were printed, where a word stands before either; else blank."""
    if not own.people_qualifier and not own.rate_qualifier:
        return ""
    return in_print(own).text()


def precision_text(own: OwnFigure) -> str:
    """Blank for a figure to the person and a rate as it was printed."""
    said = []
    if own.people_precision != Precision.EXACT:
        said.append(str(Precision(own.people_precision).label))
    if own.rate_precision != Precision.EXACT:
        precision = Precision(own.rate_precision).label
        said.append(_("rate: %(precision)s") % {"precision": precision})
    return ", ".join(said)


def plan_text(promise: Promise) -> str:
    """A target as it was set: people, a rate, or both."""
    return target_text(promise)


def origin_text(value: Value) -> str:
    """Simulated and published values are told apart in every row of an export; blank where there
    is no value. What is reckoned by shares says so elsewhere, but not of which figures."""
    if not value.has_figure and value.reckoned is None:
        return ""
    if value.simulated:
        return _("simulated")
    if value.reckoned is not None:
        return ""
    if value.is_published:
        return _("published")
    return _("computed") if value.own is None else _("reported")


def light_text(light: Light) -> str:
    return f"{light.sign} {LIGHT_WORDS[light]}"


def month_state_text(state: str) -> str:
    """A month's state as sign and word; blank is a month nobody opened."""
    return state_text(State(state) if state else None)


def remaining_text(remaining: int | None) -> str:
    """Still to win, or in words by how much it was exceeded."""
    if remaining is None:
        return NOTHING
    if remaining < 0:
        return _("exceeded by %(people)s") % {"people": write_people(-remaining)}
    return write_people(remaining)


def short_text(remaining: int | None) -> str:
    """The same of a year that is over: what it is short by, in words too."""
    if remaining is None or remaining <= 0:
        return remaining_text(remaining)
    return short_by(write_people(remaining))


def short_by(number: str) -> str:
    return _("short by %(number)s") % {"number": number}


def quantity_text(quantity: Quantity | None, shown: Terms) -> str:
    """People as a whole number, a rate with two decimals and its sign."""
    if quantity is None:
        return NOTHING
    if shown is Terms.RATE:
        return f"{write_decimal(quantity)} %"
    return write_decimal(quantity, 0) if isinstance(quantity, Decimal) else write_people(quantity)
