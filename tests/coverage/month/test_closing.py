"""Closing a month with its gaps named: what stands, what was shown, and its undoing."""

from datetime import date, datetime

import pytest
from django.utils.translation import override

from cast import JUNE, Cast, make_user
from coverage.counting.closed import ClosedMonth, ClosingUndone, closed_month, closed_month_in
from coverage.counting.expected import Expected
from coverage.counting.month_below import month_below
from coverage.counting.months import closings, latest_months, usual_month
from coverage.models import AdministrativeUnit, CountsFrom, MonthClosing, Role, User
from coverage.month.closing import ShownClosing, close_month, open_closed_month, shown_closing
from coverage.month.closing_refusals import (
    ClosedAlready,
    ClosingChanged,
    NotClosed,
    NothingMissing,
    NothingThere,
)
from coverage.month.workflow import approve, open_months, reopen, submit, take_back
from coverage.refusals import FutureMonth, NotYours, ReasonMissing, UnitNotThere
from reporting import set_rule

MAY, JULY = date(2023, 5, 1), date(2023, 7, 1)
WHY = "Trà Cú mất điện"


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """May is complete; of June Cầu Kè has handed in and Trà Cú has not."""
    both = [world.cau_ke.pk, world.tra_cu.pk]
    for period in (MAY, JUNE):
        open_months(world.giang, both, period)
    submit(world.an, both, MAY)
    submit(world.an, [world.cau_ke.pk], JUNE)
    return world


def shown(unit: AdministrativeUnit, period: date = JUNE) -> ShownClosing:
    """What a page opened now would carry."""
    in_force = MonthClosing.objects.current().filter(unit=unit, period=period).first()
    return shown_closing(month_below(unit, period), in_force.pk if in_force else None)


def close(cast: Cast, user: User | None = None, period: date = JUNE, why: str = WHY) -> None:
    unit = cast.tra_vinh
    close_month(user or cast.giang, unit, period, why, shown(unit, period))


def undo(cast: Cast, user: User | None = None, why: str = "Trà Cú đã gửi bù") -> None:
    open_closed_month(user or cast.giang, cast.tra_vinh, JUNE, why, shown(cast.tra_vinh))


def closed(cast: Cast, moment: datetime | None = None) -> ClosedMonth | None:
    month = month_below(cast.tra_vinh, JUNE, moment)
    found = closed_month(cast.tra_vinh, month, moment)
    return found if isinstance(found, ClosedMonth) else None


def given_to_a_reader(cast: Cast) -> date | None:
    latest = latest_months(cast.tra_vinh)
    expected = {each.period: Expected() for each in latest}
    return usual_month(latest, closings(cast.tra_vinh), expected, date(2023, 8, 1))


def test_a_closed_month_is_shown_until_the_closing_is_undone(cast: Cast) -> None:
    assert given_to_a_reader(cast) == MAY
    close(cast)
    assert given_to_a_reader(cast) == JUNE
    row = closings(cast.tra_vinh)[JUNE]
    assert (row.recorded_by, row.reason, row.missing) == (cast.giang, WHY, [cast.tra_cu.pk])
    undo(cast)
    assert given_to_a_reader(cast) == MAY
    assert closed(cast) is None
    assert JUNE in closings(cast.tra_vinh, row.recorded_at)


def said(cast: Cast, moment: datetime | None = None) -> str:
    """Beside the month; the same for who has not read the month itself."""
    found = closed_month_in(cast.tra_vinh, JUNE, moment)
    month = month_below(cast.tra_vinh, JUNE, moment)
    assert found == closed_month(cast.tra_vinh, month, moment)
    with override("en"):
        return str(found or "")


def test_an_undoing_stays_said_with_its_reason_until_the_month_is_closed_anew(cast: Cast) -> None:
    assert said(cast) == ""
    close(cast)
    closed_at = MonthClosing.objects.get().recorded_at
    undo(cast)
    found = closed_month_in(cast.tra_vinh, JUNE)
    assert isinstance(found, ClosingUndone)
    assert (found.closed_at, found.by) == (closed_at, "Võ Hương Giang")
    assert said(cast).startswith("Month 06/2023, closed on ")
    assert said(cast).endswith("Reason: Trà Cú đã gửi bù")
    assert "was closed by" in said(cast, closed_at)
    undone_at = found.at
    close(cast, why="lần hai")
    assert "Reason: lần hai" in said(cast)
    assert said(cast, undone_at).endswith("Reason: Trà Cú đã gửi bù")
    again = MonthClosing.objects.current().get().recorded_at
    undo(cast, why="lần ba")
    found = closed_month_in(cast.tra_vinh, JUNE)
    assert isinstance(found, ClosingUndone)
    assert (found.closed_at, found.reason) == (again, "lần ba")


