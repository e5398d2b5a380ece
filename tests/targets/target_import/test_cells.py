"""What a cell of a sheet of targets says, and what its columns are guessed to hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from books import book, cell, percent, sheet
from cast import JUNE
from coverage.month_import.template_mark import Mark as MonthMark
from coverage.month_import.template_mark import mark_rows as month_mark_rows
from coverage.workbooks.book import Kind, SheetCell
from coverage.workbooks.cell_values import NotRead, is_plain
from coverage.workbooks.guessing import guess_sheet
from coverage.workbooks.layout import (
    ColumnKind,
    Layout,
    Numbers,
    Part,
    Percents,
    as_json,
    from_json,
)
from coverage.workbooks.matching import Candidate, Units
from coverage.workbooks.template_mark import MARK_SHEET
from targets.register.typed_text import Bare
from targets.target_import.cell_values import read_cell
from targets.target_import.guess import Meaning, guess_meanings, guess_usual
from targets.target_import.template_mark import Mark, mark_of, mark_rows

LAYOUT = Layout("Chỉ tiêu", 1, 1, name_column=1)
FRACTIONS = replace(LAYOUT, percents=Percents.FRACTION)
ENGLISH = replace(LAYOUT, numbers=Numbers.ENGLISH)
PEOPLE, RATE = ColumnKind("BHYT", Part.PEOPLE, 2023), ColumnKind("BHYT", Part.RATE, 2023)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "holds", "layout", "people", "share", "qualifier"),
    [
        (966520, PEOPLE, LAYOUT, 966520, None, ""),
        ("966.520", PEOPLE, LAYOUT, 966520, None, ""),
        ("966,520", PEOPLE, ENGLISH, 966520, None, ""),
        ("≥ 966.520", PEOPLE, LAYOUT, 966520, None, "at_least"),
        ("966.520; 95 %", PEOPLE, LAYOUT, 966520, "95", ""),
        ("966.520 người", RATE, LAYOUT, 966520, None, ""),
        ("80,58", RATE, LAYOUT, None, "80.58", ""),
        ("80,58 %", PEOPLE, LAYOUT, None, "80.58", ""),
        (percent("0.8058"), RATE, LAYOUT, None, "80.58", ""),
        (percent("0.8058"), RATE, FRACTIONS, None, "80.58", ""),
        (percent("0.8058"), PEOPLE, LAYOUT, None, "80.58", ""),
        (Decimal("80.58"), RATE, LAYOUT, None, "80.58", ""),
        (Decimal("0.8058"), RATE, FRACTIONS, None, "80.58", ""),
        ("0,8058", RATE, FRACTIONS, None, "80.58", ""),
        ("80,58 %", RATE, FRACTIONS, None, "80.58", ""),
        (0, PEOPLE, LAYOUT, 0, None, ""),
        ("  ", PEOPLE, LAYOUT, None, None, ""),
    ],
)
def test_a_cell_is_read_as_its_column_was_told_and_its_own_signs_say(
    value: Decimal | SheetCell | int | str,
    holds: ColumnKind,
    layout: Layout,
    people: int | None,
    share: str | None,
    qualifier: str,
) -> None:
    said = read_cell(cell(value), holds, layout, has_rate=True)
    assert (said.people, said.percent) == (people, Decimal(share) if share else None)
    assert said.people_qualifier + said.percent_qualifier == qualifier


@pytest.mark.parametrize(
    ("value", "holds", "layout", "reason", "suggestion"),
    [
        ("966,520", PEOPLE, LAYOUT, "This can be read two ways.", "966.520"),
        (Decimal("0.5"), PEOPLE, LAYOUT, "A number of people is a whole number.", ""),
        (-1, PEOPLE, LAYOUT, "A number below zero is not accepted.", ""),
        ("-", PEOPLE, LAYOUT, "This is not clear: write 0 for a target of zero", ""),
        ("k", PEOPLE, LAYOUT, "This is not a number.", ""),
        (Decimal("80.58"), RATE, FRACTIONS, "The number is too large.", ""),
        ("12.345", RATE, LAYOUT, "This can be read two ways.", "12,345"),
        (SheetCell(Kind.DATE, "01/01/2023"), PEOPLE, LAYOUT, "This is a date", ""),
        (SheetCell(Kind.UNCALCULATED, "=A1"), PEOPLE, LAYOUT, "A formula without a value", ""),
        (SheetCell(Kind.ERROR, "#REF!"), RATE, LAYOUT, "The cell holds an error", ""),
    ],
)
def test_what_is_not_clear_is_refused_with_a_reason(
    value: Decimal | SheetCell | int | str,
    holds: ColumnKind,
    layout: Layout,
    reason: str,
    suggestion: str,
) -> None:
    with pytest.raises(NotRead) as refused:
        read_cell(cell(value), holds, layout, has_rate=True)
    assert refused.value.reason.startswith(reason)
    if suggestion:
        assert refused.value.suggestion == suggestion


@pytest.mark.parametrize("value", ["20 %", percent("0.2")])
def test_a_count_has_no_per_cent(value: SheetCell | str) -> None:
    with pytest.raises(NotRead, match="without a denominator"):
        read_cell(cell(value), PEOPLE, LAYOUT, has_rate=False)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("80,58", True),
        ("80,58 %", False),
        (Decimal("0.8058"), True),
        (percent("0.8058"), False),
        ("Ghi chú", False),
    ],
)
def test_a_number_without_a_sign_is_plain(value: Decimal | SheetCell | str, plain: bool) -> None:
    assert is_plain(cell(value)) is plain


NAMES = {"BHXH": ("BHXH",), "BHYT": ("BHYT", "Bảo hiểm y tế"), "BHXH_TN": ("BHXH tự nguyện",)}
UNITS = Units(
    [
        Candidate(1, True, "845", 2, "Cầu Kè", "Huyện Cầu Kè", "Tỉnh Trà Vinh"),
        Candidate(2, True, "849", 2, "Trà Cú", "Huyện Trà Cú", "Tỉnh Trà Vinh"),
    ]
)


def guessed(*rows: Sequence[Any]) -> tuple[Meaning, Mapping[int, Meaning]]:
    made = sheet([*rows, ["Huyện Cầu Kè", 1, 2, 3], ["Huyện Trà Cú", 1, 2, 3]])
    layout = guess_sheet(made, UNITS)
    usual = guess_usual(made, layout, NAMES)
    return usual, guess_meanings(made, layout, NAMES, usual)


def test_years_of_the_indicator_in_the_title() -> None:
    usual, found = guessed(
        ["CHỈ TIÊU BAO PHỦ BHYT GIAI ĐOẠN 2021 - 2025"], ["Đơn vị", 2021, "Năm 2022", 2023]
    )
    assert usual == Meaning("BHYT")
    assert found == {
        2: Meaning("BHYT", 2021),
        3: Meaning("BHYT", 2022),
        4: Meaning("BHYT", 2023),
    }


def test_indicators_of_the_year_in_the_title_with_what_their_headings_count() -> None:
    usual, found = guessed(
        ["GIAO CHỈ TIÊU NĂM 2023"],
        ["Đơn vị", "BHXH tự nguyện (người)", "Tỷ lệ bao phủ BHYT", "BHXH"],
    )
    assert usual == Meaning("", 2023)
    assert found == {
        2: Meaning("BHXH_TN", 2023, Part.PEOPLE),
        3: Meaning("BHYT", 2023, Part.RATE),
        4: Meaning("BHXH", 2023),
    }


def test_what_was_reached_and_what_a_share_is_of_are_not_taken_for_targets() -> None:
    _usual, found = guessed(
        ["Đơn vị", "Thực hiện BHYT 2022", "Dân số năm 2023", "Chỉ tiêu BHYT 2023 (%)"]
    )
    assert found == {4: Meaning("BHYT", 2023, Part.RATE)}


def test_years_of_no_known_indicator_are_left_for_a_person() -> None:
    _usual, found = guessed(["Đơn vị", 2021, 2022, 2023])
    assert found == {}


def test_a_layout_with_years_comes_back_from_where_it_was_kept() -> None:
    layout = replace(LAYOUT, kinds={2: PEOPLE, 3: RATE})
    assert from_json(as_json(layout)) == layout


MARK = Mark(7, Bare.PERCENT, datetime(2023, 7, 1, 3, 4, tzinfo=UTC))


def test_the_mark_comes_back_as_it_was_written() -> None:
    assert mark_of(book(sheet(mark_rows(MARK), name=MARK_SHEET))) == MARK


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", "2"),
        ("document", "một"),
        ("document", "9" * 5000),
        ("number", "dozens"),
        ("made", "hôm qua"),
        ("made", "2023-07-01T00:00:00"),
    ],
)
def test_a_mark_that_was_changed_is_no_mark(key: str, value: str) -> None:
    rows = dict(mark_rows(MARK)) | {key: value}
    assert mark_of(book(sheet(list(rows.items()), name=MARK_SHEET))) is None


def test_the_template_of_a_month_is_none_of_targets() -> None:
    rows = month_mark_rows(MonthMark(7, JUNE, MARK.made_at))
    assert mark_of(book(sheet(rows, name=MARK_SHEET))) is None
