"""Somebody saved the cell meanwhile: both values are shown, and the writer chooses."""

import pytest
from django.db.models import QuerySet

from cast import JUNE, Cast, make_user
from coverage.entry import Cell, record_figures
from coverage.models import ReportedFigure, Role, User
from coverage.month.workflow import open_months
from entry_pages import EntryPage, address, in_english


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


@pytest.fixture
def khanh(cast: Cast) -> User:
    """Writes the same district as An."""
    return make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))


def _open(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))


def _save(cast: Cast, user: User, people: int) -> None:
    shown = _current(cast).values_list("pk", flat=True).first()
    record_figures(user, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=people, shown=shown)])


def _current(cast: Cast) -> QuerySet[ReportedFigure]:
    return ReportedFigure.objects.current().filter(unit=cast.cau_ke, indicator=cast.bhyt)


def _contested(cast: Cast, khanh: User) -> EntryPage:
    """An typed 300 and, in another cell, 7, while Khánh saved 200."""
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "300").fill(cast.tra_cu, cast.bhyt, "7")
    _save(cast, khanh, 200)
    return page.press()


def test_nothing_of_the_block_is_saved(cast: Cast, khanh: User) -> None:
    assert _contested(cast, khanh).status == 409
    assert _current(cast).get().people == 200
    assert ReportedFigure.objects.count() == 1


def test_theirs_mine_who_and_when_are_shown_at_the_cell(cast: Cast, khanh: User) -> None:
    page = _contested(cast, khanh)
    text = page.text(cast.cau_ke, cast.bhyt)
    assert "Ngô Khánh, " in text
    assert "200" in text
    assert "mine: 300" in text
    assert f"{_current(cast).get().recorded_at:%Y}" in text
    assert page.typed(cast.cau_ke, cast.bhyt) == "300"
    assert page.typed(cast.tra_cu, cast.bhyt) == "7"


def test_neither_is_chosen_for_the_writer(cast: Cast, khanh: User) -> None:
    radios = _contested(cast, khanh).cell(cast.cau_ke, cast.bhyt).xpath('.//input[@type="radio"]')
    assert [radio.get("value") for radio in radios] == ["theirs", "mine"]
    assert not any(radio.checked for radio in radios)


def test_mine_is_saved_over_theirs_which_stays_in_the_history(cast: Cast, khanh: User) -> None:
    page = _contested(cast, khanh).choose(cast.cau_ke, cast.bhyt, "mine").press()
    assert "Saved 2 cells." in page.page.text
    assert _current(cast).get().people == 300
    versions = ReportedFigure.objects.filter(unit=cast.cau_ke).order_by("recorded_at")
    assert [row.people for row in versions] == [200, 300]


def test_theirs_is_kept_and_the_rest_of_the_block_is_saved(cast: Cast, khanh: User) -> None:
    page = _contested(cast, khanh).choose(cast.cau_ke, cast.bhyt, "theirs").press()
    assert "Saved 1 cell." in page.page.text
    assert _current(cast).get().people == 200
    assert page.typed(cast.cau_ke, cast.bhyt) == "200"
    assert page.typed(cast.tra_cu, cast.bhyt) == "7"


def test_mine_may_be_corrected_while_choosing(cast: Cast, khanh: User) -> None:
    page = _contested(cast, khanh).choose(cast.cau_ke, cast.bhyt, "mine")
    page.fill(cast.cau_ke, cast.bhyt, "250").press()
    assert _current(cast).get().people == 250


def test_without_a_choice_nothing_is_saved_and_the_question_stays(cast: Cast, khanh: User) -> None:
    back = _contested(cast, khanh).press()
    assert back.status == 422
    assert "choose one of the two values" in back.text(cast.cau_ke, cast.bhyt)
    assert "Ngô Khánh, " in back.text(cast.cau_ke, cast.bhyt)
    assert _current(cast).get().people == 200
    back.choose(cast.cau_ke, cast.bhyt, "mine").press()
    assert _current(cast).get().people == 300


@pytest.mark.parametrize("choice", ["", "both", "Mine"])
def test_a_choice_that_means_nothing_is_no_choice(cast: Cast, khanh: User, choice: str) -> None:
    page = _contested(cast, khanh)
    sent = page.fields() | {f"c-{cast.cau_ke.pk}-{cast.bhyt.pk}": [choice]}
    assert page.client.post(page.path, sent).status_code == 422


def test_a_third_value_saved_while_one_chooses_is_a_conflict_again(cast: Cast, khanh: User) -> None:
    page = _contested(cast, khanh).choose(cast.cau_ke, cast.bhyt, "mine")
    _save(cast, khanh, 222)
    again = page.press()
    assert again.status == 409
    assert "222" in again.text(cast.cau_ke, cast.bhyt)
    assert _current(cast).get().people == 222


def test_the_same_number_by_two_people_is_no_conflict(cast: Cast, khanh: User) -> None:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "200")
    _save(cast, khanh, 200)
    assert page.press().status == 200
    assert _current(cast).get().recorded_by == khanh


def test_a_cell_i_did_not_touch_is_no_conflict_and_shows_the_new_value(
    cast: Cast, khanh: User
) -> None:
    _save(cast, khanh, 100)
    page = _open(cast).fill(cast.tra_cu, cast.bhyt, "7")
    _save(cast, khanh, 200)
    page = page.press()
    assert page.status == 200
    assert _current(cast).get().people == 200
    assert page.typed(cast.cau_ke, cast.bhyt) == "200"


def test_a_withdrawal_by_somebody_else_is_a_conflict_in_words(cast: Cast, khanh: User) -> None:
    _save(cast, khanh, 100)
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "300")
    shown = _current(cast).get().pk
    record_figures(
        khanh, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, absence="withdrawn", shown=shown)]
    )
    assert "withdrawn" in page.press().text(cast.cau_ke, cast.bhyt)


def test_a_page_that_comes_back_with_an_error_does_not_pass_for_having_shown_theirs(
    cast: Cast, khanh: User
) -> None:
    """Else the next press would overwrite a value nobody ever saw."""
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "300").fill(cast.tra_cu, cast.bhyt, "abc")
    _save(cast, khanh, 200)
    back = page.press()
    assert back.status == 422
    again = back.fill(cast.tra_cu, cast.bhyt, "7").press()
    assert again.status == 409
    assert "mine: 300" in again.text(cast.cau_ke, cast.bhyt)
    assert _current(cast).get().people == 200


def test_a_version_that_was_never_shown_here_is_no_leave_to_overwrite(
    cast: Cast, khanh: User
) -> None:
    """A forged version is a conflict, as any stale one is."""
    _save(cast, khanh, 200)
    page = _open(cast)
    key = f"{cast.cau_ke.pk}-{cast.bhyt.pk}"
    for forged in ("999999", "x", "", str(10**30)):
        sent = page.fields() | {f"v-{key}": ["300"], f"s-{key}": [forged]}
        assert page.client.post(page.path, sent).status_code == 409
    assert _current(cast).get().people == 200
