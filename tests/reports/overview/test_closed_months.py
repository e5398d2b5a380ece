"""What a reader is told of how far a month is: closed with gaps, being edited, handed in by nobody;
on the page and in every file that shows the month (design section 5, "The month a reader gets")."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cast import JUNE, Cast, make_user
from coverage.counting.month_below import month_below
from coverage.models import (
    Absence,
    AdministrativeUnit,
    Measure,
    MonthClosing,
    Role,
    User,
)
from coverage.month.closing import close_month, open_closed_month, shown_closing
from coverage.month.workflow import approve, open_months, reopen, submit
from entry_pages import address
from pages import Page, in_english, open_overview, signed_in_as
from reporting import make_document, promise, report
from reports.meetings.freezing import freeze
from unit_acts import end_roles, save
from word_documents import Word

MAY = date(2023, 5, 1)
IN_JUNE = {"month": "2023-06"}
WHY = "Trà Cú mất điện"
PAGES = ("overview", "report", "unit_check")
FILES = ("parts_workbook", "monthly_workbook")
OTHERS = ("unit", "what_if", "indicator", "indicator_workbook")


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    """May is complete; of June Cầu Kè has handed in, Trà Cú enters."""
    for unit, people in ((world.cau_ke, 500), (world.tra_cu, 600)):
        report(unit, world.bhyt, MAY, people)
    report(world.cau_ke, world.bhyt, JUNE, 510)
    report(world.tra_cu, world.bhyt, JUNE, 610, is_draft=True)
    return world


def decide(cast: Cast, act: Any, reason: str) -> None:
    in_force = MonthClosing.objects.current().filter(unit=cast.tra_vinh, period=JUNE).first()
    month = month_below(cast.tra_vinh, JUNE)
    shown = shown_closing(month, in_force.pk if in_force else None)
    act(cast.giang, cast.tra_vinh, JUNE, reason, shown)


def text(name: str, unit: AdministrativeUnit, user: User, **query: Any) -> str:
    client = in_english(signed_in_as(Client(), user))
    args = [unit.pk, "BHYT"] if name.startswith("indicator") else [unit.pk]
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    if "html" in answer["Content-Type"]:
        return Page.of(answer).text
    if "word" in answer["Content-Type"]:
        return Word.of(answer.content).text
    sheets = load_workbook(BytesIO(answer.content)).worksheets
    cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
    return "\n".join(str(each) for each in cells if each is not None)


@pytest.mark.parametrize("name", [*PAGES, *FILES, *OTHERS])
def test_readers_get_the_closed_month_with_who_when_why_and_which_gaps(
    cast: Cast, name: str
) -> None:
    assert "was closed" not in text(name, cast.tra_vinh, cast.chi)
    decide(cast, close_month, WHY)
    found = text(name, cast.tra_vinh, cast.chi)
    assert "Month 06/2023 was closed by Võ Hương Giang, " in found
    assert f"with 1 of 2 units missing. Reason: {WHY}" in found
    assert "Missing when it was closed: Huyện Trà Cú." in found
    assert "Added after closing" not in found
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    assert "Added after closing: Huyện Trà Cú." in text(name, cast.tra_vinh, cast.chi)


def test_the_document_says_it_in_the_words_of_the_report(cast: Cast) -> None:
    decide(cast, close_month, WHY)
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    found = text("report_document", cast.tra_vinh, cast.chi)
    assert re.search(
        r"Số liệu tháng do Võ Hương Giang chốt lúc \d\d:\d\d ngày \d+/\d+/\d{4} khi", found
    )
    assert f"khi còn thiếu 1/2 đơn vị (huyện Trà Cú); lý do: {WHY}." in found
    assert "Bổ sung sau chốt: huyện Trà Cú." in found


def test_another_units_pages_do_not_open_on_it(cast: Cast) -> None:
    decide(cast, close_month, WHY)
    for unit, user in ((cast.nation, cast.dung), (cast.cau_ke, cast.chi)):
        assert "was closed" not in text("overview", unit, user)


@pytest.mark.parametrize("name", [*PAGES, *FILES, *OTHERS])
def test_a_closing_undone_shows_the_month_before_and_stays_said_where_the_month_is_shown(
    cast: Cast, name: str
) -> None:
    decide(cast, close_month, WHY)
    decide(cast, open_closed_month, "Trà Cú đã gửi bù")
    assert "Month 05/2023" in text("overview", cast.tra_vinh, cast.chi)
    assert "closed" not in text(name, cast.tra_vinh, cast.chi, month="2023-05")
    found = text(name, cast.tra_vinh, cast.chi, **IN_JUNE)
    assert "Month 06/2023, closed on " in found
    assert "is closed no more: undone by Võ Hương Giang, " in found
    assert "Reason: Trà Cú đã gửi bù" in found
    assert WHY not in found
    assert "Missing when it was closed" not in found
    decide(cast, close_month, "lần hai")
    found = text(name, cast.tra_vinh, cast.chi, **IN_JUNE)
    assert "closed no more" not in found
    assert "Reason: lần hai" in found


def test_the_document_says_the_undoing_in_the_words_of_the_report(cast: Cast) -> None:
    decide(cast, close_month, WHY)
    decide(cast, open_closed_month, "Trà Cú đã gửi bù")
    found = text("report_document", cast.tra_vinh, cast.chi, **IN_JUNE)
    assert "Võ Hương Giang đã bỏ chốt số liệu tháng lúc " in found
    assert "(trước đó chốt lúc " in found
    assert "lý do: Trà Cú đã gửi bù." in found


def test_a_meeting_sees_the_closing_and_what_had_come_then(cast: Cast) -> None:
    before = freeze(cast.giang, cast.tra_vinh, "Trước", date(2023, 7, 25))
    decide(cast, close_month, WHY)
    after = freeze(cast.giang, cast.tra_vinh, "Sau", date(2023, 7, 26))
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    decide(cast, open_closed_month, "đủ rồi")
    assert "was closed" not in text("overview", cast.tra_vinh, cast.chi, meeting=before.pk)
    for name in (*PAGES, *FILES, *OTHERS):
        found = text(name, cast.tra_vinh, cast.chi, meeting=after.pk)
        assert "Month 06/2023 was closed by Võ Hương Giang" in found
        assert "Added after closing" not in found


def test_all_of_a_province_reopened_keeps_its_figures_and_says_so_everywhere(cast: Cast) -> None:
    both = [cast.cau_ke.pk, cast.tra_cu.pk]
    approve(cast.giang, both, MAY)
    reopen(cast.giang, both, MAY, "sửa")
    said = "2/2 have figures (being edited) · 0/2 handed in · 0/2 approved"
    for name in (*PAGES, *FILES):
        assert said in text(name, cast.tra_vinh, cast.chi, month="2023-05")
    client = in_english(signed_in_as(Client(), cast.giang))
    months = Page.of(client.get(address(cast.tra_vinh, MAY, "month_states")))
    assert said in months.text
    document = text("report_document", cast.tra_vinh, cast.chi, month="2023-05")
    assert "Có 2/2 đơn vị cấp huyện có số liệu tháng 5/2023; 0 đơn vị đã gửi" in document
    assert "Có 2 đơn vị đang sửa số liệu" in document


def test_one_of_two_reopened_is_counted(cast: Cast) -> None:
    approve(cast.giang, [cast.cau_ke.pk], MAY)
    reopen(cast.giang, [cast.cau_ke.pk], MAY, "sửa")
    found = text("overview", cast.tra_vinh, cast.chi, month="2023-05")
    assert "2/2 have figures (1 being edited) · 1/2 handed in · 0/2 approved" in found


def test_a_unit_to_which_nothing_applies_is_neither_with_figures_nor_missing(cast: Cast) -> None:
    for code in ("BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT"):
        absent = Absence.NOT_APPLICABLE
        report(cast.tra_cu, cast.indicators[code], JUNE, absence=absent, is_draft=True)
    entered = text("overview", cast.tra_vinh, cast.chi, **IN_JUNE)
    assert "1/2 have figures · 1/2 handed in" in entered
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    said = "1/1 have figures (not applicable to 1) · 2/2 handed in · 0/2 approved"
    for name in (*PAGES, *FILES):
        assert said in text(name, cast.tra_vinh, cast.chi, **IN_JUNE)
    client = in_english(signed_in_as(Client(), cast.giang))
    assert said in Page.of(client.get(address(cast.tra_vinh, JUNE, "month_states"))).text
    overview = text("overview", cast.tra_vinh, cast.chi, **IN_JUNE)
    assert "Nothing applies to: Huyện Trà Cú" in overview
    assert "Not yet, or not all of it" not in overview
    document = text("report_document", cast.tra_vinh, cast.chi, **IN_JUNE)
    assert "Có 1/1 đơn vị cấp huyện có số liệu tháng 6/2023; 2 đơn vị đã gửi" in document
    assert "Có 1 đơn vị báo cáo các chỉ tiêu không áp dụng, không tính là thiếu số liệu" in document


def test_a_nation_with_part_of_one_province_says_what_is_there(cast: Cast) -> None:
    found = text("overview", cast.nation, cast.dung, month="2023-06")
    said = "1/2 have figures (1 not complete) · 0/2 handed in · 0/2 approved"
    assert said in found
    chief = make_user("hoa", "Lê Thị Hoa", (cast.nation, Role.APPROVER))
    client = in_english(signed_in_as(Client(), chief))
    assert said in Page.of(client.get(address(cast.nation, JUNE, "month_states"))).text
    assert "Figures up to the day that each unit below says" in found
    assert "No figures count" not in found


def test_the_nations_table_says_how_far_the_units_of_a_province_have_come(cast: Cast) -> None:
    dung = in_english(signed_in_as(Client(), cast.dung))

    def states(month: str) -> list[str]:
        return open_overview(dung, cast.nation, month=month, indicator="BHYT").column("Month")

    assert states("2023-06") == ["– not opened", "○ open"]
    assert states("2023-05") == ["– not opened", "◐ submitted"]
    approve(cast.giang, [cast.cau_ke.pk, cast.tra_cu.pk], MAY)
    assert states("2023-05") == ["– not opened", "● approved"]


def test_counts_alone_are_not_called_no_figures(cast: Cast) -> None:
    flow = cast.indicators["BHTN"]
    flow.measure, flow.basis = Measure.FLOW, "none"
    save(flow)
    april = date(2023, 4, 1)
    report(cast.cau_ke, flow, april, 79)
    found = text("overview", cast.cau_ke, cast.chi, month="2023-04")
    assert "Only counts of newly enrolled; no people taking part are known" in found
    assert "No figures count" not in found


def test_a_month_nobody_has_handed_in_says_so_beside_what_was_promised(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=2_000)
    july = date(2023, 7, 1)
    open_months(cast.giang, [cast.cau_ke.pk], july)
    found = text("overview", cast.tra_vinh, cast.chi, month="2023-07")
    assert "0/2 have figures · 0/2 handed in · 0/2 approved" in found
    assert "No figures count for this month yet" in found
    assert "2.000" in found


def test_a_month_whose_approver_is_gone_keeps_what_he_approved(cast: Cast) -> None:
    approve(cast.giang, [cast.cau_ke.pk, cast.tra_cu.pk], MAY)
    reopen(cast.giang, [cast.cau_ke.pk], MAY, "sửa")
    end_roles(cast.giang)
    cast.giang.is_active = False
    cast.giang.save()
    found = text("overview", cast.tra_vinh, cast.chi, month="2023-05")
    assert "1.100" in found
    assert "last by Võ Hương Giang" in found
    own = text("overview", cast.cau_ke, cast.chi, month="2023-05")
    assert "reopened, Võ Hương Giang" in own
    client = in_english(signed_in_as(Client(), cast.an))
    months = Page.of(client.get(address(cast.tra_vinh, MAY, "month_states")))
    assert "2/2 have figures (1 being edited) · 1/2 handed in · 1/2 approved" in months.text
