"""A block that was saved one row too low: said once, wherever the month is checked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.checks import Rule
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure, State, Submission
from coverage.month.submitting import submit_explained
from coverage.month.workflow import open_months, take_back
from coverage.notation.periods import previous_month
from coverage.refusals import NotReady
from coverage.warnings.findings import findings
from entry_pages import EntryPage, address, in_english
from full_months import SOUND
from monthly import opened
from pages import text_of
from reporting import report_all

NAMES = ("An Biên", "An Minh", "Ba Tri", "Bình Đại", "Cái Bè", "Càng Long")
MAY = (12_000, 30_500, 7_800, 21_000, 55_000, 9_400)
NOW = (12_100, 30_400, 7_900, 21_200, 55_100, 9_350)
LOW = (NOW[0], *NOW[:-1])
SENTENCE = (
    "5 units in a row from here on have BHYT as the unit in the row above had it last month: "
    "pasted one row too low?"
)


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    """Six more districts, before the two that report nothing."""
    made = [
        make_unit(2, str(600 + at), "huyen", name, f"Huyện {name}", world.tra_vinh)
        for at, name in enumerate(NAMES)
    ]
    report_all(dict(zip(made, MAY, strict=True)), world.bhyt, previous_month(JUNE))
    return world


@pytest.fixture
def units(cast: Cast) -> list[AdministrativeUnit]:
    found = AdministrativeUnit.objects.filter(parent=cast.tra_vinh, code__startswith="60")
    return list(found.order_by("sort_key"))


def save(cast: Cast, units: Sequence[AdministrativeUnit], people: Sequence[int]) -> None:
    """Everything a month requires, of which BHYT may stand in the wrong row."""
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    cells = [
        Cell(unit.pk, cast.indicators[code].pk, people=number)
        for unit, health in zip(units, people, strict=True)
        for code, number in (SOUND | {"BHYT": health}).items()
    ]
    record_figures(cast.an, JUNE, cells)


def scaled(people: int) -> dict[str, int]:
    """Everything that a month requires, by the number with health insurance."""
    shares = {"BHXH_BB": 20, "BHXH_TN": 50, "BHTN": 25}
    parts = {code: people // share for code, share in shares.items()}
    return {"BHXH": parts["BHXH_BB"] + parts["BHXH_TN"], **parts, "BHYT": people}


def save_all(
    cast: Cast, units: Sequence[AdministrativeUnit], people: Sequence[int], period: date
) -> None:
    open_months(cast.giang, [unit.pk for unit in units], period)
    cells = [
        Cell(unit.pk, cast.indicators[code].pk, people=number)
        for unit, health in zip(units, people, strict=True)
        for code, number in scaled(health).items()
    ]
    standing = {
        (row.unit_id, row.indicator_id): row.pk
        for row in ReportedFigure.objects.current().filter(unit__in=units, period=period)
    }
    shown = [replace(cell, shown=standing.get(cell.key)) for cell in cells]
    record_figures(cast.an, period, shown)


def shifts(ids: Sequence[int], tables: Sequence[Sequence[int]]) -> list[tuple[int, object]]:
    columns = list(Indicator.objects.filter(measure="stock"))
    found = findings(ids, columns, JUNE, tables=tables)
    return [
        (unit, finding.numbers)
        for unit, said in found.items()
        for finding in said
        if finding.rule == Rule.SHIFTED_ROWS
    ]


def test_a_block_over_all_indicators_names_them_all_once(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    """Neighbours that are alike in what little they have tell nothing of it by themselves."""
    take_back(cast.an, [unit.pk for unit in units], previous_month(JUNE))
    save_all(cast, units, MAY, previous_month(JUNE))
    save_all(cast, units, LOW, JUNE)
    assert named(cast, units) == [(units[1].pk, set(SOUND), (5, 1))]


def test_three_rows_between_others_that_stand_where_they_belong_are_a_block(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    """An approved row breaks a paste. The three are nearly alike in all but a few numbers."""
    before = (12_000, 12_400, 30_500, 31_000, 12_200, 30_000)
    low = (before[0], before[1], *(people + people // 250 for people in before[1:4]), before[5])
    take_back(cast.an, [unit.pk for unit in units], previous_month(JUNE))
    save_all(cast, units, before, previous_month(JUNE))
    save_all(cast, units, low, JUNE)
    assert named(cast, units) == [(units[2].pk, set(SOUND), (3, 1))]


def named(
    cast: Cast, units: Sequence[AdministrativeUnit]
) -> list[tuple[int, set[str], tuple[object, ...]]]:
    """First unit, indicators and numbers of each block."""
    columns = list(Indicator.objects.filter(measure="stock"))
    ids = [unit.pk for unit in units]
    return [
        (unit, set(finding.codes), finding.numbers)
        for unit, said in findings(ids, columns, JUNE, tables=[ids]).items()
        for finding in said
        if finding.rule == Rule.SHIFTED_ROWS
    ]


def page_of(cast: Cast, name: str) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE, name))


def test_a_block_is_said_of_its_first_unit_and_of_the_first_that_is_asked_for(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    save(cast, units, LOW)
    ids = [unit.pk for unit in units]
    assert shifts(ids, [ids]) == [(ids[1], (5, 1))]
    assert shifts(ids[3:], [ids]) == [(ids[3], (5, 1))]
    assert shifts(ids[:1], [ids]) == []
    assert shifts(ids, []) == []


def test_a_month_whose_numbers_stand_where_they_belong_says_nothing(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    save(cast, units, NOW)
    ids = [unit.pk for unit in units]
    assert shifts(ids, [ids]) == []
    assert "pasted one row" not in page_of(cast, "entry_month").page.text


def test_the_grid_names_the_block_once_above_its_rows(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    save(cast, units, LOW)
    page = page_of(cast, "entry_month")
    said = text_of(page.page.first('//div[contains(@class, "shifted")]'))
    assert said == f"⚠ Huyện An Minh – Huyện Càng Long: {SENTENCE}"
    assert page.page.text.count("pasted one row") == 1
    assert "⚠ 1 to be explained" in page.row(units[1])


def test_what_is_typed_without_a_script_is_told_after_the_save(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    save(cast, units, NOW)
    page = page_of(cast, "entry_month")
    for unit, people in zip(units, LOW, strict=True):
        page.fill(unit, cast.bhyt, str(people))
    assert SENTENCE in page.press().page.text


def test_the_page_of_points_and_its_file_say_it_once(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    save(cast, units, LOW)
    page = page_of(cast, "month_checks")
    assert page.page.text.count(SENTENCE) == 1
    file = opened(page.client.get(page.path, {"xlsx": "points"}).content)
    rows = [row for row in file.worksheets[0].values if SENTENCE in str(row[1])]
    assert [str(row[0]).split("\n")[0] for row in rows] == ["Huyện An Minh"]
    assert "⚠ 1" in text_of(
        page_of(cast, "month_states").page.first(f'//tr[.//a[contains(@href, "#u{units[1].pk}")]]')
    )


@pytest.mark.parametrize("first", [1, 3])
def test_the_block_must_be_explained_by_the_first_unit_that_is_submitted(
    cast: Cast, units: list[AdministrativeUnit], first: int
) -> None:
    save(cast, units, LOW)
    ids = [unit.pk for unit in units][first:]
    with pytest.raises(NotReady, match="dán lệch một dòng") as refusal:
        submit_explained(cast.an, ids, JUNE, {})
    assert refusal.value.unit_ids == ids[:1]
    submit_explained(cast.an, ids, JUNE, {ids[0]: "đúng số của đơn vị"})
    submitted = Submission.objects.current().filter(period=JUNE, state=State.SUBMITTED)
    assert set(submitted.values_list("unit_id", flat=True)) == set(ids)


def test_who_hands_in_a_part_of_the_block_has_read_of_it_at_the_first_unit_of_the_page(
    cast: Cast, units: list[AdministrativeUnit]
) -> None:
    save(cast, units, LOW)
    later = units[3]
    standing = ReportedFigure.objects.current().get(unit=later, indicator=cast.bhxh, period=JUNE)
    sums = Cell(later.pk, cast.bhxh.pk, people=1_202, shown=standing.pk)
    record_figures(cast.an, JUNE, [sums])
    page = page_of(cast, "month_checks").tick(later).put(f"note-{later.pk}", "đúng số của đơn vị")
    assert "Submitted the month of 1 unit." in page.press("submit").page.text


def test_it_takes_no_statement_more(
    cast: Cast,
    units: list[AdministrativeUnit],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    columns = list(Indicator.objects.filter(measure="stock"))
    ids = [unit.pk for unit in units]
    with django_assert_num_queries(5):
        findings(ids, columns, JUNE, tables=[ids])
