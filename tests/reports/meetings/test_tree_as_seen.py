"""A meeting keeps the tree, the names and the titles that it saw, and says what is called
otherwise since."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cast import JUNE, Cast
from coverage.models import AdministrativeUnit, ChangeKind, IndicatorVersion, UnitChange
from coverage.models.as_seen import moment_seen, tables_as_seen
from coverage.units.act import Act, ActLink, OpenedUnit
from coverage.units.acts import record_acts, void_act
from monthly import cells_of, opened
from pages import Page, in_english, signed_in_as
from reporting import make_document, promise, report, set_rule
from reports.meetings.freezing import CountsChanged, freeze
from reports.meetings.said_otherwise import said_otherwise_since
from reports.models import Meeting
from small_worlds import clock
from targets.models import Document
from unit_acts import part_of, rename, restate, say

DAY, JULY = date(2023, 7, 26), date(2023, 7, 1)
PAGES = ("overview", "unit", "report", "unit_check", "what_if")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    report(world.cau_ke, world.bhyt, JUNE, 70)
    report(world.tra_cu, world.bhyt, JUNE, 300)
    plan = make_document(world.tra_vinh, date(2023, 1, 2), number="7/KH-UBND", title="Kế hoạch")
    promise(plan, world.tra_vinh, world.bhyt, 2023, people=400)
    return world


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Frozen; since then two districts were merged, and what others are called was corrected."""
    frozen = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    olds = [cast.cau_ke.pk, cast.tra_cu.pk]
    town = OpenedUnit(
        "mới", 2, "846", "thi_xa", "Cầu Trà", "Thị xã Cầu Trà", parent=cast.tra_vinh.pk
    )
    merger = Act(
        "2023-07-01/846",
        ChangeKind.MERGE,
        JULY,
        "Nghị quyết 1",
        "Nghị quyết 1",
        ends=olds,
        opens=[town],
        links=[ActLink(old, "mới") for old in olds],
    )
    record_acts(cast.em, [merger], "sắp xếp")
    rename(cast.tra_vinh, full_name="Tỉnh Trà Vịnh")
    rename(cast.cau_ke, full_name="Huyện Cầu Kẻ")
    say(cast.bhyt, IndicatorVersion, name_en="Health cards")
    restate(Document.objects.get(), number="8/KH-UBND")
    return frozen


@pytest.fixture
def chi(cast: Cast, client: Client) -> Client:
    return signed_in_as(in_english(client), cast.chi)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_meeting_reads_as_the_meeting_saw_it(
    cast: Cast, chi: Client, name: str, meeting: Meeting
) -> None:
    address = reverse(name, args=[cast.tra_vinh.pk])
    asked = {"month": "2023-06", "indicator": "BHYT"}
    then = Page.of(chi.get(address, asked | {"meeting": str(meeting.pk)}))
    now = Page.of(chi.get(address, asked))
    assert (then.status, now.status) == (200, 200)
    assert "Tỉnh Trà Vinh" in then.text
    assert "Trà Vịnh" not in then.text
    assert "Cầu Kẻ" not in then.text
    assert "Health cards" not in then.text
    assert "8/KH-UBND" not in then.text
    assert "Tỉnh Trà Vịnh" in now.text


def test_the_months_after_an_act_are_those_of_the_tree_the_meeting_saw(
    cast: Cast, chi: Client, meeting: Meeting
) -> None:
    """Of July the meeting knew two districts, and not the town that they became later."""
    address = reverse("overview", args=[cast.tra_vinh.pk])
    asked = {"month": "2023-07", "indicator": "BHYT"}
    then = Page.of(chi.get(address, asked | {"meeting": str(meeting.pk)})).text
    now = Page.of(chi.get(address, asked)).text
    assert "Huyện Cầu Kè" in then
    assert "Thị xã Cầu Trà" not in then
    assert "Thị xã Cầu Trà" in now


def test_the_table_as_a_file_has_the_names_of_the_meeting(
    cast: Cast, chi: Client, meeting: Meeting
) -> None:
    asked = {"month": "2023-06", "indicator": "BHYT", "meeting": str(meeting.pk)}
    answer = chi.get(reverse("parts_workbook", args=[cast.tra_vinh.pk]), asked)
    texts = " ".join(
        str(cell.value) for cell in cells_of(opened(answer.content).worksheets[0]) if cell.value
    )
    assert "Huyện Cầu Kè" in texts
    assert "Cầu Kẻ" not in texts


def test_who_may_read_is_asked_of_the_tree_of_now(cast: Cast, client: Client) -> None:
    frozen = freeze(cast.giang, cast.tra_vinh, "Họp", DAY)
    signed_in_as(client, cast.binh)
    address = reverse("overview", args=[cast.tra_vinh.pk])
    assert client.get(address, {"meeting": str(frozen.pk)}).status_code == 403
    assert moment_seen() is None


def test_the_meeting_says_what_is_called_otherwise_since(
    cast: Cast, chi: Client, meeting: Meeting
) -> None:
    page = Page.of(chi.get(reverse("meeting", args=[meeting.pk])))
    heading = page.first('//h3[@id="names-heading"]')
    assert heading.text_content() == "Units, names and rules"
    assert page.first("//h1").text_content() == "Họp tháng 7"
    said = {
        (each.of, each.then, each.now, each.why)
        for each in said_otherwise_since(cast.tra_vinh, meeting.moment)
    }
    assert said == {
        ("Thị xã Cầu Trà", "", "01/07/2023", "Nghị quyết 1 sắp xếp"),
        ("Huyện Cầu Kẻ", "", "30/06/2023", "Nghị quyết 1 theo bài thử"),
        ("Huyện Cầu Kẻ", "Huyện Cầu Kè", "Huyện Cầu Kẻ", "Nghị quyết 1 theo bài thử"),
        ("Huyện Trà Cú", "", "30/06/2023", "Nghị quyết 1 sắp xếp"),
        ("Tỉnh Trà Vịnh", "Tỉnh Trà Vinh", "Tỉnh Trà Vịnh", "theo bài thử"),
        ("8/KH-UBND", "7/KH-UBND", "8/KH-UBND", "theo bài thử"),
    }


