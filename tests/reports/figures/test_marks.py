"""What deviates in the state of its month is said at the number, on pages and in files."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from cast import JUNE, Cast
from coverage.entry import Cell, record_figures
from coverage.models import State
from coverage.month.workflow import approve, reopen
from every_surface import surfaces
from known_values import reported
from pages import in_english, open_overview, signed_in_as
from reporting import accounts, begin_approving, count, make_document, promise, report, report_all
from reports.figures.marks import all_unapproved
from reports.figures.pooled_values import pool_values

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    report_all({world.cau_ke: 95, world.tra_cu: 84}, world.bhyt, JUNE)
    return world


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    return in_english(signed_in_as(client, cast.chi))


def approve_both(cast: Cast) -> None:
    approve(accounts()[1], [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)


def participants(chi: Client, cast: Cast) -> list[str]:
    page = open_overview(chi, cast.tra_vinh, month="2023-06", indicator="BHYT")
    return [row[2] for row in page.table()]


def test_where_nobody_approves_nothing_is_said_of_it(cast: Cast, chi: Client) -> None:
    report_all({cast.sin_ho: 7}, cast.bhyt, JUNE)
    begin_approving(cast.sin_ho)
    assert participants(chi, cast) == ["95", "84", "179"]
    for name, said in surfaces(chi, cast.tra_vinh, "2023-06").items():
        assert "not approved" not in said, name
        assert "†" not in said, name
        assert "None of the units’ figures has been approved" not in said, name


def test_that_nothing_was_approved_is_said_once(cast: Cast, chi: Client) -> None:
    begin_approving(cast.cau_ke)
    assert participants(chi, cast) == ["95", "84", "179"]
    page = open_overview(chi, cast.tra_vinh, month="2023-06", indicator="BHYT")
    assert page.text.count("None of the units’ figures has been approved yet.") == 1


def test_the_one_that_was_not_approved_is_marked_at_its_number_and_in_the_sum(
    cast: Cast, chi: Client
) -> None:
    approve(accounts()[1], [cast.cau_ke.pk], JUNE)
    assert participants(chi, cast) == ["95", "84 not approved", "179 1 not approved"]
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    assert "not approved" in said["monthly_workbook"]
    for name in ("report", "report_document"):
        text, annex = re.split("phụ lục I", said[name], flags=re.IGNORECASE)[:2]
        for part in (text, annex):
            assert "179†" in part, name
            assert "†: số liệu chưa được duyệt" in part, name
        assert "84†" in annex, name


def test_where_all_was_approved_nothing_is_marked(cast: Cast, chi: Client) -> None:
    approve_both(cast)
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name, text in said.items():
        assert "not approved" not in text, name
        assert "†" not in text, name


def test_a_month_opened_again_shows_what_was_approved_and_says_so(cast: Cast, chi: Client) -> None:
    approve_both(cast)
    enterer, approver = accounts()
    reopen(approver, [cast.tra_cu.pk], JUNE, "nhầm cột")
    shown = cast.bhyt.figures.current().get(unit=cast.tra_cu, period=JUNE).pk
    record_figures(enterer, JUNE, [Cell(cast.tra_cu.pk, cast.bhyt.pk, 5_000, shown=shown)])
    assert participants(chi, cast) == ["95", "84 being edited", "179 1 being edited"]
    for name, text in surfaces(chi, cast.tra_vinh, "2023-06").items():
        assert "5.000" not in text, name
        assert "5000" not in text, name


def test_an_open_warning_stands_at_its_number_and_nobody_with_one_is_named_as_finished(
    cast: Cast, chi: Client
) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for unit, people in ((cast.cau_ke, 100_000), (cast.tra_cu, 80)):
        promise(plan, unit, cast.bhyt, 2023, people=people)
        count(unit, "population", 2023, 148_220)
    report(cast.cau_ke, cast.bhyt, JUNE, 110_000, rate=Decimal("0.86"))
    approve_both(cast)
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    assert participants(chi, cast)[0] == "110.000 ⚠ open warning"
    for name in ("overview", "monthly_workbook"):
        assert "⚠ open warning" in said[name], name
        assert "⚠ 1 with open warnings" in said[name], name
    for name in ("report", "report_document"):
        assert "110.000†" in said[name], name
        finished = said[name].partition("hoàn thành chỉ tiêu BHYT năm 2023")[2][:120]
        assert "huyện Trà Cú" in finished, name
        assert "huyện Cầu Kè" not in finished.partition("chưa tính")[0], name
        assert "chưa tính huyện Cầu Kè" in finished, name


def test_what_a_number_is_measured_against_and_nobody_saw_who_approved_it_is_said_at_it(
    cast: Cast, chi: Client
) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    promise(plan, cast.tra_cu, cast.bhyt, 2023, people=100)
    count(cast.cau_ke, "population", 2023, 200)
    approve_both(cast)
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=100)
    count(cast.tra_cu, "population", 2023, 180)
    assert participants(chi, cast) == ["95", "84", "179"]
    count(cast.cau_ke, "population", 2023, 190)
    promise(plan, cast.tra_cu, cast.bhyt, 2023, people=90)
    of_base, of_target = (
        f"{what} changed after the approval" for what in ("denominator", "target")
    )
    assert participants(chi, cast) == [f"95 {of_base}", f"84 {of_target}", "179"]
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "monthly_workbook"):
        assert of_base in said[name], name
        assert of_target in said[name], name
    for name in ("report", "report_document"):
        assert "84†" in said[name], name
        assert "sửa sau khi số liệu được duyệt" in said[name], name


def test_a_sum_is_as_old_as_the_approvals_of_its_units_not_of_the_month_of_the_whole(
    cast: Cast, chi: Client
) -> None:
    """Trà Vinh reports BHTN itself, and its month is approved before those of its districts."""
    report(cast.tra_vinh, cast.indicators["BHTN"], JUNE, 50)
    count(cast.tra_vinh, "population", 2023, 200)
    approve(accounts()[1], [cast.tra_vinh.pk, cast.cau_ke.pk], JUNE)
    count(cast.tra_vinh, "population", 2023, 190)
    assert participants(chi, cast)[-1] == "179 1 not approved"
    approve(accounts()[1], [cast.tra_cu.pk], JUNE)
    assert participants(chi, cast)[-1] == "179"
    count(cast.tra_vinh, "population", 2023, 180)
    assert participants(chi, cast)[-1] == "179 denominator changed after the approval"


def test_where_there_is_no_number_there_is_no_mark(cast: Cast, chi: Client) -> None:
    report(cast.tra_cu, cast.bhyt, JUNE, absence="not_available")
    count(cast.tra_cu, "population", 2023, 200)
    approve_both(cast)
    count(cast.tra_cu, "population", 2023, 190)
    assert participants(chi, cast)[1] == "not available"


def test_a_whole_computed_of_what_the_unit_reported_is_marked_as_its_own(
    cast: Cast, chi: Client
) -> None:
    for code in ("BHXH_BB", "BHXH_TN"):
        report_all({cast.tra_vinh: 60, cast.cau_ke: 20}, cast.indicators[code], JUNE)
    approve(accounts()[1], [cast.cau_ke.pk], JUNE)
    page = open_overview(chi, cast.tra_vinh, month="2023-06", indicator="BHXH")
    assert [row[2] for row in page.table()] == ["40", "not reported", "120 not approved"]
    said = "120 not approved no denominator, so no rate sum of 1/2 units: 40"
    assert said in page.card("BHXH").text


def test_that_nothing_was_approved_is_not_said_beside_a_sum_that_was(cast: Cast) -> None:
    unapproved, approved = (
        reported(70, state=state) for state in (State.SUBMITTED, State.APPROVED)
    )
    assert all_unapproved([unapproved, pool_values([unapproved, unapproved])])
    assert not all_unapproved([unapproved, unapproved, pool_values([approved, approved])])
    assert not all_unapproved([unapproved, unapproved, pool_values([approved, unapproved])])
