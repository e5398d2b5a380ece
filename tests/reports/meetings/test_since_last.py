"""What changed since the last meeting: what each of the two saw, and no number of today."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from pages import Page, in_english, signed_in_as, text_of
from reporting import begin_approving, count, make_document, promise, report, report_all
from reports.meetings.agenda_entry import TypedItem, save_agenda
from reports.meetings.freezing import freeze
from reports.meetings.query import meeting_before
from reports.models import Meeting
from unit_acts import join

pytestmark = pytest.mark.usefixtures("static_files")

STATEMENTS = 109
MAY, DAY, NEXT = date(2023, 5, 1), date(2023, 6, 26), date(2023, 7, 26)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    report_all({world.cau_ke: 60, world.tra_cu: 300}, world.bhyt, MAY)
    count(world.tra_vinh, "population", 2023, 1_000)
    promise(plan, world.tra_vinh, world.bhyt, 2023, people=400)
    promise(plan, world.cau_ke, world.bhyt, 2023, people=80)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.chi))


def of_may(cast: Cast) -> Meeting:
    return freeze(cast.giang, cast.tra_vinh, "Họp tháng 5", DAY, MAY)


def of_june(cast: Cast) -> Meeting:
    return freeze(cast.giang, cast.tra_vinh, "Họp tháng 6", NEXT, JUNE)


def cells(reader: Client, meeting: Meeting, table: str) -> list[list[str]]:
    page = Page.of(reader.get(reverse("meeting", args=[meeting.pk])))
    lines = page.root.xpath(f'//table[@data-file="{table}"]/tbody/tr')
    return [[text_of(cell) for cell in line.xpath("./*")] for line in lines]


def test_the_first_meeting_of_a_unit_says_that_none_came_before(cast: Cast, reader: Client) -> None:
    meeting = of_may(cast)
    page = Page.of(reader.get(reverse("meeting", args=[meeting.pk])))
    assert "No meeting of this unit came before." in page.text
    assert not page.root.xpath('//table[@data-file="since"]')


def test_people_rate_and_attainment_stand_as_either_meeting_saw_them(
    cast: Cast, reader: Client
) -> None:
    """What was corrected since either changes nothing."""
    of_may(cast)
    report(cast.cau_ke, cast.bhyt, MAY, 65)
    report_all({cast.cau_ke: 76, cast.tra_cu: 304}, cast.bhyt, JUNE)
    meeting = of_june(cast)
    report(cast.cau_ke, cast.bhyt, JUNE, 99)
    (line,) = cells(reader, meeting, "since")
    assert line[1] == "UBND tỉnh Trà Vinh"
    assert line[2:5] == ["360", "380", "+20"]
    assert line[5:8] == ["36,00", "38,00", "+2,00"]
    assert line[8:11] == ["90,00", "95,00", "+5,00"]


def test_the_table_as_a_file_holds_the_same_numbers(cast: Cast, reader: Client) -> None:
    of_may(cast)
    report_all({cast.cau_ke: 76, cast.tra_cu: 304}, cast.bhyt, JUNE)
    meeting = of_june(cast)
    answer = reader.get(reverse("meeting", args=[meeting.pk]), {"xlsx": "since"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    held = [cell.value for row in sheet.iter_rows() for cell in row]
    for number in (360, 380, 20, 36, 38, 2, 90, 95, 5):
        assert number in held


def test_a_sum_that_lacks_units_has_no_difference_but_that_of_the_same_units(
    cast: Cast, reader: Client
) -> None:
    of_may(cast)
    report(cast.cau_ke, cast.bhyt, JUNE, 76)
    meeting = of_june(cast)
    (line,) = cells(reader, meeting, "since")
    people, change, attained = line[3], line[4], line[10]
    assert people.startswith("76")
    assert "1/2" in people
    assert change.startswith("–")
    assert "1/2 units with both months: 60 → 76, +16" in change
    assert attained == "–"


def test_units_of_the_agenda_stand_with_both_meetings(cast: Cast, reader: Client) -> None:
    of_may(cast)
    report_all({cast.cau_ke: 76, cast.tra_cu: 304}, cast.bhyt, JUNE)
    meeting = of_june(cast)
    save_agenda(cast.giang, meeting, [TypedItem(cast.cau_ke.pk, "Hộ gia đình")], None)
    (line,) = cells(reader, meeting, "agenda")
    assert line[:2] == ["1", "Huyện Cầu Kè Hộ gia đình"]
    assert line[4:7] == ["60", "76", "+16"]
    assert line[10:13] == ["75,00", "95,00", "+20,00"]


def test_of_the_first_meeting_the_agenda_has_the_numbers_of_its_month_alone(
    cast: Cast, reader: Client
) -> None:
    meeting = of_may(cast)
    save_agenda(cast.giang, meeting, [TypedItem(cast.cau_ke.pk, "")], None)
    (line,) = cells(reader, meeting, "agenda")
    assert line[4:] == ["60", "–", "75,00"]


def test_attainments_of_different_years_are_shown_and_not_subtracted(
    cast: Cast, reader: Client
) -> None:
    january = date(2024, 1, 1)
    of_may(cast)
    report_all({cast.cau_ke: 76, cast.tra_cu: 304}, cast.bhyt, january)
    plan = make_document(cast.tra_vinh, january, number="8/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhyt, 2024, people=500)
    meeting = freeze(cast.giang, cast.tra_vinh, "Họp", date(2024, 2, 20), january)
    (line,) = cells(reader, meeting, "since")
    assert line[8:11] == ["90,00 UBND tỉnh Trà Vinh, 2023", "76,00", "–"]


def test_a_unit_kept_by_another_row_is_compared_and_one_merged_since_is_not(
    cast: Cast, reader: Client
) -> None:
    other = make_unit(2, "846", "huyen", "Càng Long", "Huyện Càng Long", cast.tra_vinh)
    report(other, cast.bhyt, MAY, 10)
    of_may(cast)
    kept, merged = (
        make_unit(2, code, "huyen", name, f"Huyện {name}", cast.tra_vinh, valid_from=JUNE)
        for code, name in (("8491", "Trà Cú"), ("8451", "Kè Mới"))
    )
    join([cast.tra_cu], kept)
    join([cast.cau_ke, other], merged)
    report_all({kept: 310, merged: 80}, cast.bhyt, JUNE)
    plan = make_document(cast.tra_vinh, JUNE, number="9/KH-UBND")
    for unit, people in ((kept, 400), (merged, 100)):
        promise(plan, unit, cast.bhyt, 2023, people=people)
    meeting = of_june(cast)
    save_agenda(cast.giang, meeting, [TypedItem(kept.pk, ""), TypedItem(merged.pk, "")], None)
    of_kept, of_merged = cells(reader, meeting, "agenda")
    assert of_kept[4:7] == ["300", "310", "+10"]
    assert of_merged[4:6] == ["–", "80"]
    assert "of the former Huyện Càng Long and Huyện Cầu Kè" in of_merged[6]
    (whole,) = cells(reader, meeting, "since")
    assert whole[2:5] == ["370", "390", "+20"]


def test_that_nothing_was_approved_is_said_once_under_the_table(cast: Cast, reader: Client) -> None:
    begin_approving(cast.tra_vinh)
    report_all({cast.cau_ke: 76, cast.tra_cu: 304}, cast.bhyt, JUNE)
    plan = make_document(cast.tra_vinh, JUNE, number="9/KH-UBND")
    promise(plan, cast.tra_cu, cast.bhyt, 2023, people=400)
    meeting = of_june(cast)
    items = [TypedItem(cast.cau_ke.pk, ""), TypedItem(cast.tra_cu.pk, "")]
    save_agenda(cast.giang, meeting, items, None)
    page = Page.of(reader.get(reverse("meeting", args=[meeting.pk])))
    assert "06/2023: None of the units’ figures has been approved yet." in page.text
    assert "not approved" not in text_of(page.first('//table[@data-file="agenda"]'))


def test_the_meeting_before_is_that_of_the_unit_that_was_frozen_last(cast: Cast) -> None:
    first = of_may(cast)
    freeze(cast.giang, cast.cau_ke, "Họp huyện", DAY)
    second = of_june(cast)
    assert meeting_before(first) is None
    assert meeting_before(second) == first


@pytest.mark.parametrize("units", [1, 3])
def test_a_sheet_takes_a_fixed_number_of_statements(
    cast: Cast, reader: Client, django_assert_num_queries: DjangoAssertNumQueries, units: int
) -> None:
    """That of a meeting with one before it and an agenda: two overviews among them."""
    of_may(cast)
    report_all({cast.cau_ke: 76, cast.tra_cu: 304}, cast.bhyt, JUNE)
    meeting = of_june(cast)
    named = [cast.cau_ke, cast.tra_vinh, cast.tra_cu][:units]
    save_agenda(cast.giang, meeting, [TypedItem(each.pk, "") for each in named], None)
    with django_assert_num_queries(STATEMENTS):
        reader.get(reverse("meeting", args=[meeting.pk]))
