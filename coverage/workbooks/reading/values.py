"""What a cell of the file holds becomes what is read of it. Pure."""

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from functools import lru_cache

from coverage.notation.legacy_fonts import LegacyFont, to_unicode
from coverage.workbooks.book import Kind, SheetCell
from coverage.workbooks.reading.number_formats import (
    Shows,
    number_text,
    plain_decimal,
)
from coverage.workbooks.reading.serial_dates import date_text, iso_date_text
from coverage.workbooks.reading.strings import Run
from coverage.workbooks.reading.styles import Style
from coverage.workbooks.reading.written_text import as_read

# A workbook holds binary fractions and writes 0,8058 as 0.80580000000000007. Excel itself keeps,
# shows and compares 15 significant digits: rounded to those, the number is the one typed.
_FIFTEEN_DIGITS = Context(prec=15)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_PEOPLE = re.compile("[1-9][0-9]{0,14}")
_LONGEST_NUMBER = 64
_LARGEST_EXPONENT = 307
_SIGN_OF_NO_DATE = "####"


def number_of(written: str) -> Decimal | None:
    """The number written in the file, to 15 significant digits; None for NaN, INF, 1e400."""
    if len(written) > _LONGEST_NUMBER or not _NUMBER.fullmatch(written):
        return None
    number = _FIFTEEN_DIGITS.create_decimal(written)
    if number and abs(number.adjusted()) > _LARGEST_EXPONENT:
        return None
    return plain_decimal(number)


def number_cell(written: str, style: Style, is_1904: bool, is_formula: bool) -> SheetCell:
    """A number, or a date where the format makes one of it."""
    bare, code = written.strip(), style.number_format
    if style.is_plain and _PEOPLE.fullmatch(bare):  # most cells of a sheet are
        return SheetCell(Kind.NUMBER, bare, Decimal(bare), code, is_formula)
    number = number_of(bare)
    if number is None:
        return SheetCell(Kind.ERROR, as_read(bare[:_LONGEST_NUMBER]), formula=is_formula)
    shows = style.shows
    if shows in (Shows.NUMBER, Shows.PERCENT):
        return SheetCell(Kind.NUMBER, number_text(number, code), number, code, is_formula)
    text = date_text(number, shows, is_1904)
    if text is None:
        return SheetCell(Kind.ERROR, _SIGN_OF_NO_DATE, None, code, is_formula)
    return SheetCell(Kind.DATE, text, None, code, is_formula)


def iso_date_cell(written: str, style: Style, is_formula: bool) -> SheetCell:
    text = iso_date_text(written)
    kind = Kind.ERROR if text is None else Kind.DATE
    shown = as_read(written[:_LONGEST_NUMBER]) if text is None else text
    return SheetCell(kind, shown, None, style.number_format, is_formula)


def text_cell(runs: Sequence[Run], style: Style, is_formula: bool) -> SheetCell | None:
    """A text, converted run by run where a font of the old encodings draws it; None if blank."""
    parts = [_converted(run.text, run.font or style.font) for run in runs]
    text = as_read("".join(part for part, _ in parts))
    if not text:
        return None
    legacy = next((font for _, font in parts if font), None)
    return SheetCell(Kind.TEXT, text, None, style.number_format, is_formula, legacy)


@lru_cache(maxsize=4096)
def _converted(text: str, font: str) -> tuple[str, LegacyFont | None]:
    return to_unicode(text, font)
