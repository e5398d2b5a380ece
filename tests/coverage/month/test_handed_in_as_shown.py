"""A clerk hands in, and takes back, what the page showed: the state, the figures, the warnings."""

from decimal import Decimal

import pytest

from cast import JUNE, Cast, make_user
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ReportedFigure, Role, State, Submission, User
from coverage.month.workflow import open_months, return_to_clerk, submit, take_back
from entry_pages import EntryPage, address, in_english
from full_months import full_cells
from pages import text_of
from reporting import count

PEOPLE = 50_000


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    units = [world.cau_ke, world.tra_cu]
    open_months(world.giang, [unit.pk for unit in units], JUNE)
    for unit in units:
        record_figures(world.an, JUNE, full_cells(world, unit))
    return world


@pytest.fixture
def kim(cast: Cast) -> User:
    """A second clerk of Trà Vinh."""
    return make_user("kim", "Thạch Kim", (cast.tra_vinh, Role.CLERK))


def _grid(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))


def _checks(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE, "month_checks"))


def _save(user: User, cast: Cast, unit: AdministrativeUnit, **people: int) -> None:
    cells = []
    for code, number in people.items():
        key = (unit.pk, cast.indicators[code].pk)
        standing = ReportedFigure.objects.current().get(
            unit=unit, indicator=cast.indicators[code], period=JUNE
        )
        cells.append(Cell(*key, people=number, shown=standing.pk))
    record_figures(user, JUNE, cells)


def _states() -> dict[str, str]:
    rows = Submission.objects.current().filter(period=JUNE).select_related("unit")
    return {row.unit.name: row.state for row in rows}


def _stale(page: EntryPage) -> str:
    return text_of(page.page.first('//div[contains(@class, "stale")]'))


def test_a_colleagues_figure_saved_since_is_not_handed_in_from_the_older_grid(
    cast: Cast, kim: User
) -> None:
    page = _grid(cast).fill(cast.tra_cu, cast.bhyt, "50.001").tick(cast.cau_ke, cast.tra_cu)
    _save(kim, cast, cast.cau_ke, BHYT=82_038)
    back = page.press("submit")
    assert back.status == 409
    alert = text_of(back.page.first('//div[contains(@class, "problems")]'))
    assert "has changed since the page was opened: Huyện Cầu Kè. Nothing was done." in alert
    assert "BHYT: 50.000 → 82.038" in _stale(back)
    assert back.typed(cast.tra_cu, cast.bhyt) == "50.001"
    assert back.fields()["unit"] == [str(cast.tra_cu.pk)]
    assert set(_states().values()) == {State.OPEN}
    assert not ReportedFigure.objects.filter(people=50_001).exists()


def test_the_others_are_saved_and_handed_in_from_the_page_that_comes_back(
    cast: Cast, kim: User
) -> None:
    page = _grid(cast).fill(cast.tra_cu, cast.bhyt, "50.001").tick_all()
    _save(kim, cast, cast.cau_ke, BHYT=82_038)
    done = page.press("submit").press("submit")
    assert "Submitted the month of 1 unit." in done.page.text
    assert _states() == {"Cầu Kè": State.OPEN, "Trà Cú": State.SUBMITTED}


def test_what_the_clerk_types_and_hands_in_at_once_was_on_the_screen(cast: Cast) -> None:
    page = _grid(cast).fill(cast.cau_ke, cast.bhyt, "50.001").tick(cast.cau_ke)
    assert "Submitted the month of 1 unit." in page.press("submit").page.text


def test_a_newer_submission_is_not_taken_back_from_an_older_grid(cast: Cast, kim: User) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    page = _grid(cast).tick(cast.cau_ke)
    return_to_clerk(cast.giang, [cast.cau_ke.pk], JUNE, "cộng lại")
    _save(kim, cast, cast.cau_ke, BHYT=82_038)
    submit(kim, [cast.cau_ke.pk], JUNE)
    back = page.press("take_back")
    assert back.status == 409
    said = _stale(back)
    assert "When the page was opened: ◐ submitted, Nguyễn Thị An" in said
    assert "Now: ◐ submitted, Thạch Kim" in said
    assert "BHYT: 50.000 → 82.038" in said
    assert _states()["Cầu Kè"] == State.SUBMITTED


