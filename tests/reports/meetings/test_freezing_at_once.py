"""A meeting is frozen while others write: it saw a save wholly or not at all."""

from datetime import date, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cast import JUNE, Cast, make_cast
from coverage.entry import Cell, record_figures
from coverage.models import ReportedFigure
from coverage.month.workflow import open_months
from coverage.notation.periods import add_months
from races import at_once
from reports.meetings.freezing import BusyWriting, freeze
from reports.models import Meeting

DAY = date(2023, 7, 26)


@pytest.fixture
def committed(transactional_db: None) -> Cast:
    return make_cast()


def a_meeting(cast: Cast) -> Meeting:
    return freeze(cast.giang, cast.tra_vinh, "Họp Ban Chỉ đạo sơ kết 6 tháng", DAY)


def test_a_save_under_way_is_wholly_before_the_meeting_or_wholly_after(committed: Cast) -> None:
    """Twenty saves of ten cells, each against a freeze: what the meeting saw is none or all."""
    units = (committed.cau_ke.pk, committed.tra_cu.pk)
    keys = [(unit, each.pk) for unit in units for each in committed.indicators.values()]
    for turn in range(20):
        period = add_months(JUNE, -turn)
        open_months(committed.giang, units, period)
        cells = [Cell(*key, people=7) for key in keys]
        saved, frozen = at_once(
            lambda period=period, cells=cells: record_figures(committed.an, period, cells),
            lambda turn=turn: freeze(committed.giang, committed.tra_vinh, f"Họp {turn}", DAY),
        )
        assert saved.written == len(keys)
        seen = ReportedFigure.objects.as_seen(frozen.moment)
        assert seen.filter(period=period).count() in (0, len(keys))


def test_a_freeze_waits_for_a_save_that_has_begun(committed: Cast) -> None:
    """The save has written and not committed: the meeting must see it, or it would appear later
    among what was there before."""
    open_months(committed.giang, [committed.cau_ke.pk], JUNE)
    written = Event()

    def save() -> datetime:
        with transaction.atomic():
            cell = Cell(committed.cau_ke.pk, committed.bhyt.pk, people=7)
            record_figures(committed.an, JUNE, [cell])
            written.set()
            _wait_for_a_waiting_freeze()
        return ReportedFigure.objects.get().recorded_at

    def freeze_then() -> Meeting:
        assert written.wait(30)
        return a_meeting(committed)

    recorded_at, frozen = at_once(save, freeze_then)
    assert recorded_at < frozen.moment
    assert ReportedFigure.objects.as_seen(frozen.moment).count() == 1


def _wait_for_a_waiting_freeze() -> None:
    deadline = timezone.now() + timedelta(seconds=30)
    with connection.cursor() as cursor:
        while timezone.now() < deadline:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'ShareLock'")
            if cursor.fetchone():
                return
    raise AssertionError("the freeze did not wait")


def test_a_freeze_that_waits_too_long_gives_up_and_says_so(
    committed: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.meetings.freezing.LONGEST_WAIT", "50ms")
    open_months(committed.giang, [committed.cau_ke.pk], JUNE)
    written, refused = Event(), Event()

    def save() -> None:
        with transaction.atomic():
            cell = Cell(committed.cau_ke.pk, committed.bhyt.pk, people=7)
            record_figures(committed.an, JUNE, [cell])
            written.set()
            assert refused.wait(30)

    def freeze_then() -> None:
        assert written.wait(30)
        try:
            a_meeting(committed)
        finally:
            refused.set()

    saved, outcome = at_once(save, freeze_then)
    assert saved is None
    assert isinstance(outcome, BusyWriting)
    assert not Meeting.objects.exists()


def test_of_two_who_freeze_the_same_meeting_at_once_one_is_told(committed: Cast) -> None:
    outcomes = at_once(lambda: a_meeting(committed), lambda: a_meeting(committed))
    assert sorted(type(each).__name__ for each in outcomes) == ["FrozenAlready", "Meeting"]
