"""Of a province that never approves nothing is said to be not approved."""

from django.utils import timezone

from cast import JUNE, Cast
from coverage.counting.approving import approving_units
from coverage.models import AdministrativeUnit
from coverage.month.workflow import approve, open_months, reopen, submit


def approving(cast: Cast) -> set[AdministrativeUnit]:
    units = [cast.nation, cast.tra_vinh, cast.cau_ke, cast.tra_cu, cast.lai_chau, cast.sin_ho]
    found = approving_units([each.pk for each in units])
    return {each for each in units if each.pk in found}


def hand_in(cast: Cast, unit: AdministrativeUnit) -> None:
    open_months(cast.giang, [unit.pk], JUNE)
    submit(cast.an, [unit.pk], JUNE)


def test_a_month_handed_in_approves_nothing(cast: Cast) -> None:
    hand_in(cast, cast.cau_ke)
    assert approving(cast) == set()


def test_one_approval_speaks_for_the_whole_province_and_for_no_other(cast: Cast) -> None:
    before = timezone.now()
    hand_in(cast, cast.cau_ke)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    assert approving(cast) == {cast.tra_vinh, cast.cau_ke, cast.tra_cu}
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sai số")
    assert approving(cast) == {cast.tra_vinh, cast.cau_ke, cast.tra_cu}
    assert approving_units([cast.cau_ke.pk], before) == set()
