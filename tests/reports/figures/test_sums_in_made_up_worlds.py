"""What the pages of a unit and of those above it show fits together."""

import pytest

from reports.figures.known import known
from reports.figures.values import Value
from small_worlds import PERIODS, make_world


@pytest.mark.parametrize("seed", range(3))
def test_the_nation_is_the_sum_of_its_provinces_and_they_of_their_districts(
    db: None, seed: int
) -> None:
    """In a made-up world, for every month and indicator: what each page shows fits the others."""
    world = make_world(seed)
    indicators = list(world.indicators.values())
    on_the_nations = known(world.nation, indicators, PERIODS)
    on_its_page = {unit.pk: known(unit, indicators, PERIODS) for unit in world.provinces}
    for period in PERIODS:
        for indicator in indicators:
            provinces = on_the_nations.parts_in(period)
            for province in provinces:
                own_page = on_its_page[province.pk]
                shown = own_page.value(province, indicator, period)
                assert_same(on_the_nations.value(province, indicator, period), shown)
                districts = [
                    own_page.value(district, indicator, period)
                    for district in own_page.parts_in(period)
                ]
                assert_sum_of(shown, districts)
            nation = on_the_nations.value(world.nation, indicator, period)
            assert_sum_of(
                nation, [on_its_page[p.pk].value(p, indicator, period) for p in provinces]
            )


def assert_same(one: Value, other: Value) -> None:
    assert (one.people, one.own) == (other.people, other.own)
    assert (one.whole_people, one.counted) == (other.whole_people, other.counted)
    if one.own is None:
        assert (one.rate, one.rated, one.whole_rate) == (other.rate, other.rated, other.whole_rate)


def assert_sum_of(whole: Value, parts: list[Value]) -> None:
    """Unless the whole reported itself, or its part-indicators make it."""
    if whole.own is not None or whole.computed_from_parts:
        return
    counted = [part.people for part in parts if part.people is not None]
    assert whole.people == (sum(counted) if counted else None)
