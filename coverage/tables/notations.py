"""How an exact value is written: as text on a page, and by a number format in a workbook.

The two stand in pairs, so that a cell of a file shows what the page prints of the same value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.timezone import localtime

from coverage.notation.numbers import write_change, write_decimal, write_people
from coverage.notation.periods import write_date, write_date_in_text, write_period
from coverage.notation.printed import places_to_tell, printed_decimals, write_printed

Exact = int | Decimal | date | datetime | str | None

NOTHING = "–"
NO_BREAK_SPACE = "\u00a0"
PEOPLE_FORMAT = "#,##0"
CHANGE_FORMAT = "+#,##0;-#,##0;0"
PERCENT_FORMAT = "#,##0.00"
POINTS_FORMAT = "+#,##0.00;-#,##0.00;0.00"
TEXT_FORMAT = "@"
YEAR_FORMAT = "0"
DAY_FORMAT = "dd/mm/yyyy"
MONTH_FORMAT = "mm/yyyy"
MOMENT_FORMAT = "hh:mm dd/mm/yyyy"
SECOND_FORMAT = "hh:mm:ss dd/mm/yyyy"


@dataclass(frozen=True, slots=True)
class Notation:
    """`write` gives the text of a value that is there, `form` the number format under which a
    workbook shows it alike, or a function of the value where that depends on it; `css` is the
    class of a cell that holds one."""

    write: Callable[[Any], str]
    form: str | Callable[[Any], str]
    css: str = "num"

    def text(self, value: Exact) -> str:
        """A text stands for itself; a dash where there is no value: never a zero."""
        if value is None:
            return NOTHING
        return value if isinstance(value, str) else self.write(value)

    def format_of(self, value: Exact) -> str:
        if isinstance(value, str):
            return TEXT_FORMAT
        return self.form if isinstance(self.form, str) else self.form(value)


def whole_or_decimal(whole: Notation, decimal: Notation) -> Notation:
    """Of columns that hold a whole number in one line and a Decimal in another."""

    def of(value: int | Decimal) -> Notation:
        return decimal if isinstance(value, Decimal) else whole

    return Notation(lambda value: of(value).write(value), lambda value: of(value).format_of(value))


def write_moment(moment: datetime) -> str:
    """Write "14:05 26/07/2023", by the clock of the office."""
    return f"{localtime(moment):%H:%M %d/%m/%Y}"


def write_moment_in_text(moment: datetime) -> str:
    """Write "14:05 ngày 26/7/2023", as Vietnamese running text has it."""
    local = localtime(moment)
    return f"{local:%H:%M} ngày {write_date_in_text(local.date())}"


def write_second(moment: datetime) -> str:
    return f"{localtime(moment):%H:%M:%S %d/%m/%Y}"


def number_form(places: int) -> str:
    return PEOPLE_FORMAT + ("." + "0" * places if places else "")


def signed_form(places: int) -> str:
    form = number_form(places)
    return f"+{form};-{form};{form}"


@cache
def decimal_notation(places: int, after: str = "") -> Notation:
    """Of a computed number with so many decimals; `after`: what follows it."""
    return Notation(
        lambda value: f"{write_decimal(value, places)}{after}", number_form(places) + quoted(after)
    )


def quoted(text: str) -> str:
    """The text as a number format prints it beside a number."""
    return '"{}"'.format(text.replace('"', "")) if text else ""


def form_around(form: str, before: str = "", after: str = "") -> str:
    """The number format with words around the number, whatever its sign; words side by side are
    quoted as one."""
    parts = (f"{quoted(before)}{part}{quoted(after)}" for part in form.split(";"))
    return ";".join(parts).replace('""', "")


TEXT = Notation(str, TEXT_FORMAT, css="")
PEOPLE = Notation(write_people, PEOPLE_FORMAT)
CHANGE = Notation(write_change, CHANGE_FORMAT)
WHOLE = Notation(lambda value: write_decimal(value, 0), PEOPLE_FORMAT)
NUMBER = Notation(write_decimal, PERCENT_FORMAT)
PERCENT = Notation(lambda value: f"{write_decimal(value)} %", PERCENT_FORMAT + quoted(" %"))
POINTS = Notation(lambda value: write_change(value, 2), POINTS_FORMAT)
# A fall of 3.203 in 102 million is no 0,00 %.
CHANGE_IN_PERCENT = Notation(
    lambda value: f"{write_change(value, places_to_tell(value, Decimal(0)))} %",
    lambda value: signed_form(places_to_tell(value, Decimal(0))),
)
SHARE = Notation(
    lambda value: f"{write_printed(value)}{NO_BREAK_SPACE}%",
    lambda value: number_form(printed_decimals(value)) + quoted(f"{NO_BREAK_SPACE}%"),
)
YEAR = Notation(str, YEAR_FORMAT)
DAY = Notation(write_date, DAY_FORMAT, css="day")
MONTH = Notation(write_period, MONTH_FORMAT, css="day")
MOMENT = Notation(write_moment, MOMENT_FORMAT, css="day")
SECOND = Notation(write_second, SECOND_FORMAT, css="day")
