"""Steps of targets and the reference path between milestones."""

from datetime import date
from decimal import Decimal
from typing import Any

from known_values import promised
from made_trends import MILESTONES, NATION, make_trend
from reports.figures.terms import Terms
from reports.trend.lines import set_targets
from reports.trend.months import Quoted, Trend
from reports.trend.target_lines import ReferencePoint, Step, TargetLine, target_lines

JANUARY, JUNE, DECEMBER = date(2023, 1, 1), date(2023, 6, 1), date(2023, 12, 1)
YEAR_BEFORE = date(2022, 1, 1)


def only_line(trend: Trend, shown: Terms = Terms.PEOPLE) -> TargetLine:
    lines = target_lines(trend, shown)
    assert len(lines) == 1
    return lines[0]


def stretches(line: TargetLine) -> list[tuple[date, date, Any]]:
    return [(step.start, step.end, step.quoted.quantity) for step in line.steps]


def test_a_years_target_is_one_step_from_january_to_december() -> None:
    line = only_line(make_trend(JANUARY, JUNE, promises=[promised(966_520)]))
    assert stretches(line) == [(JANUARY, date(2023, 12, 31), 966_520)]
    assert [len(step.periods) for step in line.steps] == [12]


def test_a_document_amended_in_mid_year_steps_on_the_day_the_new_one_takes_effect() -> None:
    amended = promised(970_000, target_id=2, document_id=2, effective_on=date(2023, 7, 15))
    trend = make_trend(JANUARY, DECEMBER, promises=[promised(966_520), amended])
    assert stretches(only_line(trend)) == [
        (JANUARY, date(2023, 7, 15), 966_520),
        (date(2023, 7, 15), date(2023, 12, 31), 970_000),
    ]


def test_a_document_that_takes_effect_after_the_last_month_is_not_shown_yet() -> None:
    amended = promised(970_000, target_id=2, document_id=2, effective_on=date(2023, 7, 15))
    trend = make_trend(JANUARY, JUNE, promises=[promised(966_520), amended])
    assert stretches(only_line(trend)) == [(JANUARY, date(2023, 12, 31), 966_520)]


def test_a_target_begins_when_its_document_takes_effect_not_in_january() -> None:
    late = promised(percent="92.6", effective_on=date(2023, 4, 29))
    line = only_line(make_trend(JANUARY, JUNE, promises=[late]), Terms.RATE)
    assert line.steps[0].start == date(2023, 4, 29)


def test_each_year_is_a_step_of_its_own_also_at_the_same_height() -> None:
    plan: dict[str, Any] = {"people": 100, "effective_on": date(2021, 1, 1)}
    years = [promised(**plan, year=year, target_id=year) for year in (2022, 2023)]
    line = only_line(make_trend(YEAR_BEFORE, DECEMBER, promises=years))
    assert stretches(line) == [
        (YEAR_BEFORE, date(2022, 12, 31), 100),
        (JANUARY, date(2023, 12, 31), 100),
    ]


def test_assigners_stand_side_by_side_nearest_first() -> None:
    """Sóc Trăng: the People's Committee and the People's Council set two different targets."""
    council = promised(
        200, target_id=2, document_id=2, assigner_id=2, assigner="HĐND tỉnh", assigner_kind=2
    )
    lines = target_lines(make_trend(JANUARY, JUNE, promises=[council, promised(100)]), Terms.PEOPLE)
    assert [line.assigner for line in lines] == ["UBND tỉnh Trà Vinh", "HĐND tỉnh"]


def test_a_rate_becomes_people_with_the_denominator_in_use_rounded_half_up() -> None:
    trend = make_trend(JANUARY, JUNE, promises=[promised(percent="50")], population={2023: 1_001})
    step = only_line(trend).steps[0]
    assert step.quoted == Quoted(501, is_derived=True)
    as_set = only_line(trend, Terms.RATE).steps[0]
    assert as_set.quoted == Quoted(Decimal(50), is_derived=False)


def test_people_become_a_rate_with_the_denominator_in_use() -> None:
    trend = make_trend(JANUARY, JUNE, promises=[promised(500)], population={2023: 1_000})
    assert only_line(trend, Terms.RATE).steps[0].quoted == Quoted(Decimal(50), is_derived=True)


