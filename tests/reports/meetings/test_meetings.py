"""Meetings: the data of a moment frozen, once and for all, and read again as they were."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit, make_user
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ReportedFigure, Role
from coverage.month.workflow import approve, reopen, submit
from coverage.refusals import NotYours
from monthly import cells_of, monthly_file, opened
from pages import Page, in_english, signed_in_as, text_of
from reporting import count, make_document, promise, report, report_all
from reports.meetings.freezing import FrozenAlready, freeze
from reports.models import Meeting
from reports.page_request import meeting_finder
from small_worlds import clock
from targets.models import Document
from word_documents import Word

pytestmark = pytest.mark.usefixtures("static_files")

DAY = date(2023, 7, 26)
TITLE = "Họp Ban Chỉ đạo sơ kết 6 tháng"
# With those that set the moment as of which units and documents are read, and set it back. The list
# has five for the months that its form offers; the last are with six that ask the unit above for
# its past years, of which the unit has none.
STATEMENTS_OF_LIST, STATEMENTS_OF_MEETING, STATEMENTS_MORE = 17, 58, 37


@pytest.fixture
def english(client: Client) -> Client:
    return in_english(client)


def a_meeting(cast: Cast, unit: AdministrativeUnit | None = None) -> Meeting:
    return freeze(cast.giang, unit or cast.tra_vinh, TITLE, DAY)


# Freezing


def test_a_meeting_is_the_moment_it_was_frozen_at(cast: Cast) -> None:
    before = clock()
    found = a_meeting(cast)
    assert before < found.moment < clock()
    assert (found.title, found.held_on, found.created_by) == (TITLE, DAY, cast.giang)


def test_the_title_is_kept_in_one_form(cast: Cast) -> None:
    decomposed = "  Ho\u0323p Ban "
    assert freeze(cast.giang, cast.tra_vinh, decomposed, DAY).title == "Họp Ban"


@pytest.mark.parametrize("who", ["an", "binh", "chi", "dung", "em"])
def test_only_who_approves_the_units_months_may_freeze(cast: Cast, who: str) -> None:
    with pytest.raises(NotYours):
        freeze(getattr(cast, who), cast.tra_vinh, TITLE, DAY)
    assert not Meeting.objects.exists()


def test_who_approves_for_a_province_may_freeze_for_its_district_but_no_other(cast: Cast) -> None:
    assert a_meeting(cast, cast.cau_ke).unit == cast.cau_ke
    with pytest.raises(NotYours):
        a_meeting(cast, cast.lai_chau)


def test_the_same_meeting_is_frozen_once(cast: Cast) -> None:
    """Sent twice, the second changes nothing and is told so."""
    first = a_meeting(cast)
    with pytest.raises(FrozenAlready):
        a_meeting(cast)
    assert Meeting.objects.get() == first


def test_another_title_or_another_day_is_another_meeting(cast: Cast) -> None:
    a_meeting(cast)
    freeze(cast.giang, cast.tra_vinh, "Họp bổ sung", DAY)
    freeze(cast.giang, cast.tra_vinh, TITLE, DAY + timedelta(1))
    assert Meeting.objects.count() == 3


# What the database guards


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports_meeting SET title = 'khác'",
        "UPDATE reports_meeting SET moment = moment - interval '1 day'",
        "UPDATE reports_meeting SET held_on = held_on + 1",
        "DELETE FROM reports_meeting",
        "TRUNCATE reports_meeting CASCADE",
    ],
)
def test_a_meeting_is_never_changed_nor_taken_back(cast: Cast, change: str) -> None:
    a_meeting(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match=r"never (altered|emptied)"):
            cursor.execute(change)


@pytest.mark.parametrize("away", [timedelta(days=-1), timedelta(days=1)])
def test_a_meeting_cannot_be_dated_back_or_ahead(cast: Cast, away: timedelta) -> None:
    with pytest.raises(IntegrityError, match="freezes the data of now"):
        _add(cast, moment=timezone.now() + away)


def _add(cast: Cast, **fields: Any) -> Meeting:
    usual = {
        "unit": cast.tra_vinh,
        "title": TITLE,
        "held_on": DAY,
        "period": JUNE,
        "moment": clock(),
        "created_by": cast.giang,
    }
    return Meeting.objects.create(**(usual | fields))


@pytest.mark.parametrize(
    ("rule", "breach"),
    [
        ("meeting_once", lambda c: (_add(c), _add(c))),
        ("meeting_has_a_title", lambda c: _add(c, title="")),
        ("meeting_period_is_a_month", lambda c: _add(c, period=date(2023, 6, 2))),
        ("a meeting is about a month", lambda c: _add(c, period=None)),
    ],
)
def test_a_meeting_that_breaks_a_rule_is_refused(
    cast: Cast, rule: str, breach: Callable[[Cast], object]
) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        breach(cast)


# Finding the meeting of an address


@pytest.mark.parametrize(
    ("who", "may_open"), [("an", True), ("chi", True), ("dung", True), ("em", True)]
)
def test_who_reads_the_unit_may_name_its_meeting(cast: Cast, who: str, may_open: bool) -> None:
    frozen = a_meeting(cast)
    found = meeting_finder(getattr(cast, who))(frozen.pk)
    assert (found.moment, found.title, found.may_open) == (frozen.moment, TITLE, may_open)


def test_who_works_in_a_district_may_name_the_provinces_meeting_but_not_open_it(cast: Cast) -> None:
    clerk = make_user("huyen", "Kim Huyền", (cast.cau_ke, Role.CLERK))
    assert meeting_finder(clerk)(a_meeting(cast).pk).may_open is False


def test_a_meeting_of_another_province_is_not_known(cast: Cast) -> None:
    with pytest.raises(ValueError, match=r"^\d+$"):
        meeting_finder(cast.binh)(a_meeting(cast).pk)


# The pages


def test_the_list_offers_freezing_only_to_who_may(cast: Cast, english: Client) -> None:
    address = reverse("meetings", args=[cast.tra_vinh.pk])
    for who, offered in ((cast.giang, True), (cast.an, False), (cast.chi, False), (cast.em, False)):
        page = Page.of(signed_in_as(english, who).get(address))
        assert page.status == 200
        assert ("Freeze the data of now" in page.text) is offered


@pytest.mark.parametrize(
    ("who", "status"),
    [("giang", 302), ("an", 403), ("chi", 403), ("dung", 403), ("em", 403), ("binh", 403)],
)
def test_only_who_may_freezes_through_the_page(
    cast: Cast, client: Client, who: str, status: int
) -> None:
    signed_in_as(client, getattr(cast, who))
    said = {"title": TITLE, "held_on": "26/07/2023", "shown_at": clock().isoformat()}
    answer = client.post(reverse("meetings", args=[cast.tra_vinh.pk]), said)
    assert answer.status_code == status
    assert Meeting.objects.count() == (status == 302)


@pytest.mark.parametrize(
    "said",
    [
        {"title": "", "held_on": "26/07/2023"},
        {"title": "   ", "held_on": "26/07/2023"},
        {"title": "a\0b", "held_on": "26/07/2023"},
        {"title": "a" * 201, "held_on": "26/07/2023"},
        {"title": TITLE, "held_on": "07/26/2023"},
        {"title": TITLE, "held_on": "26/07/0023"},
        {"title": TITLE, "held_on": ""},
        {},
    ],
)
def test_what_cannot_be_read_freezes_nothing_and_stays_in_the_form(
    cast: Cast, english: Client, said: dict[str, str]
) -> None:
    signed_in_as(english, cast.giang)
    answer = english.post(reverse("meetings", args=[cast.tra_vinh.pk]), said)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_the_same_meeting_sent_twice_is_said_to_be_frozen_already(
    cast: Cast, english: Client
) -> None:
    signed_in_as(english, cast.giang)
    address, said = (
        reverse("meetings", args=[cast.tra_vinh.pk]),
        {"title": TITLE, "held_on": "26/07/2023", "shown_at": clock().isoformat()},
    )
    assert english.post(address, said).status_code == 302
    again = english.post(address, said)
    assert again.status_code == 422
    assert "frozen already" in again.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("chi", 200), ("dung", 200), ("em", 200), ("binh", 403)]
)
def test_a_meeting_is_opened_by_who_reads_its_unit(
    cast: Cast, client: Client, who: str, status: int
) -> None:
    frozen = a_meeting(cast)
    signed_in_as(client, getattr(cast, who))
    assert client.get(reverse("meeting", args=[frozen.pk])).status_code == status
    assert client.get(reverse("meetings", args=[cast.tra_vinh.pk])).status_code == status


def test_a_meeting_that_is_not_there_is_not_found(cast: Cast, client: Client) -> None:
    assert signed_in_as(client, cast.em).get("/meetings/99/").status_code == 404


@pytest.fixture
def told(cast: Cast) -> Cast:
    """June as a meeting saw it: 821.563 people of Trà Vinh against 966.520, two districts."""
    report(cast.tra_vinh, cast.bhyt, JUNE, 821_563)
    report_all({cast.cau_ke: 70, cast.tra_cu: 300}, cast.bhyt, JUNE)
    count(cast.tra_vinh, "population", 2023, 1_019_562)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    return cast


def revise(cast: Cast) -> None:
    """After the meeting: a figure corrected, and a new document of the same assigner."""
    report(cast.tra_vinh, cast.bhyt, JUNE, 821_600)
    revised = make_document(cast.tra_vinh, date(2023, 6, 15), number="99/QĐ-UBND")
    promise(revised, cast.tra_vinh, cast.bhyt, 2023, people=970_000)


def overview(client: Client, cast: Cast, **query: Any) -> Page:
    return Page.of(client.get(reverse("overview", args=[cast.tra_vinh.pk]), query))


def test_a_revision_in_mid_year_changes_attainment_and_not_what_the_meeting_saw(
    told: Cast, english: Client
) -> None:
    frozen = a_meeting(told)
    revise(told)
    signed_in_as(english, told.chi)
    now = overview(english, told, month="2023-06").card("BHYT")
    then = overview(english, told, month="2023-06", meeting=frozen.pk).card("BHYT")
    assert (then.people, now.people) == ("821.563", "821.600")
    by = "UBND tỉnh Trà Vinh"
    assert then.standing(by)[0].startswith("966.520")
    assert then.standing(by)[1].startswith("85,00 %")
    assert now.standing(by)[0].startswith("970.000")
    assert now.standing(by)[1].startswith("84,70 %")


def test_the_meetings_page_shows_both_numbers_of_what_was_adjusted(
    told: Cast, english: Client
) -> None:
    frozen = a_meeting(told)
    revise(told)
    page = Page.of(signed_in_as(english, told.chi).get(reverse("meeting", args=[frozen.pk])))
    for text in ("821.563", "821.600", "966.520", "970.000", "7/KH-UBND", "99/QĐ-UBND"):
        assert text in page.text
    history = reverse("cell_history", args=[told.tra_vinh.pk, told.bhyt.pk, "2023-06"])
    link = page.first(f'//a[starts-with(@href, "{history}?as_seen=")]').get("href")
    assert english.get(link).status_code == 200


def correct_twice(cast: Cast) -> None:
    """After the meeting the month is opened twice, and the plan is revised in its document."""
    unit = [cast.cau_ke.pk]
    approve(cast.giang, unit, JUNE)
    for people, reason in ((71, "sót một xã"), (73, "trùng thẻ")):
        reopen(cast.giang, unit, JUNE, reason)
        shown = ReportedFigure.objects.current().get(unit=cast.cau_ke).pk
        record_figures(cast.an, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people, shown=shown)])
        submit(cast.an, unit, JUNE)
        approve(cast.giang, unit, JUNE)
    plan = Document.objects.get(number="7/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=970_000, reason="thêm hộ nghèo")


def test_page_and_files_tell_each_correction_apart_with_its_reason(
    told: Cast, english: Client
) -> None:
    frozen = a_meeting(told)
    correct_twice(told)
    signed_in_as(english, told.chi)
    page, asked = reverse("meeting", args=[frozen.pk]), {"meeting": str(frozen.pk)}
    place = [told.tra_vinh.pk]
    month = asked | {"month": "2023-06", "indicator": "BHYT"}
    to_check = month | {"copy": "check"}
    texts = {
        "page": Page.of(english.get(page)).text,
        "tables": all_cells(english.get(page, {"xlsx": "figures"}))
        + all_cells(english.get(page, {"xlsx": "targets"})),
        "workbook": all_cells(english.get(reverse("monthly_workbook", args=place), month)),
        "by unit": all_cells(english.get(reverse("parts_workbook", args=place), month)),
        "report": Page.of(english.get(reverse("report", args=place), to_check)).text,
        "document": Word.of(
            english.get(reverse("report_document", args=place), to_check).content
        ).text,
    }
    for where, text in texts.items():
        first, second = text.index("sót một xã"), text.index("trùng thẻ")
        assert "71" in text[first - 90 : first], where
        assert "73" in text[second - 90 : second], where
        assert "thêm hộ nghèo" in text, where
    for where in ("page", "tables", "workbook", "by unit"):
        assert texts[where].count("(Võ Hương Giang, ") == 2, where


def all_cells(response: Any) -> str:
    book = opened(response.getvalue())
    return "\n".join(str(cell.value) for sheet in book for cell in cells_of(sheet))


def test_a_meeting_after_which_nothing_changed_says_so(told: Cast, english: Client) -> None:
    frozen = a_meeting(told)
    page = Page.of(signed_in_as(english, told.chi).get(reverse("meeting", args=[frozen.pk])))
    assert "Nothing was adjusted" in page.text


def test_every_link_of_the_meeting_opens_as_it_saw_the_data(told: Cast, english: Client) -> None:
    frozen = a_meeting(told)
    page = Page.of(signed_in_as(english, told.chi).get(reverse("meeting", args=[frozen.pk])))
    links = page.root.xpath('//ul[@class="seen-pages"]//a/@href')
    assert len(links) == 8
    for link in links:
        assert link.endswith(f"?month=2023-06&meeting={frozen.pk}")
        assert english.get(link).status_code == 200, link


PAGES = ("overview", "unit", "report", "unit_check", "indicator", "what_if")


def address_of(name: str, unit: AdministrativeUnit) -> str:
    return reverse(name, args=[unit.pk, *(["BHYT"] if name == "indicator" else [])])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_as_a_meeting_saw_it_says_so_and_leads_to_now(
    told: Cast, english: Client, name: str
) -> None:
    frozen = a_meeting(told)
    signed_in_as(english, told.chi)
    address = address_of(name, told.tra_vinh)
    page = Page.of(english.get(address, {"month": "2023-06", "meeting": str(frozen.pk)}))
    banner = page.first('//*[@class="as-seen-banner"]')
    assert TITLE in banner.text_content()
    now, adjusted = banner.xpath(".//a/@href")
    assert now.startswith(f"{address}?")
    assert "month=2023-06" in now
    assert "meeting" not in now
    assert adjusted == reverse("meeting", args=[frozen.pk])
    assert "as-seen-banner" not in english.get(now).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_links_and_forms_of_such_a_page_keep_the_meeting(
    told: Cast, english: Client, name: str
) -> None:
    frozen = a_meeting(told)
    signed_in_as(english, told.dung)
    address = address_of(name, told.tra_vinh)
    page = Page.of(english.get(address, {"month": "2023-06", "meeting": str(frozen.pk)}))
    units = page.root.xpath('//main//a[starts-with(@href, "/units/") or starts-with(@href, "?")]')
    leading_on = [
        a.get("href") for a in units if a.xpath('not(ancestor::*[@class="as-seen-banner"])')
    ]
    assert len(leading_on) > 5
    lost = [each for each in leading_on if f"meeting={frozen.pk}" not in each]
    assert [each for each in lost if not each.endswith("/acts/")] == [], "acts are of now"
    forms = page.root.xpath('//form[contains(@class, "filters")]')
    assert forms
    for form in forms:
        assert form.xpath('.//input[@name="meeting"]/@value') == [str(frozen.pk)]


def test_who_works_in_a_district_sees_its_page_as_the_provinces_meeting_saw_it(
    told: Cast, english: Client
) -> None:
    frozen = a_meeting(told)
    report(told.cau_ke, told.bhyt, JUNE, 77)
    signed_in_as(english, make_user("huyen", "Kim Huyền", (told.cau_ke, Role.VIEWER)))
    address = reverse("overview", args=[told.cau_ke.pk])
    page = Page.of(english.get(address, {"month": "2023-06", "meeting": str(frozen.pk)}))
    banner = page.first('//*[@class="as-seen-banner"]')
    assert TITLE in text_of(banner)
    assert len(banner.xpath(".//a")) == 1
    assert "70" in page.text
    assert english.get(reverse("meeting", args=[frozen.pk])).status_code == 403


def test_a_meeting_that_is_not_known_is_named_and_the_page_shows_now(
    told: Cast, english: Client
) -> None:
    other = Meeting.objects.create(
        unit=told.lai_chau,
        title="Họp",
        held_on=DAY,
        period=JUNE,
        moment=clock(),
        created_by=told.binh,
    )
    signed_in_as(english, told.chi)
    for said in (str(other.pk), "99", "x", "-1", "1" * 30):
        page = overview(english, told, meeting=said)
        assert page.status == 200
        assert f"meeting={said}" in page.text
        assert "as-seen-banner" not in page.source


def test_a_unit_made_later_has_a_page_as_an_earlier_meeting_saw_it(
    told: Cast, english: Client
) -> None:
    frozen = a_meeting(told)
    late = make_unit(
        2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", told.tra_vinh, valid_from=date(2023, 7, 1)
    )
    signed_in_as(english, told.chi)
    answer = english.get(reverse("overview", args=[late.pk]), {"meeting": str(frozen.pk)})
    assert answer.status_code == 200


@pytest.mark.parametrize("more", [0, 12])
def test_the_pages_take_a_fixed_number_of_statements(
    told: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    frozen = a_meeting(told)
    for turn in range(more):
        freeze(told.giang, told.tra_vinh, f"Họp {turn}", DAY)
    revise(told)
    for unit in [told.cau_ke, told.tra_cu][:more]:
        report(unit, told.bhyt, JUNE, 71)
    signed_in_as(client, told.giang)
    with django_assert_num_queries(STATEMENTS_OF_LIST):
        client.get(reverse("meetings", args=[told.tra_vinh.pk]))
    with django_assert_num_queries(STATEMENTS_OF_MEETING):
        client.get(reverse("meeting", args=[frozen.pk]))


def test_a_long_list_is_cut_and_says_how_many_there_are_more(
    told: Cast, english: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.meetings.page.LONGEST_LIST", 2)
    frozen = a_meeting(told)
    revise(told)
    report(told.cau_ke, told.bhyt, JUNE, 71)
    report(told.tra_cu, told.bhyt, JUNE, 301)
    page = Page.of(signed_in_as(english, told.chi).get(reverse("meeting", args=[frozen.pk])))
    assert "… and 1 more." in page.text
    assert re.search(r"Cầu Kè", page.text)
    assert "Trà Cú" not in page.text


# The files


def test_the_monthly_workbook_of_a_meeting_names_it_and_holds_both_numbers(
    told: Cast, english: Client
) -> None:
    frozen = a_meeting(told)
    revise(told)
    signed_in_as(english, told.chi)
    then = opened(monthly_file(english, told.tra_vinh, meeting=frozen.pk))
    assert TITLE in "".join(str(cell.value) for cell in cells_of(then["Sources"]))
    headings, *rows = [
        [cell.value for cell in row] for row in then["Adjusted since"].iter_rows(min_row=4)
    ]
    lines = {row[0]: dict(zip(headings, row, strict=True)) for row in rows}
    figure, target = lines["Figure"], lines["Target"]
    assert (figure["Seen then: people"], figure["Now: people"]) == (821_563, 821_600)
    assert (target["Seen then: people"], target["Now: people"]) == (966_520, 970_000)
    assert figure["Seen then: %"] is None
    now = opened(monthly_file(english, told.tra_vinh))
    assert "Adjusted since" not in now.sheetnames


def test_the_written_report_of_a_meeting_names_it_and_lists_what_was_adjusted(
    told: Cast, english: Client
) -> None:
    frozen = a_meeting(told)
    revise(told)
    signed_in_as(english, told.chi)
    asked = {"month": "2023-06", "meeting": str(frozen.pk), "copy": "check"}
    said = (
        f"Đó là số liệu mà cuộc họp “{TITLE}” ngày 26/7/2023 đã thấy.",
        "Tỉnh Trà Vinh, BHYT tháng 06/2023: khi đó 821.563, nay 821.600 (Nạp dữ liệu, ",
        "khi đó 966.520 (7/KH-UBND), nay 970.000 (99/QĐ-UBND) (Nạp dữ liệu, ",
    )
    page = Page.of(english.get(reverse("report", args=[told.tra_vinh.pk]), asked))
    answer = english.get(reverse("report_document", args=[told.tra_vinh.pk]), asked)
    document = Word.of(answer.content).text
    for text in said:
        assert text in page.text
        assert text in document
    to_sign = asked | {"copy": ""}
    page = Page.of(english.get(reverse("report", args=[told.tra_vinh.pk]), to_sign))
    answer = english.get(reverse("report_document", args=[told.tra_vinh.pk]), to_sign)
    document = Word.of(answer.content).text
    assert said[0] in page.text
    assert said[0] in document
    assert said[1] in page.first("//aside").text_content()
    assert said[1] not in document
    now = english.get(reverse("report", args=[told.tra_vinh.pk]), {"month": "2023-06"})
    assert "khi đó" not in Page.of(now).text


def test_cards_and_table_of_an_earlier_moment_mark_what_reads_otherwise_now(
    told: Cast, english: Client
) -> None:
    plan = make_document(told.tra_vinh, date(2023, 1, 1), number="8/KH-UBND")
    promise(plan, told.cau_ke, told.bhyt, 2023, people=100)
    count(told.cau_ke, "population", 2023, 150)
    moment = clock()
    revise(told)
    report(told.cau_ke, told.bhyt, JUNE, 77)
    promise(plan, told.cau_ke, told.bhyt, 2023, people=110)
    count(told.cau_ke, "population", 2023, 160)
    signed_in_as(english, told.chi)
    page = overview(english, told, month="2023-06", indicator="BHYT", as_seen=moment.isoformat())
    said = [text_of(each) for each in page.card("BHYT").element.xpath('.//p[@class="adjusted"]')]
    assert said == [
        "↻ participants, adjusted since: 821.563 → 821.600",
        "↻ target of UBND tỉnh Trà Vinh, adjusted since: 966.520 → 970.000",
    ]
    cau_ke, tra_cu, whole = page.table()
    assert [cell for cell in cau_ke if "↻" in cell] == [
        "70 ↻ → 77",
        "150 ↻ → 160",
        "100 ↻ → 110",
    ]
    assert not any("↻" in cell for cell in tra_cu)
    assert "821.563 ↻ → 821.600" in whole
    assert "adjusted" not in overview(english, told, month="2023-06").source


def test_the_table_as_a_file_lists_both_numbers_below(told: Cast, english: Client) -> None:
    frozen = a_meeting(told)
    report(told.cau_ke, told.bhyt, JUNE, 77)
    signed_in_as(english, told.chi)
    answer = english.get(
        reverse("parts_workbook", args=[told.tra_vinh.pk]),
        {"month": "2023-06", "indicator": "BHYT", "meeting": str(frozen.pk)},
    )
    texts = [str(cell.value) for cell in cells_of(opened(answer.content).worksheets[0])]
    assert f"As the meeting “{TITLE}” of 26/07/2023 saw it." in texts
    assert "Huyện Cầu Kè: participants, adjusted since: 70 → 77" in texts


@pytest.mark.parametrize("changed", [0, 2])
def test_an_earlier_moment_costs_the_page_one_overview_more_whatever_changed(
    told: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries, changed: int
) -> None:
    frozen = a_meeting(told)
    for unit in [told.cau_ke, told.tra_cu][:changed]:
        report(unit, told.bhyt, JUNE, 71)
    signed_in_as(client, told.chi)
    address = reverse("overview", args=[told.tra_vinh.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as now:
        client.get(address, {"month": "2023-06"})
    with django_assert_num_queries(len(now) + STATEMENTS_MORE):
        client.get(address, {"month": "2023-06", "meeting": str(frozen.pk)})
