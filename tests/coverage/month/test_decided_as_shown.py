"""An approver's decision applies to what the page showed: what has changed since is left as it is,
and said with both versions."""

from datetime import date

import pytest

from cast import JUNE, Cast
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ReportedFigure, State, Submission
from coverage.month.workflow import approve, open_months, reopen, return_to_clerk, submit, take_back
from entry_pages import EntryPage, address, in_english
from pages import text_of

SEEN, CORRECTED = 28_038, 82_038


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    units = [world.cau_ke.pk, world.tra_cu.pk]
    open_months(world.giang, units, JUNE)
    record_figures(world.an, JUNE, [Cell(pk, world.bhyt.pk, people=SEEN) for pk in units])
    submit(world.an, units, JUNE)
    return world


def _months(cast: Cast, period: date = JUNE) -> EntryPage:
    return EntryPage.open(in_english(cast.giang), address(cast.tra_vinh, period, "month_states"))


def _correct(cast: Cast, unit: AdministrativeUnit, people: int = CORRECTED) -> None:
    """The clerk takes the month back, corrects a figure, submits it again."""
    take_back(cast.an, [unit.pk], JUNE)
    standing = ReportedFigure.objects.current().get(unit=unit, indicator=cast.bhyt, period=JUNE)
    cell = Cell(unit.pk, cast.bhyt.pk, people=people, shown=standing.pk)
    record_figures(cast.an, JUNE, [cell])
    submit(cast.an, [unit.pk], JUNE)


def _states(period: date = JUNE) -> dict[str, str]:
    rows = Submission.objects.current().filter(period=period).select_related("unit")
    return {row.unit.name: row.state for row in rows}


def _stale(page: EntryPage) -> str:
    return text_of(page.page.first('//div[contains(@class, "stale")]'))


def _go_on(page: EntryPage) -> EntryPage:
    """Press the button that goes on with the others."""
    (form,) = (form for form in page.page.root.forms if "go-on" in form.classes)
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    (button,) = form.xpath(".//button")
    sent["action"] = [button.get("value")]
    return EntryPage._of(page.client, page.path, page.client.post(page.path, sent, follow=True))


def test_figures_corrected_since_the_page_was_opened_are_not_approved(cast: Cast) -> None:
    page = _months(cast).tick(cast.cau_ke)
    _correct(cast, cast.cau_ke)
    back = page.press("approve")
    assert back.status == 409
    assert _states()["Cầu Kè"] == State.SUBMITTED
    alert = text_of(back.page.first('//div[@role="alert"]'))
    assert "has changed since the page was opened: Huyện Cầu Kè. Nothing was done." in alert
    said = _stale(back)
    assert said.count("submitted, Nguyễn Thị An, ") == 2
    assert "BHYT: 28.038 → 82.038" in said
    assert not back.page.root.xpath('//form[contains(@class, "go-on")]')


def test_the_page_that_comes_back_shows_what_is_there_and_approves_that(cast: Cast) -> None:
    page = _months(cast).tick(cast.cau_ke)
    _correct(cast, cast.cau_ke)
    back = page.press("approve")
    assert "unit" not in back.fields()
    back.tick(cast.cau_ke).press("approve")
    assert _states()["Cầu Kè"] == State.APPROVED


def test_all_units_go_on_without_the_one_that_has_changed_once_that_is_confirmed(
    cast: Cast,
) -> None:
    page = _months(cast).tick_all()
    _correct(cast, cast.cau_ke)
    back = page.press("approve")
    assert back.status == 409
    assert set(_states().values()) == {State.SUBMITTED}
    assert "Approve: the other 1 unit" in back.page.text
    done = _go_on(back)
    assert "Approved the month of 1 unit." in done.page.text
    assert _states() == {"Cầu Kè": State.SUBMITTED, "Trà Cú": State.APPROVED}


def test_going_on_with_the_others_is_a_decision_on_what_was_shown_too(cast: Cast) -> None:
    page = _months(cast).tick_all()
    _correct(cast, cast.cau_ke)
    back = page.press("approve")
    _correct(cast, cast.tra_cu, people=1)
    again = _go_on(back)
    assert again.status == 409
    assert "BHYT: 28.038 → 1" in _stale(again)
    assert set(_states().values()) == {State.SUBMITTED}


