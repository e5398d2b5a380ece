"""Moving months by the pages: the clerk submits and takes back, the approver opens and judges."""

from datetime import date
from typing import Any

import pytest
import time_machine

from cast import JUNE, Cast, make_user
from coverage.entry import Cell, record_figures
from coverage.models import ReportedFigure, Role, State, Submission
from coverage.month.workflow import open_months, return_to_clerk, submit
from entry_pages import EntryPage, address, in_english
from full_months import full_cells

JULY = date(2023, 7, 1)


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _open(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))


def test_the_chosen_units_are_saved_and_submitted_in_one(cast: Cast) -> None:
    record_figures(cast.an, JUNE, full_cells(cast, cast.cau_ke))
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "5000").fill(cast.tra_cu, cast.bhyt, "6")
    done = page.tick(cast.cau_ke).press("submit")
    assert "Saved 2 cells." in done.page.text
    assert "Submitted the month of 1 unit." in done.page.text
    assert _states(cast) == {"Cầu Kè": State.SUBMITTED, "Trà Cú": State.OPEN}


def test_all_units_means_those_that_can_be_submitted(cast: Cast) -> None:
    record_figures(cast.an, JUNE, full_cells(cast, cast.tra_cu))
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    done = _open(cast).tick_all().press("submit")
    assert "Submitted the month of 1 unit." in done.page.text
    assert set(_states(cast).values()) == {State.SUBMITTED}


def test_submitting_nothing_is_refused_and_saves_nothing(cast: Cast) -> None:
    back = _open(cast).fill(cast.cau_ke, cast.bhyt, "5").press("submit")
    assert back.status == 422
    assert "Choose at least one unit" in back.page.text
    assert back.typed(cast.cau_ke, cast.bhyt) == "5"
    assert not ReportedFigure.objects.exists()


def test_a_wrong_cell_keeps_the_submission_out(cast: Cast) -> None:
    _open(cast).fill(cast.cau_ke, cast.bhyt, "abc").tick(cast.tra_cu).press("submit")
    assert _states(cast) == {"Cầu Kè": State.OPEN, "Trà Cú": State.OPEN}


