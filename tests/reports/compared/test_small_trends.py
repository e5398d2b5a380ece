"""The small lines of made-up units: their scales, gaps, breaks, and the course of ranks."""

from datetime import date

from django.utils.translation import override

from known_values import reported
from made_comparisons import JUNE, compare_units, district, year_of
from reports.compared.query import Compared
from reports.compared.small_trends import (
    SmallTrend,
    drawing,
    number_trends,
    rank_trends,
    scale_text,
)
from reports.figures.pooled_values import pool_values
from reports.figures.terms import Terms
from reports.figures.values import NOTHING

CAU_KE, TRA_CU = district(11, "Huyện Cầu Kè"), district(12, "Huyện Trà Cú")
NEW = district(13, "Xã mới", valid_from=date(2023, 5, 1))
SAID = {CAU_KE: year_of(700, 10, 1_000), TRA_CU: year_of(90, 0, 100)}
MAY = date(2023, 5, 1)


def of_people(compared: Compared) -> dict[int, SmallTrend]:
    with override("en"):
        return number_trends(compared, Terms.PEOPLE, is_common=False)


def test_on_one_scale_the_units_compare_and_on_their_own_each_fills_its_box() -> None:
    compared = compare_units(SAID)
    common = number_trends(compared, Terms.RATE, is_common=True)
    alone = number_trends(compared, Terms.RATE, is_common=False)
    assert common[CAU_KE.pk].line.last != alone[CAU_KE.pk].line.last
    assert common[TRA_CU.pk].line.last == (235, 5)
    assert alone[CAU_KE.pk].line.last == (235, 5)
    with override("en"):
        assert scale_text(compared, Terms.RATE, is_common=True) == (
            "All lines have one scale, from 70,00 % to 90,00 %."
        )
        assert "scale of its own" in scale_text(compared, Terms.RATE, is_common=False)


def test_who_does_not_see_the_line_hears_its_span() -> None:
    assert of_people(compare_units(SAID))[CAU_KE.pk].in_words == (
        "07/2022 to 06/2023: lowest 700 in 07/2022, highest 810 in 06/2023; 12 of 12 months known"
    )


def test_a_sum_that_lacks_units_is_a_gap_in_the_line() -> None:
    partial = pool_values([reported(5, of=10), NOTHING])
    made = of_people(compare_units({CAU_KE: {**SAID[CAU_KE], JUNE: partial}}))
    assert made[CAU_KE.pk].line.last is None
    assert "11 of 12 months known" in made[CAU_KE.pk].in_words


def test_a_unit_made_of_others_has_a_break_where_it_begins() -> None:
    made = of_people(compare_units({NEW: SAID[CAU_KE]}))
    assert len(made[NEW.pk].line.breaks) == 1
    assert 'class="spark-break"' in drawing(made[NEW.pk])
    without_history = of_people(compare_units({NEW: {JUNE: reported(5, of=10)}}))
    assert not without_history[NEW.pk].line.breaks
    assert not of_people(compare_units(SAID))[CAU_KE.pk].line.breaks


def test_a_unit_without_a_complete_month_has_no_line() -> None:
    partial = pool_values([reported(5, of=10), NOTHING])
    compared = compare_units({CAU_KE: SAID[CAU_KE], TRA_CU: {JUNE: partial}, NEW: {}})
    assert list(number_trends(compared, Terms.RATE, is_common=True)) == [CAU_KE.pk]
    assert list(rank_trends(compared, Terms.RATE)) == [CAU_KE.pk]
    assert drawing(None) == ""


def test_the_rank_of_each_month_is_that_among_the_units_known_in_it() -> None:
    """Cầu Kè leads from June on; in May only Trà Cú is known, and first for that."""
    people = {CAU_KE: {JUNE: reported(95, of=100)}, TRA_CU: {MAY: reported(90, of=100)}}
    said = {CAU_KE: people[CAU_KE], TRA_CU: {**SAID[TRA_CU], **people[TRA_CU]}}
    with override("en"):
        made = rank_trends(compare_units(said), Terms.RATE)
    assert (made[CAU_KE.pk].text, made[TRA_CU.pk].text) == ("1 → 1", "1 → 2")
    assert made[TRA_CU.pk].in_words == (
        "07/2022 to 06/2023: rank 1 at first, 2 at last, best 1, worst 2"
    )
    first, last = made[TRA_CU.pk].line.lines[0].split()[0], made[TRA_CU.pk].line.last
    assert (first, last) == ("5,5", (235, 51))
