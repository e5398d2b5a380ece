"""Small charts and the heat table of made-up units: the same numbers, and gaps that stay gaps."""

from datetime import date

from django.utils.translation import override

from coverage.notation.periods import add_months
from known_values import own, reported
from made_comparisons import JUNE, compare_units, district
from reports.compared.heat_table import HeatCell, heat_table
from reports.compared.multiples import multiples, scale_text, without_chart
from reports.figures.pooled_values import pool_values
from reports.figures.terms import Terms
from reports.figures.values import NOTHING, Value, own_value

CAU_KE, TRA_CU = district(11, "Huyện Cầu Kè"), district(12, "Huyện Trà Cú")
NEW = district(13, "Xã mới", valid_from=date(2023, 5, 1))


def year_of(first: int, step: int, of: int) -> dict[date, Value]:
    return {
        add_months(JUNE, month - 11): reported(first + step * month, of=of) for month in range(12)
    }


SAID = {CAU_KE: year_of(700, 10, 1_000), TRA_CU: year_of(90, 0, 100)}


def test_on_one_scale_the_units_compare_and_on_their_own_each_fills_its_box() -> None:
    compared = compare_units(SAID)
    common = multiples(compared, Terms.RATE, is_common=True)
    alone = multiples(compared, Terms.RATE, is_common=False)
    assert common[0].line.last != alone[0].line.last
    assert common[1].line.last == (235, 5)
    assert alone[0].line.last == (235, 5)
    with override("en"):
        assert scale_text(compared, Terms.RATE, is_common=True) == (
            "All charts have one scale, from 70,00 % to 90,00 %."
        )
        assert "scale of its own" in scale_text(compared, Terms.RATE, is_common=False)


def test_the_last_number_stands_in_words_with_its_month_where_it_is_an_earlier_one() -> None:
    said = {CAU_KE: {**SAID[CAU_KE], JUNE: NOTHING}, TRA_CU: SAID[TRA_CU]}
    made = multiples(compare_units(said), Terms.PEOPLE, is_common=False)
    assert [each.last for each in made] == ["800 (05/2023)", "90"]
    assert made[0].line.last is None


def test_who_does_not_see_the_line_hears_its_span() -> None:
    with override("en"):
        made = multiples(compare_units(SAID), Terms.PEOPLE, is_common=False)
    assert made[0].in_words == (
        "07/2022 to 06/2023: lowest 700 in 07/2022, highest 810 in 06/2023; 12 of 12 months known"
    )


def test_a_sum_that_lacks_units_is_a_gap_in_the_line_and_marked_in_the_table() -> None:
    partial = pool_values([reported(5, of=10), NOTHING])
    compared = compare_units({CAU_KE: {**SAID[CAU_KE], JUNE: partial}})
    assert multiples(compared, Terms.PEOPLE, is_common=False)[0].line.last is None
    assert heat_table(compared, Terms.PEOPLE).rows[0].cells[-1] == HeatCell("5", sign="°")


def test_a_unit_made_of_others_has_a_break_where_it_begins() -> None:
    made = multiples(compare_units({NEW: SAID[CAU_KE]}), Terms.PEOPLE, is_common=False)
    assert len(made[0].line.breaks) == 1
    without_history = compare_units({NEW: {JUNE: reported(5, of=10)}})
    assert not multiples(without_history, Terms.PEOPLE, is_common=False)[0].line.breaks
    assert not multiples(compare_units(SAID), Terms.PEOPLE, is_common=False)[0].line.breaks


def test_a_unit_without_a_complete_month_has_no_picture_and_is_named() -> None:
    partial = pool_values([reported(5, of=10), NOTHING])
    compared = compare_units({CAU_KE: SAID[CAU_KE], TRA_CU: {JUNE: partial}, NEW: {}})
    made = multiples(compared, Terms.RATE, is_common=True)
    assert [each.unit for each in made] == [CAU_KE]
    assert without_chart(compared, Terms.RATE) == [TRA_CU, NEW]


def test_absences_zero_and_silence_are_told_apart_in_the_heat_table() -> None:
    months = [add_months(JUNE, back) for back in (-4, -3, -2, -1, 0)]
    said = [reported(0, of=10), NOTHING, "not_available", "not_applicable", "withdrawn"]
    values = [
        each if isinstance(each, Value) else own_value(own(absence=each), None) for each in said
    ]
    compared = compare_units({CAU_KE: dict(zip(months, values, strict=True))})
    table = heat_table(compared, Terms.PEOPLE)
    found = [(cell.text, cell.sign) for cell in table.rows[0].cells[-5:]]
    assert found == [("0", ""), ("", "–"), ("", "○"), ("", "×"), ("", "–")]
    with override("en"):
        assert table.signs == [
            ("–", "not reported"),
            ("○", "not available"),
            ("×", "not applicable"),
        ]


def test_before_a_unit_existed_nothing_is_said_to_be_missing() -> None:
    table = heat_table(compare_units({NEW: {JUNE: reported(5, of=10)}}), Terms.RATE)
    assert [cell.sign for cell in table.rows[0].cells[-3:]] == ["·", "–", ""]


def test_the_whole_is_in_the_table_without_a_colour() -> None:
    table = heat_table(compare_units(SAID), Terms.RATE)
    assert table.whole is not None
    assert [cell.step for cell in table.whole.cells] == [None] * 12
    assert table.whole.cells[-1].text == "81,82"


def test_the_legend_names_the_range_of_each_colour() -> None:
    with override("en"):
        ranges = heat_table(compare_units({CAU_KE: SAID[CAU_KE]}), Terms.RATE).ranges
    assert ranges[0] == (1, "70,00 to 71,00")
    assert ranges[-1] == (6, "80,00 to 81,00")
