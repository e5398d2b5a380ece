"""The heat table of made-up units: gaps that stay gaps, and a legend of its colours."""

from django.utils.translation import override

from coverage.notation.periods import add_months
from known_values import own, reported
from made_comparisons import JUNE, compare_units, district, year_of
from reports.compared.heat_table import HeatCell, heat_table
from reports.figures.pooled_values import pool_values
from reports.figures.terms import Terms
from reports.figures.values import NOTHING, Value, own_value

CAU_KE, TRA_CU = district(11, "Huyện Cầu Kè"), district(12, "Huyện Trà Cú")
NEW = district(13, "Xã mới", valid_from=JUNE.replace(month=5))
SAID = {CAU_KE: year_of(700, 10, 1_000), TRA_CU: year_of(90, 0, 100)}


def test_a_sum_that_lacks_units_is_marked() -> None:
    partial = pool_values([reported(5, of=10), NOTHING])
    compared = compare_units({CAU_KE: {**SAID[CAU_KE], JUNE: partial}})
    assert heat_table(compared, Terms.PEOPLE).rows[0].cells[-1] == HeatCell("5", sign="°")


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
