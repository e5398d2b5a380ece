"""A first guess at which columns of a sheet hold a month's figures, by their headings. Pure."""

from coverage.workbooks.book import Sheet
from coverage.workbooks.guessing import Names, folded_names, has_word, indicator_in, says_rate
from coverage.workbooks.layout import ColumnKind, Layout, Part, headed_columns

# A heading with one of these is about something else than what was reported for the month.
_OTHER_MATTERS = (
    "ke hoach",
    "chi tieu",
    "giao",
    "con thieu",
    "con phai",
    "thang truoc",
    "cung ky",
    "so sanh",
    "tang",
    "giam",
    "mau so",
    "luc luong lao dong",
    "dan so",
    "phat trien moi",
    "dat",
)


def guess_kinds(sheet: Sheet, layout: Layout, names: Names) -> dict[int, ColumnKind]:
    """Of two columns that seem to hold the same, the first."""
    folded = folded_names(names)
    kinds: dict[int, ColumnKind] = {}
    for column, text in headed_columns(sheet, layout):
        named = indicator_in(text, folded)
        if column in layout.unit_columns or not named or has_word(named[1], _OTHER_MATTERS):
            continue
        kind = ColumnKind(named[0], Part.RATE if says_rate(text) else Part.PEOPLE)
        if kind not in kinds.values():
            kinds[column] = kind
    return kinds
