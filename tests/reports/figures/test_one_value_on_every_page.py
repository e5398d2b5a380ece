"""A unit has one value: on its own page, in the table of the unit above, and in a later month."""

from datetime import date
from decimal import Decimal

from cast import JUNE, Cast, make_unit
from coverage.models import ChangeKind
from coverage.models.units import Level
from known_figures import facts, value
from reporting import count, report, report_all, set_rule
from unit_acts import end, join

MAY = date(2023, 5, 1)


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


def test_a_whole_said_not_to_apply_is_still_what_its_pieces_come_to(cast: Cast) -> None:
    for code, people in (("BHXH_BB", 80), ("BHXH_TN", 20)):
        report(cast.cau_ke, cast.indicators[code], JUNE, people)
    report(cast.cau_ke, cast.bhxh, JUNE, absence="not_applicable")
    report(cast.tra_cu, cast.bhxh, JUNE, 50)
    for top in (cast.tra_vinh, cast.nation):
        found = facts(cast, top).value(cast.tra_vinh, cast.bhxh, JUNE)
        assert (found.people, found.counted, found.expected) == (150, 2, 2), top


def test_a_whole_is_what_the_page_shows_of_its_pieces_where_the_unit_reported_one(
    cast: Cast,
) -> None:
    """Beside the districts' sum of the whole, which lacks a district, it would contradict them."""
    report_all({cast.cau_ke: 70, cast.tra_cu: 30}, cast.indicators["BHXH_TN"], JUNE)
    report(cast.cau_ke, cast.bhxh, JUNE, 500)
    report(cast.tra_vinh, cast.indicators["BHXH_BB"], JUNE, 900)
    for top in (cast.tra_vinh, cast.nation):
        found = facts(cast, top).value(cast.tra_vinh, cast.bhxh, JUNE)
        assert (found.whole_people, found.computed_from_parts) == (1_000, True), top


def test_a_rule_that_exempts_the_province_alone_hides_no_figure_and_expects_none(
    cast: Cast,
) -> None:
    set_rule(cast.tra_vinh, exempt_codes=["BHTN"])
    set_rule(cast.cau_ke)
    bhtn = cast.indicators["BHTN"]
    for top in (cast.tra_vinh, cast.nation):
        assert facts(cast, top).value(cast.tra_vinh, bhtn, JUNE).does_not_apply, top
    report(cast.tra_cu, bhtn, JUNE, rate=Decimal("12.5"))
    for top in (cast.tra_vinh, cast.nation):
        assert facts(cast, top).value(cast.tra_vinh, bhtn, JUNE).does_not_apply, top
    report(cast.cau_ke, bhtn, JUNE, 60)
    for top in (cast.tra_vinh, cast.nation):
        assert facts(cast, top).value(cast.tra_vinh, bhtn, JUNE).people == 60, top


def test_what_a_unit_printed_before_it_was_renamed_is_shown_as_it_was_printed(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, 80, rate=Decimal("81.50"))
    report(cast.tra_cu, cast.bhyt, MAY, rate=Decimal("64.2"))
    ended = date(2023, 5, 14)
    for old in (cast.cau_ke, cast.tra_cu):
        end(old, ended)
        town = make_unit(
            Level.DISTRICT,
            old.code,
            "thi_xa",
            old.name,
            f"Thị xã {old.name}",
            cast.tra_vinh,
            date(2023, 5, 15),
        )
        join([old], town, ChangeKind.RENAME)
        then, was = value(cast, town, period=MAY), value(cast, old, period=MAY)
        assert (then.people, then.whole_rate) == (was.people, was.whole_rate)
        assert then.from_predecessors
