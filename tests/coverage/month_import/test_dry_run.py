"""What an import would do, cell by cell: nothing is guessed, nothing overwritten in silence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from books import percent, sheet
from cast import JUNE, Cast, make_unit, make_user
from coverage.checks import Rule
from coverage.entry import Cell, record_figures
from coverage.models import Absence, ReportedFigure, Role, User
from coverage.month.workflow import open_months, submit
from coverage.month_import.doubts import Doubt, doubts_of
from coverage.month_import.dry_run import dry_run
from coverage.month_import.standing import standing_month
from coverage.notation.periods import previous_month
from coverage.workbooks.book import Kind, SheetCell
from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.judging import Verdict
from coverage.workbooks.layout import ColumnKind, Layout, Part
from reporting import count, report, report_all
from small_worlds import clock

MAY_FIRST = JUNE.replace(month=5)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


LAYOUT = Layout(
    "Báo cáo", 1, 1, name_column=1, kinds={2: ColumnKind("BHYT"), 3: ColumnKind("BHTN")}
)
HEAD = ("Đơn vị", "BHYT", "BHTN")


def look(
    cast: Cast,
    *rows: Sequence[Any],
    layout: Layout = LAYOUT,
    chosen: Mapping[str, str] | None = None,
    since: datetime | None = None,
    user: User | None = None,
    **fields: Any,
) -> DryRun:
    """A dry run of a sheet with these rows, read by An as of now."""
    known = standing_month(user or cast.an, cast.tra_vinh, JUNE, since or timezone.now())
    return dry_run(sheet([HEAD, *rows], **fields), layout, known, chosen or {}, "tháng 6.xlsx")


def verdicts(run: DryRun) -> dict[str, Verdict]:
    return {line.address: line.verdict for line in run.lines}


def test_every_cell_has_a_line_that_says_what_would_become_of_it(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    report(cast.tra_cu, cast.bhyt, JUNE, 40_000, is_draft=True)
    run = look(cast, ("Huyện Cầu Kè", "50.000", 900), ("Trà Cú", "40.100", None))
    assert verdicts(run) == {"B2": Verdict.SAME, "C2": Verdict.NEW, "B3": Verdict.CHANGED}
    changed = run.of(Verdict.CHANGED)[0]
    assert (changed.raw, changed.understood, changed.before) == ("40.100", "40.100", "40.000")
    assert (changed.unit, changed.figure) == ("Huyện Trà Cú", "BHYT")
    assert run.can_be_confirmed
    assert [(cell.unit_id, cell.people) for cell in run.cells] == [
        (cast.cau_ke.pk, 900),
        (cast.tra_cu.pk, 40_100),
    ]
    assert run.cells[1].source == "tháng 6.xlsx, Báo cáo, B3"


def test_a_blank_changes_nothing_and_zero_does(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    run = look(cast, ("Cầu Kè", None, None), ("Trà Cú", "  ", 0))
    assert run.blank == 3
    assert [(cell.unit_id, cell.people) for cell in run.cells] == [(cast.tra_cu.pk, 0)]


def test_absences_are_told_by_their_words(cast: Cast) -> None:
    run = look(cast, ("Cầu Kè", "k", "không áp dụng"))
    assert [cell.absence for cell in run.cells] == [
        Absence.NOT_AVAILABLE,
        Absence.NOT_APPLICABLE,
    ]


def test_all_errors_come_at_once_each_with_its_cell_and_nothing_can_be_confirmed(
    cast: Cast,
) -> None:
    run = look(
        cast,
        ("Cầu Kè", "255,490", SheetCell(Kind.UNCALCULATED, "=SUM(A1:A3)")),
        ("Trà Cú", SheetCell(Kind.DATE, "30/06/2023"), Decimal("12.5")),
        ("Huyện Cầu Kẹ Chợ", 5, None),
    )
    assert [line.address for line in run.of(Verdict.ERROR)] == ["B2", "C2", "B3", "C3", "A4"]
    ambiguous = run.of(Verdict.ERROR)[0]
    assert (ambiguous.reason, ambiguous.suggestion) == ("This can be read two ways.", "255.490")
    assert not run.can_be_confirmed


def test_a_unit_that_comes_twice_is_not_read_at_all(cast: Cast) -> None:
    run = look(cast, ("Cầu Kè", 1, None), ("Trà Cú", 2, None), ("H. Cầu Kè", 1, None))
    assert [line.address for line in run.of(Verdict.ERROR)] == ["A2", "A4"]
    assert [cell.unit_id for cell in run.cells] == [cast.tra_cu.pk]


def test_of_a_unit_that_comes_twice_one_row_can_be_left_out(cast: Cast) -> None:
    rows = (("Cầu Kè", 1, None), ("H. Cầu Kè", 2, None))
    run = look(cast, *rows, chosen={"u-2": "none"})
    assert run.can_be_confirmed
    assert [cell.people for cell in run.cells] == [2]


def test_a_name_several_units_have_waits_for_a_choice(cast: Cast) -> None:
    town = make_unit(2, "851", "thi_xa", "Trà Cú", "Thị xã Trà Cú", cast.tra_vinh)
    open_months(cast.giang, [town.pk], JUNE)
    run = look(cast, ("Trà Cú", 7, None))
    (choice,) = run.choices
    assert {each.unit_id for each in choice.likely} == {town.pk, cast.tra_cu.pk}
    assert not run.can_be_confirmed
    run = look(cast, ("Trà Cú", 7, None), chosen={choice.field: str(town.pk)})
    assert [cell.unit_id for cell in run.cells] == [town.pk]


def test_a_unit_of_another_province_is_not_known_here(cast: Cast) -> None:
    run = look(cast, ("Huyện Sìn Hồ", 7, None))
    assert run.of(Verdict.ERROR)[0].reason == "No unit of this name or code has a row here."


def test_a_unit_of_somebody_else_is_refused(cast: Cast) -> None:
    lan = make_user("lan", "Thạch Thị Lan", (cast.cau_ke, Role.CLERK))
    run = look(cast, ("Cầu Kè", 1, None), ("Trà Cú", 2, None), user=lan)
    assert [cell.unit_id for cell in run.cells] == [cast.cau_ke.pk]
    assert run.of(Verdict.ERROR)[0].reason == "You have no right to enter figures for Huyện Trà Cú."
    assert not run.can_be_confirmed


def test_a_month_that_is_not_open_stops_a_change_but_not_what_is_the_same(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    run = look(cast, ("Cầu Kè", 50_000, 1))
    assert verdicts(run) == {"B2": Verdict.SAME, "C2": Verdict.LOCKED}
    assert not run.can_be_confirmed


def test_a_code_and_a_name_that_contradict_each_other_are_an_error(cast: Cast) -> None:
    layout = replace(LAYOUT, code_column=4)
    run = look(cast, ("Cầu Kè", 1, None, "849"), ("Trà Cú", 1, None, 849), layout=layout)
    (line,) = run.of(Verdict.ERROR)
    assert line.address == "A2"
    assert line.reason == "The code is that of Huyện Trà Cú, the name that of Huyện Cầu Kè."


def test_a_total_is_skipped_and_held_against_the_sum_of_the_rows(cast: Cast) -> None:
    rows = (("Cầu Kè", 100, 5), ("Trà Cú", 200, 6))
    assert look(cast, *rows, ("Tổng cộng", 300, 11)).of(Verdict.WARNING) == []
    (line,) = look(cast, *rows, ("Tổng cộng", 310, 11)).of(Verdict.WARNING)
    assert (line.address, line.reason) == ("B4", "The total says 310, the rows make 300.")


def test_a_total_over_a_cell_nobody_could_read_is_not_judged(cast: Cast) -> None:
    run = look(cast, ("Cầu Kè", "1,234", 5), ("Trà Cú", 200, 6), ("Cộng", 999, 11))
    assert run.of(Verdict.WARNING) == []


def test_signatures_notes_and_column_numbers_are_left_out(cast: Cast) -> None:
    run = look(
        cast,
        ("A", "1", "2"),
        ("Cầu Kè", 1, 2),
        (None, None, None),
        ("Ghi chú: số liệu tạm tính",),
        ("NGƯỜI LẬP BIỂU",),
    )
    assert run.of(Verdict.ERROR) == []
    assert (run.units, run.left_out) == (1, 3)


def test_figures_without_a_unit_are_an_error(cast: Cast) -> None:
    assert look(cast, (None, 12345, None)).of(Verdict.ERROR)[0].reason == "Figures without a unit."


def test_hidden_rows_and_columns_are_read_and_said(cast: Cast) -> None:
    run = look(cast, ("Cầu Kè", 1, 2), hidden_rows=frozenset({2}), hidden_columns=frozenset({3}))
    assert [line.address for line in run.of(Verdict.WARNING)] == ["C1", "A2"]
    assert len(run.cells) == 2


RATES = replace(LAYOUT, kinds={2: ColumnKind("BHYT"), 3: ColumnKind("BHYT", Part.RATE)})


def test_people_and_rate_make_one_figure(cast: Cast) -> None:
    run = look(cast, ("Cầu Kè", 50_000, percent("0.8058")), layout=RATES)
    (cell,) = run.cells
    assert (cell.people, cell.rate) == (50_000, Decimal("80.5800"))


def test_a_rate_alone_keeps_the_people_and_people_alone_leave_the_rate_behind(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, rate=Decimal("80.58"), is_draft=True)
    (cell,) = look(cast, ("Cầu Kè", None, "81 %"), layout=RATES).cells
    assert (cell.people, cell.rate) == (50_000, Decimal("81"))
    (cell,) = look(cast, ("Cầu Kè", 51_000, None), layout=RATES).cells
    assert (cell.people, cell.rate) == (51_000, None)
    assert look(cast, ("Cầu Kè", 50_000, "80,58"), layout=RATES).cells == []


def test_a_rate_alone_stands_against_the_rate_it_replaces_not_the_people(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    alone = replace(LAYOUT, kinds={2: ColumnKind("BHYT", Part.RATE)})
    (line,) = look(cast, ("Cầu Kè", Decimal("81")), layout=alone).lines
    assert (line.understood, line.before) == ("81\xa0%", "")
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, rate=Decimal("80.58"), is_draft=True)
    (line,) = look(cast, ("Cầu Kè", Decimal("81")), layout=alone).lines
    assert (line.understood, line.before) == ("81\xa0%", "80,58\xa0%")


def test_a_rate_beside_people_that_are_not_there_is_refused(cast: Cast) -> None:
    run = look(cast, ("Cầu Kè", "k", "80,58"), layout=RATES)
    assert [line.address for line in run.of(Verdict.ERROR)] == ["C2"]
    assert run.cells == []


def _correct(cast: Cast, by: User, people: int) -> ReportedFigure:
    """Another value for Cầu Kè's BHYT, later than what has been known so far."""
    shown = ReportedFigure.objects.current().filter(unit=cast.cau_ke, indicator=cast.bhyt).first()
    cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, people, shown=shown.pk if shown else None)
    record_figures(by, JUNE, [cell])
    return ReportedFigure.objects.current().get(unit=cast.cau_ke, indicator=cast.bhyt)


