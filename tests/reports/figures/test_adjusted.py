"""What was adjusted since a moment, against a twin that reads every version one by one."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_cast
from coverage.counting.figures import ReadAs
from coverage.counting.reopenings import Reopening
from coverage.entry import Cell, record_figures
from coverage.models import (
    Absence,
    AdministrativeUnit,
    Denominator,
    ReportedFigure,
    State,
    Submission,
)
from coverage.month.workflow import approve, reopen, submit, take_back
from reporting import count, make_document, promise, report, report_all
from reports.figures.adjusted import adjusted_since
from reports.figures.adjustment_words import correction_lines
from reports.figures.adjustments import Adjustment, Adjustments, Correction, RecordedVersion
from reports.figures.reported import own_figures
from reports.figures.values import OwnFigure
from small_worlds import PERIODS, World, clock, make_world
from targets.models import Target

STATEMENTS = 21
JULY = date(2023, 7, 1)
SEEDS = range(2)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def values(found: Adjustment) -> tuple[object, object]:
    return tuple(said.value[:2] if said else None for said in (found.then, found.now))  # type: ignore[return-value]


def only(found: list[Adjustment] | Any) -> Adjustment:
    assert len(found) == 1, found
    return found[0]


def test_nothing_is_adjusted_where_nothing_was_written(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    count(cast.cau_ke, "population", 2023, 100)
    assert adjusted_since(cast.tra_vinh, clock()) == Adjustments([], [], [])


def test_both_versions_of_a_figure_with_who_when_and_why(cast: Cast) -> None:
    """The headline of the product: 821.563 were seen, 821.600 stand now."""
    report(cast.tra_vinh, cast.bhyt, JUNE, 821_563)
    approve(cast.giang, [cast.tra_vinh.pk], JUNE)
    moment = clock()
    reopen(cast.giang, [cast.tra_vinh.pk], JUNE, "sót một danh sách")
    seen = ReportedFigure.objects.current().get()
    cell = Cell(cast.tra_vinh.pk, cast.bhyt.pk, 821_600, shown=seen.pk)
    record_figures(cast.an, JUNE, [cell])
    assert adjusted_since(cast.tra_vinh, moment).count == 0
    submit(cast.an, [cast.tra_vinh.pk], JUNE)
    now = ReportedFigure.objects.current().get()
    found = adjusted_since(cast.tra_vinh, moment)
    said = RecordedVersion(now.pk, now.recorded_at, "Nguyễn Thị An", 821_600)
    opened = Submission.objects.get(state=State.REOPENED)
    why = Reopening("sót một danh sách", "Võ Hương Giang", opened.recorded_at)
    assert only(found.figures) == Adjustment(
        cast.tra_vinh,
        RecordedVersion(seen.pk, seen.recorded_at, "Nạp dữ liệu", 821_563),
        said,
        indicator=cast.bhyt,
        period=JUNE,
        corrections=[Correction(said, "sót một danh sách", why)],
    )


def correct(cast: Cast, unit: AdministrativeUnit, people: int) -> None:
    shown = ReportedFigure.objects.current().get(unit=unit).pk
    record_figures(cast.an, JUNE, [Cell(unit.pk, cast.bhyt.pk, people, shown=shown)])


def test_several_corrections_of_a_month_stay_apart_each_with_its_reopening(cast: Cast) -> None:
    report_all({cast.cau_ke: 70, cast.tra_cu: 9}, cast.bhyt, JUNE)
    unit = [cast.cau_ke.pk]
    approve(cast.giang, unit, JUNE)
    moment = clock()
    for people, reason in (((71, 72), "sót một xã"), ((), "việc khác"), ((73,), "trùng thẻ")):
        reopen(cast.giang, unit, JUNE, reason)
        for typed in people:
            correct(cast, cast.cau_ke, typed)
        submit(cast.an, unit, JUNE)
        approve(cast.giang, unit, JUNE)
    reopen(cast.giang, unit, JUNE, "chưa xong")
    correct(cast, cast.cau_ke, 74)
    found = only(adjusted_since(cast.tra_vinh, moment).figures)
    steps = [(each.said.people, each.reason) for each in found.corrections]
    assert steps == [(72, "sót một xã"), (73, "trùng thẻ")]
    first, second = correction_lines(found)
    assert first.startswith("1. 72 (Nguyễn Thị An, ")
    assert ": sót một xã (Võ Hương Giang, " in first
    assert second.startswith("2. 73 (Nguyễn Thị An, ")


def test_what_was_typed_before_the_moment_and_counts_since_has_its_reason(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sót một xã")
    correct(cast, cast.cau_ke, 71)
    moment = clock()
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    (step,) = only(adjusted_since(cast.tra_vinh, moment).figures).corrections
    assert (step.said.people, step.reason) == (71, "sót một xã")


def test_a_reopening_after_the_change_is_not_its_reason(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    moment = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 71)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "việc khác")
    (step,) = only(adjusted_since(cast.tra_vinh, moment).figures).corrections
    assert (step.reason, step.reopening) == ("", None)


def test_only_the_first_and_the_last_of_several_corrections_count(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    moment = clock()
    for people in (71, 72, 73):
        report(cast.cau_ke, cast.bhyt, JUNE, people)
    assert values(only(adjusted_since(cast.tra_vinh, moment).figures)) == ((70, None), (73, None))


def test_a_cell_filled_late_has_nothing_before_and_a_withdrawn_one_says_so(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    moment = clock()
    report(cast.tra_cu, cast.bhyt, JUNE, 0)
    report(cast.cau_ke, cast.bhyt, JUNE, absence=Absence.WITHDRAWN)
    withdrawn, late = adjusted_since(cast.tra_vinh, moment).figures
    assert late.then is None
    assert late.now is not None
    assert late.now.people == 0
    assert withdrawn.now is not None
    assert (withdrawn.now.people, withdrawn.now.absence) == (None, Absence.WITHDRAWN)


def test_a_month_that_came_later_is_new_and_not_adjusted(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    moment = clock()
    report(cast.cau_ke, cast.bhyt, JULY, 75)
    assert adjusted_since(cast.tra_vinh, moment).count == 0


def test_a_note_alone_keeps_the_value_and_is_listed_as_such(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    moment = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 70, note="đã đối chiếu")
    assert only(adjusted_since(cast.tra_vinh, moment).figures).keeps_its_value


def test_other_units_and_units_two_levels_below_are_left_out(cast: Cast) -> None:
    report_all({cast.cau_ke: 70, cast.sin_ho: 9}, cast.bhyt, JUNE)
    moment = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 71)
    report(cast.sin_ho, cast.bhyt, JUNE, 8)
    assert [each.unit for each in adjusted_since(cast.tra_vinh, moment).figures] == [cast.cau_ke]
    assert adjusted_since(cast.nation, moment).count == 0


def test_the_unit_stands_before_its_parts_and_the_latest_month_first(cast: Cast) -> None:
    may = date(2023, 5, 1)
    for period in (may, JUNE):
        report_all({cast.tra_cu: 1, cast.cau_ke: 2, cast.tra_vinh: 3}, cast.bhyt, period)
    moment = clock()
    for period in (may, JUNE):
        for unit in (cast.tra_cu, cast.cau_ke, cast.tra_vinh):
            report(unit, cast.bhyt, period, 9)
    found = adjusted_since(cast.tra_vinh, moment).figures
    order = [cast.tra_vinh, cast.cau_ke, cast.tra_cu]
    assert [(each.period, each.unit) for each in found] == [
        (period, unit) for period in (JUNE, may) for unit in order
    ]


def test_a_denominator_restated_shows_both(cast: Cast) -> None:
    """Hà Nam 2019: the same people, before and after the census."""
    count(cast.tra_vinh, "population", 2019, 1_000_000)
    moment = clock()
    count(cast.tra_vinh, "population", 2019, 1_055_000)
    found = only(adjusted_since(cast.tra_vinh, moment).denominators)
    assert (found.basis, found.year) == ("population", 2019)
    assert values(found) == ((1_000_000, None), (1_055_000, None))


def test_a_new_document_of_the_same_assigner_adjusts_the_target(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    council = make_document(cast.tra_vinh, date(2023, 1, 1), "HĐND tỉnh", 2)
    promise(council, cast.tra_vinh, cast.bhyt, 2023, people=980_000)
    moment = clock()
    revised = make_document(cast.tra_vinh, JUNE, number="99/QĐ-UBND", adjusts=plan)
    promise(revised, cast.tra_vinh, cast.bhyt, 2023, people=970_000)
    found = only(adjusted_since(cast.tra_vinh, moment).targets)
    assert found.assigner == "UBND tỉnh Trà Vinh"
    assert found.then
    assert found.now
    assert (found.then.people, found.then.document) == (966_520, "7/KH-UBND")
    assert (found.now.people, found.now.document) == (970_000, "99/QĐ-UBND")


def test_a_document_that_has_not_taken_effect_adjusts_nothing_yet(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    moment = clock()
    later = make_document(cast.tra_vinh, date(2099, 1, 1))
    promise(later, cast.tra_vinh, cast.bhyt, 2023, people=970_000)
    assert not adjusted_since(cast.tra_vinh, moment).targets


def test_a_target_corrected_within_its_document_shows_both(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=100)
    moment = clock()
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=110)
    found = only(adjusted_since(cast.tra_vinh, moment).targets)
    assert (found.unit, values(found)) == (cast.cau_ke, ((100, None), (110, None)))
    assert Target.objects.count() == 2


def test_each_revision_of_a_target_says_why_also_the_withdrawal_that_ends_it(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=100)
    moment = clock()
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=110, reason="thêm một xã")
    promise(plan, cast.cau_ke, cast.bhyt, 2023, reason="giao nhầm", is_withdrawn=True)
    found = only(adjusted_since(cast.tra_vinh, moment).targets)
    assert found.now is None
    assert [(each.said.people, each.said.absence, each.reason) for each in found.corrections] == [
        (110, "", "thêm một xã"),
        (None, Absence.WITHDRAWN, "giao nhầm"),
    ]
    assert found.latest == found.corrections[-1].said


def test_a_target_of_another_document_has_no_reason_of_its_own(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=100)
    moment = clock()
    later = make_document(cast.tra_vinh, JUNE, adjusts=plan)
    promise(later, cast.cau_ke, cast.bhyt, 2023, people=90)
    assert correction_lines(only(adjusted_since(cast.tra_vinh, moment).targets)) == []


Twin = dict[tuple[object, ...], tuple[int | None, int | None]]


def twin(model: Any, unit: AdministrativeUnit, moment: datetime, *key: str) -> Twin:
    """Each thing's version in force then and now, where they are not the same."""
    found: Twin = {}
    for row in model._default_manager.select_related("unit__parent"):
        if row.unit != unit and row.unit.parent != unit:
            continue
        thing = tuple(getattr(row, name) for name in key)
        then, now = found.get(thing, (None, None))
        if row.recorded_at <= moment and (row.superseded_at or moment + timedelta(1)) > moment:
            then = row.pk
        if row.superseded_at is None:
            now = row.pk
        found[thing] = (then, now)
    return {thing: pair for thing, pair in found.items() if pair[0] != pair[1]}