def test_a_rule_that_was_changed_since_is_named_and_one_of_another_province_is_not(
    cast: Cast,
) -> None:
    set_rule(cast.tra_vinh, due_day=5)
    then = clock()
    set_rule(cast.tra_vinh, due_day=10)
    set_rule(cast.lai_chau, due_day=10)
    with override("en"):
        (found,) = said_otherwise_since(cast.tra_vinh, then)
    assert found.of == "Rule of Tỉnh Trà Vinh from 01/2000"
    assert (found.what, found.then, found.now) == ("Due day", "5", "10")


def given_away(cast: Cast, share: str = "0.3") -> UnitChange:
    """A part of Cầu Kè goes to Trà Cú from August on."""
    act = part_of(cast.cau_ke, cast.tra_cu, Decimal(share), day=date(2023, 8, 1))
    (change,) = record_acts(cast.em, [act], "điều chỉnh địa giới")
    return change


PART = "30 % of Huyện Cầu Kè goes to Huyện Trà Cú from month 08/2023 on"


def test_a_part_given_since_is_adjusted_though_no_unit_says_otherwise(
    cast: Cast, chi: Client
) -> None:
    frozen = freeze(cast.giang, cast.tra_vinh, "Họp", DAY)
    given_away(cast)
    path = reverse("meeting", args=[frozen.pk])
    page = Page.of(chi.get(path))
    assert "Nothing was adjusted" not in page.text
    with override("en"):
        (found,) = said_otherwise_since(cast.tra_vinh, frozen.moment)
    assert (found.of, found.what) == ("Huyện Cầu Kè", "Adjustment of a part")
    assert (found.then, found.now) == ("", PART)
    assert (found.by, found.why) == (str(cast.em), "NQ 1 điều chỉnh địa giới")
    assert PART in page.text
    sheet = opened(chi.get(path, {"xlsx": "names"}).content).worksheets[0]
    assert PART in {cell.value for cell in cells_of(sheet)}


def test_a_part_that_the_meeting_saw_given_and_that_was_taken_back_since_is_listed_as_such(
    cast: Cast,
) -> None:
    change = given_away(cast)
    frozen = freeze(cast.giang, cast.tra_vinh, "Họp", DAY)
    void_act(cast.em, change, "nhập nhầm")
    with override("en"):
        (found,) = said_otherwise_since(cast.tra_vinh, frozen.moment)
    assert (found.then, found.now) == (PART, "the act was taken back")
    assert found.why == "NQ 1 nhập nhầm"


def test_a_part_given_and_taken_back_since_is_nothing_the_meeting_saw(cast: Cast) -> None:
    frozen = freeze(cast.giang, cast.tra_vinh, "Họp", DAY)
    void_act(cast.em, given_away(cast), "nhập nhầm")
    assert said_otherwise_since(cast.tra_vinh, frozen.moment) == []


def test_a_part_is_adjusted_for_who_gives_it_and_who_receives_it_and_nobody_else(
    cast: Cast,
) -> None:
    then = clock()
    act = part_of(cast.cau_ke, cast.sin_ho, None, day=date(2023, 8, 1))
    record_acts(cast.em, [act], "điều chỉnh địa giới")
    for unit in (cast.cau_ke, cast.sin_ho, cast.tra_vinh, cast.lai_chau):
        with override("en"):
            (found,) = said_otherwise_since(unit, then)
        assert found.now.startswith("a part of Huyện Cầu Kè, its share not known, goes to")
    assert said_otherwise_since(cast.tra_cu, then) == []
    assert said_otherwise_since(cast.nation, then) == []
    assert said_otherwise_since(cast.nation, then, of_all_below=True)


def test_no_meeting_is_frozen_where_a_part_was_given_since_its_page_was_opened(
    cast: Cast,
) -> None:
    then = clock()
    given_away(cast)
    with pytest.raises(CountsChanged):
        freeze(cast.giang, cast.tra_vinh, "Họp", DAY, shown_at=then)


def test_a_meeting_after_which_nothing_changed_says_so(cast: Cast, chi: Client) -> None:
    frozen = freeze(cast.giang, cast.tra_vinh, "Họp", DAY)
    page = Page.of(chi.get(reverse("meeting", args=[frozen.pk])))
    assert "Nothing was adjusted" in page.text


def test_tables_are_read_as_seen_within_and_as_they_are_without(cast: Cast) -> None:
    then = clock()
    rename(cast.cau_ke, full_name="Huyện Cầu Kẻ")

    def name() -> str:
        return AdministrativeUnit.objects.values_list("full_name", flat=True).get(pk=cast.cau_ke.pk)

    with tables_as_seen(then):
        assert name() == "Huyện Cầu Kè"
        with tables_as_seen(None):
            assert name() == "Huyện Cầu Kẻ"
        assert name() == "Huyện Cầu Kè"
    assert name() == "Huyện Cầu Kẻ"


def test_an_error_within_puts_the_tables_back(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), tables_as_seen(clock()):
        raise ZeroDivisionError
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        assert "as_seen" not in cursor.fetchone()[0]
    assert moment_seen() is None
