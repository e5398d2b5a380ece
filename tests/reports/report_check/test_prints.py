"""What a printed number may stand for."""
# mypy: no-strict-equality

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.report_check.arithmetic.printed import Printed, Quantity, Rounding, Softening
from reports.report_check.arithmetic.printed_text import PrintError, PrintReason, read_print
from reports.report_check.arithmetic.spans import Span

PEOPLE, PLAN, PERCENT, TARGET = Quantity.PEOPLE, Quantity.PLAN, Quantity.PERCENT, Quantity.TARGET


def read(text: str, quantity: Quantity) -> Printed:
    printed = read_print(text, quantity)
    assert printed is not None
    return printed


def holds(span: Span, value: object) -> bool:
    point = Fraction(str(value))
    return span.meets(Span(point, point))


def ends(text: str, quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    span = read(text, quantity).span()
    return span.lo, span.hi


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("85", "84.5", "86"),
        ("85,0", "84.95", "85.1"),
        ("80.58", "80.575", "80.59"),
        ("80,58 %", "80.575", "80.59"),
        ("1.234,5", "1234.45", "1234.6"),
        ("khoảng 12", "11", "13"),
        ("12 (khoảng)", "11", "13"),
        ("xấp xỉ 39,25", "38.8575", "39.6425"),
        ("hơn 90", "90", "100"),
        ("hơn 91", "91", "92"),
        ("trên 93,3", "93.3", "93.4"),
        ("gần 91", "90", "91"),
        ("gần 100%", "90", "100"),
        ("dưới 3", "0", "3"),
        ("không quá 3", "0", "3"),
        ("-1,2", "-1.3", "-1.15"),
        ("giảm 1,2", "-1.3", "-1.15"),
        ("0,0", "-0.1", "0.1"),
    ],
)
def test_a_percentage_allows_what_rounds_or_cuts_off_to_it(text: str, lo: str, hi: str) -> None:
    assert ends(text, PERCENT) == (Fraction(lo), Fraction(hi))


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("84268", 84268, 84268),
        ("84.268", 84268, 84268),
        ("84,268", 84268, 84268),
        ("821.563 người", 821563, 821563),
        ("84\u00a0268", 84268, 84268),
        ("500", 500, 500),
        ("79.000", 78500, 80000),
        ("820000", 815000, 830000),
        ("16.000.000", 15500000, 17000000),
        ("16,17 triệu", 16165000, 16180000),
        ("84.746 triệu", 84745500, 84747000),
        ("15 triệu", 14500000, 16000000),
        ("261 nghìn", 260500, 262000),
        ("1.261 nghìn", 1260500, 1262000),
        ("hơn 16.000.000", 16000000, 17000000),
        ("hơn 16 triệu", 16000000, 17000000),
        ("hơn 500", 500, 600),
        ("gần 29.000.000", 28000000, 29000000),
        ("khoảng 84.268", Fraction("83425.32"), Fraction("85110.68")),
        ("giảm 39", -39, -39),
        ("\u221239", -39, -39),
        ("+1.083", 1083, 1083),
    ],
)
def test_people_are_exact_unless_whole_thousands_or_softened(
    text: str, lo: object, hi: object
) -> None:
    assert ends(text, PEOPLE) == (lo, hi)


def test_a_plan_keeps_two_digits() -> None:
    assert ends("20.000", PLAN) == (19500, 21000)
    assert ends("20.000", PEOPLE) == (15000, 30000)


def test_a_target_rate_is_exact_unless_it_has_decimals_enough_to_have_been_computed() -> None:
    assert ends("95", TARGET) == (95, 95)
    assert ends("91,5", TARGET) == (Fraction("91.5"), Fraction("91.5"))
    assert ends("21,72", TARGET) == (Fraction("21.715"), Fraction("21.73"))


def test_at_least_has_no_upper_end() -> None:
    assert ends("ít nhất 21,6", PERCENT) == (Fraction("21.6"), None)


def test_the_next_print_does_not_belong_to_this_one() -> None:
    span = read("80,58", PERCENT).span()
    assert holds(span, "80.575")
    assert not holds(span, "80.59")
    assert not holds(read("gần 91", PERCENT).span(), 90)