def test_without_a_denominator_a_rate_is_no_number_of_people() -> None:
    line = only_line(make_trend(JANUARY, JUNE, promises=[promised(percent="50")]))
    assert line.steps == []


def test_a_goal_for_the_whole_is_not_drawn_as_a_target_of_a_part_but_listed_as_a_rate() -> None:
    goal = promised(95_000_000, "95", unit_id=NATION.pk)
    trend = make_trend(JANUARY, JUNE, promises=[goal], population={2023: 1_000})
    assert target_lines(trend, Terms.PEOPLE) == []
    listed = set_targets([], trend.goals)
    assert [each.promise.promise for each in listed] == [promised(percent="95").promise]


def test_between_milestones_lies_the_reference_path_and_no_step() -> None:
    """35 % in 2021 and 45 % in 2025: 37,5, 40 and 42,5 % between them, which nobody set."""
    line = only_line(
        make_trend(date(2021, 1, 1), date(2024, 12, 1), promises=MILESTONES), Terms.RATE
    )
    assert stretches(line) == [(date(2021, 1, 1), date(2021, 12, 31), 35)]
    (path,) = line.references
    assert [(point.year, point.quantity, point.is_milestone) for point in path] == [
        (2021, 35, True),
        (2022, Decimal("37.5"), False),
        (2023, 40, False),
        (2024, Decimal("42.5"), False),
    ]
    assert {point.milestones for point in path} == {(2021, 2025)}


def test_a_reference_path_starts_in_the_december_before_the_first_month() -> None:
    line = only_line(make_trend(JANUARY, JUNE, promises=MILESTONES), Terms.RATE)
    assert [point.year for point in line.references[0]] == [2022, 2023]


def test_a_reference_path_in_people_takes_each_years_denominator_and_is_derived() -> None:
    trend = make_trend(JANUARY, JUNE, promises=MILESTONES, population={2022: 1_000, 2023: 2_000})
    assert only_line(trend).references == [
        [
            ReferencePoint(2022, 375, True, (2021, 2025)),
            ReferencePoint(2023, 800, True, (2021, 2025)),
        ]
    ]


def test_a_year_without_a_denominator_has_no_point_in_people() -> None:
    trend = make_trend(JANUARY, JUNE, promises=MILESTONES, population={2023: 2_000})
    assert only_line(trend).references == []


def test_milestones_one_in_people_and_one_as_a_rate_are_joined_by_nothing() -> None:
    mixed = [
        promised(100, year=2021, target_id=1),
        promised(percent="45", year=2025, target_id=2),
    ]
    assert only_line(make_trend(JANUARY, JUNE, promises=mixed), Terms.RATE).references == []


def test_years_set_one_after_another_have_no_reference_path() -> None:
    years = [promised(100, year=year, target_id=year) for year in (2022, 2023, 2024)]
    assert only_line(make_trend(JANUARY, JUNE, promises=years)).references == []


def test_targets_of_later_years_are_kept_for_the_list() -> None:
    line = only_line(make_trend(JANUARY, JUNE, promises=MILESTONES), Terms.RATE)
    assert [each.year for each in line.ahead] == [2025, 2030]


def test_a_later_document_of_the_same_assigner_sets_the_milestone() -> None:
    """42-NQ/TW of 24/11/2023 set 2030 anew."""
    later = promised(
        percent="65",
        year=2030,
        target_id=42,
        document_id=42,
        effective_on=date(2023, 11, 24),
        assigner_id=6,
        assigner="Ban Chấp hành Trung ương",
        assigner_kind=6,
    )
    line = only_line(make_trend(JANUARY, DECEMBER, promises=[*MILESTONES, later]), Terms.RATE)
    assert [each.promise.percent for each in line.ahead] == [45, 65]


def test_a_step_names_its_promise() -> None:
    line = only_line(make_trend(JANUARY, JUNE, promises=[promised(966_520)]))
    step = line.steps[0]
    assert isinstance(step, Step)
    assert (step.promise.document, step.promise.year) == ("1/KH-UBND", 2023)
