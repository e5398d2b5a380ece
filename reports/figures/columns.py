"""The columns of tables of units: how their figures are written."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from coverage.models import Origin
from coverage.tables.columns import MARK, Beside
from coverage.tables.notations import (
    PEOPLE_FORMAT,
    PERCENT,
    WHOLE,
    Exact,
    Notation,
    form_around,
    whole_or_decimal,
)
from reports.figures.comparison import Comparison
from reports.figures.marks import all_unapproved, row_marks
from reports.figures.standing import Row, Standing
from reports.figures.terms import Terms
from reports.figures.values import Value
from reports.figures.words import absence_text, remaining_text, short_by, short_text


def remaining_form() -> str:
    """What is exceeded has no minus, on the page as in the workbook."""
    exceeded = _form_in_words(_("exceeded by %(people)s") % {"people": "0"}, PEOPLE_FORMAT)
    return f"{PEOPLE_FORMAT};{exceeded}"


def short_form() -> str:
    """Of a year that is over: what it is short by, what it exceeded, neither."""
    _whole, exceeded = remaining_form().split(";")
    return f"{short_by_form(PEOPLE_FORMAT)};{exceeded};{PEOPLE_FORMAT}"


def short_by_form(form: str) -> str:
    return _form_in_words(short_by("0"), form)


def _form_in_words(words_around_zero: str, form: str) -> str:
    before, _number, after = words_around_zero.partition("0")
    return form_around(form, before, after)


SIMULATED = ' <span class="origin-mark origin-simulated">{}</span>'
REMAINING = Notation(remaining_text, lambda _remaining: remaining_form())
SHORT = Notation(short_text, lambda _short: short_form())
PEOPLE_OR_PERCENT = whole_or_decimal(REMAINING, PERCENT)


def remaining_in(standing: Standing | None) -> Notation:
    """How what remains to a target is written; once the year is over, as what it is short by."""
    return SHORT if standing is not None and standing.is_over else REMAINING


def remaining_heading(standings: Iterable[Standing | None]) -> str:
    """Over the column of what remains."""
    is_over = any(standing.is_over for standing in standings if standing is not None)
    return _("Short of the target") if is_over else _("Remaining")


IN_TERMS = {Terms.PEOPLE: WHOLE, Terms.RATE: PERCENT}


def marks_at_people(rows: Sequence[Row], row_of: Callable[[Any], Row]) -> tuple[Beside, list[str]]:
    """What stands at the number of each line that deviates, and under the table what is said once:
    that nothing was approved. `row_of`: of a line."""
    once = all_unapproved(row.value for row in rows)
    mark = Beside(lambda line: row_marks(row_of(line), all_unapproved=once), MARK)
    return mark, [_("None of the units’ figures has been approved yet.")] if once else []


def with_simulated(comparison_of: Callable[[Any], Comparison]) -> Beside:
    """That a line which is not simulated itself is compared with a month that is."""

    def say(line: Any) -> str:
        found = comparison_of(line)
        is_mixed = found.is_simulated and not line.row.value.simulated
        return _("simulated") if is_mixed and found.people.difference is not None else ""

    return Beside(say, SIMULATED)


def people_or_why(value: Value) -> Exact:
    """The people, reckoned by shares where these are all that is known; else in words why there are
    none; None where only a rate is known."""
    if value.people is not None:
        return value.people
    if value.reckoned is not None:
        return value.reckoned.people
    return None if value.rate is not None and not value.absence else absence_text(value)


def people_css(value: Value) -> str:
    """The class of a cell of people, which is hatched where these are reckoned by shares."""
    return "num reckoned" if value.reckoned is not None else "num"


def origin_of(value: Value) -> str:
    """The origin that is marked wherever the value is shown; "" for what units reported."""
    if value.simulated:
        return Origin.SIMULATED
    return Origin.PUBLISHED if value.is_published else ""


def mark_simulated(is_simulated: object) -> str:
    return Origin.SIMULATED if is_simulated else ""
