"""What is said of a month: the office's note first, else what was explained."""

from datetime import date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from reporting import report
from reports.models import MonthNote
from reports.month_notes.entry import save_note
from reports.month_notes.query import notes_on
from small_worlds import clock
from unit_acts import join

MAY = date(2023, 5, 1)
LAPSED, WHY = "thẻ hết hạn", "Nhiều thẻ hết hạn chưa gia hạn."


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    report(world.cau_ke, world.bhyt, JUNE, 70, note=LAPSED)
    report(world.tra_cu, world.bhyt, JUNE, 300)
    return world


def said(cast: Cast, moment: datetime | None = None) -> list[tuple[str, bool]]:
    """Of Trà Vinh's June."""
    asked = {(cast.tra_vinh.pk, JUNE): [cast.tra_vinh.pk]}
    found = notes_on(asked, [cast.bhyt.pk], moment)
    notes = found.get((cast.tra_vinh.pk, cast.bhyt.pk, JUNE), [])
    return [(each.text, each.is_office) for each in notes]


def write(cast: Cast, text: str) -> None:
    standing = MonthNote.objects.current().filter(unit=cast.tra_vinh).first()
    shown = standing.pk if standing else None
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, text, shown)


def test_the_offices_note_stands_before_what_was_explained(cast: Cast) -> None:
    assert said(cast) == [(LAPSED, False)]
    write(cast, WHY)
    assert said(cast) == [(WHY, True)]
    write(cast, "")
    assert said(cast) == [(LAPSED, False)]


def test_it_is_read_as_it_stood(cast: Cast) -> None:
    write(cast, WHY)
    then = clock()
    write(cast, "sửa sau họp")
    assert said(cast, then) == [(WHY, True)]


def test_of_a_month_before_the_unit_was_one_those_that_went_in_say_it(cast: Cast) -> None:
    new = make_unit(2, "850", "huyen", "Mới", "Huyện Mới", cast.tra_vinh, date(2023, 7, 1))
    join([cast.cau_ke, cast.tra_cu], new)
    asked = {(new.pk, JUNE): [cast.cau_ke.pk, cast.tra_cu.pk]}
    key = (new.pk, cast.bhyt.pk, JUNE)
    (told,) = notes_on(asked, [cast.bhyt.pk])[key]
    assert (told.unit, told.text) == ("Huyện Cầu Kè", LAPSED)
    save_note(cast.giang, cast.tra_cu, cast.bhyt, JUNE, "của Trà Cú", None)
    assert [each.text for each in notes_on(asked, [cast.bhyt.pk])[key]] == ["của Trà Cú"]
    save_note(cast.giang, new, cast.bhyt, JUNE, WHY, None)
    assert [each.text for each in notes_on(asked, [cast.bhyt.pk])[key]] == [WHY]


def test_it_is_two_statements_whatever_the_number_of_units_and_months(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = (cast.nation, cast.tra_vinh, cast.cau_ke, cast.tra_cu)
    with django_assert_num_queries(2):
        notes_on({(u.pk, m): [u.pk] for u in units for m in (MAY, JUNE)}, [cast.bhyt.pk])
    with django_assert_num_queries(0):
        assert notes_on({}, [cast.bhyt.pk]) == {}
