"""Reading the files of fixtures/: what fits, and where what does not fit is."""

import csv
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.reference.csv_rows import FixtureError, Row, read_rows

COLUMNS = ("code", "name")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "fixtures"
    folder.mkdir()
    return folder / "units.csv"


def refusal(file: Path, content: str | bytes) -> FixtureError:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FixtureError) as refused:
        read_rows(file, COLUMNS)
    return refused.value


def row(**cells: str) -> Row:
    return Row("fixtures/units.csv", 7, cells)


def test_rows_know_their_file_and_line(file: Path) -> None:
    file.write_text("code,name\n84,Trà Vinh\n12,Lai Châu\n")
    assert read_rows(file, COLUMNS) == [
        Row("fixtures/units.csv", 2, {"code": "84", "name": "Trà Vinh"}),
        Row("fixtures/units.csv", 3, {"code": "12", "name": "Lai Châu"}),
    ]


def test_a_file_with_only_its_columns_has_no_rows(file: Path) -> None:
    file.write_text("code,name\n")
    assert read_rows(file, COLUMNS) == []


def test_a_row_after_a_cell_of_two_lines_has_its_own_line(file: Path) -> None:
    file.write_text('code,name\n84,"Trà\nVinh"\n12,Lai Châu\n')
    assert [row.line for row in read_rows(file, COLUMNS)] == [2, 4]


texts = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])).map(
    lambda text: unicodedata.normalize("NFC", text).strip()
)


@given(st.lists(st.tuples(texts, texts)))
def test_what_a_csv_writer_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("fixtures") / "units.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows([COLUMNS, *cells])
    assert [(row.cells["code"], row.cells["name"]) for row in read_rows(file, COLUMNS)] == cells


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", "fixtures/units.csv, line 1: the file is empty"),
        ("code\n84\n", "fixtures/units.csv, line 1: the columns are code and must be code,name"),
        ("code,name\n84\n", "fixtures/units.csv, line 2: 1 cells, expected 2"),
        ("code,name\n84,Trà Vinh,tỉnh\n", "fixtures/units.csv, line 2: 3 cells, expected 2"),
        ("code,name\n\n84,Trà Vinh\n", "fixtures/units.csv, line 2: 0 cells, expected 2"),
        ("code,name\n12,Lai Châu\n84, Trà Vinh\n", "fixtures/units.csv, line 3, column name: "),
        ("code,name\n84,Tra\u0300 Vinh\n", "fixtures/units.csv, line 2, column name: not in Uni"),
        ('code,name\n84,"Trà "Vinh\n', "fixtures/units.csv, line 2: not a line of a CSV file"),
        ('code,name\n84,"Trà Vinh\n12,Lai Châu\n', "fixtures/units.csv, line 2: not a line"),
        (b"code,name\n84,Tr\xe0 Vinh\n", "fixtures/units.csv, line 2: not in UTF-8"),
        ("\ufeffcode,name\n84,Trà Vinh\n", "fixtures/units.csv, line 1: the columns are \ufeffc"),
    ],
)
def test_a_broken_file_is_named_with_the_line(file: Path, content: str | bytes, place: str) -> None:
    assert str(refusal(file, content)).startswith(place)


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(FixtureError, match=r"fixtures/units.csv, line 1: cannot be read"):
        read_rows(file, COLUMNS)


def test_numbers_are_read_the_vietnamese_way() -> None:
    assert row(people="821563").people("people") == 821563
    assert row(people="821.563").people("people") == 821563
    assert row(rate="80,58").decimal("rate") == Decimal("80.58")


def test_a_blank_number_is_none_and_not_zero() -> None:
    assert row(people="").people("people") is None
    assert row(rate="").decimal("rate") is None
    assert row(people="0").people("people") == 0


def test_dates_and_months_read_year_first() -> None:
    assert row(day="2023-06-30").day("day") == date(2023, 6, 30)
    assert row(day="").optional_day("day") is None
    assert row(month="2023-06").period("month") == date(2023, 6, 1)


def test_a_word_from_a_list_is_read_as_it_stands() -> None:
    assert row(kind="tinh").choice("kind", ("tinh", "huyen")) == "tinh"
    assert row(kind="").choice("kind", ("tinh", "huyen"), blank=True) == ""
    assert row(flag="yes").flag("flag") is True
    assert row(flag="no").flag("flag") is False


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("821,563", lambda row: row.people("cell")),
        ("-1", lambda row: row.people("cell")),
        ("", lambda row: row.number("cell")),
        ("80.58", lambda row: row.decimal("cell")),
        ("NaN", lambda row: row.decimal("cell")),
        ("1989", lambda row: row.year("cell")),
        ("2101", lambda row: row.year("cell")),
        ("", lambda row: row.year("cell")),
        ("30/06/2023", lambda row: row.day("cell")),
        ("2023-06-31", lambda row: row.day("cell")),
        ("20230630", lambda row: row.day("cell")),
        ("", lambda row: row.day("cell")),
        ("2023-13", lambda row: row.period("cell")),
        ("06/2023", lambda row: row.period("cell")),
        ("", lambda row: row.period("cell")),
        ("", lambda row: row.text("cell")),
        ("TINH", lambda row: row.choice("cell", ("tinh",))),
        ("", lambda row: row.choice("cell", ("tinh",))),
        ("true", lambda row: row.flag("cell")),
    ],
)
def test_a_cell_that_does_not_fit_is_named(cell: str, read: Callable[[Row], object]) -> None:
    with pytest.raises(FixtureError, match=r"^fixtures/units\.csv, line 7, column cell: .+"):
        read(row(cell=cell))