def counted_twin(world: World, unit: AdministrativeUnit, moment: datetime) -> Twin:
    """Of months that somebody at or below the unit had handed in by then."""
    line = [each for each in world.units if each == unit or each.parent == unit]
    below = {each for each in world.units if unit in _and_above(each)}
    handed_in = [
        row.period
        for row in Submission.objects.filter(unit__in=below).exclude(state=State.OPEN)
        if row.recorded_at <= moment and (row.superseded_at is None or row.superseded_at > moment)
    ]
    ids, periods = [each.pk for each in line], [each for each in PERIODS if each <= max(handed_in)]
    then, now = own_figures(ids, periods, ReadAs(moment)), own_figures(ids, periods)
    taken_back = {
        (row.unit_id, row.indicator_id, row.period): row.pk
        for row in ReportedFigure.objects.current().filter(absence=Absence.WITHDRAWN)
    }
    found: Twin = {}
    for key in {**then, **now}:
        before, after = figure_id(then.get(key)), figure_id(now.get(key))
        if before != after:
            found[key] = (before, after or taken_back.get(key))
    return found


def figure_id(own: OwnFigure | None) -> int | None:
    return own.figure_id if own else None


def _and_above(unit: AdministrativeUnit | None) -> list[AdministrativeUnit]:
    return [] if unit is None else [unit, *_and_above(unit.parent)]


