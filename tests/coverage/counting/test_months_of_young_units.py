"""The months of a unit that was formed lately: before it was one, those of what went into it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import Cast, make_unit, make_user
from coverage.counting.month_below import month_below
from coverage.counting.months import MonthProgress, latest_months
from coverage.models import AdministrativeUnit, ChangeKind, Role
from coverage.month.closing import close_month, shown_closing
from mergers import FIRST_AFTER, Merged, make_merged
from pages import Page, open_overview, signed_in_as
from reporting import report, report_all
from reports.figures.reported import first_and_last_period
from unit_acts import end, join

LAST_OF_VINH_LONG, FIRST_OF_NEW = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Merged:
    return make_merged(world)


@pytest.fixture
def merged(cast: Merged) -> Merged:
    return cast


def formed_of(
    merged: Merged, olds: list[AdministrativeUnit], kind: str = ChangeKind.MERGE
) -> tuple[AdministrativeUnit, list[AdministrativeUnit]]:
    """A province of July 2026, with two communes."""
    new = make_unit(1, "99", "tinh", "Mới", "Tỉnh Mới", merged.cast.nation, FIRST_OF_NEW)
    for unit in (merged.commune, merged.cast.sin_ho):
        if unit.parent in olds:
            end(unit, date(2026, 6, 30))
    join(olds, new, kind)
    communes = [
        make_unit(3, f"300{n}", "xa", f"Số {n}", f"Xã số {n}", new, FIRST_OF_NEW) for n in (1, 2)
    ]
    return new, communes


def test_a_unit_without_a_month_of_its_own_opens_on_the_last_of_what_went_into_it(
    merged: Merged, static_files: None
) -> None:
    new, _communes = formed_of(merged, [merged.vinh_long, merged.cast.lai_chau])
    latest = latest_months(new)
    assert latest[0] == MonthProgress(LAST_OF_VINH_LONG, 2, 2, is_complete=True)
    reader = signed_in_as(Client(), merged.cast.dung)
    for name, args in (("overview", []), ("report", []), ("unit", []), ("indicator", ["BHYT"])):
        page = Page.of(reader.get(reverse(name, args=[new.pk, *args]), {"indicator": "BHYT"}))
        offered = page.root.xpath('//select[@name="month"]/option/@value')
        chosen = page.root.xpath('//select[@name="month"]/option[@selected]/@value')
        assert (name, offered[0], chosen) == (name, "2026-06", ["2026-06"])
        assert (name, offered[-1]) == (name, "2024-07")


def test_while_its_first_month_is_collected_the_last_whole_one_is_shown(
    merged: Merged, static_files: None
) -> None:
    new, communes = formed_of(merged, [merged.vinh_long, merged.cast.lai_chau])
    report(communes[0], merged.cast.bhyt, FIRST_OF_NEW, 10)
    assert latest_months(new)[:2] == [
        MonthProgress(FIRST_OF_NEW, 1, 2, is_complete=False),
        MonthProgress(LAST_OF_VINH_LONG, 2, 2, is_complete=True),
    ]
    reader = signed_in_as(Client(), merged.cast.dung)
    page = Page.of(reader.get(reverse("overview", args=[new.pk])))
    assert page.root.xpath('//select[@name="month"]/option[@selected]/@value') == ["2026-06"]
    assert "Tháng 07/2026 đang nhận số liệu: 1/2 đã gửi" in page.text
    report(communes[1], merged.cast.bhyt, FIRST_OF_NEW, 20)
    assert latest_months(new)[0].is_complete


def test_a_unit_that_only_goes_on_counts_the_units_below_its_earlier_row(merged: Merged) -> None:
    new, communes = formed_of(merged, [merged.vinh_long], ChangeKind.RENAME)
    assert latest_months(new)[0] == MonthProgress(LAST_OF_VINH_LONG, 1, 1, is_complete=True)
    report_all(dict.fromkeys(communes, 5), merged.cast.bhyt, FIRST_OF_NEW)
    assert latest_months(new)[0] == MonthProgress(FIRST_OF_NEW, 2, 2, is_complete=True)
    assert first_and_last_period(new) == (date(2024, 7, 1), FIRST_OF_NEW)


def test_months_of_who_gave_a_part_and_went_on_are_not_those_of_the_new_unit(
    merged: Merged,
) -> None:
    giver, period = merged.vinh_long, date(2026, 8, 1)
    new = make_unit(1, "99", "tinh", "Mới", "Tỉnh Mới", merged.cast.nation, FIRST_OF_NEW)
    join([giver], new, ChangeKind.TRANSFER, weight="0.5")
    report(merged.commune, merged.cast.bhyt, period, 1)
    assert latest_months(new)[0].period == LAST_OF_VINH_LONG
    assert first_and_last_period(new) == (date(2024, 7, 1), LAST_OF_VINH_LONG)


def test_a_month_closed_under_the_earlier_row_is_the_one_a_reader_gets(
    merged: Merged, static_files: None
) -> None:
    old, may = merged.vinh_long, date(2026, 5, 1)
    silent = make_unit(3, "3009", "xa", "Im", "Xã Im", old, FIRST_AFTER)
    giang = make_user("giang-vl", "Người duyệt", (merged.cast.nation, Role.APPROVER))
    close_month(giang, old, may, "Xã Im không có", shown_closing(month_below(old, may), None))
    end(silent, date(2026, 6, 30))
    new, _communes = formed_of(merged, [old], ChangeKind.RENAME)
    page = open_overview(signed_in_as(Client(), merged.cast.dung), new)
    assert page.root.xpath('//select[@name="month"]/option[@selected]/@value') == ["2026-05"]


def test_a_young_unit_takes_two_statements_more(
    merged: Merged, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    new, _communes = formed_of(merged, [merged.vinh_long])
    with django_assert_num_queries(3):
        latest_months(new)
    with django_assert_num_queries(1):
        latest_months(merged.vinh_long)
