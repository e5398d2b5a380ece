"""A province kept as it was: another row, the same unit, whose past is its own."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast, make_unit, make_user
from coverage.counting.month_below import month_below
from coverage.lineage import is_kept
from coverage.models import AdministrativeUnit, ChangeKind, Role
from coverage.month.closing import close_month, shown_closing
from every_surface import surfaces
from known_figures import value
from pages import Page, in_english, open_overview, signed_in_as, text_of
from reporting import report, report_all
from unit_acts import end, join

MAY, LAST_OF_OLD, FIRST_OF_NEW = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)


@dataclass(frozen=True)
class Kept:
    """Lai Châu, with its two districts until 30/6/2025 and a commune from then on."""

    cast: Cast
    old: AdministrativeUnit
    new: AdministrativeUnit


@pytest.fixture(scope="module")
def world(world: Cast) -> Kept:
    old, nation = world.lai_chau, world.nation
    districts = [world.sin_ho, make_unit(2, "109", "huyen", "Nậm Nhùn", "Huyện Nậm Nhùn", old)]
    for unit in districts:
        end(unit, date(2025, 6, 30))
    new = make_unit(1, "70", "tinh", "Lai Châu", "Tỉnh Lai Châu", nation, FIRST_OF_NEW)
    commune = make_unit(3, "3478", "xa", "Sìn Hồ", "Xã Sìn Hồ", new, FIRST_OF_NEW)
    join([old], new, ChangeKind.KEEP)
    report_all(dict(zip(districts, (300, 200), strict=True)), world.bhyt, LAST_OF_OLD)
    report_all({commune: 510}, world.bhyt, FIRST_OF_NEW)
    return Kept(world, old, new)


@pytest.fixture
def kept(cast: Kept) -> Kept:
    return cast


@pytest.fixture
def reader(kept: Kept, static_files: None) -> Client:
    return in_english(signed_in_as(Client(), kept.cast.dung))


def test_a_unit_is_kept_where_it_was_formed_of_one_other_alone_whole_and_so_called() -> None:
    lai_chau = "Tỉnh Lai Châu"
    assert is_kept(lai_chau, [(lai_chau, 1)])
    assert not is_kept(lai_chau, [])
    assert not is_kept(lai_chau, [("Tỉnh Lai Châu và Điện Biên", 1)])
    assert not is_kept(lai_chau, [(lai_chau, 1), ("Tỉnh Điện Biên", 1)])
    assert not is_kept(lai_chau, [(lai_chau, None)])


def test_the_past_of_a_kept_unit_is_that_of_its_earlier_row(kept: Kept) -> None:
    own = value(kept.cast, kept.old, period=LAST_OF_OLD)
    assert value(kept.cast, kept.new, period=LAST_OF_OLD) == own
    assert (own.people, own.counted, own.expected) == (500, 2, 2)


@pytest.mark.parametrize("month", ["2025-06", "2025-07"])
def test_no_surface_calls_the_past_of_a_kept_unit_a_sum_of_others(
    kept: Kept, reader: Client, month: str
) -> None:
    for name, said in surfaces(reader, kept.new, month).items():
        for words in ("formed from", "of the former", "trước khi sắp xếp", "a unit since"):
            assert words not in said, name


def told(page: Page) -> tuple[str, str]:
    """The line of what it became or was, and where its first link leads."""
    line = page.first('//p[contains(@class, "unit-change")]')
    return text_of(line), line.xpath("./a/@href")[0]


def test_a_kept_unit_leads_to_the_row_of_today_and_to_that_of_then(
    kept: Kept, reader: Client
) -> None:
    for name, args in (("overview", []), ("indicator", ["BHYT"]), ("unit", [])):
        then = Page.of(reader.get(reverse(name, args=[kept.old.pk, *args]), {"month": "2025-06"}))
        now = Page.of(reader.get(reverse(name, args=[kept.new.pk, *args]), {"month": "2025-07"}))
        said, link = told(then)
        assert said.startswith("Kept as it was on 01/07/2025; now see: Tỉnh Lai Châu")
        assert link == reverse("overview", args=[kept.new.pk])
        assert "a unit until" not in then.text
        said, link = told(now)
        assert said.startswith("Kept as it was on 01/07/2025; before that see: Tỉnh Lai Châu")
        assert link == reverse("overview", args=[kept.old.pk])


def test_a_kept_unit_is_forecast_where_it_goes_on(kept: Kept, reader: Client) -> None:
    page = Page.of(reader.get(reverse("unit", args=[kept.old.pk]), {"indicator": "BHYT"}))
    assert "the unit goes on under another row" in page.text
    assert "the unit ends before it" not in page.text


def test_the_change_over_the_day_of_a_kept_unit_names_nobody(kept: Kept, reader: Client) -> None:
    card = open_overview(reader, kept.new, month="2025-07").card("BHYT")
    assert "+10" in card.text
    assert "of the former" not in card.text


def test_the_month_of_a_kept_unit_before_its_day_is_that_of_its_earlier_row(
    kept: Kept, reader: Client
) -> None:
    cast = kept.cast
    ward = make_unit(
        3, "3479", "phuong", "Tân Phong", "Phường Tân Phong", kept.new, date(2025, 8, 1)
    )
    before = make_unit(3, "3480", "phuong", "Tân Phong", "Phường Tân Phong", kept.new, FIRST_OF_NEW)
    join([before], ward, ChangeKind.KEEP)
    report(before, cast.bhyt, FIRST_OF_NEW, 40)
    then, now = (open_overview(reader, unit, month="2025-07") for unit in (before, ward))
    said = [text_of(page.first('//ul[@class="status-line"]')) for page in (then, now)]
    assert said[0] == said[1]
    assert "The unit’s own month" in said[1]


def test_a_month_of_a_kept_unit_that_was_closed_stays_closed(kept: Kept, reader: Client) -> None:
    giang = make_user("giang-lc", "Người duyệt", (kept.cast.nation, Role.APPROVER))
    report(kept.cast.sin_ho, kept.cast.bhyt, MAY, 290)
    close_month(
        giang, kept.old, MAY, "Đơn vị sáp nhập", shown_closing(month_below(kept.old, MAY), None)
    )
    for name, args in (("overview", []), ("indicator", ["BHYT"]), ("unit", [])):
        page = Page.of(reader.get(reverse(name, args=[kept.new.pk, *args]), {"month": "2025-05"}))
        assert "Month 05/2025 was closed by Người duyệt" in page.text, name


def test_the_check_of_a_month_before_the_day_lists_the_warnings_of_the_units_of_then(
    kept: Kept, reader: Client
) -> None:
    for code, people in (("BHXH_BB", 10), ("BHTN", 11)):
        report(kept.cast.sin_ho, kept.cast.indicators[code], MAY, people)
    page, of_then = (
        Page.of(reader.get(reverse("unit_check", args=[unit.pk]), {"month": "2025-05"}))
        for unit in (kept.new, kept.old)
    )
    rows = '//table[contains(@class, "warnings")]/tbody/tr'
    said = [text_of(row) for row in page.root.xpath(rows)]
    assert said == [text_of(row) for row in of_then.root.xpath(rows)]
    assert any("Huyện Sìn Hồ" in line for line in said)