def test_a_blank_is_none_and_not_zero() -> None:
    assert read_print("  ", PEOPLE) is None
    assert read("0", PEOPLE).value == 0


@pytest.mark.parametrize(
    ("text", "quantity", "reason"),
    [
        ("abc", PEOPLE, PrintReason.NOT_A_NUMBER),
        ("１２", PEOPLE, PrintReason.NOT_A_NUMBER),
        ("NaN", PERCENT, PrintReason.NOT_A_NUMBER),
        ("1e5", PEOPLE, PrintReason.SEVERAL_NUMBERS),
        ("37-38", PERCENT, PrintReason.SEVERAL_NUMBERS),
        ("821.56", PEOPLE, PrintReason.WRONG_GROUPS),
        ("1.23.4", PERCENT, PrintReason.WRONG_GROUPS),
        ("16 tấn", PEOPLE, PrintReason.UNKNOWN_WORD),
        ("năm trước 16", PEOPLE, PrintReason.UNKNOWN_WORD),
        ("1,42 %", PEOPLE, PrintReason.PERCENT_FOR_PEOPLE),
        ("9" * 19, PEOPLE, PrintReason.TOO_LONG),
        ("hơn " * 30, PEOPLE, PrintReason.TOO_LONG),
    ],
)
def test_what_is_not_one_number_is_refused(
    text: str, quantity: Quantity, reason: PrintReason
) -> None:
    with pytest.raises(PrintError) as caught:
        read_print(text, quantity)
    assert caught.value.reason is reason


def test_decomposed_words_are_understood() -> None:
    assert read("gâ\u0300n 91", PERCENT).softening is Softening.NEARLY


def test_a_loosened_number_is_a_rough_one() -> None:
    assert read("93", PERCENT).loosened() == read("khoảng 93", PERCENT).__class__(
        **{
            name: getattr(read("93", PERCENT), name)
            for name in ("text", "numeral", "quantity", "value", "last_digit", "step", "soft_step")
        },
        softening=Softening.ROUGHLY,
    )


@settings(max_examples=60)
@given(
    value=st.fractions(min_value=-200, max_value=2000, max_denominator=10**7),
    decimals=st.integers(min_value=0, max_value=4),
    half_up=st.booleans(),
)
def test_a_true_value_lies_in_the_span_of_its_print(
    value: Fraction, decimals: int, half_up: bool
) -> None:
    shown = floor(abs(value) * 10**decimals + (Fraction(1, 2) if half_up else 0))
    whole, rest = divmod(shown, 10**decimals)
    text = f"{whole},{rest:0{decimals}d}" if decimals else str(whole)
    printed = read(f"-{text}" if value < 0 and shown else text, PERCENT)
    assert holds(printed.span(Rounding.HALF_UP if half_up else Rounding.TRUNCATED), value)
    assert holds(printed.span(), value)


@settings(max_examples=60)
@given(people=st.integers(min_value=1, max_value=10**9), zeros=st.integers(0, 8), kind=st.data())
def test_a_true_count_lies_in_the_span_of_any_rounding(
    people: int, zeros: int, kind: st.DataObject
) -> None:
    unit = 10**zeros
    down, up = people // unit * unit, -(-people // unit) * unit
    near = (people + unit // 2) // unit * unit
    shown, word = kind.draw(
        st.sampled_from([(down, "hơn "), (up, "gần "), (near, "khoảng "), (near, "")])
    )
    if shown and (word or zeros >= 3):
        span = read(f"{word}{shown:,}".replace(",", "."), PEOPLE).span()
        # "gần" and "hơn" before a number that happens to be exact say it is not.
        assert holds(span, people) or (word == "hơn " and people == shown)


@settings(max_examples=60)
@given(st.text(max_size=30), st.sampled_from(Quantity))
def test_any_text_reads_or_is_refused(text: str, quantity: Quantity) -> None:
    try:
        printed = read_print(text, quantity)
    except PrintError:
        return
    assert printed is None or not printed.span().is_empty