@pytest.fixture
def lan(cast: Cast) -> User:
    return make_user("lan", "Thạch Thị Lan", (cast.tra_vinh, Role.CLERK))


def test_what_somebody_changed_since_the_file_was_made_waits_for_a_choice(
    cast: Cast, lan: User
) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    since = clock()
    theirs = _correct(cast, lan, 50_500)
    run = look(cast, ("Cầu Kè", 51_000, None), since=since)
    (line,) = run.of(Verdict.CONFLICT)
    assert (line.understood, line.before) == ("51.000", "50.500")
    assert line.reason.startswith("Thạch Thị Lan changed this figure at ")
    assert not run.can_be_confirmed

    mine = look(cast, ("Cầu Kè", 51_000, None), since=since, chosen={line.choice: "mine"})
    assert [(cell.people, cell.shown) for cell in mine.cells] == [(51_000, theirs.pk)]
    left = look(cast, ("Cầu Kè", 51_000, None), since=since, chosen={line.choice: "theirs"})
    assert (left.cells, left.of(Verdict.CONFLICT)) == ([], [])


def test_a_choice_says_nothing_of_a_version_that_came_after_it(cast: Cast, lan: User) -> None:
    since = clock()
    _correct(cast, lan, 50_500)
    rows = (("Cầu Kè", 51_000, None),)
    choice = look(cast, *rows, since=since).of(Verdict.CONFLICT)[0].choice
    _correct(cast, lan, 50_600)
    run = look(cast, *rows, since=since, chosen={choice: "mine"})
    assert [line.before for line in run.of(Verdict.CONFLICT)] == ["50.600"]


