"""Of how many units figures are expected, and to which nothing applies."""

from collections.abc import Collection

import pytest

from cast import JUNE, Cast
from coverage.counting.month_below import month_below
from coverage.counting.month_counts import MonthCounts, figures_below, nothing_applies
from coverage.models import Absence, AdministrativeUnit, Indicator
from reporting import report

ALL = ("BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT")


@pytest.mark.parametrize(
    ("stated", "is_all"),
    [
        (ALL, True),
        (("BHXH_BB", "BHXH_TN", "BHTN", "BHYT"), True),  # the sum goes with its parts
        (("BHXH", "BHTN", "BHYT"), True),  # parts go with their whole
        (("BHXH_BB", "BHTN", "BHYT"), False),
        (("BHXH", "BHYT"), False),
        ((), False),
    ],
)
def test_nothing_applies_where_that_is_said_of_each_its_whole_or_all_its_parts(
    cast: Cast, stated: Collection[str], is_all: bool
) -> None:
    columns = list(Indicator.objects.filter(measure="stock"))
    ids = [each.pk for each in columns if each.code in stated]
    assert nothing_applies(ids, columns) == is_all


def test_without_indicators_nothing_is_said() -> None:
    assert not nothing_applies([], [])


def state(cast: Cast, unit: AdministrativeUnit, *codes: str, is_draft: bool = False) -> None:
    for code in codes:
        absent = Absence.NOT_APPLICABLE
        report(unit, cast.indicators[code], JUNE, absence=absent, is_draft=is_draft)


def found(cast: Cast, unit: AdministrativeUnit) -> tuple[set[str], set[str]]:
    """The names of those directly below with figures, and of those to which nothing applies."""
    month = month_below(unit, JUNE)
    columns = list(Indicator.objects.filter(measure="stock"))
    said = figures_below(month, month.directly, columns)
    names = {each.pk: each.name for each in AdministrativeUnit.objects.all()}
    return {names[pk] for pk in said.with_figures}, {names[pk] for pk in said.not_applicable}


def test_a_unit_with_one_figure_has_figures_whatever_else_does_not_apply(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 500)
    state(cast, cast.cau_ke, "BHXH", "BHTN")
    state(cast, cast.tra_cu, *ALL)
    assert found(cast, cast.tra_vinh) == ({"Cầu Kè"}, {"Trà Cú"})


def test_a_draft_statement_takes_nobody_out(cast: Cast) -> None:
    state(cast, cast.tra_cu, *ALL, is_draft=True)
    assert found(cast, cast.tra_vinh) == (set(), set())


def test_a_province_goes_with_all_of_its_units_and_not_with_some(cast: Cast) -> None:
    state(cast, cast.tra_cu, *ALL)
    assert found(cast, cast.nation) == (set(), set())
    state(cast, cast.cau_ke, *ALL)
    assert found(cast, cast.nation) == (set(), {"Trà Vinh"})


def test_the_line_counts_figures_of_those_of_whom_they_are_expected() -> None:
    counts = MonthCounts(124, 122, 0, 0, handed_in=124, approved=3, not_applicable=1)
    assert str(counts) == ("122/123 có số liệu (1 không áp dụng) · 124/124 đã gửi · 3/124 đã duyệt")
