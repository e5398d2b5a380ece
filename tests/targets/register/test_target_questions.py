"""A target far from the one before and from what was reached is asked about before it is saved."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.models import AdministrativeUnit, ClockTimestamp, Denominator
from entry_pages import in_english
from pages import text_of
from reporting import count, make_document, promise, report, report_all
from target_pages import TargetPage, open_grid, years_of
from targets.models import Document, Target

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Before: 966.520 people for 2023. Reached in June 2023: 500.000 and 321.563 in two units."""
    before = make_document(world.tra_vinh, date(2022, 12, 1), number="11/KH-UBND")
    promise(before, world.tra_vinh, world.bhyt, 2023, people=966_520)
    count(world.tra_vinh, "population", 2023, 1_019_562)
    report_all({world.cau_ke: 500_000, world.tra_cu: 321_563}, world.bhyt, JUNE)
    return world


@pytest.fixture(autouse=True)
def _in_july() -> Iterator[None]:
    with time_machine.travel("2023-07-26 09:00+07:00", tick=False):
        yield


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.tra_vinh, date(2023, 7, 1), number="22/KH-UBND")


@pytest.fixture
def grid(cast: Cast, document: Document) -> TargetPage:
    return open_grid(in_english(cast.giang), years_of(document, cast.bhyt, "percent"))


def said(document: Document) -> dict[tuple[str, int], tuple[int | None, Decimal | None]]:
    rows = document.targets.current().filter(is_withdrawn=False).select_related("unit")
    return {(row.unit.name, row.year): (row.people, row.percent) for row in rows}


def answer(page: TargetPage, unit: AdministrativeUnit, text: str) -> TargetPage:
    page.put(f"q-{unit.pk}-2023", text)
    return page


