"""What a cell of a sheet says, and why it is refused."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from books import cell, percent
from coverage.models import Absence
from coverage.month_import.cell_values import FigureValue, read, written
from coverage.notation.numbers import write_people
from coverage.workbooks.book import Kind, SheetCell
from coverage.workbooks.cell_values import NotRead
from coverage.workbooks.layout import Numbers, Part, Percents


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def people(value: object, numbers: Numbers = Numbers.VIETNAMESE) -> FigureValue:
    return read(cell(value), Part.PEOPLE, numbers, Percents.PERCENT)


def rate(value: object, percents: Percents = Percents.PERCENT, **more: Numbers) -> FigureValue:
    numbers = more.get("numbers", Numbers.VIETNAMESE)
    return read(cell(value), Part.RATE, numbers, percents)


@pytest.mark.parametrize("value", ["821.563", "821563", 821563, Decimal("821563.0")])
def test_people_are_read_as_text_and_as_number(value: Decimal | int | str) -> None:
    assert people(value) == FigureValue(people=821563)


def test_zero_a_blank_and_two_kinds_of_absence_are_four_things() -> None:
    assert people(0) == people("0") == FigureValue(people=0)
    assert people("  ").is_blank
    assert people("k") == people("Không có số liệu") == FigureValue(absence=Absence.NOT_AVAILABLE)
    assert people("KAD") == FigureValue(absence=Absence.NOT_APPLICABLE)


def test_english_numbers_are_read_where_they_are_declared() -> None:
    assert people("255,490", Numbers.ENGLISH) == FigureValue(people=255490)
    assert rate("92.60 %", numbers=Numbers.ENGLISH) == FigureValue(rate=Decimal("92.60"))
    with pytest.raises(NotRead):
        people("255.490", Numbers.ENGLISH)


@pytest.mark.parametrize(
    ("value", "reason", "suggestion"),
    [
        ("255,490", "This can be read two ways.", "255.490"),
        (Decimal("12.5"), "A number of people is a whole number.", ""),
        (-1, "A number below zero is not accepted.", ""),
        (10**15, "The number is too large.", ""),
        (Decimal("1E+400"), "The number is too large.", ""),
        ("-", "This is not clear: write 0 for nobody, k for no data, kad for not applicable.", ""),
        ("=1+1", "Formulas are not accepted.", ""),
        ("nhiều", "This is not a number. Leave the cell blank if there is no figure.", ""),
    ],
)
def test_what_is_no_number_of_people_is_refused_with_its_reason(
    value: Decimal | int | str, reason: str, suggestion: str
) -> None:
    with pytest.raises(NotRead) as refused:
        people(value)
    assert (refused.value.reason, refused.value.suggestion) == (reason, suggestion)


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.BOOLEAN, Kind.ERROR, Kind.UNCALCULATED])
@pytest.mark.parametrize("part", Part)
def test_dates_truths_errors_and_formulas_without_value_are_errors_and_never_blank(
    kind: Kind, part: Part
) -> None:
    with pytest.raises(NotRead):
        read(SheetCell(kind, "#REF!"), part, Numbers.VIETNAMESE, Percents.PERCENT)


def test_a_formula_with_a_value_is_its_value() -> None:
    held = SheetCell(Kind.NUMBER, "12", Decimal(12), formula=True)
    assert people(held) == FigureValue(people=12)


def test_a_percentage_among_people_is_refused() -> None:
    with pytest.raises(NotRead, match="percentage"):
        people(percent("0.8058"))


def test_a_rate_is_the_same_whichever_way_the_file_holds_it() -> None:
    expected = Decimal("80.58")
    assert rate("80,58 %").rate == expected
    assert rate("80,58").rate == expected
    assert rate(Decimal("80.58")).rate == expected
    assert rate(percent("0.8058")).rate == expected
    assert rate(Decimal("0.8058"), Percents.FRACTION).rate == expected
    assert rate("0,8058", Percents.FRACTION).rate == expected
    assert rate("80,58 %", Percents.FRACTION).rate == expected
    assert rate(0).rate == Decimal(0)
    assert rate(1, Percents.FRACTION).rate == Decimal(100)


def test_a_rate_with_more_decimals_than_are_kept_is_not_rounded_in_silence() -> None:
    with pytest.raises(NotRead) as refused:
        rate(Decimal("80.5832171"))
    assert refused.value.reason == "At most 4 decimals."
    assert "leave this column out" in refused.value.suggestion


def test_the_code_of_an_absence_among_rates_says_nothing_more() -> None:
    assert rate("k").is_blank


def test_what_was_understood_is_written_as_the_screens_do() -> None:
    assert written(FigureValue(821563, Decimal("80.50"))) == "821.563 · 80,50\u00a0%"
    about = FigureValue(821563, Decimal(12), rate_qualifier="about")
    assert written(about) == "821.563 · about 12\u00a0%"
    assert written(FigureValue(rate=Decimal(100))) == "100\u00a0%"
    assert written(FigureValue(absence=Absence.NOT_APPLICABLE)) == "not applicable"


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_every_number_of_people_is_read_alike_as_number_and_as_text(number: int) -> None:
    assert people(number) == people(write_people(number)) == FigureValue(people=number)


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_number_is_read_exactly_or_refused(number: Decimal) -> None:
    for part in Part:
        try:
            said = read(cell(number), part, Numbers.VIETNAMESE, Percents.PERCENT)
        except NotRead:
            continue
        assert number in (said.people, said.rate)
