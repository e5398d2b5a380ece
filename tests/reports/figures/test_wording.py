"""Values in words: what was not reported, zero and not applicable never read alike."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from coverage.models import Absence, State
from known_values import base, own, promised, reported
from reports.figures.held import judge
from reports.figures.notations import rate_in
from reports.figures.pooled_values import pool_values
from reports.figures.standing import Standing
from reports.figures.values import NOTHING as NO_VALUE
from reports.figures.values import Value
from reports.figures.words import (
    NOTHING,
    attained_text,
    light_text,
    month_state_text,
    people_text,
    plan_text,
    precision_text,
    rate_of_text,
    remaining_text,
)
from targets.attainment import Promise
from targets.in_force import PromiseInForce
from targets.pace import Light


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def test_people_are_written_the_vietnamese_way() -> None:
    assert people_text(reported(821_563)) == "821.563"


def test_zero_no_report_and_the_two_absences_are_four_texts() -> None:
    texts = [
        people_text(reported(0)),
        people_text(NO_VALUE),
        people_text(reported(absence=Absence.NOT_AVAILABLE)),
        people_text(reported(absence=Absence.NOT_APPLICABLE)),
    ]
    assert texts == ["0", "not reported", "not available", "not applicable"]


def test_a_withdrawn_figure_reads_as_not_reported() -> None:
    assert people_text(reported(absence=Absence.WITHDRAWN)) == "not reported"


def test_a_unit_that_gave_only_a_rate_did_report() -> None:
    assert people_text(reported(rate="91")) == NOTHING


def test_the_word_printed_before_a_number_stays() -> None:
    """Nation, end of 2020: "hơn 16 triệu"."""
    value = reported(16_000_000, people_qualifier="over", people_precision="rounded")
    assert people_text(value) == "more than 16 million"
    with override("vi"):
        assert people_text(value) == "hơn 16 triệu"


def test_a_rounded_number_without_a_word_is_told_in_millions_or_marked() -> None:
    value = reported(88_000_000, people_precision="rounded")
    assert people_text(value) == "88 million"
    assert people_text(reported(1_234_000, people_precision="rounded")) == "≈ 1.234.000"
    assert people_text(reported(88_000_000)) == "88.000.000"
    assert value.own is not None
    assert precision_text(value.own) == "rounded in print"


@pytest.mark.parametrize(
    ("rate", "word", "text"),
    [
        ("91", "nearly", "nearly 91 %"),
        ("12", "about", "about 12 %"),
        ("33", "", "33 %"),
        ("80.50", "", "80,50 %"),
        ("95", "over", "more than 95 %"),
    ],
)
def test_a_printed_rate_has_its_own_word_and_decimals(rate: str, word: str, text: str) -> None:
    value = reported(88_000_000, rate, rate_qualifier=word, people_precision="rounded")
    assert rate_text(value) == text
    assert people_text(value) == "88 million"


def test_a_computed_rate_has_two_decimals_or_as_many_as_tell_it_from_its_target() -> None:
    goal = standing_against(promised(percent="95", of_percent="over"))
    assert rate_text(reported(95_004, of=100_000)) == "95,00 %"
    assert rate_text(reported(95_004, of=100_000), [goal]) == "95,004 %"
    assert rate_text(reported(94_996, of=100_000), [goal]) == "94,996 %"
    assert rate_text(reported(95, of=100), [goal]) == "95,00 %"
    assert rate_text(reported(95_010, of=100_000), [goal]) == "95,01 %"
    assert rate_text(NO_VALUE, [goal]) == NOTHING


def test_a_rate_does_not_read_like_the_average_it_is_below() -> None:
    """Decimals of a printed rate are its own: none are added."""
    average, below = reported(89_394, of=100_000), reported(89_388, of=100_000)
    assert rate_text(below, beside=[Decimal("89.394")]) == "89,388 %"
    assert rate_text(average, beside=[Decimal("89.388"), Decimal("76.1")]) == "89,394 %"
    assert rate_text(average, beside=[Decimal("76.1")]) == "89,39 %"
    assert rate_text(reported(89_388, "89.39"), beside=[Decimal("89.394")]) == "89,39 %"


def test_a_rate_says_of_how_many_units_it_is_or_that_those_lack_some_below_them() -> None:
    rated, unrated = reported(80, of=100), reported(50)
    partly = pool_values([rated, unrated])
    assert rate_of_text(pool_values([rated, rated])) == ""
    assert rate_of_text(partly) == "of 1/2 units"
    assert rate_of_text(pool_values([rated, partly])) == "incomplete"


def test_an_attainment_tells_itself_from_the_whole_target() -> None:
    assert attained_text(Decimal("99.99996")) == "99,99996 %"
    assert attained_text(Decimal(100)) == "100,00 %"
    assert attained_text(Decimal("74.6157")) == "74,62 %"


def rate_text(
    value: Value, standings: Sequence[Standing] = (), beside: Sequence[Decimal] = ()
) -> str:
    return rate_in(value, standings, after=" %", beside=beside).text(value.rate)


def standing_against(promise: PromiseInForce) -> Standing:
    return judge(promise, date(2023, 6, 1), reported(1, of=2), NO_VALUE, base(2))


def test_an_estimated_rate_is_marked_and_named() -> None:
    value = reported(8, "12", rate_precision="estimate")
    assert rate_text(value) == "≈ 12 %"
    assert value.own is not None
    assert precision_text(value.own) == "rate: estimate"


def test_a_number_to_the_person_carries_no_mark() -> None:
    assert precision_text(own(821_563)) == ""


@pytest.mark.parametrize(
    ("promise", "text"),
    [
        (Promise(people=966_520), "966.520"),
        (Promise(percent=Decimal("92.25")), "92,25\u00a0%"),
        (Promise(people=966_520, percent=Decimal(95)), "966.520; 95\u00a0%"),
        (Promise(percent=Decimal("21.6"), percent_qualifier="at_least"), "at least 21,6\u00a0%"),
        (Promise(people=0), "0"),
    ],
)
def test_a_target_is_written_as_it_was_set(promise: Promise, text: str) -> None:
    assert plan_text(promise) == text


@pytest.mark.parametrize(
    ("light", "text"),
    [
        (Light.REACHED, "✓ reached"),
        (Light.ON_PATH, "▲ on path"),
        (Light.BEHIND, "✕ behind the path"),
        (Light.MISSED, "✕ not reached"),
        (Light.NO_DATA, "– not judged"),
    ],
)
def test_a_light_is_a_sign_and_a_word(light: Light, text: str) -> None:
    assert light_text(light) == text


def test_every_state_of_a_month_has_its_own_sign_and_word() -> None:
    texts = [month_state_text(state) for state in ("", *State.values)]
    assert texts[0] == "– not opened"
    assert len(set(texts)) == len({text[0] for text in texts}) == 6


def test_still_to_win_exceeded_and_unknown_are_told_apart() -> None:
    assert remaining_text(144_957) == "144.957"
    assert remaining_text(0) == "0"
    assert remaining_text(-3_242) == "exceeded by 3.242"
    assert remaining_text(None) == NOTHING
