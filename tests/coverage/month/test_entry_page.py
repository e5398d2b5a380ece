"""The page of entry: what it shows, what a save does, and that nothing typed is ever lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cast import JUNE, Cast, make_unit, make_user
from coverage.entry import Cell, record_figures
from coverage.models import (
    Denominator,
    Indicator,
    Origin,
    ReportedFigure,
    Role,
)
from coverage.month.workflow import open_months, submit
from entry_pages import EntryPage, address, in_english
from pages import text_of

MAY, LAST_JUNE = date(2023, 5, 1), date(2022, 6, 1)


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    for period in (JUNE, MAY, LAST_JUNE):
        open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], period)
    return world


def _record(cast: Cast, people: int | None, period: date = JUNE, **more: Any) -> ReportedFigure:
    before = ReportedFigure.objects.current().filter(
        unit=cast.cau_ke, indicator=cast.bhyt, period=period
    )
    origin = more.pop("origin", Origin.REPORTED)
    cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=people, **more)
    shown = before.values_list("pk", flat=True).first()
    record_figures(cast.an, period, [replace(cell, shown=shown)], origin=origin)
    return before.get()


def _in_force(cast: Cast) -> Any:
    rows = ReportedFigure.objects.current().filter(period=JUNE, indicator=cast.bhyt)
    return rows.filter(unit=cast.cau_ke).first()


def _open(cast: Cast, period: date = JUNE) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, period))


def test_a_number_typed_and_saved_is_the_figure_of_the_month(cast: Cast) -> None:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "821.563").press()
    assert page.status == 200
    assert "Saved 1 cell." in page.page.text
    figure = _in_force(cast)
    assert (figure.people, figure.recorded_by, figure.origin) == (821563, cast.an, "reported")
    assert page.typed(cast.cau_ke, cast.bhyt) == "821.563"
    assert ReportedFigure.objects.count() == 1


def test_a_save_answers_with_a_redirect_so_that_reloading_saves_nothing(cast: Cast) -> None:
    page = _open(cast)
    sent = page.fields() | {f"v-{cast.cau_ke.pk}-{cast.bhyt.pk}": ["5"]}
    response = page.client.post(page.path, sent)
    assert (response.status_code, response["Location"]) == (302, page.path)


def test_a_block_of_many_cells_is_saved_at_once(cast: Cast) -> None:
    page = _open(cast)
    for number, indicator in enumerate(cast.indicators.values()):
        page.fill(cast.cau_ke, indicator, f"{number}").fill(cast.tra_cu, indicator, "12.345")
    assert "Saved 10 cells." in page.press().page.text
    assert ReportedFigure.objects.filter(people=12345, unit=cast.tra_cu).count() == 5
    assert ReportedFigure.objects.filter(people=0).get().unit == cast.cau_ke


def test_what_was_not_changed_is_not_written(cast: Cast) -> None:
    before = _record(cast, 821563, rate=Decimal("80.58"), note="đã đối chiếu")
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, " 821563 ").press()
    assert "No cell had changed." in page.page.text
    assert _in_force(cast) == before


def test_rows_are_the_writers_units_of_the_month_in_vietnamese_order(cast: Cast) -> None:
    for code, name, valid_from, valid_to in (
        ("842", "Đông Hải", date(2008, 8, 1), None),
        ("843", "Duyên Hải", date(2008, 8, 1), None),
        ("844", "Cầu Ngang", date(2008, 8, 1), date(2023, 5, 31)),
        ("846", "Ấp Mới", date(2023, 7, 1), None),
    ):
        make_unit(2, code, "huyen", name, f"Huyện {name}", cast.tra_vinh, valid_from, valid_to)
    names = ["Huyện Cầu Kè", "Huyện Duyên Hải", "Huyện Đông Hải", "Huyện Trà Cú"]
    assert _open(cast).rows() == names
    assert "Huyện Cầu Ngang" in _open(cast, MAY).rows()


def test_a_clerk_of_one_district_sees_that_district_only(cast: Cast) -> None:
    ke = make_user("ke", "Lê Thị Kế", (cast.cau_ke, Role.CLERK))
    page = EntryPage.open(in_english(ke), address(cast.tra_vinh, JUNE))
    assert page.rows() == ["Huyện Cầu Kè"]


def test_columns_are_the_levels_and_on_the_other_page_the_flows(cast: Cast) -> None:
    flow = Indicator.objects.create(
        code="CONFERENCES",
        name="Hội nghị",
        name_en="Conferences held",
        short_name="Hội nghị",
        measure="flow",
        counted="events",
        basis="none",
        order=50,
    )
    assert "Conferences held" not in _open(cast).page.text
    flows = EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE, "entry_flows"))
    assert flows.page.root.xpath("//thead//th/@id") == [f"i{flow.pk}"]
    flows.fill(cast.cau_ke, flow, "4").press()
    assert ReportedFigure.objects.get().people == 4


def test_last_month_and_the_same_month_last_year_stand_beside_each_cell(cast: Cast) -> None:
    _record(cast, 820111, MAY)
    _record(cast, 799222, LAST_JUNE)
    page = _open(cast)
    assert page.text(cast.cau_ke, cast.bhyt) == "820.111 799.222"
    assert text_of(page.page.first(f'//th[@id="i{cast.bhyt.pk}"]')) == "BHYT M5 M6/22"


def test_where_one_of_the_two_is_missing_the_other_keeps_its_place(cast: Cast) -> None:
    _record(cast, 799222, LAST_JUNE)
    page = _open(cast)
    assert page.text(cast.cau_ke, cast.bhyt) == "– 799.222"
    assert page.text(cast.tra_cu, cast.bhyt) == ""


def test_the_rate_is_computed_from_the_latest_denominator_that_is_not_later(cast: Cast) -> None:
    for year, people in ((2021, 100), (2022, 1019562), (2024, 100)):
        Denominator.objects.create(
            unit=cast.cau_ke, basis="population", year=year, people=people, recorded_by=cast.an
        )
    _record(cast, 821563)
    page = _open(cast)
    assert "80,58" in page.text(cast.cau_ke, cast.bhyt)
    assert "people as a share of population 2022" in page.page.text


def test_a_printed_rate_stands_beside_the_computed_one(cast: Cast) -> None:
    Denominator.objects.create(
        unit=cast.cau_ke, basis="population", year=2023, people=1000000, recorded_by=cast.an
    )
    _record(cast, 821563, rate=Decimal("80.58"))
    text = _open(cast).text(cast.cau_ke, cast.bhyt)
    assert "82,16" in text
    assert "reported 80,58 %" in text


@pytest.mark.parametrize(("typed", "absence"), [("k", "not_available"), ("KAD", "not_applicable")])
def test_an_absence_is_typed_as_a_code_and_shown_as_the_code(
    cast: Cast, typed: str, absence: str
) -> None:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, typed).press()
    figure = _in_force(cast)
    assert (figure.people, figure.absence) == (None, absence)
    assert page.typed(cast.cau_ke, cast.bhyt) == typed.lower()
    assert "No cell had changed." in page.press().page.text


def test_an_emptied_cell_is_withdrawn_and_looks_empty(cast: Cast) -> None:
    _record(cast, 5)
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "").press()
    assert (_in_force(cast).absence, _in_force(cast).people) == ("withdrawn", None)
    assert page.typed(cast.cau_ke, cast.bhyt) == ""
    assert "No cell had changed." in page.press().page.text
    page.fill(cast.cau_ke, cast.bhyt, "6").press()
    assert _in_force(cast).people == 6


def test_a_printed_rate_does_not_outlive_the_people_it_was_printed_with(cast: Cast) -> None:
    _record(cast, 821563, rate=Decimal("80.58"), scope="managed_locally", note="bản in")
    _open(cast).fill(cast.cau_ke, cast.bhyt, "821.653").press()
    figure = _in_force(cast)
    assert (figure.people, figure.rate, figure.note) == (821653, None, "")
    assert figure.scope == "managed_locally"


def test_people_are_added_to_a_figure_of_which_only_the_rate_was_known(cast: Cast) -> None:
    _record(cast, None, rate=Decimal("96"), rate_qualifier="about")
    page = _open(cast)
    assert page.typed(cast.cau_ke, cast.bhyt) == ""
    assert "reported about 96 %" in page.text(cast.cau_ke, cast.bhyt)
    assert "No cell had changed." in page.press().page.text
    page.fill(cast.cau_ke, cast.bhyt, "438.422").press()
    figure = _in_force(cast)
    assert (figure.people, figure.rate, figure.rate_qualifier) == (438422, Decimal("96"), "about")


def test_a_figure_that_is_simulated_is_marked(cast: Cast) -> None:
    _record(cast, 5, origin=Origin.SIMULATED)
    _record(cast, 4, MAY)
    page = _open(cast)
    assert "Simulated figures." in page.page.text
    assert "sim." in page.text(cast.cau_ke, cast.bhyt)
    assert "sim." not in page.row(cast.tra_cu)


def test_a_row_that_is_simulated_throughout_says_so_once(cast: Cast) -> None:
    _record(cast, 5, origin=Origin.SIMULATED)
    page = _open(cast)
    assert page.row(cast.cau_ke).startswith("Huyện Cầu Kè sim.")
    assert "sim." not in page.text(cast.cau_ke, cast.bhyt)


def test_a_row_that_is_compared_with_simulated_numbers_only_says_so_once(cast: Cast) -> None:
    _record(cast, 5)
    _record(cast, 4, MAY, origin=Origin.SIMULATED)
    page = _open(cast)
    assert page.row(cast.cau_ke).startswith("Huyện Cầu Kè M5, M6/22 sim.")
    assert "sim." not in page.text(cast.cau_ke, cast.bhyt)


def test_a_page_without_simulated_figures_carries_no_mark(cast: Cast) -> None:
    _record(cast, 5)
    assert "imulated" not in _open(cast).page.text


def test_a_closed_month_is_shown_and_cannot_be_typed_into(cast: Cast) -> None:
    _record(cast, 821563)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    page = _open(cast)
    assert not page.cell(cast.cau_ke, cast.bhyt).xpath(".//input")
    assert "821.563" in page.text(cast.cau_ke, cast.bhyt)
    assert "submitted" in page.row(cast.cau_ke)
    assert page.typed(cast.tra_cu, cast.bhyt) == ""


def test_a_month_nobody_opened_says_so_and_has_no_fields(cast: Cast) -> None:
    page = _open(cast, date(2023, 4, 1))
    assert "not opened" in page.row(cast.cau_ke)
    assert not page.page.root.xpath('//input[starts-with(@name, "v-")]')


def test_an_approver_sees_the_figures_and_no_fields(cast: Cast) -> None:
    _record(cast, 821563)
    page = EntryPage.open(in_english(cast.giang), address(cast.tra_vinh, JUNE))
    assert "821.563" in page.text(cast.cau_ke, cast.bhyt)
    assert not page.page.root.xpath('//input[starts-with(@name, "v-")] | //button[@name="action"]')


def test_a_unit_that_had_no_parts_in_the_month_says_so(cast: Cast) -> None:
    page = EntryPage.open(in_english(cast.an), address(cast.tra_vinh, date(1999, 1, 1)))
    assert "had no units of yours in 01/1999" in page.page.text
