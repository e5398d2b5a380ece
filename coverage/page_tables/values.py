"""What a printed cell holds: a number, a date, a moment, a text or nothing."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from coverage.notation.numbers import MINUS, read_written
from coverage.notation.periods import PeriodError, read_date

NOTHING = "–"
TEXT_FORMAT = "@"
DATE_FORMAT = "dd/mm/yyyy"
MOMENT_FORMAT = "hh:mm dd/mm/yyyy"
TO_THE_SECOND_FORMAT = "hh:mm:ss dd/mm/yyyy"
_WIDEST_PLAIN_NUMBER = 3
# What is longer is no unit but a remark.
_LONGEST_UNIT = 12
# Excel holds no more digits than these.
_MOST_EXACT_DIGITS = 15
# A sign before the number ("✕ −2"), a unit after it ("80,58 %"); never a word before it, which may
# turn the number's meaning ("vượt 12").
_NUMBER = re.compile(
    rf"(?P<before>[^\w+{MINUS}]*)(?P<number>[+{MINUS}]?[0-9][0-9.,]*)(?P<after>\D*)"
)
_MOMENT = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? ([0-9]{2}/[0-9]{2}/[0-9]{4})")

Held = Decimal | date | datetime | str | None


@dataclass(frozen=True, slots=True)
class CellValue:
    """`aside`: what the page says beside the value; the workbook says it in a comment."""

    held: Held
    number_format: str = TEXT_FORMAT
    aside: str = ""


def value_of(lines: list[str], is_number: bool) -> CellValue:
    """The value of a cell by the lines it prints. Only where the column is one of numbers is a
    number read: a document's number, a code or a name never is one."""
    text = "\n".join(lines)
    if text in ("", NOTHING):
        return CellValue(None)
    if is_number and (number := _number(lines)) is not None:
        return number
    return _day(text) or CellValue(text)


def _number(lines: list[str]) -> CellValue | None:
    main, bracket, rest = lines[0].partition(" (")
    for written, aside in ((lines[0], ""), (main, bracket + rest)):
        match = _NUMBER.fullmatch(written)
        held = read_written(match["number"]) if match else None
        if match is not None and held is not None:
            if len(held.as_tuple().digits) > _MOST_EXACT_DIGITS:
                return None
            unit = match["after"]
            if len(unit) > _LONGEST_UNIT:
                unit, aside = "", f"{unit}{aside}"
            number_format = _format(match["before"], match["number"], unit)
            beside = "\n".join(each for each in (aside.strip(), *lines[1:]) if each)
            return CellValue(held, number_format, beside)
    return None


def _format(before: str, number: str, after: str) -> str:
    """The number format under which Excel prints what the page prints."""
    whole, _comma, decimals = number.lstrip(f"+{MINUS}").partition(",")
    digits = "0" if "." not in whole and len(whole) > _WIDEST_PLAIN_NUMBER else "#,##0"
    printed = digits + ("." + "0" * len(decimals) if decimals else "")
    before, after = _quoted(before), _quoted(after)
    if number.startswith(("+", MINUS)):
        zero = printed.replace("#,##", "")
        return ";".join(f"{before}{each}{after}" for each in (f"+{printed}", f"-{printed}", zero))
    return f"{before}{printed}{after}"


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', "")) if text.strip() else ""


def _day(text: str) -> CellValue | None:
    match = _MOMENT.fullmatch(text)
    with suppress(PeriodError, ValueError):
        if match is None:
            return CellValue(read_date(text), DATE_FORMAT)
        clock = time(int(match[1]), int(match[2]), int(match[3] or 0))
        moment = datetime.combine(read_date(match[4]), clock)
        return CellValue(moment, TO_THE_SECOND_FORMAT if match[3] else MOMENT_FORMAT)
    return None
