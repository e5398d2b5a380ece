"""A resubmission against an approval from an older page: figures that the approver's page did not
show are never approved.

RESUBMISSION_RACES=1000 and ALL_RACES=200 in the environment run as many of them, of one unit and of
all, as the release was checked with.
"""

import os
import time

import pytest

from cast import JUNE, Cast, make_cast, make_unit
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ReportedFigure, State, Submission
from coverage.month.workflow import approve, open_months, reopen, submit, take_back
from coverage.refusals import Refused, ShownChanged, WrongState
from entry_pages import EntryPage, address, in_english
from races import at_once

RACES = int(os.environ.get("RESUBMISSION_RACES", "100"))
ALL_RACES = int(os.environ.get("ALL_RACES", "20"))


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def _submitted(cast: Cast, count: int, first: int) -> list[AdministrativeUnit]:
    """So many communes of Trà Vinh, each with one figure, submitted."""
    units = [
        make_unit(3, f"{code}", "xa", f"Xã {code}", f"Xã {code}", cast.tra_vinh)
        for code in range(first, first + count)
    ]
    ids = [unit.pk for unit in units]
    open_months(cast.giang, ids, JUNE)
    record_figures(cast.an, JUNE, [Cell(pk, cast.bhyt.pk, people=28_038) for pk in ids])
    submit(cast.an, ids, JUNE)
    return units


def _resubmit(cast: Cast, unit: int) -> None:
    """The clerk takes the month back, corrects its figure, submits it again."""
    take_back(cast.an, [unit], JUNE)
    standing = ReportedFigure.objects.current().get(unit=unit, period=JUNE)
    cell = Cell(unit, cast.bhyt.pk, people=82_038, shown=standing.pk)
    record_figures(cast.an, JUNE, [cell])
    submit(cast.an, [unit], JUNE)


def _approved(units: list[AdministrativeUnit]) -> dict[int, int]:
    """The people of the figure in force, of the units that are approved."""
    months = Submission.objects.current().filter(period=JUNE, state=State.APPROVED, unit__in=units)
    figures = ReportedFigure.objects.current().filter(
        period=JUNE, unit__in=months.values_list("unit_id", flat=True)
    )
    return {figure.unit_id: figure.people or 0 for figure in figures}


def test_a_resubmission_is_never_approved_from_a_page_that_did_not_show_it(cast: Cast) -> None:
    """The approval comes a little later each time: before, during and after the resubmission."""
    units = _submitted(cast, RACES, 20000)
    approved = 0
    for race, unit in enumerate(units):
        version = Submission.objects.current().get(unit=unit, period=JUNE).pk

        def decide(pk: int = unit.pk, version: int = version, race: int = race) -> None:
            time.sleep(race % 10 * 0.003)
            approve(cast.giang, [pk], JUNE, shown={pk: version})

        outcomes = at_once(lambda pk=unit.pk: _resubmit(cast, pk), decide)
        if outcomes[1] is None:
            assert isinstance(outcomes[0], WrongState)
            assert _approved([unit]) == {unit.pk: 28_038}
            approved += 1
        else:
            assert isinstance(outcomes[1], ShownChanged)
            assert outcomes[0] is None
            assert _approved([unit]) == {}
    print(f"{RACES} races: {approved} approved as shown, the others refused, 0 unseen")


def test_all_units_of_an_older_page_never_take_a_resubmission_along(
    cast: Cast, static_files: None
) -> None:
    """By the form of the page: either all are approved as they were shown, or none."""
    units = _submitted(cast, 6, 30000)
    path, giang = address(cast.tra_vinh, JUNE, "month_states"), in_english(cast.giang)
    approved = 0
    for race in range(ALL_RACES):
        if race:
            _take_all_back(cast, units)
        page = EntryPage.open(giang, path).tick_all()
        sent = page.fields() | {"action": ["approve"]}

        def decide(sent: dict[str, list[str]] = sent) -> int:
            return giang.post(path, sent).status_code

        def correct(pk: int = units[race % 6].pk, race: int = race) -> None:
            time.sleep(race % 10 * 0.01)
            _resubmit(cast, pk)

        outcomes = at_once(correct, decide)
        if outcomes[1] == 302:
            assert isinstance(outcomes[0], Refused)
            assert _approved(units) == dict.fromkeys((unit.pk for unit in units), 28_038)
            approved += 1
        else:
            assert outcomes == [None, 409]
            assert _approved(units) == {}
    print(f"{ALL_RACES} races of all: {approved} approved as shown, the others refused, 0 unseen")


def _take_all_back(cast: Cast, units: list[AdministrativeUnit]) -> None:
    """As they were before the race: each with 28.038, submitted."""
    ids = [unit.pk for unit in units]
    months = Submission.objects.current().filter(period=JUNE, unit__in=ids)
    if done := list(months.filter(state=State.APPROVED).values_list("unit_id", flat=True)):
        reopen(cast.giang, done, JUNE, "thử lại")
    if waiting := list(months.filter(state=State.SUBMITTED).values_list("unit_id", flat=True)):
        take_back(cast.an, waiting, JUNE)
    changed = ReportedFigure.objects.current().filter(period=JUNE, people=82_038)
    record_figures(
        cast.an,
        JUNE,
        [Cell(row.unit_id, cast.bhyt.pk, people=28_038, shown=row.pk) for row in changed],
    )
    submit(cast.an, ids, JUNE)