def test_a_value_the_file_only_repeats_does_not_undo_a_later_correction(
    cast: Cast, lan: User
) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    since = clock()
    _correct(cast, lan, 50_500)
    run = look(cast, ("Cầu Kè", 50_000, None), since=since)
    (line,) = run.of(Verdict.KEPT)
    assert run.cells == []
    run = look(cast, ("Cầu Kè", 50_000, None), since=since, chosen={line.choice: "mine"})
    assert [cell.people for cell in run.cells] == [50_000]


def test_ones_own_later_change_is_no_conflict(cast: Cast) -> None:
    since = clock()
    _correct(cast, cast.an, 50_500)
    run = look(cast, ("Cầu Kè", 51_000, None), since=since)
    assert verdicts(run) == {"B2": Verdict.CHANGED}


def test_both_giving_the_same_value_is_no_conflict(cast: Cast, lan: User) -> None:
    since = clock()
    _correct(cast, lan, 51_000)
    assert verdicts(look(cast, ("Cầu Kè", 51_000, None), since=since)) == {"B2": Verdict.SAME}


FAMILY = replace(
    LAYOUT, kinds={2: ColumnKind("BHXH"), 3: ColumnKind("BHXH_BB"), 4: ColumnKind("BHXH_TN")}
)


def doubts(cast: Cast, *rows: Sequence[Any]) -> list[Doubt]:
    known = standing_month(cast.an, cast.tra_vinh, JUNE, timezone.now())
    return doubts_of(known, look(cast, *rows, layout=FAMILY))


