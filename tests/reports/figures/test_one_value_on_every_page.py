"""A unit has one value: on its own page, in the table of the unit above, and in a later month."""

from cast import JUNE, Cast
from known_figures import facts
from reporting import count, report


def test_a_province_is_rated_by_its_units_denominators_on_the_nations_page_too(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 150)
    for unit in (cast.cau_ke, cast.tra_cu):
        count(unit, "population", 2023, 100)
    for top in (cast.tra_vinh, cast.nation):
        found = facts(cast, top).value(cast.tra_vinh, cast.bhyt, JUNE)
        assert found.whole_rate == 75, top
        assert found.base is not None
        assert (found.base.people, found.base.year) == (200, None)


def test_a_denominator_that_one_unit_lacks_makes_no_base_of_the_whole(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 150)
    count(cast.cau_ke, "population", 2023, 100)
    for top in (cast.tra_vinh, cast.nation):
        assert facts(cast, top).value(cast.tra_vinh, cast.bhyt, JUNE).rate is None
