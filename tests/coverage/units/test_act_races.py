"""An act against whoever hands in, types or opens a month of the same units at the same moment:
one of the two is told, and no month of a unit that is not there in it ever counts.

ACT_RACES=200 in the environment runs so many of each.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db.models import F, Q

from cast import JUNE, Cast, make_cast, make_unit
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ChangeKind, ReportedFigure, State, Submission
from coverage.month.workflow import open_months, submit
from coverage.refusals import UnitNotThere
from coverage.units.act import Act, ActLink, OpenedUnit
from coverage.units.acts import record_acts, void_act
from coverage.units.refusals import ActRefused, OpenedHaveFigures, ReportedWithout
from races import at_once

RACES = int(os.environ.get("ACT_RACES", "12"))
WHY = "sắp xếp"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def commune(cast: Cast, number: int) -> AdministrativeUnit:
    return make_unit(3, f"{number}", "xa", f"Xã {number}", f"Xã {number}", cast.cau_ke)


def ward(unit: AdministrativeUnit, first_month: date = JUNE) -> Act:
    """The commune becomes a ward."""
    opened = OpenedUnit(
        "mới", 3, unit.code, "phuong", unit.name, f"Phường {unit.name}", unit.parent_id
    )
    links = [ActLink(unit.pk, "mới")]
    code = f"{first_month}/{unit.code}"
    return Act(code, ChangeKind.RENAME, first_month, "Nghị quyết 1", "", [unit.pk], [opened], links)


def race(number: int, written: Callable[[], Any], enacted: Callable[[], Any]) -> list[Any]:
    """Now the one, now the other is a little later: before, during and after the other."""

    def later(action: Callable[[], Any], seconds: float) -> Any:
        time.sleep(max(0, seconds))
        return action()

    lead = (number % 12 - 5) * 0.004
    return at_once(lambda: later(written, -lead), lambda: later(enacted, lead))


def outside_their_days() -> list[str]:
    """Whatever is in a month that begins when its unit is not there, but for blank open ones."""
    outside = Q(period__lt=F("unit__valid_from")) | Q(period__gt=F("unit__valid_to"))
    handed_in = Submission.objects.exclude(state=State.OPEN)
    return [
        f"{unit} {period}"
        for rows in (handed_in, ReportedFigure.objects.all())
        for unit, period in rows.filter(outside).values_list("unit__full_name", "period")
    ]


def hand_in(cast: Cast, unit: AdministrativeUnit) -> Callable[[], Any]:
    return partial(submit, cast.an, [unit.pk], JUNE)


def type_a_figure(cast: Cast, unit: AdministrativeUnit) -> Callable[[], Any]:
    return partial(record_figures, cast.an, JUNE, [Cell(unit.pk, cast.bhyt.pk, people=70)])


@pytest.mark.parametrize("what", [hand_in, type_a_figure])
def test_a_month_that_is_written_keeps_the_act_back_or_is_told_that_the_unit_is_not_there(
    cast: Cast, what: Callable[[Cast, AdministrativeUnit], Callable[[], Any]]
) -> None:
    acts = 0
    for number in range(RACES):
        unit = commune(cast, 20_000 + number)
        open_months(cast.giang, [unit.pk], JUNE)
        act = ward(unit)
        written, enacted = race(number, what(cast, unit), partial(record_acts, cast.em, [act], WHY))
        if isinstance(enacted, list):
            assert isinstance(written, UnitNotThere), written
            assert "Xã" in str(written)
            acts += 1
        else:
            assert isinstance(enacted, ActRefused), enacted
            assert not isinstance(written, Exception), written
        assert outside_their_days() == []
    print(f"{RACES} races: {acts} acts were first, the others refused")


def test_no_month_is_opened_for_a_unit_that_an_act_ends_at_that_moment(cast: Cast) -> None:
    for number in range(RACES):
        unit = commune(cast, 21_000 + number)
        act = ward(unit)
        opened, enacted = race(
            number,
            partial(open_months, cast.giang, [unit.pk], JUNE),
            partial(record_acts, cast.em, [act], WHY),
        )
        assert isinstance(enacted, list), enacted
        assert opened == 1 or isinstance(opened, UnitNotThere), opened
        with pytest.raises(UnitNotThere):
            submit(cast.an, [unit.pk], JUNE)
    assert outside_their_days() == []


def test_no_unit_is_opened_beside_one_that_hands_in_at_that_moment(cast: Cast) -> None:
    """One that was opened first is missing beside it; the other way round it would be in no sum."""
    unit = commune(cast, 22_000)
    other = commune(cast, 22_001)
    months = [date(2015 + number // 12, number % 12 + 1, 1) for number in range(RACES)]
    for number, month in enumerate(months):
        open_months(cast.giang, [unit.pk], month)
        act = ward(other, month)
        handed_in, enacted = race(
            number,
            partial(submit, cast.an, [unit.pk], month),
            partial(record_acts, cast.em, [act], WHY),
        )
        assert handed_in is None, handed_in
        if isinstance(enacted, list):
            assert enacted[0].works_from == month
            other = AdministrativeUnit.objects.get(code="22001", valid_to=None)
            submitted = Submission.objects.current().get(unit=unit, period=month)
            opened = other.versions.get()
            assert submitted.recorded_at > opened.recorded_at
        else:
            assert isinstance(enacted, ReportedWithout), enacted


def test_an_act_is_not_void_once_a_figure_of_what_it_opened_is_there(cast: Cast) -> None:
    for number in range(RACES):
        unit = commune(cast, 23_000 + number)
        (change,) = record_acts(cast.em, [ward(unit)], WHY)
        opened = AdministrativeUnit.objects.get(code=unit.code, valid_from=JUNE)
        open_months(cast.giang, [opened.pk], JUNE)
        written, taken_back = race(
            number,
            type_a_figure(cast, opened),
            partial(void_act, cast.em, change, "nhầm"),
        )
        if taken_back is None:
            assert isinstance(written, UnitNotThere), written
        else:
            assert isinstance(taken_back, OpenedHaveFigures), taken_back
            assert not isinstance(written, Exception), written
        assert outside_their_days() == []