def test_what_comes_later_is_named_apart_and_the_gaps_stay_as_they_were(cast: Cast) -> None:
    close(cast)
    found = closed(cast)
    assert found is not None
    assert (found.missing, found.came_later, found.expected) == (["Huyện Trà Cú"], [], 2)
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    later = closed(cast)
    assert later is not None
    assert (later.missing, later.came_later) == (["Huyện Trà Cú"], ["Huyện Trà Cú"])
    with override("en"):
        assert later.lines[2] == "Added after closing: Huyện Trà Cú."
    then = MonthClosing.objects.get().recorded_at
    as_then = closed(cast, then)
    assert as_then is not None
    assert as_then.came_later == []


def test_closing_locks_nothing(cast: Cast) -> None:
    close(cast)
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    submit(cast.an, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)


def test_it_holds_for_the_units_own_pages_only(cast: Cast) -> None:
    close(cast)
    for unit in (cast.nation, cast.cau_ke, cast.tra_cu):
        assert closings(unit) == {}


def test_a_unit_is_missing_whose_month_does_not_count(cast: Cast) -> None:
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sửa")
    assert shown(cast.tra_vinh).missing == {cast.tra_cu.pk}
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    set_rule(cast.tra_vinh, counts_from=CountsFrom.APPROVED)
    assert shown(cast.tra_vinh).missing == {cast.tra_cu.pk}


def test_of_a_nation_the_provinces_are_missing_that_lack_units(cast: Cast) -> None:
    chief = make_user("hoa", "Lê Thị Hoa", (cast.nation, Role.APPROVER))
    assert shown(cast.nation).missing == {cast.tra_vinh.pk, cast.lai_chau.pk}
    close_month(chief, cast.nation, JUNE, WHY, shown(cast.nation))
    found = closed_month(cast.nation, month_below(cast.nation, JUNE))
    assert isinstance(found, ClosedMonth)
    assert found.missing == ["Tỉnh Lai Châu", "Tỉnh Trà Vinh"]


def test_what_changed_since_the_page_was_opened_refuses_it_and_writes_nothing(cast: Cast) -> None:
    before = shown(cast.tra_vinh)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    with pytest.raises(ClosingChanged):
        close_month(cast.giang, cast.tra_vinh, JUNE, WHY, before)
    approved = shown(cast.tra_vinh)
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    with pytest.raises(ClosingChanged):
        close_month(cast.giang, cast.tra_vinh, JUNE, WHY, approved)
    assert not MonthClosing.objects.exists()


def test_the_second_of_two_who_decide_is_told(cast: Cast) -> None:
    before = shown(cast.tra_vinh)
    close(cast)
    with pytest.raises(ClosingChanged):
        close_month(cast.giang, cast.tra_vinh, JUNE, "khác", before)
    with pytest.raises(ClosedAlready):
        close(cast)
    open_to_both = shown(cast.tra_vinh)
    undo(cast)
    with pytest.raises(ClosingChanged):
        open_closed_month(cast.giang, cast.tra_vinh, JUNE, "khác", open_to_both)
    with pytest.raises(NotClosed):
        undo(cast)
    assert MonthClosing.objects.count() == 2


def test_it_needs_a_reason_a_month_that_came_and_gaps_beside_figures(cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        close(cast, why="  ")
    with pytest.raises(FutureMonth):
        close(cast, period=date(2100, 1, 1))
    with pytest.raises(UnitNotThere):
        close(cast, period=date(1991, 1, 1))
    with pytest.raises(NothingMissing):
        close(cast, period=MAY)
    open_months(cast.giang, [cast.cau_ke.pk], JULY)
    with pytest.raises(NothingThere):
        close(cast, period=JULY)
    close(cast)
    with pytest.raises(ReasonMissing):
        undo(cast, why="")
    assert MonthClosing.objects.count() == 1


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("of", ["nation", "tra_vinh", "cau_ke", "lai_chau"])
@pytest.mark.parametrize("action", ["close", "undo"])
def test_only_an_approver_of_the_unit_or_of_one_above_may(
    cast: Cast, role: Role | None, of: str, action: str
) -> None:
    user = make_user("hoa", "Lê Thị Hoa", *([(getattr(cast, of), role)] if role else []))
    if action == "undo":
        close(cast)
    act = close if action == "close" else undo
    if role == Role.APPROVER and of in ("nation", "tra_vinh"):
        act(cast, user)
        assert (closed(cast) is not None) == (action == "close")
        return
    with pytest.raises(NotYours):
        act(cast, user)
    assert (closed(cast) is not None) == (action == "undo")


def test_an_administrator_closes_nothing(cast: Cast) -> None:
    with pytest.raises(NotYours):
        close(cast, cast.em)
