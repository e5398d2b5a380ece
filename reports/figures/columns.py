"""The columns of tables of units: how their figures are written."""

from django.utils.translation import gettext as _

from coverage.models import Origin
from coverage.tables.notations import (
    PEOPLE_FORMAT,
    PERCENT,
    WHOLE,
    Exact,
    Notation,
    quoted,
    whole_or_decimal,
)
from reports.figures.terms import Terms
from reports.figures.values import Value
from reports.figures.words import absence_text, remaining_text


def _remaining_form(_remaining: int) -> str:
    """What is exceeded has no minus, on the page as in the workbook."""
    before, _number, after = (_("exceeded by %(people)s") % {"people": "0"}).partition("0")
    return f"{PEOPLE_FORMAT};{quoted(before)}{PEOPLE_FORMAT}{quoted(after)}"


REMAINING = Notation(remaining_text, _remaining_form)
PEOPLE_OR_PERCENT = whole_or_decimal(REMAINING, PERCENT)
IN_TERMS = {Terms.PEOPLE: WHOLE, Terms.RATE: PERCENT}


def people_or_why(value: Value) -> Exact:
    """The people, else in words why there are none; None where only a rate is known."""
    if value.people is not None:
        return value.people
    return None if value.rate is not None and not value.absence else absence_text(value)


def origin_of(value: Value) -> str:
    """The origin that is marked wherever the value is shown; "" for what units reported."""
    if value.simulated:
        return Origin.SIMULATED
    return Origin.PUBLISHED if value.is_published else ""


def mark_simulated(is_simulated: object) -> str:
    return Origin.SIMULATED if is_simulated else ""
