"""A first guess at how a sheet is laid out, for a person to correct. Pure.

The column in which most cells name units is that of the units; the headings are the rows right
above the first of them. What a heading says is for each import to tell: here is how one names an
indicator.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from coverage.notation.text import search_key
from coverage.workbooks.book import Book, Kind, Sheet
from coverage.workbooks.layout import Layout
from coverage.workbooks.matching import Units

# Units stand at the left, and a sheet of figures is not longer than all communes with headings.
_LAST_UNIT_COLUMN = 8
_MOST_HEADER_ROWS = 4
_LONGEST_HEAD = 60

_SHORT_WORDS = {
    "bao hiem xa hoi": "bhxh",
    "bao hiem y te": "bhyt",
    "bao hiem that nghiep": "bhtn",
    "ho gia dinh": "hgd",
    "hoc sinh sinh vien": "hssv",
}
_RATE_WORDS = ("ty le", "ti le", "phan tram")

# By indicator code, its names.
Names = Mapping[str, Iterable[str]]


def sheet_of_units(book: Book, units: Units) -> Sheet:
    """The one with most of them; sheets that are not hidden go first."""

    def fitness(sheet: Sheet) -> tuple[bool, bool, int]:
        _column, count = _unit_column(sheet, units)
        return count > 0, not sheet.is_hidden, count

    return max(book.sheets, key=fitness)


def guess_sheet(sheet: Sheet, units: Units) -> Layout:
    """Where its headings and its units stand; of figures nothing yet."""
    column, _count = _unit_column(sheet, units)
    rows = [
        row
        for (row, at), cell in sheet.cells.items()
        if at == column and _fits(cell.text, cell.kind, units)
    ]
    first = min(rows, default=2)
    top, bottom = _header_rows(sheet, first)
    code, name = _code_and_name(sheet, column, units)
    return Layout(sheet.name, top, bottom, name_column=name, code_column=code)


def folded_names(names: Names) -> dict[str, str]:
    """The code of an indicator by each of its names, folded as headings are."""
    return {_short(name): code for code, each in names.items() for name in each}


def indicator_in(text: str, folded: Mapping[str, str]) -> tuple[str, str] | None:
    """The code of the indicator a text names with most words, and the rest of the text, folded;
    None where it names none. `folded` as `folded_names` gives it."""
    head = _short(text)[-_LONGEST_HEAD * 2 :]
    fitting = [name for name in folded if f" {name} " in f" {head} "]
    if not fitting:
        return None
    name = max(fitting, key=len)
    return folded[name], f" {head} ".replace(f" {name} ", " ")


def says_rate(text: str) -> bool:
    return "%" in text or has_word(f" {_short(text)} ", _RATE_WORDS)


def has_word(rest: str, words: Iterable[str]) -> bool:
    """Whether a folded text, with blanks around it, has one of the words."""
    return any(f" {word} " in rest for word in words)


def _unit_column(sheet: Sheet, units: Units) -> tuple[int, int]:
    """(column, how many of its cells name a unit); a column of names goes before one of codes."""
    by_name: Counter[int] = Counter()
    by_code: Counter[int] = Counter()
    for (_row, column), cell in sheet.cells.items():
        if column > _LAST_UNIT_COLUMN:
            continue
        if cell.kind == Kind.TEXT and _is_name(cell.text, units):
            by_name[column] += 1
        elif _is_code(cell.text, cell.kind, units):
            by_code[column] += 1
    found = [
        (count, is_name, -column)
        for counted, is_name in ((by_name, True), (by_code, False))
        for column, count in counted.items()
    ]
    count, _is_named, column = max(found, default=(0, False, -1))
    return -column, count


def _code_and_name(sheet: Sheet, column: int, units: Units) -> tuple[int | None, int | None]:
    """A column of codes is taken where it stands beside one of names."""
    cells = [(at, cell) for (_row, at), cell in sheet.cells.items() if at <= _LAST_UNIT_COLUMN]
    named = Counter(
        at for at, cell in cells if cell.kind == Kind.TEXT and _is_name(cell.text, units)
    )
    # As text only: running numbers look like codes that lost their zeros.
    coded = Counter(
        at for at, cell in cells if cell.kind == Kind.TEXT and units.by_code(cell.text).unit
    )
    code = max(coded, key=lambda at: coded[at], default=None)
    if not named.get(column):
        return code or column, None
    # A few people may be as many as a code has digits; as many as there are names are codes.
    is_beside = code is not None and coded[code] * 2 > named[column]
    return (code if is_beside else None), column


def _fits(text: str, kind: Kind, units: Units) -> bool:
    return (kind == Kind.TEXT and _is_name(text, units)) or _is_code(text, kind, units)


def _is_name(text: str, units: Units) -> bool:
    found = units.by_name(text)
    return bool(found.unit or found.choices)


def _is_code(text: str, kind: Kind, units: Units) -> bool:
    return kind in (Kind.TEXT, Kind.NUMBER) and units.by_code(text).unit is not None


def _header_rows(sheet: Sheet, first_unit_row: int) -> tuple[int, int]:
    """The rows with several texts right above the first unit; a title is one cell alone."""
    texts = Counter(row for (row, _column), cell in sheet.cells.items() if cell.kind == Kind.TEXT)
    bottom = first_unit_row - 1
    while bottom > 1 and texts[bottom] < 2:
        bottom -= 1
    if texts[bottom] < 2:
        return max(first_unit_row - 1, 1), max(first_unit_row - 1, 1)
    top = bottom
    while top > 1 and bottom - top < _MOST_HEADER_ROWS - 1 and texts[top - 1] >= 2:
        top -= 1
    return top, bottom


def _short(text: str) -> str:
    folded = search_key(text.replace("_", " "))
    for words, short in _SHORT_WORDS.items():
        folded = folded.replace(words, short)
    return folded
