"""The date a month's figures are counted to: the province's day, or the one the clerk says."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from cast import JUNE, Cast
from coverage.entry import Cell, record_figures
from coverage.models import ReportedFigure
from coverage.month.workflow import open_months
from coverage.refusals import WrongCutOff
from entry_pages import EntryPage, address, in_english
from reporting import set_rule


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _open(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))


def _field(page: EntryPage) -> str:
    value: str = page.page.first('//input[@name="as_of"]').get("value")
    return value


def _save(cast: Cast, **fields: str) -> EntryPage:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "5")
    for name, value in fields.items():
        page.put(name, value)
    return page.press()


def _as_of() -> date:
    return ReportedFigure.objects.current().get(people=5).as_of


def test_without_a_rule_a_month_is_counted_to_its_last_day(cast: Cast) -> None:
    assert _field(_open(cast)) == "30/06/2023"
    _save(cast)
    assert _as_of() == date(2023, 6, 30)


def test_the_day_of_the_province_counts(cast: Cast) -> None:
    set_rule(cast.tra_vinh, cut_off_day=25)
    assert _field(_open(cast)) == "25/06/2023"
    _save(cast)
    assert _as_of() == date(2023, 6, 25)


@pytest.mark.parametrize("sent", ["", None])
def test_a_form_that_says_no_date_gets_the_usual_one(cast: Cast, sent: str | None) -> None:
    set_rule(cast.nation, cut_off_day=25)
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "5")
    fields = {**page.fields(), "action": ["save"], "as_of": [sent]}
    if sent is None:
        del fields["as_of"]
    assert page.client.post(page.path, fields).status_code == 302
    assert _as_of() == date(2023, 6, 25)


def test_a_month_that_still_runs_is_counted_to_today(cast: Cast) -> None:
    with time_machine.travel("2023-06-20 12:00+07:00"):
        assert _field(_open(cast)) == "20/06/2023"
        _save(cast)
    assert _as_of() == date(2023, 6, 20)
    assert _field(_open(cast)) == "30/06/2023"


def test_a_day_to_come_is_not_offered_though_figures_say_it(cast: Cast) -> None:
    cells = [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=7, as_of=None)]
    with time_machine.travel("2023-06-20 12:00+07:00"):
        record_figures(cast.an, JUNE, cells)
        assert ReportedFigure.objects.current().get(people=7).as_of == date(2023, 6, 30)
        assert _field(_open(cast)) == "20/06/2023"


def test_the_clerk_may_say_another_date_which_then_stands_there(cast: Cast) -> None:
    set_rule(cast.tra_vinh, cut_off_day=25)
    page = _save(cast, as_of=" 5/7/2023 ")
    assert _as_of() == date(2023, 7, 5)
    assert _field(page) == "05/07/2023"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/05/2023", "must lie in that month or the one after it"),
        ("01/08/2023", "must lie in that month or the one after it"),
        ("21/07/2023", "not later than today"),
        ("30/06/23", "is not a date"),
        ("31/06/2023", "is not a date"),
        ("2023-06-30", "is not a date"),
        ("<b>hôm qua</b>", "is not a date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_beside_the_field_and_kept(
    cast: Cast, typed: str, said: str
) -> None:
    with time_machine.travel("2023-07-20 12:00+07:00"):
        page = _save(cast, as_of=typed)
    assert page.status == 422
    assert said in page.page.first('//*[@id="as-of-said"]').text
    assert _field(page) == typed
    assert page.typed(cast.cau_ke, cast.bhyt) == "5"
    assert not ReportedFigure.objects.exists()


def test_a_wrong_date_and_a_wrong_cell_are_said_together(cast: Cast) -> None:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "1,234").put("as_of", "30/06/23").press()
    assert "is not a date" in page.page.text
    assert "can be read two ways" in page.page.text


def test_a_save_that_changes_nothing_minds_no_date(cast: Cast) -> None:
    assert "No cell had changed." in _open(cast).put("as_of", "x").press().page.text


def test_the_writer_of_figures_refuses_it_too(cast: Cast) -> None:
    cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=5, as_of=date(2023, 8, 1))
    with pytest.raises(WrongCutOff), translation.override("en"):
        record_figures(cast.an, JUNE, [cell])
