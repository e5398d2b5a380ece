"""Who has reported a month: completeness, findings, the last change, and a reminder to copy."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit, make_user
from coverage.entry import Cell, record_figures
from coverage.models import Role
from coverage.month.workflow import approve, open_months, submit
from entry_pages import EntryPage, address, in_english
from full_months import full_cells
from pages import text_of


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _months(cast: Cast, person: str = "giang", period: date = JUNE) -> EntryPage:
    client = in_english(getattr(cast, person))
    return EntryPage.open(client, address(cast.tra_vinh, period, "month_states"))


def _row(page: EntryPage, name: str) -> str:
    return next(line for line in page.lines() if line.startswith(name))


def _reminder(page: EntryPage) -> list[str]:
    (area,) = page.page.root.xpath('//textarea[@id="reminder"]')
    return str(area.value).split("\n")


def _complete(page: EntryPage) -> dict[str, str]:
    pairs = page.page.root.xpath('//dl[@class="complete"]/div')
    return {text_of(pair.find("dt")): text_of(pair.find("dd")) for pair in pairs}


def test_completeness_is_counted_by_column_and_a_withdrawn_cell_counts_as_blank(cast: Cast) -> None:
    record_figures(cast.an, JUNE, full_cells(cast, cast.cau_ke))
    other = [
        Cell(cast.tra_cu.pk, cast.bhyt.pk, people=0),
        Cell(cast.tra_cu.pk, cast.bhxh.pk, absence="not_available"),
        Cell(cast.tra_cu.pk, cast.indicators["BHTN"].pk, absence="withdrawn"),
    ]
    record_figures(cast.an, JUNE, other)
    assert _complete(_months(cast)) == {
        "BHXH": "2/2 ✓",
        "BHXH bắt buộc": "1/2",
        "BHXH tự nguyện": "1/2",
        "BHTN": "1/2",
        "BHYT": "2/2 ✓",
    }


def test_a_row_says_how_much_is_to_be_explained_and_who_wrote_last(cast: Cast) -> None:
    record_figures(cast.an, JUNE, full_cells(cast, cast.cau_ke, BHXH=1202))
    hoa = make_user("hoa", "Đỗ Thị Hòa", (cast.cau_ke, Role.CLERK))
    shown = cast.cau_ke.figures.get(indicator=cast.bhyt)
    record_figures(hoa, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=1100, shown=shown.pk)])
    page = _months(cast)
    assert "⚠ 1 to be explained" in _row(page, "Huyện Cầu Kè")
    assert "Đỗ Thị Hòa" in _row(page, "Huyện Cầu Kè")
    assert "⚠" not in _row(page, "Huyện Trà Cú")


def test_the_reminder_names_units_states_blank_cells_and_clerks(cast: Cast) -> None:
    make_user("hoa", "Đỗ Thị Hòa", (cast.tra_cu, Role.CLERK))
    record_figures(cast.an, JUNE, full_cells(cast, cast.cau_ke, BHTN=None))
    assert _reminder(_months(cast)) == [
        "Not yet submitted for 06/2023: 2 of 2 units",
        "- Huyện Cầu Kè: ○ open; blank: BHTN; Nguyễn Thị An",
        "- Huyện Trà Cú: ○ open; nothing entered yet; Đỗ Thị Hòa",
    ]


def test_only_units_that_have_not_handed_in_are_reminded(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    page = _months(cast)
    assert "1/2 handed in" in page.page.text
    assert [line.split(":")[0] for line in _reminder(page)[1:]] == ["- Huyện Trà Cú"]


def test_a_month_nobody_opened_is_reminded_too(cast: Cast) -> None:
    assert _reminder(_months(cast, period=date(2023, 4, 1)))[1].startswith(
        "- Huyện Cầu Kè: – not opened; nothing entered yet"
    )


def test_when_all_have_handed_in_there_is_nobody_to_remind(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    page = _months(cast)
    assert "2/2 handed in" in page.page.text
    assert not page.page.root.xpath('//textarea[@id="reminder"]')


def test_a_unit_without_a_clerk_is_said_to_have_none_and_who_left_is_not_asked(cast: Cast) -> None:
    cast.an.is_active = False
    cast.an.save()
    assert _reminder(_months(cast))[1].endswith("; no clerk named")


def test_the_page_takes_a_fixed_number_of_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path, client = address(cast.tra_vinh, JUNE, "month_states"), in_english(cast.giang)
    with django_assert_num_queries(31):
        client.get(path)
    units = [
        make_unit(3, f"{number}", "xa", f"Xã {number}", f"Xã {number}", cast.tra_vinh)
        for number in range(20000, 20060)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    for unit in units:
        record_figures(cast.an, JUNE, full_cells(cast, unit, BHXH=1203))
    with django_assert_num_queries(31):
        client.get(path)