def test_the_checks_look_at_the_month_as_it_would_be(cast: Cast) -> None:
    report(cast.cau_ke, cast.indicators["BHXH_TN"], JUNE, 200, is_draft=True)
    (doubt,) = doubts(cast, ("Cầu Kè", 1205, 1000))
    assert doubt.unit == "Huyện Cầu Kè"
    assert doubt.finding.rule == Rule.PARTS_AND_SUM
    assert doubt.finding.numbers == (1205, 1000, 200)
    assert doubts(cast, ("Cầu Kè", 1200, 1000)) == []
    assert doubts(cast, ("Cầu Kè", 1205, 1000, "k")) == []


def test_a_file_that_says_not_applicable_of_what_had_people_is_doubted(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhxh, previous_month(JUNE), 1205)
    (doubt,) = doubts(cast, ("Cầu Kè", "kad", 1000))
    assert (doubt.finding.rule, doubt.finding.codes) == (Rule.NO_LONGER_APPLIES, ("BHXH",))
    assert doubts(cast, ("Cầu Kè", "k", "kad")) == []


def test_a_rate_is_held_against_the_people_that_would_stand_beside_it(cast: Cast) -> None:
    count(cast.cau_ke, "population", 2023, 148_220)
    layout = replace(LAYOUT, kinds={2: ColumnKind("BHYT"), 3: ColumnKind("BHYT", Part.RATE)})
    known = standing_month(cast.an, cast.tra_vinh, JUNE, timezone.now())

    def found(people: int, rate: str) -> list[Doubt]:
        return doubts_of(known, look(cast, ("Cầu Kè", people, Decimal(rate)), layout=layout))

    (doubt,) = found(110_000, "0.86")
    assert doubt.finding.rule == Rule.RATE_AND_PEOPLE
    assert found(110_000, "74.21") == []


def test_rows_of_the_file_that_stand_one_too_low_are_said_once_in_the_files_own_order(
    cast: Cast,
) -> None:
    names = ("Đầm Dơi", "Cái Bè", "An Biên", "Gò Quao", "Ba Tri")
    people = (12_000, 30_500, 7_800, 21_000, 55_000)
    units = [
        make_unit(2, str(700 + at), "huyen", name, f"Huyện {name}", cast.tra_vinh)
        for at, name in enumerate(names)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    report_all(dict(zip(units, people, strict=True)), cast.bhyt, MAY_FIRST)

    def found(numbers: Sequence[int]) -> list[Doubt]:
        known = standing_month(cast.an, cast.tra_vinh, JUNE, timezone.now())
        rows = [(name, number, None) for name, number in zip(names, numbers, strict=True)]
        return doubts_of(known, look(cast, *rows))

    (doubt,) = found((12_100, *people[:-1]))
    assert doubt.unit == "Huyện Cái Bè"
    assert (doubt.finding.rule, doubt.finding.numbers) == (Rule.SHIFTED_ROWS, (4, 1))
    assert found([number + 100 for number in people]) == []


def test_a_dry_run_writes_nothing(cast: Cast) -> None:
    look(cast, ("Cầu Kè", 1, 2))
    assert not ReportedFigure.objects.exists()


@pytest.mark.parametrize("rows", [2, 40])
def test_the_statements_are_counted_and_do_not_grow_with_the_rows(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = [
        make_unit(
            2, str(600 + number), "huyen", f"Số {number}", f"Huyện Số {number}", cast.tra_vinh
        )
        for number in range(rows)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    made = [(unit.full_name, number, None) for number, unit in enumerate(units)]
    with django_assert_num_queries(7):
        assert len(look(cast, *made).cells) == rows
