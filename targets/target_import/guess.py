"""A first guess at what the columns of a sheet of targets hold, for a person to correct. Pure.

A heading may name the indicator, the year, or both, and whether people or per cent stand below;
what it leaves out may stand in the title above the headings. What neither says is left open.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coverage.notation.text import search_key
from coverage.workbooks.book import Sheet
from coverage.workbooks.guessing import Names, folded_names, has_word, indicator_in, says_rate
from coverage.workbooks.layout import Layout, Part, headed_columns

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_PEOPLE_WORDS = ("nguoi", "so luong")
# A heading with one of these is about what was reached, or about what a share is taken of.
_OTHER_MATTERS = (
    "thuc hien",
    "ket qua",
    "uoc",
    "dat",
    "so sanh",
    "tang",
    "giam",
    "cung ky",
    "con thieu",
    "con phai",
    "dan so",
    "luc luong lao dong",
    "ghi chu",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column of targets holds: an indicator by its code, a year, and what its plain numbers
    count. None, or "", where nobody has said."""

    code: str = ""
    year: int | None = None
    part: Part | None = None

    def filled(self, usual: "Meaning") -> "Meaning":
        """With the usual in place of what was not said."""
        return Meaning(self.code or usual.code, self.year or usual.year, self.part or usual.part)


Meanings = Mapping[int, Meaning]


def guess_usual(sheet: Sheet, layout: Layout, names: Names) -> Meaning:
    """What the titles above the headings say of all columns; a span of years says nothing."""
    texts = [cell.text for (row, _column), cell in sheet.cells.items() if row < layout.first_header]
    folded = folded_names(names)
    codes = {named[0] for text in texts if (named := indicator_in(text, folded))}
    years = {year for text in texts for year in _YEAR.findall(text)}
    return Meaning(
        code=codes.pop() if len(codes) == 1 else "",
        year=int(years.pop()) if len(years) == 1 else None,
    )


def guess_meanings(sheet: Sheet, layout: Layout, names: Names, usual: Meaning) -> Meanings:
    """Of the columns whose headings name an indicator or a year; `usual` tells the other."""
    folded = folded_names(names)
    found: dict[int, Meaning] = {}
    for column, text in headed_columns(sheet, layout):
        if column in layout.unit_columns:
            continue
        said = _said(text, folded)
        if said is not None and (whole := replace(said, part=None).filled(usual)).code:
            found[column] = replace(said, code=whole.code, year=whole.year)
    return found


def _said(text: str, folded: Mapping[str, str]) -> Meaning | None:
    named, years = indicator_in(text, folded), _YEAR.findall(text)
    rest = named[1] if named else f" {search_key(text)} "
    if (named is None and not years) or has_word(rest, _OTHER_MATTERS):
        return None
    return Meaning(
        code=named[0] if named else "",
        year=int(years[-1]) if years else None,
        part=_part(text, rest),
    )


def _part(text: str, rest: str) -> Part | None:
    if says_rate(text):
        return Part.RATE
    return Part.PEOPLE if has_word(rest, _PEOPLE_WORDS) else None
