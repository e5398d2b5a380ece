"""The most a unit ever gained in a month, held against what it has to gain."""

from datetime import date

from cast import JUNE, Cast, make_unit
from coverage.models import ChangeKind
from reporting import report
from reports.overview.gains import BestGain, best_gains
from unit_acts import end, join


def test_what_a_unit_gained_before_it_was_renamed_is_its_own(cast: Cast) -> None:
    old, today = date(2025, 6, 30), date(2025, 7, 1)
    end(cast.cau_ke, old)
    new = make_unit(2, "846", "thi_xa", "Cầu Kè", "Thị xã Cầu Kè", cast.tra_vinh, today)
    join([cast.cau_ke], new, ChangeKind.RENAME)
    for unit, period, people in (
        (cast.cau_ke, date(2025, 5, 1), 100),
        (cast.cau_ke, date(2025, 6, 1), 170),
        (new, date(2025, 7, 1), 180),
    ):
        report(unit, cast.bhyt, period, people)
    found = best_gains([new], cast.bhyt, today)
    assert found == {new.pk: BestGain(70, date(2025, 6, 1), 2, simulated=False)}


def test_a_gain_is_counted_between_months_that_follow_each_other_only(cast: Cast) -> None:
    for month, people in ((1, 100), (2, 90), (3, 85), (5, 900)):
        report(cast.cau_ke, cast.bhyt, date(2023, month, 1), people)
    found = best_gains([cast.cau_ke, cast.tra_cu], cast.bhyt, JUNE)
    assert found == {cast.cau_ke.pk: BestGain(-5, date(2023, 3, 1), 2, simulated=False)}
