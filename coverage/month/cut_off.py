"""The date to which a block's figures were counted: the province's, unless the clerk says another.

A clerk may key a month while it still runs; its figures are then counted to today at the latest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from coverage.counting.expected import expectations
from coverage.entry import check_cut_off
from coverage.models import AdministrativeUnit, Origin
from coverage.month.query import FigureInForce
from coverage.notation.periods import PeriodError, last_day, read_date, write_date
from coverage.refusals import NotADate, Refused

FIELD = "as_of"


@dataclass(frozen=True, slots=True)
class CutOffField:
    """What stands in the field, and what is wrong with it ("" for nothing)."""

    text: str
    problem: str = ""


def usual_cut_off(unit: AdministrativeUnit, period: date) -> date:
    """The day of the rule that counts for the unit, else the month's last; today before that."""
    expected = expectations([unit], period)[unit.pk]
    return max(period, min(expected.cut_off(period) or last_day(period), timezone.localdate()))


def cut_off_field(
    typed: str, unit: AdministrativeUnit, period: date, figures: Iterable[FigureInForce]
) -> CutOffField:
    """As it was typed; else the usual date, or a later one that the month's last report said: never
    a day to come, which would be refused."""
    if typed:
        return CutOffField(typed, _problem(typed, period))
    reported = [version for version in figures if version.origin == Origin.REPORTED]
    last = max(reported, key=lambda version: version.pk, default=None)
    usual = usual_cut_off(unit, period)
    if last is None or last.as_of > timezone.localdate():
        return CutOffField(write_date(usual))
    return CutOffField(write_date(max(usual, last.as_of)))


def read_cut_off(typed: str, period: date) -> date:
    """Raises Refused: NotADate or WrongCutOff."""
    try:
        cut_off = read_date(typed)
    except PeriodError as error:
        raise NotADate(typed) from error
    check_cut_off(period, cut_off, timezone.localdate())
    return cut_off


def _problem(typed: str, period: date) -> str:
    try:
        read_cut_off(typed, period)
    except Refused as refusal:
        return str(refusal)
    return ""