def test_the_question_shows_the_target_before_what_was_reached_and_the_hundredfold(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    asked = grid.type(cast.tra_vinh, 2023, "0,95").press()
    assert asked.status == 422
    assert "Nothing was saved yet: 1 cell is to be confirmed." in asked.page.text
    cell = text_of(asked.cell_at(cast.tra_vinh, 2023))
    assert "This is about 9.686 people." in cell
    assert (
        "The target before was 966.520 (UBND tỉnh Trà Vinh, 11/KH-UBND, 2023). "
        "Reached in 06/2023: 821.563 people." in cell
    )
    assert "yes: 0,95 % no, but 95 %" in cell
    assert "to be confirmed ?" in cell
    assert not Target.objects.filter(document=document).exists()


def test_nothing_of_the_block_is_written_and_all_of_it_stands_as_typed(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    grid.type(cast.tra_vinh, 2023, "0,95").type(cast.cau_ke, 2023, "510.000 người")
    asked = grid.press()
    assert said(document) == {}
    assert asked.field(cast.tra_vinh, 2023) == "0,95"
    assert asked.field(cast.cau_ke, 2023) == "510.000 người"
    assert asked.press().status == 422
    assert said(document) == {}


def test_what_is_confirmed_is_saved_as_typed(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    asked = grid.type(cast.tra_vinh, 2023, "0,95").press()
    assert "Saved 1 cell." in answer(asked, cast.tra_vinh, "0,95").press().page.text
    assert said(document) == {("Trà Vinh", 2023): (None, Decimal("0.95"))}


def test_the_hundredfold_is_one_choice_away(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    asked = grid.type(cast.tra_vinh, 2023, "≥ 0,95").press()
    answer(asked, cast.tra_vinh, "≥ 95 %").press()
    assert said(document) == {("Trà Vinh", 2023): (None, Decimal(95))}
    assert document.targets.get().percent_qualifier == "at_least"


def test_a_text_typed_since_is_asked_about_anew_whatever_was_chosen(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    asked = grid.type(cast.tra_vinh, 2023, "0,95").press()
    answer(asked, cast.tra_vinh, "0,95").type(cast.tra_vinh, 2023, "0,96")
    again = asked.press()
    assert again.status == 422
    assert "yes: 0,96 %" in text_of(again.cell_at(cast.tra_vinh, 2023))
    again.type(cast.tra_vinh, 2023, "96").press()
    assert said(document) == {("Trà Vinh", 2023): (None, Decimal(96))}


def test_an_answer_that_was_not_offered_is_none(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    asked = grid.type(cast.tra_vinh, 2023, "0,95").press()
    sent = asked.fields() | {f"q-{cast.tra_vinh.pk}-2023": ["0,0095"]}
    assert asked.client.post(asked.path, sent).status_code == 422
    assert said(document) == {}


@pytest.mark.parametrize(
    ("choice", "people"), [("keep", (5_000, 3_216)), ("other", (500_000, 321_600))]
)
def test_many_are_answered_at_once_but_for_those_with_an_answer_of_their_own(
    cast: Cast, grid: TargetPage, document: Document, choice: str, people: tuple[int, int]
) -> None:
    grid.type(cast.tra_vinh, 2023, "0,95")
    grid.type(cast.cau_ke, 2023, "5.000 người").type(cast.tra_cu, 2023, "3.216 người")
    asked = grid.press()
    assert "3 cells are to be confirmed" in asked.page.text
    answer(asked, cast.tra_vinh, "95 %").put("answers", choice).press()
    assert said(document) == {
        ("Trà Vinh", 2023): (None, Decimal(95)),
        ("Cầu Kè", 2023): (people[0], None),
        ("Trà Cú", 2023): (people[1], None),
    }


def test_an_answer_is_kept_while_another_cell_is_mended(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    asked = grid.type(cast.tra_vinh, 2023, "0,95").press()
    unread = answer(asked, cast.tra_vinh, "0,95").type(cast.cau_ke, 2023, "91.5").press()
    assert "must be corrected" in unread.page.text
    assert "is to be confirmed" not in unread.page.text
    unread.type(cast.cau_ke, 2023, "510.000 người").press()
    assert said(document)["Trà Vinh", 2023] == (None, Decimal("0.95"))


def test_a_slip_that_was_saved_is_put_right_without_a_question(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    promise(document, cast.tra_vinh, cast.bhyt, 2023, percent=Decimal("0.95"))
    page = open_grid(grid.client, grid.path).type(cast.tra_vinh, 2023, "95")
    assert page.because("gõ nhầm").press().status == 200
    assert said(document) == {("Trà Vinh", 2023): (None, Decimal(95))}


def test_what_the_document_itself_said_until_now_is_held_against_a_correction(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    promise(document, cast.tra_cu, cast.bhyt, 2024, percent=Decimal(94))
    page = open_grid(grid.client, grid.path).type(cast.tra_cu, 2024, "0,95").press()
    assert "Until now this document said 94 %." in text_of(page.cell_at(cast.tra_cu, 2024))


def test_an_incomplete_sum_of_units_is_not_taken_for_what_was_reached(
    cast: Cast, grid: TargetPage
) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE.replace(month=7), 510_000)
    page = grid.type(cast.tra_vinh, 2023, "0,95").press()
    assert "Reached in 06/2023: 821.563 people." in page.page.text


def test_a_draft_is_not_taken_for_what_was_reached(cast: Cast, grid: TargetPage) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE.replace(month=7), 1, is_draft=True)
    page = grid.type(cast.cau_ke, 2023, "5.000 người").press()
    assert "Reached in 06/2023: 500.000 people." in page.page.text


def test_where_nothing_is_known_nothing_is_asked(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    path = years_of(document, cast.bhxh, "percent")
    page = open_grid(grid.client, path).type(cast.tra_vinh, 2023, "0,95").press()
    assert page.status == 200
    assert said(document) == {("Trà Vinh", 2023): (None, Decimal("0.95"))}


def test_the_question_takes_as_many_statements_for_many_cells(
    cast: Cast, grid: TargetPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = grid.type(cast.tra_vinh, 2023, "0,95").fields()
    for unit in (cast.cau_ke, cast.tra_cu):
        for year in (2023, 2024, 2025):
            grid.type(unit, year, "0,95")
    for sent in (one, grid.fields()):
        with django_assert_num_queries(16):
            assert grid.client.post(grid.path, sent).status_code == 422


def test_a_province_whose_denominator_is_the_sum_of_its_units_is_asked_as_well(
    cast: Cast, document: Document
) -> None:
    Denominator.objects.current().filter(unit=cast.tra_vinh).update(superseded_at=ClockTimestamp())
    count(cast.cau_ke, "population", 2023, 600_000)
    count(cast.tra_cu, "population", 2023, 419_562)
    grid = open_grid(in_english(cast.giang), years_of(document, cast.bhyt, "percent"))
    asked = grid.type(cast.tra_vinh, 2023, "0,95").press()
    assert asked.status == 422
    assert "This is about 9.686 people." in text_of(asked.cell_at(cast.tra_vinh, 2023))


def test_a_cell_with_people_and_per_cent_is_asked_about_either(
    cast: Cast, grid: TargetPage, document: Document
) -> None:
    asked = grid.type(cast.tra_vinh, 2023, "966.520; 0,95 %").press()
    assert asked.status == 422
    assert "no, but 966.520; 95 %" in text_of(asked.cell_at(cast.tra_vinh, 2023))
    assert not Target.objects.filter(document=document).exists()
