"""The first guess at a sheet's layout, and what stands for its headings."""

from dataclasses import replace

from books import book, percent, sheet
from coverage.month_import.guess import guess_kinds
from coverage.workbooks.book import Sheet
from coverage.workbooks.guessing import guess_sheet, sheet_of_units
from coverage.workbooks.layout import (
    ColumnKind,
    Layout,
    Numbers,
    Part,
    Percents,
    as_json,
    fingerprint,
    from_json,
    headed_columns,
)
from coverage.workbooks.matching import Candidate, Units
from coverage.workbooks.reading.references import address, column_letters

NAMES = {
    "BHXH": ("BHXH", "Social insurance"),
    "BHXH_BB": ("BHXH_BB", "BHXH bắt buộc"),
    "BHXH_TN": ("BHXH_TN", "BHXH tự nguyện"),
    "BHYT": ("BHYT", "Health insurance"),
    "BHYT_HGD": ("BHYT_HGD", "BHYT hộ gia đình"),
    "NEW_BHXH_TN": ("NEW_BHXH_TN", "Phát triển mới BHXH tự nguyện"),
}
UNITS = Units(
    [
        Candidate(1, True, "845", 2, "Cầu Kè", "Huyện Cầu Kè", "Tỉnh Trà Vinh"),
        Candidate(2, True, "849", 2, "Trà Cú", "Huyện Trà Cú", "Tỉnh Trà Vinh"),
    ],
    "Tỉnh Trà Vinh",
)
# The headings an office makes: two rows, the upper one merged over the lower.
OFFICE = sheet(
    [
        ["BẢO HIỂM XÃ HỘI TỈNH TRÀ VINH"],
        ["TÌNH HÌNH THAM GIA THÁNG 6 NĂM 2023"],
        [],
        ["TT", "Đơn vị", "BHXH", None, "BHYT", None, None],
        [None, None, "bắt buộc", "tự nguyện", "Số người", "Tỷ lệ (%)", "Kế hoạch giao"],
        [1, "Huyện Cầu Kè", 1000, 200, "50.123", percent("0.8058"), 60000],
        [2, "Huyện Trà Cú", 900, 150, "40.000", percent("0.7"), 60000],
        [None, "Tổng cộng", 1900, 350, 90123],
    ],
    merged=((4, 3, 4, 4), (4, 5, 4, 7), (4, 1, 5, 1), (4, 2, 5, 2)),
)


def guessed(*sheets: Sheet) -> Layout:
    """As a person meets it: the layout of a book, with what its columns hold."""
    made = sheet_of_units(book(*sheets), UNITS)
    layout = guess_sheet(made, UNITS)
    return replace(layout, kinds=guess_kinds(made, layout, NAMES))


def test_the_layout_of_an_offices_sheet_is_guessed_from_units_and_merged_headings() -> None:
    layout = guessed(sheet([["Ghi chú"]], name="Khác"), OFFICE)
    assert layout == Layout(
        sheet="Báo cáo",
        first_header=4,
        last_header=5,
        name_column=2,
        kinds={
            3: ColumnKind("BHXH_BB"),
            4: ColumnKind("BHXH_TN"),
            5: ColumnKind("BHYT"),
            6: ColumnKind("BHYT", Part.RATE),
        },
    )


def test_a_heading_stands_over_each_column_it_is_merged_over() -> None:
    heads = dict(headed_columns(OFFICE, guessed(OFFICE)))
    assert heads[2] == "Đơn vị"
    assert heads[3] == "BHXH – bắt buộc"
    assert heads[4] == "BHXH – tự nguyện"
    assert heads[6] == "BHYT – Tỷ lệ (%)"


def test_what_is_about_plans_and_other_months_is_not_taken_for_the_months_figures() -> None:
    heads = ["Đơn vị", "BHYT kế hoạch", "BHYT tháng trước", "BHYT cùng kỳ", "Bảo hiểm y tế"]
    found = guessed(sheet([heads, ["Cầu Kè", 1, 2, 3, 4], ["Trà Cú", 1, 2, 3, 4]]))
    assert found.kinds == {5: ColumnKind("BHYT")}


def test_the_longest_name_counts_and_people_newly_enrolled_are_no_stock() -> None:
    heads = [
        "Mã",
        "Đơn vị",
        "BHYT hộ gia đình",
        "Phát triển mới BHXH tự nguyện",
        "Phát triển mới BHXH bắt buộc",
        "BHXH_TN",
    ]
    rows = [heads, ["845", "Cầu Kè", 1, 2, 3, 4], ["849", "Trà Cú", 1, 2, 3, 4]]
    found = guessed(sheet(rows))
    assert (found.code_column, found.name_column) == (1, 2)
    assert found.kinds == {
        3: ColumnKind("BHYT_HGD"),
        4: ColumnKind("NEW_BHXH_TN"),
        6: ColumnKind("BHXH_TN"),
    }


def test_running_numbers_are_not_taken_for_codes() -> None:
    rows = [["TT", "Đơn vị", "BHYT"], [845, "Cầu Kè", 1], [849, "Trà Cú", 1]]
    assert guessed(sheet(rows)).code_column is None


def test_a_sheet_without_units_still_has_a_layout_to_correct() -> None:
    found = guessed(sheet([["BHYT"], [1]]))
    assert found.sheet == "Báo cáo"
    assert found.unit_columns == (1,)
    assert guessed(sheet([])).kinds == {}


def test_the_headings_of_next_month_are_the_same() -> None:
    def of(month: str) -> str:
        rows = [["Đơn vị", f"BHYT đến 30/{month}/2023"], ["Cầu Kè", 1], ["Trà Cú", 2]]
        made = sheet(rows)
        return fingerprint(made, guess_sheet(made, UNITS))

    assert of("6") == of("7")


def test_other_headings_or_another_order_are_others() -> None:
    def of(*heads: str) -> str:
        made = sheet([["Đơn vị", *heads], ["Cầu Kè", 1, 2], ["Trà Cú", 2, 3]])
        return fingerprint(made, guess_sheet(made, UNITS))

    assert len({of("BHYT", "BHXH"), of("BHXH", "BHYT"), of("BHYT", "BHTN")}) == 3


def test_a_layout_comes_back_from_where_it_was_kept() -> None:
    layout = replace(
        guessed(OFFICE),
        code_column=1,
        numbers=Numbers.ENGLISH,
        percents=Percents.FRACTION,
    )
    assert from_json(as_json(layout)) == layout


def test_columns_have_the_letters_of_excel() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16384)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]
    assert address(12, 4) == "D12"
