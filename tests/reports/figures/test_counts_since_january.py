"""A count since January is whole, or "at least" with the months that it lacks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit, Indicator, Measure
from coverage.notation.periods import since_january
from known_values import reported
from reports.figures.comparison import compare
from reports.figures.known import Known, known
from reports.figures.months_lacking import lacking_text
from reports.figures.notations import people_in, share_of_plan_in
from reports.figures.query import overview
from reports.figures.values import NOT_APPLICABLE, NOTHING, MonthLacking, Value
from reports.figures.words import people_text
from reports.figures.year_to_date import counted_to_date, least_attained
from small_worlds import World, make_world

DECEMBER = date(2022, 12, 1)
JUNE = date(2023, 6, 1)
SOME = Value(people=4, counted=8, expected=9)
EVERY = Value(people=3, counted=9, expected=9)


def month(number: int) -> date:
    return date(2023, number, 1)


def to_date(*values: Value) -> Value:
    """Of the months from January on."""
    months = {month(number): value for number, value in enumerate(values, start=1)}
    return counted_to_date(months)[month(len(values))]


def test_a_month_without_figures_is_named_and_what_is_counted_is_at_least_so_much() -> None:
    total = to_date(reported(3), NOTHING, reported(1))
    assert (total.people, total.is_complete) == (4, False)
    assert [lacking.period for lacking in total.lacking] == [month(2)]


def test_a_month_without_figures_after_the_last_known_is_missing_too() -> None:
    """The total of June is not blank because June's count is late."""
    total = to_date(reported(3), NOTHING)
    assert (total.people, [each.period for each in total.lacking]) == (3, [month(2)])


def test_a_month_of_which_some_units_are_known_says_of_how_many() -> None:
    assert to_date(SOME, EVERY).lacking == (MonthLacking(month(1), 8, 9),)
    assert to_date(EVERY, EVERY).lacking == ()
    assert to_date(EVERY, EVERY).is_complete


def test_a_month_to_which_it_does_not_apply_is_not_missing() -> None:
    total = to_date(reported(3), NOT_APPLICABLE, reported(2))
    assert (total.people, total.is_complete) == (5, True)
    assert to_date(NOT_APPLICABLE, NOT_APPLICABLE).does_not_apply


def test_the_months_of_last_year_are_not_missing_from_this_one() -> None:
    totals = counted_to_date({DECEMBER: NOTHING, month(1): reported(3)})
    assert (totals[month(1)].people, totals[month(1)].lacking) == (3, ())


def test_before_anything_is_known_nothing_is_counted_which_is_not_zero() -> None:
    assert to_date(NOTHING, NOTHING) == NOTHING


def test_a_total_is_not_approved_where_one_of_its_months_is_not() -> None:
    total = to_date(Value(people=1, counted=9, expected=9, unapproved=2), EVERY)
    assert (total.people, total.unapproved) == (4, 2)


def test_79_of_642_people_are_at_least_12_31_per_cent_of_the_plan() -> None:
    """Đông Hòa 3/2023: of January and February nothing was published."""
    total = to_date(NOTHING, NOTHING, reported(79))
    least = least_attained(total, 642)
    assert least is not None
    assert round(least, 2) == Decimal("12.31")
    assert least_attained(to_date(reported(79)), 642) is None
    with override("vi"):
        assert people_text(total) == "ít nhất 79"
        assert people_in(total).format_of(79) == '"ít nhất "#,##0'
        assert share_of_plan_in(total, least, after=" %").text(least) == "ít nhất 12,31 %"
        assert lacking_text(total) == "thiếu số liệu tháng 1–2"


def test_the_months_are_named_shortly_those_without_any_figure_first() -> None:
    gaps = Value(people=5, counted=9, expected=9, has_gaps=True)
    total = to_date(SOME, SOME, NOTHING, EVERY, NOTHING, NOTHING, SOME, gaps)
    with override("vi"):
        said = "thiếu số liệu tháng 3, 5–6; tháng 1–2, 7 (8/9); tháng 8 (chưa đủ đơn vị)"
        assert lacking_text(total) == said
        assert lacking_text(to_date(EVERY)) == ""
        assert lacking_text(NOTHING) == ""


def test_totals_that_lack_the_same_months_differ_by_what_the_months_between_counted() -> None:
    first = [NOTHING, reported(5)]
    now, before = to_date(*first, reported(7)), to_date(*first)
    assert compare(now, before).people.difference == 7
    assert compare(now, before).people.percent is None
    assert compare(to_date(*first, NOTHING), before).people.difference is None
    assert compare(now, reported(0)).people.difference is None


def naive_total(facts: Known, unit: AdministrativeUnit, flow: Indicator) -> Value:
    """Month by month in plain sight: what is known, and what is not whole."""
    people: list[int] = []
    lacking = []
    for period in since_january(JUNE):
        value = facts.value(unit, flow, period)
        if value.people is not None:
            people.append(value.people)
        if not value.does_not_apply and value.whole_people is None:
            lacking.append(MonthLacking(period, value.counted, value.expected))
    return Value(sum(people) if people else None, lacking=tuple(lacking) if people else ())


def totals_on_the_page(unit: AdministrativeUnit, read_as: ReadAs) -> Mapping[str, Value]:
    return {
        flow.indicator.code: Value(flow.value.people, lacking=flow.value.lacking)
        for flow in overview(unit, JUNE, read_as).flows
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_page_counts_what_a_plain_walk_through_the_months_counts(db: None, seed: int) -> None:
    """In made-up worlds, now, with drafts and as a meeting saw it: of units that report themselves
    and of those that are the sum of others."""
    world = make_world(seed)
    found = 0
    for read_as in (NOW, ReadAs(drafts=True), ReadAs(world.rounds[0])):
        for unit in (world.nation, *world.provinces[:2]):
            facts = known(unit, list(world.indicators.values()), since_january(JUNE), read_as)
            expected = {
                code: total
                for code, flow in flows_of(world).items()
                if (total := naive_total(facts, unit, flow)).people is not None
            }
            assert totals_on_the_page(unit, read_as) == expected
            found += sum(bool(total.lacking) for total in expected.values())
    assert found


def flows_of(world: World) -> dict[str, Indicator]:
    return {code: each for code, each in world.indicators.items() if each.measure == Measure.FLOW}
