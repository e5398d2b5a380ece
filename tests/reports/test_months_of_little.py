"""Months of which little is known say on every page and in every file what is there and what is
not: never a zero that nobody reported, never a page of nothing."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from cast import JUNE, Cast
from coverage.models import Absence, AdministrativeUnit, Required
from coverage.month.workflow import approve, open_months, reopen
from every_surface import NAMES, PAGES, WORKBOOKS, surfaces
from pages import in_english, signed_in_as
from reporting import count, make_document, promise, report, report_all, set_rule
from unit_acts import end_roles

pytestmark = pytest.mark.usefixtures("static_files")
ENGLISH = (*PAGES, *WORKBOOKS)
# Page and document are written in Vietnamese.
REPORTS = ("report", "report_document")
TABLES = ("overview", "what_if", *WORKBOOKS)
# A zero that stands alone: no part of a number, of "0/2", or of a month.
ZERO = re.compile(r"(?<![\w.,/:])0(?:[.,]0+)?(?: %)?(?![\w.,/:])")
# What is counted of months and cells, and how much the workbook differs from the server.
COUNTED = (
    r"\b0(?:\s*\[[\d, ]+\])? đơn vị đã (?:gửi|được)",
    r"Có 0 / \d đơn vị",
    r"0 cells compared, 0 differ",
    r"0 differ",
    r"Cells (?:compared|that differ)\n0",
    r"0\nsame",
    r"\(there are 0(?: from 0)?\)",
)


@pytest.fixture
def reader(cast: Cast) -> Client:
    return in_english(signed_in_as(Client(), cast.em))


def said(reader: Client, unit: AdministrativeUnit) -> dict[str, str]:
    """All that shows June of a unit; no zero in it was made up."""
    has_parts = AdministrativeUnit.objects.filter(parent=unit).exists()
    names = [name for name in NAMES if has_parts or name != "parts_workbook"]
    found = surfaces(reader, unit, f"{JUNE:%Y-%m}", names)
    for name, text in found.items():
        counted = re.sub("|".join(COUNTED), "", text.replace("\u00a0", " "))
        zeros = [counted[each.start() - 40 : each.end() + 40] for each in ZERO.finditer(counted)]
        assert zeros == [], name
    return found


def is_in(text: str, found: dict[str, str], names: Iterable[str]) -> None:
    for name in names:
        assert text in found[name], name


def set_targets(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    for unit in (cast.tra_vinh, cast.cau_ke):
        promise(plan, unit, cast.bhyt, 2023, people=2_000)


def test_a_month_nobody_has_handed_in_has_its_units_its_targets_and_no_figure(
    cast: Cast, reader: Client
) -> None:
    """Cầu Kè types, Trà Cú has opened nothing."""
    set_targets(cast)
    report(cast.cau_ke, cast.bhyt, JUNE, 517, is_draft=True)
    for unit in (cast.tra_vinh, cast.cau_ke):
        found = said(reader, unit)
        is_in("not reported", found, [name for name in TABLES if name in found])
        is_in("số liệu tháng 6/2023 (chưa có số liệu)", found, REPORTS)
        assert all("517" not in text for text in found.values())
        assert "No figures count for this month yet" in found["overview"]
        assert "has no figures of “BHYT”" in found["unit"]
    is_in("2.000", said(reader, cast.tra_vinh), ("overview", "what_if"))
    is_in("Huyện Trà Cú", said(reader, cast.tra_vinh), TABLES)
    is_in("0/2 have figures · 0/2 handed in", said(reader, cast.tra_vinh), ("overview", *WORKBOOKS))


def test_where_nothing_is_known_or_promised_the_files_say_that_too(
    cast: Cast, reader: Client
) -> None:
    found = said(reader, cast.lai_chau)
    is_in("not reported", found, ("overview", "what_if", "parts_workbook"))
    is_in("Huyện Sìn Hồ", found, ("overview", "what_if", "parts_workbook"))
    is_in("has no figures and no targets for 06/2023", found, ("overview", "monthly_workbook"))
    is_in("BHYT: số liệu tháng 6/2023 (chưa có số liệu)", found, REPORTS)
    assert "has no figures of “BHYT”" in found["unit"]


def test_an_indicator_that_applies_to_no_unit_is_not_called_missing(
    cast: Cast, reader: Client
) -> None:
    set_targets(cast)
    for unit in (cast.cau_ke, cast.tra_cu):
        report(unit, cast.bhyt, JUNE, absence=Absence.NOT_APPLICABLE)
    report(cast.sin_ho, cast.bhyt, JUNE, 300)
    found = said(reader, cast.tra_vinh)
    is_in("not applicable", found, (*TABLES, "unit"))
    is_in("số liệu tháng 6/2023 (đơn vị báo không áp dụng)", found, REPORTS)
    for name in REPORTS:
        assert "tỷ lệ bao phủ của" not in found[name]
    nation = said(reader, cast.nation)
    is_in("not applicable to Tỉnh Trà Vinh", nation, WORKBOOKS)
    is_in("300", nation, NAMES)
    for name in TABLES:
        assert "1/2 units" not in nation[name], name
        assert "incomplete" not in nation[name], name


def test_a_rule_that_requires_nothing_hides_nothing_and_adds_nothing(
    cast: Cast, reader: Client
) -> None:
    set_targets(cast)
    set_rule(cast.tra_vinh, requires=Required.NONE)
    open_months(cast.giang, [cast.tra_cu.pk], JUNE)
    found = said(reader, cast.tra_vinh)
    is_in("not reported", found, TABLES)
    report(cast.cau_ke, cast.bhyt, JUNE, 517)
    found = said(reader, cast.tra_vinh)
    is_in("517", found, ENGLISH)
    is_in("1/2", found, ("overview", "what_if", "monthly_workbook"))


def test_a_reopened_month_whose_approver_is_gone_keeps_what_was_approved(
    cast: Cast, reader: Client
) -> None:
    both = [cast.cau_ke.pk, cast.tra_cu.pk]
    report_all({cast.cau_ke: 517, cast.tra_cu: 604}, cast.bhyt, JUNE)
    approve(cast.giang, both, JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sửa")
    end_roles(cast.giang)
    cast.giang.is_active = False
    cast.giang.save()
    found = said(reader, cast.tra_vinh)
    is_in("1 being edited", found, ("overview", "what_if", "unit", *WORKBOOKS))
    is_in("1.121", found, ("overview", "what_if", "unit", *REPORTS))
    is_in("1121", found, WORKBOOKS)
    is_in("Có 1 đơn vị đang sửa số liệu", found, ("report_document",))
    own = said(reader, cast.cau_ke)
    is_in("517", own, own)
    is_in("being edited", own, ("overview", "what_if", "unit", "monthly_workbook"))


def test_a_province_without_any_denominator_has_people_and_neither_rate_nor_judgement(
    cast: Cast, reader: Client
) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, percent=Decimal(95))
    report_all({cast.cau_ke: 517, cast.tra_cu: 604}, cast.bhyt, JUNE)
    count(cast.sin_ho, "population", 2023, 1_000)
    found = said(reader, cast.tra_vinh)
    is_in("1.121", found, ("overview", "what_if", "unit", *REPORTS))
    is_in("not judged", found, ("overview", *WORKBOOKS))
    assert "no denominator, and the target is a rate" in found["overview"]
    assert "1.121 people no denominator, so no rate" in found["overview"]
    is_in("tỷ lệ bao phủ tháng 6/2023 (chưa có mẫu số phù hợp)", found, REPORTS)
    assert "reached" not in found["parts_workbook"]


def test_of_a_unit_that_reports_itself_every_head_says_in_which_state_its_own_month_is(
    cast: Cast, reader: Client
) -> None:
    """None of its units has: how many have is not all there is to say of the month."""
    report(cast.tra_vinh, cast.bhyt, JUNE, 800)
    heads = ("overview", "parts_workbook", "monthly_workbook", "report")
    found = said(reader, cast.tra_vinh)
    is_in("The unit’s own month: ◐ submitted", found, heads)
    is_in("Báo cáo tháng 6/2023 của chính tỉnh Trà Vinh đã gửi.", found, REPORTS)
    approve(cast.giang, [cast.tra_vinh.pk], JUNE)
    found = said(reader, cast.tra_vinh)
    is_in("The unit’s own month: ● approved", found, heads)
    is_in("Báo cáo tháng 6/2023 của chính tỉnh Trà Vinh đã được phê duyệt.", found, REPORTS)
    is_in("0/2 have figures", found, heads)