def test_a_return_keeps_its_note_while_it_goes_on(cast: Cast) -> None:
    page = _months(cast).tick_all().put("note", "cộng lại BHXH")
    _correct(cast, cast.cau_ke)
    _go_on(page.press("return"))
    row = Submission.objects.current().get(unit=cast.tra_cu, period=JUNE)
    assert (row.state, row.note) == (State.RETURNED, "cộng lại BHXH")


def test_a_month_taken_back_meanwhile_is_shown_so_with_the_figures_that_stay(cast: Cast) -> None:
    page = _months(cast).tick(cast.cau_ke)
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    said = _stale(page.put("note", "vì sao").press("return"))
    assert "When the page was opened: ◐ submitted" in said
    assert "Now: ○ open, Nguyễn Thị An" in said
    assert "No figure differs." in said


def test_a_reopening_from_an_old_page_opens_no_newer_approval(cast: Cast) -> None:
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    page = _months(cast).tick(cast.cau_ke).put("note", "đính chính")
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "đính chính")
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    assert page.press("reopen").status == 409
    assert _states()["Cầu Kè"] == State.APPROVED


def test_all_units_leave_those_that_came_into_the_state_later_and_say_how_many(
    cast: Cast,
) -> None:
    return_to_clerk(cast.giang, [cast.tra_cu.pk], JUNE, "cộng lại")
    page = _months(cast).tick_all()
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    done = page.press("approve")
    assert "Approved the month of 1 unit. 1 unit whose state has changed" in done.page.text
    assert _states() == {"Cầu Kè": State.APPROVED, "Trà Cú": State.SUBMITTED}


def test_a_refusal_for_its_note_does_not_pass_for_having_shown_what_came_since(
    cast: Cast,
) -> None:
    page = _months(cast).tick(cast.cau_ke).press("return")
    assert page.status == 422
    _correct(cast, cast.cau_ke)
    back = page.put("note", "").press("return")
    assert back.status == 409
    assert "BHYT: 28.038 → 82.038" in _stale(back)


@pytest.mark.parametrize("shown", [[], ["x"], ["1:2:3"], [":5"], ["7"]])
def test_a_form_that_does_not_say_what_it_showed_does_nothing(cast: Cast, shown: list[str]) -> None:
    page = _months(cast).tick_all()
    sent = page.fields() | {"action": ["approve"], "shown": shown}
    response = page.client.post(page.path, sent)
    assert response.status_code == 422
    assert "does not say what it had shown" in response.text
    assert set(_states().values()) == {State.SUBMITTED}


def test_neither_does_one_with_a_single_tick(cast: Cast) -> None:
    page = _months(cast).tick(cast.cau_ke)
    sent = page.fields() | {"action": ["approve"], "shown": []}
    assert page.client.post(page.path, sent).status_code == 422
    assert _states()["Cầu Kè"] == State.SUBMITTED


def test_the_version_of_another_unit_is_none_of_this_one(cast: Cast) -> None:
    page = _months(cast).tick(cast.cau_ke)
    other = Submission.objects.current().get(unit=cast.tra_cu).pk
    sent = page.fields() | {"action": ["approve"], "shown": [f"{cast.cau_ke.pk}:{other}"]}
    assert page.client.post(page.path, sent).status_code == 422
    assert _states()["Cầu Kè"] == State.SUBMITTED


def test_opening_a_month_that_is_open_is_refused_and_an_approved_one_is_to_be_reopened(
    cast: Cast,
) -> None:
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    back = _months(cast).tick(cast.cau_ke, cast.tra_cu).press("open")
    assert back.status == 422
    said = text_of(back.page.first('//div[@role="alert"]'))
    assert "Month 06/2023 has been opened before for: Huyện Trà Cú." in said
    assert "is approved for: Huyện Cầu Kè. To have it corrected, press “Reopen”" in said
    assert _states() == {"Cầu Kè": State.APPROVED, "Trà Cú": State.SUBMITTED}


def test_a_month_that_somebody_else_opened_meanwhile_is_not_said_to_be_opened(cast: Cast) -> None:
    july = date(2023, 7, 1)
    page = _months(cast, july).tick_all()
    open_months(cast.giang, [cast.cau_ke.pk], july)
    back = page.press("open")
    assert back.status == 409
    assert "When the page was opened: – not opened" in _stale(back)
    assert _states(july) == {"Cầu Kè": State.OPEN}
    assert "Opened the month for 1 unit." in _go_on(back).page.text