def test_all_units_of_a_grid_leave_those_that_were_opened_later(cast: Cast) -> None:
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    page = _grid(cast).tick_all()
    take_back(cast.an, [cast.tra_cu.pk], JUNE)
    done = page.press("submit")
    assert "Submitted the month of 1 unit. 1 unit whose state has changed" in done.page.text
    assert _states() == {"Cầu Kè": State.SUBMITTED, "Trà Cú": State.OPEN}


@pytest.mark.parametrize("action", ["submit", "take_back"])
@pytest.mark.parametrize("page", ["entry_month", "month_checks"])
def test_a_form_that_does_not_say_what_it_showed_moves_nothing(
    cast: Cast, page: str, action: str
) -> None:
    if action == "take_back":
        submit(cast.an, [cast.cau_ke.pk], JUNE)
    _save(cast.an, cast, cast.tra_cu, BHXH=1_203)
    before = _states()
    opened = EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE, page))
    sent = opened.fields() | {"action": [action], "unit": [str(cast.cau_ke.pk)], "shown": []}
    response = opened.client.post(opened.path, sent)
    assert response.status_code == 422
    assert "does not say what it had shown" in response.text
    assert _states() == before


def test_a_note_explains_the_warnings_that_were_read_and_no_others(cast: Cast, kim: User) -> None:
    _save(cast.an, cast, cast.cau_ke, BHXH=1_202)
    _save(cast.an, cast, cast.tra_cu, BHXH=1_203)
    page = _checks(cast).tick_all()
    for unit in (cast.cau_ke, cast.tra_cu):
        page.put(f"note-{unit.pk}", "hai người đóng hai nơi")
    _save(kim, cast, cast.cau_ke, BHTN=1_001)
    back = page.press("submit")
    assert back.status == 409
    said = _stale(back)
    assert "BHTN: 900 → 1.001" in said
    then, now = said.split("To be explained now:")
    assert "BHXH 1.202 is not the sum of its parts" in then
    assert "BHTN 1.001 is more than BHXH bắt buộc 1.000" not in then
    assert "BHTN 1.001 is more than BHXH bắt buộc 1.000" in now
    assert set(_states().values()) == {State.OPEN}
    assert back.fields()["unit"] == [str(cast.tra_cu.pk)]
    done = back.press("submit")
    assert "Submitted the month of 1 unit." in done.page.text
    assert _states() == {"Cầu Kè": State.OPEN, "Trà Cú": State.SUBMITTED}


def test_a_warning_that_arose_without_a_change_of_the_figures_is_shown_first(cast: Cast) -> None:
    """Somebody entered a denominator that the reported rate does not fit."""
    standing = ReportedFigure.objects.current().get(unit=cast.cau_ke, indicator=cast.bhyt)
    rate = Cell(
        cast.cau_ke.pk, cast.bhyt.pk, people=PEOPLE, rate=Decimal("0.86"), shown=standing.pk
    )
    record_figures(cast.an, JUNE, [rate])
    _save(cast.an, cast, cast.cau_ke, BHXH=1_202)
    page = _checks(cast).tick(cast.cau_ke).put(f"note-{cast.cau_ke.pk}", "đã đối chiếu")
    count(cast.cau_ke, "population", 2023, 60_000)
    back = page.press("submit")
    assert back.status == 409
    said = _stale(back)
    assert "No figure differs." in said
    assert "the reported rate is 0,86 %" in said.split("To be explained now:")[1]
    assert _states()["Cầu Kè"] == State.OPEN


def test_who_writes_some_rows_and_approves_others_hands_in_what_was_read(cast: Cast) -> None:
    """The page shows both kinds of rows, and what it warns of is found among all of them."""
    kim = make_user("kim", "Thạch Kim", (cast.cau_ke, Role.CLERK), (cast.tra_cu, Role.APPROVER))
    _save(cast.an, cast, cast.cau_ke, BHXH=1_202)
    page = EntryPage.open(in_english(kim), address(cast.tra_vinh, JUNE, "month_checks"))
    done = page.tick(cast.cau_ke).put(f"note-{cast.cau_ke.pk}", "đã đối chiếu").press("submit")
    assert "Submitted the month of 1 unit." in done.page.text
