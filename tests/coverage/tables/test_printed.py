"""What was printed, as a page writes it and as a workbook shows it."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from coverage.models import Precision, Qualifier
from coverage.tables.printed import (
    PERCENT_SIGN,
    InPrint,
    people_in_print,
    rate_in_print,
    words_of_the_screen,
)
from excel_formats import displayed

PEOPLE = st.integers(0, 10**9) | st.integers(0, 2_000).map(lambda tenths: tenths * 100_000)
RATES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(min_value=0, max_value=99_999),
    st.integers(min_value=0, max_value=4),
)
QUALIFIERS = st.sampled_from(["", *Qualifier.values])
PRECISIONS = st.sampled_from(Precision.values)


@pytest.mark.parametrize(
    ("printed", "vietnamese", "english"),
    [
        (
            InPrint(16_000_000, Decimal(33), "over", "", Precision.ROUNDED),
            "hơn 16 triệu; 33 %",
            "more than 16 million; 33 %",
        ),
        (
            InPrint(88_000_000, Decimal(91), "", "nearly", Precision.ROUNDED),
            "88 triệu; gần 91 %",
            "88 million; nearly 91 %",
        ),
        (
            InPrint(29_024, Decimal(12), "", "about"),
            "29.024; khoảng 12 %",
            "29.024; about 12 %",
        ),
        (InPrint(821_563, Decimal("80.58")), "821.563; 80,58 %", "821.563; 80,58 %"),
        (InPrint(rate=Decimal(95), rate_qualifier="over"), "trên 95 %", "more than 95 %"),
        (InPrint(5_600_000, None, "over", "", Precision.ROUNDED), "hơn 5,6 triệu", None),
        (InPrint(8_123, None, "", "", Precision.ESTIMATE), "≈ 8.123", "≈ 8.123"),
        (InPrint(), "", ""),
    ],
)
def test_people_and_rate_have_each_their_own_word_and_decimals(
    printed: InPrint, vietnamese: str, english: str | None
) -> None:
    for language, expected in (("vi", vietnamese), ("en", english)):
        with override(language):
            assert expected is None or printed.text() == expected.replace(" %", PERCENT_SIGN)


@given(PEOPLE, PRECISIONS, QUALIFIERS)
def test_people_read_the_same_on_a_page_and_in_a_workbook(
    people: int, precision: str, qualifier: str
) -> None:
    with override("vi"):
        written = people_in_print(people, precision, qualifier)
        assert displayed(people, written.format_of(people)) == written.text(people)


@given(RATES, PRECISIONS, QUALIFIERS, st.sampled_from(["", " %", PERCENT_SIGN]))
def test_a_rate_reads_the_same_on_a_page_and_in_a_workbook(
    rate: Decimal, precision: str, qualifier: str, after: str
) -> None:
    with override("vi"):
        written = rate_in_print(rate, precision, qualifier, after=after)
        assert displayed(rate, written.format_of(rate)) == written.text(rate)


def test_every_word_is_another_in_either_language() -> None:
    for language in ("vi", "en"):
        with override(language):
            words = words_of_the_screen()
            assert len(set(words.of_people.values())) == len(Qualifier)
            assert len(set(words.of_rates.values())) == len(Qualifier)
            assert words.of_people.keys() == words.of_rates.keys() == set(Qualifier.values)
