"""What a spreadsheet shows of a value under a number format, as far as our tables use them."""

import re
from datetime import date, datetime
from decimal import Decimal

from coverage.notation.numbers import write_decimal

# Commas after the number leave out three digits each.
_NUMBER = re.compile(r"[+-]?(?:#,##)?0(?:\.0+)?,*")
_DAYS = {"yyyy": "%Y", "mm": "%m", "dd": "%d"}


def displayed(held: object, number_format: str) -> str:
    """The text on the screen, in the Vietnamese notation of numbers; "" for a blank cell."""
    if held is None:
        return ""
    if isinstance(held, datetime | date):
        return held.strftime(_strftime(number_format))
    if isinstance(held, int | float | Decimal) and number_format not in ("@", "General"):
        return _number(Decimal(str(held)), number_format)
    return str(held)


def _strftime(number_format: str) -> str:
    clock, _space, day = number_format.rpartition(" ")
    for excels, pythons in _DAYS.items():
        day = day.replace(excels, pythons)
    return f"{clock.replace('hh', '%H').replace('mm', '%M').replace('ss', '%S')} {day}".strip()


def _number(number: Decimal, number_format: str) -> str:
    positive, *others = _parts(number_format)
    chosen = positive
    if number < 0 and others:
        chosen, number = others[0], -number
    shown = _NUMBER.search(re.sub(r'"[^"]*"', lambda said: "_" * len(said[0]), chosen))
    assert shown is not None, number_format
    places = len(shown[0].rstrip(",").partition(".")[2])
    number = number.scaleb(-3 * (len(shown[0]) - len(shown[0].rstrip(","))))
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    if rounded == 0 and len(others) > 1:
        return _number(abs(rounded), others[1])
    written = write_decimal(number, places)
    if "#,##" not in shown[0]:
        written = written.replace(".", "")
    sign = {"+": "+", "-": "\u2212"}.get(shown[0][0], "")
    around = chosen[: shown.start()], chosen[shown.end() :]
    return around[0].replace('"', "") + sign + written + around[1].replace('"', "")


def _parts(number_format: str) -> list[str]:
    """The sections for positive, negative and zero; a semicolon within quotes parts nothing."""
    return re.findall(r'(?:[^;"]|"[^"]*")+', number_format)
