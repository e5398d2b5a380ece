"""What was probably meant."""

from fractions import Fraction

import pytest

from reports.report_check.arithmetic.printed import Printed, Quantity
from reports.report_check.arithmetic.printed_text import read_print
from reports.report_check.arithmetic.slips import Slip, SlipKind, slip_towards
from reports.report_check.arithmetic.spans import EVERYTHING, Span


def printed(text: str, quantity: Quantity) -> Printed:
    number = read_print(text, quantity)
    assert number is not None
    return number


def between(lo: str, hi: str) -> Span:
    return Span(Fraction(lo), Fraction(hi))


@pytest.mark.parametrize(
    ("text", "quantity", "lo", "hi", "kind", "meant"),
    [
        ("4.516", Quantity.PEOPLE, "4560", "4562", SlipKind.SWAP, "4.561"),
        ("84628", Quantity.PEOPLE, "84268", "84268", SlipKind.SWAP, "84268"),
        ("3,13", Quantity.PERCENT, "3.1226", "3.1245", SlipKind.DIGIT, "3,12"),
        ("83,98", Quantity.PERCENT, "83.8867", "83.8867", SlipKind.SWAP, "83,89"),
        ("70.445", Quantity.PLAN, "70545", "70545", SlipKind.DIGIT, "70.545"),
        ("giảm 93", Quantity.PEOPLE, "-39", "-39", SlipKind.SWAP, "39"),
        ("7", Quantity.PEOPLE, "0", "0", SlipKind.DIGIT, "0"),
        ("16.000.000", Quantity.PEOPLE, "15400000", "15400000", SlipKind.DIGIT, "15.000.000"),
    ],
)
def test_a_slip_is_explained(
    text: str, quantity: Quantity, lo: str, hi: str, kind: SlipKind, meant: str
) -> None:
    assert slip_towards(printed(text, quantity), between(lo, hi)) == Slip(kind, meant)


def test_a_swap_is_likelier_than_a_digit_and_the_nearest_digit_than_another() -> None:
    assert slip_towards(printed("1243", Quantity.PEOPLE), between("1240", "1250")) is not None
    slip = slip_towards(printed("1299", Quantity.PEOPLE), between("1200", "1250"))
    assert slip == Slip(SlipKind.DIGIT, "1249")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("78,07", between("78.2403", "78.2404")),
        ("hơn 16.000", between("15000", "15001")),
        ("4.516", EVERYTHING),
        ("4.516", Span(Fraction(4560), None)),
    ],
)
def test_what_no_slip_explains_is_left_unexplained(text: str, wanted: Span) -> None:
    quantity = Quantity.PERCENT if "," in text else Quantity.PEOPLE
    assert slip_towards(printed(text, quantity), wanted) is None


def test_a_slip_never_leads_with_a_zero() -> None:
    assert slip_towards(printed("1043", Quantity.PEOPLE), between("143", "143")) is None