def as_twin(found: Any, *key: str) -> Twin:
    return {
        tuple(getattr(getattr(each, name), "pk", getattr(each, name)) for name in key): (
            each.then.version if each.then else None,
            each.now.version if each.now else None,
        )
        for each in found
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_found_is_what_a_reader_of_every_version_finds(db: None, seed: int) -> None:
    world: World = make_world(seed)
    for moment in world.rounds:
        for unit in (world.nation, *world.provinces):
            found = adjusted_since(unit, moment)
            assert as_twin(found.figures, "unit", "indicator", "period") == counted_twin(
                world, unit, moment
            )
            assert as_twin(found.denominators, "unit", "basis", "year") == twin(
                Denominator, unit, moment, "unit_id", "basis", "year"
            )
    assert adjusted_since(world.provinces[0], world.rounds[0]).figures


def test_a_draft_and_a_month_that_only_moves_on_adjust_nothing(cast: Cast) -> None:
    report_all({cast.cau_ke: 70, cast.tra_cu: 9}, cast.bhyt, JUNE)
    approve(cast.giang, [cast.tra_cu.pk], JUNE)
    moment = clock()
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.tra_cu.pk], JUNE, "nhầm cột")
    shown = ReportedFigure.objects.current().get(unit=cast.tra_cu).pk
    record_figures(cast.an, JUNE, [Cell(cast.tra_cu.pk, cast.bhyt.pk, 8, shown=shown)])
    assert adjusted_since(cast.tra_vinh, moment).count == 0
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    assert values(only(adjusted_since(cast.tra_vinh, moment).figures)) == ((9, None), (8, None))


def test_a_month_that_counts_no_more_has_nothing_now(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    moment = clock()
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    assert values(only(adjusted_since(cast.tra_vinh, moment).figures)) == ((70, None), None)


@pytest.mark.parametrize("changed", [0, 2])
def test_it_takes_as_many_statements_for_many_changes_as_for_few(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, changed: int
) -> None:
    units = [cast.tra_vinh, cast.cau_ke, cast.tra_cu]
    report_all(dict.fromkeys(units, 5), cast.bhyt, JUNE)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=100)
    moment = clock()
    for unit in units[: changed + 1]:
        report(unit, cast.bhyt, JUNE, 6)
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=110)
    with django_assert_num_queries(STATEMENTS):
        assert len(adjusted_since(cast.tra_vinh, moment).figures) == changed + 1
