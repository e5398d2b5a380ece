"""Values put into words for the reader: pure text, shared by pages and workbooks.

Rounding happens here and in the workbook's number formats, nowhere else.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from coverage.models import (
    Absence,
    Basis,
    Counted,
    Indicator,
    Measure,
    Precision,
    Qualifier,
    State,
)
from coverage.notation.numbers import write_decimal, write_people
from coverage.wording import state_text
from reports.figures.terms import Terms
from reports.figures.values import OwnFigure, Value
from targets.attainment import Promise, Quantity
from targets.pace import Light
from targets.wording import target_text

NOTHING = "–"
ROUGHLY = "≈"
LIGHT_WORDS = {
    Light.REACHED: pgettext_lazy("light", "reached"),
    Light.ON_PATH: pgettext_lazy("light", "on path"),
    Light.BEHIND: pgettext_lazy("light", "behind the path"),
    Light.NO_DATA: pgettext_lazy("light", "not judged"),
}


def people_text(value: Value) -> str:
    """The people of a value, marked where they were not printed to the person; in words why there
    are none."""
    if value.people is None:
        return absence_text(value)
    people = write_people(value.people)
    if value.own and value.own.people_qualifier:
        return f"{qualifier_text(value.own.people_qualifier)} {people}"
    if value.own and value.own.people_precision != Precision.EXACT:
        return f"{ROUGHLY} {people}"
    return people


def absence_text(value: Value) -> str:
    """Not reported, not available and not applicable are three things; none is zero."""
    if value.absence:
        return str(Absence(value.absence).label)
    if value.rate is not None:
        return NOTHING
    return _("not reported")


def incomplete_text(value: Value) -> str:
    """How many of its units a sum holds, as in 112/124; blank where it holds all that they
    reported, or nothing."""
    if value.people is None or value.is_complete:
        return ""
    if value.counted < value.expected:
        return f"{value.counted}/{value.expected}"
    return _("incomplete")


def rate_of_text(value: Value) -> str:
    """Of how many units the rate is, where some have no denominator; blank where it is of all that
    are counted."""
    rated = value.pooled
    if rated is None or value.rate is None or value.base is not None:
        return ""
    return _("of %(counted)s/%(expected)s units") % {
        "counted": rated.counted,
        "expected": rated.counted + rated.missing,
    }


def qualifier_text(qualifier: str) -> str:
    return str(Qualifier(qualifier).label)


def precision_text(own: OwnFigure) -> str:
    """Blank for a figure to the person."""
    return (
        ""
        if own.people_precision == Precision.EXACT
        else str(Precision(own.people_precision).label)
    )


def plan_text(promise: Promise) -> str:
    """A target as it was set: people, a rate, or both."""
    return target_text(promise)


def origin_text(value: Value) -> str:
    """Simulated and published values are told apart in every row of an export; blank where there
    is no value."""
    if value.people is None and value.rate is None:
        return ""
    if value.simulated:
        return _("simulated")
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


def quantity_text(quantity: Quantity | None, shown: Terms) -> str:
    """People as a whole number, a rate with two decimals and its sign."""
    if quantity is None:
        return NOTHING
    if shown is Terms.RATE:
        return f"{write_decimal(quantity)} %"
    return write_decimal(quantity, 0) if isinstance(quantity, Decimal) else write_people(quantity)


def measure_text(indicator: Indicator, shown: Terms) -> str:
    """What the chart counts: people, events, or per cent of whom."""
    if shown is Terms.PEOPLE:
        if indicator.counted == Counted.EVENTS:
            return pgettext("after a number", "events")
        return pgettext("after a number", "people")
    return _("%% of %(basis)s") % {"basis": Basis(indicator.basis).label}


def measure_name(indicator: Indicator, shown: Terms) -> str:
    """The name of the line itself."""
    if shown is Terms.RATE:
        return _("Coverage rate")
    return _("Participants") if indicator.measure == Measure.STOCK else _("Counted since January")
