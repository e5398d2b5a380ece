"""The history of a cell, the note on it, and the flag for follow-up."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, FollowUp, ReportedFigure, User
from coverage.month.cell_history import cell_versions
from coverage.month.follow_ups import close_follow_up, open_follow_up
from coverage.month.workflow import approve, open_months, reopen, return_to_clerk, submit
from coverage.refusals import (
    FollowedUpAlready,
    FollowUpClosed,
    NoteTooLong,
    NotYours,
    ReasonMissing,
    UnknownIndicator,
)
from entry_pages import in_english
from pages import Page, text_of
from reports.models import Meeting


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    record_figures(world.an, JUNE, [Cell(world.cau_ke.pk, world.bhyt.pk, people=821_563)])
    return world


def _figure(cast: Cast) -> ReportedFigure:
    return ReportedFigure.objects.current().get(unit=cast.cau_ke, indicator=cast.bhyt)


def _path(cast: Cast, unit: AdministrativeUnit | None = None) -> str:
    return reverse("cell_history", args=[(unit or cast.cau_ke).pk, cast.bhyt.pk, "2023-06"])


def _get(cast: Cast, person: str = "an", path: str = "") -> Page:
    return Page.of(in_english(getattr(cast, person)).get(path or _path(cast)))


def _post(cast: Cast, person: str = "an", **fields: str) -> Page:
    client = in_english(getattr(cast, person))
    return Page.of(client.post(_path(cast), fields, follow=True))


def _rows(page: Page) -> list[str]:
    return [text_of(row) for row in page.root.xpath("//tbody/tr")]


def test_every_version_is_there_with_who_what_and_the_state_of_the_month_then(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sót một trường")
    cell = Cell(
        cast.cau_ke.pk, cast.bhyt.pk, people=821_600, note="thêm trường", shown=_figure(cast).pk
    )
    record_figures(cast.an, JUNE, [cell])
    latest, first = _rows(_get(cast))
    assert "Nguyễn Thị An 821.600 thêm trường ◌ reopened sót một trường Võ Hương Giang, " in latest
    assert latest.endswith("✓ in force")
    assert "Nguyễn Thị An 821.563 ○ open" in first
    assert "in force" not in first


def test_each_correction_of_a_month_stands_with_the_reopening_it_goes_back_to(cast: Cast) -> None:
    unit = [cast.cau_ke.pk]
    submit(cast.an, unit, JUNE)
    return_to_clerk(cast.giang, unit, JUNE, "chưa đối chiếu")
    _correct(cast, 821_570)
    submit(cast.an, unit, JUNE)
    approve(cast.giang, unit, JUNE)
    for people, reason in ((821_600, "sót một trường"), (821_610, "trùng thẻ")):
        reopen(cast.giang, unit, JUNE, reason)
        _correct(cast, people)
        submit(cast.an, unit, JUNE)
        approve(cast.giang, unit, JUNE)
    reopen(cast.giang, unit, JUNE, "việc khác")
    reasons = [version.reopening for version in cell_versions(cast.cau_ke.pk, cast.bhyt.pk, JUNE)]
    told = ["trùng thẻ", "sót một trường", "chưa đối chiếu", None]
    assert [each and each.reason for each in reasons] == told
    assert {each.by for each in reasons if each} == {"Võ Hương Giang"}
    file = in_english(cast.an).get(f"{_path(cast)}?xlsx=versions").getvalue()
    said = [str(cell) for row in load_workbook(BytesIO(file)).worksheets[0].values for cell in row]
    assert [text.split("\nVõ Hương Giang, ")[0] for text in said if "Giang, " in text] == told[:3]


def _correct(cast: Cast, people: int) -> None:
    cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=people, shown=_figure(cast).pk)
    record_figures(cast.an, JUNE, [cell])


def _at(moment: datetime | str) -> str:
    return "?" + urlencode({"as_seen": moment if isinstance(moment, str) else moment.isoformat()})


def test_what_a_meeting_saw_is_said_and_marked(cast: Cast) -> None:
    first = _figure(cast)
    correction = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=821_600, shown=first.pk)
    record_figures(cast.an, JUNE, [correction])
    latest = _figure(cast)
    then = _get(cast, path=_path(cast) + _at(latest.recorded_at - timedelta(microseconds=1)))
    marked = [text_of(row) for row in then.root.xpath('//tr[@class="seen"]')]
    assert len(marked) == 1
    assert "821.563" in marked[0]
    assert ": 821.563." in text_of(then.first('//p[contains(@class, "alert-info")]'))
    assert "It is in force now too." not in then.text
    now = _get(cast, path=_path(cast) + _at(latest.recorded_at))
    assert "821.600" in text_of(now.first('//tr[@class="seen"]'))
    assert "It is in force now too." in now.text
    before = _get(cast, path=_path(cast) + _at(first.recorded_at - timedelta(days=1)))
    assert "nothing had been reported here yet" in before.text
    assert not before.root.xpath('//tr[@class="seen"]')


def _meeting(unit: AdministrativeUnit, title: str, by: User) -> None:
    Meeting.objects.create(
        unit=unit, title=title, held_on=JUNE, period=JUNE, moment=timezone.now(), created_by=by
    )


def test_each_version_names_the_meetings_of_the_unit_and_above_that_saw_it(cast: Cast) -> None:
    _meeting(cast.cau_ke, "Họp huyện", cast.giang)
    _meeting(cast.tra_cu, "Họp huyện khác", cast.giang)
    correction = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=821_600, shown=_figure(cast).pk)
    record_figures(cast.an, JUNE, [correction])
    for number in range(5):
        _meeting(cast.tra_vinh, f"Họp tỉnh {number}", cast.giang)
    latest, first = _rows(_get(cast))
    assert "seen by Họp huyện, " in first
    assert "Họp tỉnh" not in first
    assert [f"Họp tỉnh {number}" in latest for number in range(5)] == [False] * 2 + [True] * 3
    assert "and 2 more" in latest
    assert "Họp huyện" not in latest


@pytest.mark.parametrize("moment", ["hôm qua", "2023-07-26T08:30:00", "<b>", "1" * 500])
def test_a_moment_that_is_none_is_named_and_left_out(cast: Cast, moment: str) -> None:
    page = _get(cast, path=_path(cast) + _at(moment))
    assert page.status == 200
    assert f"as_seen={moment}"[:40] in page.text
    assert "821.563" in page.text


def test_the_drawer_is_the_page_without_its_frame(cast: Cast) -> None:
    client = in_english(cast.an)
    whole, part = client.get(_path(cast)), client.get(_path(cast), headers={"X-Part": "1"})
    assert "X-Part" in whole["Vary"]
    assert "<header" in whole.text
    assert "<html" not in part.text
    inner = Page.of(part)
    assert inner.first("//*[@data-in-force]").get("data-in-force") == str(_figure(cast).pk)
    assert _rows(inner) == _rows(Page.of(whole))
    assert {form.action for form in inner.root.forms} == {_path(cast)}
    sent = {"action": "note", "shown": str(_figure(cast).pk), "note": "đã đối chiếu"}
    saved = client.post(_path(cast), sent, headers={"X-Part": "1"}, follow=True)
    assert "The note is saved." in saved.text


def test_an_absence_and_a_printed_rate_are_told_apart_from_zero(cast: Cast) -> None:
    shown = _figure(cast).pk
    record_figures(cast.an, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=0, shown=shown)])
    shown = _figure(cast).pk
    absent = Cell(cast.cau_ke.pk, cast.bhyt.pk, absence="not_available", shown=shown)
    record_figures(cast.an, JUNE, [absent])
    values = _get(cast).root.xpath("//tbody/tr/td[2]")
    assert [text_of(value) for value in values] == ["not available", "0", "821.563"]


def test_a_cell_never_written_says_so(cast: Cast) -> None:
    path = _path(cast, cast.tra_cu)
    assert "Nothing was ever reported here." in _get(cast, path=path).text


def test_a_note_makes_a_version_that_differs_in_its_note_alone(cast: Cast) -> None:
    before = _figure(cast)
    page = _post(cast, action="note", shown=str(before.pk), note="  đã đối chiếu ")
    after = _figure(cast)
    assert "The note is saved." in page.text
    assert (after.people, after.note, after.origin) == (821_563, "đã đối chiếu", before.origin)
    assert after.pk != before.pk


def test_a_note_on_a_version_somebody_replaced_is_a_conflict_and_stays_typed(cast: Cast) -> None:
    old = _figure(cast).pk
    record_figures(cast.an, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=5, shown=old)])
    page = _post(cast, action="note", shown=str(old), note="đã đối chiếu")
    assert page.status == 422
    assert "Somebody changed the same cells" in page.text
    assert page.first('//textarea[@id="cell-note"]').value == "đã đối chiếu"
    assert _figure(cast).note == ""


def test_the_note_of_a_closed_month_cannot_be_changed(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    assert not _get(cast).root.xpath('//textarea[@id="cell-note"]')
    page = _post(cast, action="note", shown=str(_figure(cast).pk), note="đã đối chiếu")
    assert page.status == 422
    assert _figure(cast).note == ""


def test_a_flag_is_raised_listed_and_closed_once_with_its_outcome(cast: Cast) -> None:
    raised = _post(cast, "giang", action="follow_up", note="cao hơn <b>dân số</b>?")
    assert "flagged for follow-up" in raised.text
    (row,) = _rows(_get(cast, path=reverse("follow_ups")))
    assert "Huyện Cầu Kè BHYT 06/2023 cao hơn <b>dân số</b>? Võ Hương Giang" in row
    closed = _post(cast, action="close", note="đúng, có người nơi khác")
    assert "→ đúng, có người nơi khác Nguyễn Thị An" in closed.text
    assert "nothing waits" in _get(cast, path=reverse("follow_ups")).text
    with pytest.raises(FollowUpClosed):
        close_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "lần nữa")
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "lại hỏi")
    assert FollowUp.objects.count() == 2


@pytest.mark.parametrize(
    ("note", "refusal"), [("", ReasonMissing), (" \n", ReasonMissing), ("a" * 1001, NoteTooLong)]
)
def test_a_flag_says_why(
    cast: Cast, note: str, refusal: type[NoteTooLong] | type[ReasonMissing]
) -> None:
    with pytest.raises(refusal):
        open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, note)


def test_a_cell_is_flagged_once_at_a_time(cast: Cast) -> None:
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    with pytest.raises(FollowedUpAlready):
        open_follow_up(cast.giang, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")


def test_an_indicator_that_does_not_exist_is_not_flagged(cast: Cast) -> None:
    with pytest.raises(UnknownIndicator):
        open_follow_up(cast.an, cast.cau_ke.pk, 987654, JUNE, "xem lại")


@pytest.mark.parametrize("person", ["binh", "chi", "dung", "em"])
def test_who_neither_enters_nor_approves_flags_and_closes_nothing(cast: Cast, person: str) -> None:
    user = getattr(cast, person)
    with pytest.raises(NotYours):
        open_follow_up(user, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    with pytest.raises(NotYours):
        close_follow_up(user, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xong")


@pytest.mark.parametrize(
    ("person", "status"),
    [("an", 200), ("giang", 200), ("chi", 200), ("dung", 200), ("em", 200), ("binh", 403)],
)
def test_who_reads_the_unit_reads_its_history(cast: Cast, person: str, status: int) -> None:
    client = in_english(getattr(cast, person))
    unit_page = reverse("unit_history", args=[cast.cau_ke.pk, "2023-06"])
    assert [client.get(path).status_code for path in (_path(cast), unit_page)] == [status] * 2
    may_flag = person in {"an", "giang"}
    if status == 200:
        assert bool(_get(cast, person).root.xpath('//textarea[@id="flag-note"]')) == may_flag
    sent = {"action": "follow_up", "note": "xem lại"}
    assert client.post(_path(cast), sent).status_code == (302 if may_flag else 403)


def test_follow_ups_of_units_one_may_not_read_are_not_listed(cast: Cast) -> None:
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    assert "nothing waits" in _get(cast, "binh", reverse("follow_ups")).text
    assert len(_rows(_get(cast, "dung", reverse("follow_ups")))) == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"action": "x"}, 400),
        ({"action": "note"}, 404),
        ({"action": "note", "shown": "²"}, 404),
        ({"action": "note", "shown": str(10**30)}, 404),
        ({"action": "note", "shown": "987654321"}, 404),
    ],
)
def test_a_form_that_means_nothing_changes_nothing(
    cast: Cast, fields: dict[str, Any], status: int
) -> None:
    assert in_english(cast.an).post(_path(cast), fields).status_code == status
    assert ReportedFigure.objects.count() == 1


@pytest.mark.parametrize("month", ["2023-13", "06-2023", "x"])
def test_a_month_that_is_none_is_not_found(cast: Cast, month: str) -> None:
    path = f"/figures/history/{cast.cau_ke.pk}/{cast.bhyt.pk}/{month}/"
    assert in_english(cast.an).get(path).status_code == 404


def test_the_units_month_lists_its_cells_with_value_versions_and_flag(cast: Cast) -> None:
    record_figures(
        cast.an, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=6, shown=_figure(cast).pk)]
    )
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    rows = _rows(_get(cast, path=reverse("unit_history", args=[cast.cau_ke.pk, "2023-06"])))
    assert rows[0] == "BHXH – 0 –"
    assert rows[-1] == "BHYT 6 2 ⚑ open"


def test_the_pages_take_a_fixed_number_of_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = in_english(cast.an)
    paths = {
        _path(cast): 16,
        reverse("unit_history", args=[cast.cau_ke.pk, "2023-06"]): 10,
        reverse("follow_ups"): 6,
    }
    for _again in range(2):
        for path, count in paths.items():
            with django_assert_num_queries(count):
                client.get(path)
        for people in range(5):
            cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=people, shown=_figure(cast).pk)
            record_figures(cast.an, JUNE, [cell])
        for indicator in cast.indicators.values():
            FollowUp.objects.get_or_create(
                unit=cast.cau_ke,
                indicator=indicator,
                period=JUNE,
                defaults={"note": "xem lại", "opened_by": cast.an},
            )


CHANGES = (
    "UPDATE coverage_followup SET note = 'khác'",
    "UPDATE coverage_followup SET opened_by_id = closed_by_id",
    "UPDATE coverage_followup SET outcome = 'khác'",
    "UPDATE coverage_followup SET closed_at = NULL, closed_by_id = NULL, outcome = ''",
    "DELETE FROM coverage_followup",
    "TRUNCATE coverage_followup",
)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_keeps_a_closed_follow_up_as_it_is(cast: Cast, statement: str) -> None:
    open_follow_up(cast.giang, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    close_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xong")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(statement)


def test_who_raised_a_flag_cannot_be_deleted_from_the_accounts(cast: Cast) -> None:
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    with pytest.raises(ProtectedError):
        cast.an.delete()