def test_a_submitted_month_is_taken_back(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    done = _open(cast).tick(cast.cau_ke).press("take_back")
    assert "Took back the month of 1 unit." in done.page.text
    assert _states(cast)["Cầu Kè"] == State.OPEN


def _states(cast: Cast) -> dict[str, str]:
    rows = Submission.objects.current().filter(period=JUNE).select_related("unit")
    return {row.unit.name: row.state for row in rows}


def test_the_note_of_a_returned_month_is_shown_to_the_clerk(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    return_to_clerk(cast.giang, [cast.cau_ke.pk], JUNE, "cộng lại <b>BHXH</b>")
    row = _open(cast).row(cast.cau_ke)
    assert "returned" in row
    assert "cộng lại <b>BHXH</b>" in row


def _months(cast: Cast, period: date = JUNE, person: str = "giang") -> EntryPage:
    client = in_english(getattr(cast, person))
    return EntryPage.open(client, address(cast.tra_vinh, period, "month_states"))


def test_the_approver_sees_each_units_state_who_when_and_how_much_is_filled(cast: Cast) -> None:
    cells = [
        Cell(cast.cau_ke.pk, cast.bhyt.pk, people=0),
        Cell(cast.cau_ke.pk, cast.bhxh.pk, absence="not_available"),
        Cell(cast.cau_ke.pk, cast.indicators["BHTN"].pk, absence="withdrawn"),
    ]
    record_figures(cast.an, JUNE, cells)
    submit(cast.an, [cast.cau_ke.pk], JUNE, "thiếu trường THPT")
    row = _row(_months(cast), cast.cau_ke.full_name)
    assert "submitted" in row
    assert "2/5" in row
    assert "Nguyễn Thị An" in row
    assert "thiếu trường THPT" in row


def _row(page: EntryPage, name: str) -> str:
    return next(text for text in page.lines() if text.startswith(name))


def test_a_month_is_opened_for_all_units_at_once(cast: Cast) -> None:
    done = _months(cast, JULY).tick_all().press("open")
    assert "Opened the month for 2 units." in done.page.text
    rows = Submission.objects.current().filter(period=JULY, state=State.OPEN)
    assert {row.unit for row in rows} == {cast.cau_ke, cast.tra_cu}


def test_ticked_units_are_approved_and_the_others_are_left(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)
    done = _months(cast).tick(cast.tra_cu).press("approve")
    assert "Approved the month of 1 unit." in done.page.text
    assert _states(cast) == {"Cầu Kè": State.SUBMITTED, "Trà Cú": State.APPROVED}


def test_all_units_means_those_for_which_the_button_can_do_it(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    _months(cast).tick_all().press("approve")
    assert _states(cast) == {"Cầu Kè": State.APPROVED, "Trà Cú": State.OPEN}


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("return", State.SUBMITTED, State.RETURNED), ("reopen", State.APPROVED, State.REOPENED)],
)
def test_a_return_and_a_reopening_need_a_note_and_keep_what_was_ticked(
    cast: Cast, action: str, before: State, after: State
) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    if before == State.APPROVED:
        _months(cast).tick(cast.cau_ke).press("approve")
    back = _months(cast).tick(cast.cau_ke).put("note", "  ").press(action)
    assert back.status == 422
    assert "Say why" in back.page.text
    note = back.page.first('//textarea[@name="note"]')
    assert note.get("aria-invalid") == "true"
    assert note.get("aria-describedby").split()[0] == "note-error"
    assert back.fields()["unit"] == [str(cast.cau_ke.pk)]
    back.put("note", "cộng lại BHXH").press(action)
    row = Submission.objects.current().get(unit=cast.cau_ke, period=JUNE)
    assert (row.state, row.note) == (after, "cộng lại BHXH")


def test_a_unit_in_the_wrong_state_is_named_and_nothing_moves(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    back = _months(cast).tick(cast.cau_ke, cast.tra_cu).press("approve")
    assert back.status == 422
    assert "Huyện Trà Cú" in back.page.first('//div[@role="alert"]').text_content()
    assert _states(cast)["Cầu Kè"] == State.SUBMITTED


def test_ones_own_submission_cannot_be_approved_on_the_page_either(cast: Cast) -> None:
    hoa = make_user(
        "hoa", "Đỗ Thị Hòa", (cast.tra_vinh, Role.CLERK), (cast.tra_vinh, Role.APPROVER)
    )
    submit(hoa, [cast.cau_ke.pk], JUNE)
    page = EntryPage.open(in_english(hoa), address(cast.tra_vinh, JUNE, "month_states"))
    back = page.tick_all().press("approve")
    assert "another person must approve: Huyện Cầu Kè" in back.page.text


def test_a_month_of_the_future_cannot_be_opened_on_the_page(cast: Cast) -> None:
    with time_machine.travel("2023-06-20 12:00+07:00"):
        page = _months(cast, JULY)
        assert "Month 07/2023 has not come yet" in page.page.text
        assert "lies in the future" in page.tick_all().press("open").page.text
    assert not Submission.objects.filter(period=JULY).exists()


@pytest.mark.parametrize("action", ["open", "approve", "return", "reopen"])
def test_a_clerk_sees_the_states_and_can_move_none(cast: Cast, action: str) -> None:
    page = _months(cast, person="an")
    assert "open" in _row(page, cast.cau_ke.full_name)
    assert not page.form.xpath(".//button | .//input[@type='checkbox']")
    sent = page.fields() | {"action": [action], "unit": [str(cast.cau_ke.pk)], "note": ["vì sao"]}
    assert page.client.post(page.path, sent).status_code == 403


def test_somebody_elses_unit_cannot_be_moved(cast: Cast) -> None:
    page = _months(cast)
    sent = page.fields() | {"action": ["open"], "unit": [str(cast.sin_ho.pk)]}
    assert page.client.post(page.path, sent).status_code == 403


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"action": ["x"]}, 400),
        ({}, 400),
        ({"action": ["approve"], "unit": ["x", "-1", "1e5"]}, 422),
        ({"action": ["approve"], "unit": ["987654321"]}, 422),
        ({"action": ["approve"], "unit": [str(10**30)]}, 422),
    ],
)
def test_a_form_that_means_nothing_moves_nothing(
    cast: Cast, fields: dict[str, Any], status: int
) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    page = _months(cast)
    assert page.client.post(page.path, page.fields() | fields).status_code == status
    assert _states(cast)["Cầu Kè"] == State.SUBMITTED


@pytest.mark.parametrize("note", ["<script>alert(1)</script>", "=1+1", "a\0b"])
def test_a_note_is_text_and_nothing_else(cast: Cast, note: str) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    page = _months(cast)
    sent = page.fields() | {"action": ["return"], "unit": [str(cast.cau_ke.pk)], "note": [note]}
    response = page.client.post(page.path, sent, follow=True)
    assert "<script>alert" not in response.text
    kept = Submission.objects.current().get(unit=cast.cau_ke).note
    assert kept == note.replace("\0", "")


@pytest.mark.parametrize("person", ["binh", "chi", "dung", "em"])
def test_who_neither_writes_nor_approves_here_does_not_see_the_months(
    cast: Cast, person: str
) -> None:
    client = in_english(getattr(cast, person))
    assert client.get(address(cast.tra_vinh, JUNE, "month_states")).status_code == 403
