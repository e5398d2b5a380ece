"""A book goes from one process to the other and arrives as it was, or not at all."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.notation.legacy_fonts import LegacyFont
from coverage.workbooks.book import Book, FileRefused, Kind, Sheet, SheetCell
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.answer import read_answer, write_book, write_refusal
from coverage.workbooks.reading.reasons import Reason

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
CELLS = st.builds(
    SheetCell,
    st.sampled_from([kind for kind in Kind if kind is not Kind.NUMBER]),
    TEXT,
    st.none(),
    TEXT,
    st.booleans(),
    st.sampled_from([None, *LegacyFont]),
) | st.builds(SheetCell, st.just(Kind.NUMBER), TEXT, NUMBERS)
ROWS, COLUMNS = st.integers(1, limits.ROWS), st.integers(1, limits.COLUMNS)
SHEETS = st.builds(
    Sheet,
    TEXT,
    st.dictionaries(st.tuples(ROWS, COLUMNS), CELLS, max_size=4),
    st.lists(st.tuples(ROWS, COLUMNS, ROWS, COLUMNS), max_size=2).map(tuple),
    st.frozensets(ROWS, max_size=3),
    st.frozensets(COLUMNS, max_size=3),
    st.booleans(),
)


@given(st.lists(SHEETS, min_size=1, max_size=2))
def test_a_book_arrives_as_it_was(sheets: list[Sheet]) -> None:
    book = Book(tuple(sheets))
    assert read_answer(write_book(book)) == book


def test_a_refusal_arrives_as_it_was() -> None:
    line = write_refusal(FileRefused(Reason.CELL_TOO_FAR, sheet="Tháng 6", cell="IW1", rows=9))
    with pytest.raises(FileRefused) as refused:
        read_answer([line])
    assert refused.value.reason is Reason.CELL_TOO_FAR
    assert refused.value.details == {"sheet": "Tháng 6", "cell": "IW1", "rows": 9}


def spoilt(**changed: Any) -> list[str]:
    cells = {(1, 1): SheetCell(Kind.NUMBER, "5", Decimal(5))}
    [line] = write_book(Book((Sheet("S", cells),)))
    return [json.dumps(json.loads(line) | changed)]


@pytest.mark.parametrize(
    "changed",
    [
        {"name": 5},
        {"cells": None},
        {"cells": [[1, 1]]},
        {"cells": [[0, 1, "text", "a", None, "", False, None]]},
        {"cells": [[1, 257, "text", "a", None, "", False, None]]},
        {"cells": [[True, 1, "text", "a", None, "", False, None]]},
        {"cells": [[1, 1, "code", "a", None, "", False, None]]},
        {"cells": [[1, 1, "text", "a", "5", "", False, None]]},
        {"cells": [[1, 1, "number", "a", None, "", False, None]]},
        {"cells": [[1, 1, "number", "a", "NaN", "", False, None]]},
        {"cells": [[1, 1, "number", "a", "five", "", False, None]]},
        {"cells": [[1, 1, "text", 7, None, "", False, None]]},
        {"cells": [[1, 1, "text", "a", None, "", False, "Wingdings"]]},
        {"merged": [[1, 1, 1]]},
        {"hidden_rows": [-1]},
    ],
)
def test_an_answer_that_is_amiss_is_no_book(changed: dict[str, Any]) -> None:
    with pytest.raises(FileRefused) as refused:
        read_answer(spoilt(**changed))
    assert refused.value.reason == Reason.UNREADABLE


def test_no_answer_is_no_book() -> None:
    with pytest.raises(FileRefused):
        read_answer([])
    assert read_answer(spoilt()).sheets[0].cells[1, 1].number == 5
