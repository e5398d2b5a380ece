"""How much is read: what lies at a limit is read, what lies beyond it refused."""

import io

import pytest

import hostile_files as made
from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.events import Budget, read_events
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.reading.sheet import Shared, SheetReader
from coverage.workbooks.reading.workbook import read_workbook


def read_sheet(rows: str, budget: Budget) -> SheetReader:
    reader = SheetReader("S", Shared(), budget)
    read_events(io.BytesIO(made.sheet_xml(rows).encode()), "s.xml", reader, budget)
    return reader


def reason_of(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read_workbook(io.BytesIO(content), len(content))
    return refused.value


def test_filled_cells_are_counted_and_blank_ones_are_not() -> None:
    row = made.row_of("<c><v>1</v></c><c/><c><v>2</v></c>")
    assert len(read_sheet(row, Budget(cells=2)).cells) == 2
    with pytest.raises(FileRefused) as refused:
        read_sheet(row, Budget(cells=1))
    assert refused.value.reason == Reason.TOO_MANY_CELLS


def test_text_is_counted_as_often_as_cells_show_it() -> None:
    row = made.row_of('<c t="str"><v>abc</v></c><c t="str"><v>de</v></c>')
    assert len(read_sheet(row, Budget(text=5)).cells) == 2
    with pytest.raises(FileRefused) as refused:
        read_sheet(row, Budget(text=4))
    assert refused.value.reason == Reason.TOO_MUCH_TEXT


def test_bytes_are_counted_as_often_as_they_are_read() -> None:
    row = made.row_of("<c><v>1</v></c>")
    size = len(made.sheet_xml(row).encode())
    budget = Budget(size=2 * size)
    assert [len(read_sheet(row, budget).cells) for _ in range(2)] == [1, 1]
    with pytest.raises(FileRefused) as refused:
        read_sheet(row, budget)
    assert refused.value.reason == Reason.UNPACKS_TOO_LARGE


def test_the_last_row_and_column_are_read_and_those_beyond_are_named() -> None:
    last = f'<row r="{limits.ROWS}"><c r="IV{limits.ROWS}"><v>5</v></c></row>'
    content = made.workbook(last)
    sheet = read_workbook(io.BytesIO(content), len(content)).sheets[0]
    assert list(sheet.cells) == [(limits.ROWS, limits.COLUMNS)]
    for place, row in (("IW1", 1), (f"A{limits.ROWS + 1}", limits.ROWS + 1)):
        refusal = reason_of(made.cell_at(place, row)())
        assert refusal.reason == Reason.CELL_TOO_FAR
        assert refusal.details["cell"] == place
        assert refusal.details["sheet"] == "Tháng 6"


def test_a_text_as_long_as_excel_allows_is_read() -> None:
    text = "a" * limits.CELL_TEXT
    content = made.workbook(strings=made.strings_xml(f"<t>{text}</t>"))
    sheet = read_workbook(io.BytesIO(content), len(content)).sheets[0]
    assert sheet.cells[1, 1].text == text


def test_as_many_sheets_as_are_read() -> None:
    content = made.many_sheets(limits.SHEETS)
    assert len(read_workbook(io.BytesIO(content), len(content)).sheets) == limits.SHEETS
    assert reason_of(made.many_sheets(limits.SHEETS + 1)).reason == Reason.TOO_MANY_SHEETS


def test_sheets_of_one_name_cannot_be_told_apart() -> None:
    listed = '<sheet name="Một" sheetId="1" r:id="s1"/><sheet name="một" sheetId="2" r:id="s1"/>'
    content = made.workbook(workbook=made.workbook_xml(listed))
    assert reason_of(content).reason == Reason.DAMAGED


def test_the_limits_leave_room_for_the_largest_honest_file() -> None:
    """One month of 3.321 communes in 30 columns, each cell a formula with its value."""
    assert limits.CELLS > 2 * 3_321 * 30
    assert limits.ELEMENTS > 2 * 3_321 * 30 * 3
