"""Values in words: what was not reported, zero and not applicable never read alike."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils.translation import override

from coverage.models import Absence, State
from known_values import own, reported
from reports.figures.values import NOTHING as NO_VALUE
from reports.figures.words import (
    NOTHING,
    light_text,
    month_state_text,
    people_text,
    plan_text,
    precision_text,
    remaining_text,
)
from targets.attainment import Promise
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
    assert people_text(value) == "more than 16.000.000"


def test_a_rounded_number_without_a_word_is_marked() -> None:
    value = reported(88_000_000, people_precision="rounded")
    assert people_text(value) == "≈ 88.000.000"
    assert value.own is not None
    assert precision_text(value.own) == "rounded in print"


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
