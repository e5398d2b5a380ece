"""Writing what an office says of a month: by whom, over what, and what is refused."""

from datetime import date

import pytest

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import Role, User
from coverage.refusals import FutureMonth, NotYours, UnitNotThere
from reports.meetings.freezing import freeze
from reports.models import LONGEST_NOTE, MonthNote
from reports.month_notes.entry import NoteChanged, save_note
from reports.office_text import TextCannotBe
from unit_acts import end, join

WHY = "Nhiều thẻ hết hạn chưa gia hạn."


@pytest.fixture
def huong(cast: Cast) -> User:
    """She drafts for Trà Vinh."""
    return make_user("huong", "Đặng Thu Hương", (cast.tra_vinh, Role.DRAFTER))


def standing(cast: Cast) -> MonthNote:
    return MonthNote.objects.current().get(unit=cast.tra_vinh, indicator=cast.bhyt, period=JUNE)


def write(cast: Cast, by: User, text: str, shown: int | None = None) -> bool:
    return save_note(by, cast.tra_vinh, cast.bhyt, JUNE, text, shown)


def test_a_note_stands_for_its_month_and_a_correction_keeps_the_first(
    cast: Cast, huong: User
) -> None:
    assert write(cast, huong, WHY)
    assert write(cast, cast.giang, "Thẻ hết hạn.", standing(cast).pk)
    first, second = MonthNote.objects.order_by("pk")
    assert (first.text, first.recorded_by) == (WHY, huong)
    assert first.superseded_at == second.recorded_at
    assert (second.text, second.recorded_by) == ("Thẻ hết hạn.", cast.giang)


def test_a_note_is_emptied_as_a_version_of_its_own(cast: Cast, huong: User) -> None:
    write(cast, huong, WHY)
    assert write(cast, huong, " \n", standing(cast).pk)
    assert standing(cast).text == ""
    assert MonthNote.objects.filter(text=WHY).exists()


def test_the_same_save_twice_changes_nothing(cast: Cast, huong: User) -> None:
    assert not write(cast, huong, "")
    write(cast, huong, WHY)
    assert not write(cast, huong, f"{WHY}  \r\n")
    assert MonthNote.objects.count() == 1


def test_over_what_somebody_wrote_meanwhile_nothing_is_written(cast: Cast, huong: User) -> None:
    write(cast, cast.giang, "của Giang")
    with pytest.raises(NoteChanged) as refused:
        write(cast, huong, "của Hương")
    assert refused.value.theirs == standing(cast)
    assert MonthNote.objects.count() == 1


@pytest.mark.parametrize("who", ["an", "binh", "chi", "dung", "em"])
def test_who_neither_drafts_nor_approves_for_the_unit_writes_none(cast: Cast, who: str) -> None:
    with pytest.raises(NotYours):
        write(cast, getattr(cast, who), WHY)
    assert not MonthNote.objects.exists()


def test_a_role_holds_for_the_units_below_and_for_none_beside(cast: Cast, huong: User) -> None:
    assert save_note(huong, cast.cau_ke, cast.bhyt, JUNE, WHY, None)
    for unit in (cast.nation, cast.lai_chau):
        with pytest.raises(NotYours):
            save_note(huong, unit, cast.bhyt, JUNE, WHY, None)


@pytest.mark.parametrize("text", ["x" * (LONGEST_NOTE + 1), "a\0b", "a\x1bb"])
def test_a_text_that_no_page_holds_is_refused(cast: Cast, huong: User, text: str) -> None:
    with pytest.raises(TextCannotBe):
        write(cast, huong, text)


def test_neither_months_to_come_nor_those_after_the_end_of_a_unit_are_noted(
    cast: Cast, huong: User
) -> None:
    with pytest.raises(FutureMonth):
        save_note(huong, cast.tra_vinh, cast.bhyt, date(2999, 1, 1), WHY, None)
    end(cast.cau_ke, date(2023, 5, 31))
    with pytest.raises(UnitNotThere):
        save_note(huong, cast.cau_ke, cast.bhyt, JUNE, WHY, None)


def test_a_unit_notes_the_months_of_what_it_was_formed_from(cast: Cast, huong: User) -> None:
    new = make_unit(2, "850", "huyen", "Mới", "Huyện Mới", cast.tra_vinh, date(2023, 7, 1))
    with pytest.raises(UnitNotThere):
        save_note(huong, new, cast.bhyt, JUNE, WHY, None)
    join([cast.cau_ke, cast.tra_cu], new)
    assert save_note(huong, new, cast.bhyt, JUNE, WHY, None)
    with pytest.raises(UnitNotThere):
        save_note(huong, new, cast.bhyt, date(2008, 7, 1), WHY, None)


def test_a_meeting_freezes_notes_as_it_freezes_figures(cast: Cast, huong: User) -> None:
    write(cast, huong, WHY)
    moment = freeze(cast.giang, cast.tra_vinh, "Sơ kết", date(2023, 7, 26)).moment
    write(cast, huong, "sửa sau họp", standing(cast).pk)
    assert [row.text for row in MonthNote.objects.as_seen(moment)] == [WHY]
