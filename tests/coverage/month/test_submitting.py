"""What a clerk must explain before a month is submitted, and the page that asks for it."""

from decimal import Decimal
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit, make_user
from coverage.entry import Cell, record_figures
from coverage.models import Absence, AdministrativeUnit, ReportedFigure, Role, State, Submission
from coverage.month.submitting import submit_explained
from coverage.month.workflow import open_months, return_to_clerk, submit
from coverage.notation.periods import previous_month
from coverage.refusals import NotReady, NotYours, UnknownUnit, WrongState
from entry_pages import EntryPage, address, in_english
from full_months import SOUND, full_cells
from monthly import opened
from pages import text_of
from reporting import count


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _record(cast: Cast, unit: AdministrativeUnit, **other: int | None) -> None:
    record_figures(cast.an, JUNE, full_cells(cast, unit, **other))


def _standing(unit: AdministrativeUnit) -> tuple[str, str]:
    row = Submission.objects.current().get(unit=unit, period=JUNE)
    return row.state, row.note


def test_a_full_month_that_holds_is_submitted_without_a_word(cast: Cast) -> None:
    _record(cast, cast.cau_ke)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})
    assert _standing(cast.cau_ke) == (State.SUBMITTED, "")


def test_a_warning_without_a_note_names_the_unit_the_rule_and_what_to_do(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    with pytest.raises(NotReady) as refusal:
        submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "  "})
    said = str(refusal.value)
    assert said.startswith("Huyện Cầu Kè: BHXH 1.202 ")
    assert "BHXH bắt buộc 1.000 + BHXH tự nguyện 200" in said
    assert "1.200" in said
    assert "+2)" in said
    assert refusal.value.unit_ids == [cast.cau_ke.pk]
    assert _standing(cast.cau_ke)[0] == State.OPEN


def test_a_warning_with_a_note_is_submitted_and_the_note_stays_with_its_unit(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    _record(cast, cast.tra_cu, BHTN=1001)
    notes = {cast.cau_ke.pk: "hai người đóng hai nơi", cast.tra_cu.pk: "một người nước ngoài"}
    submit_explained(cast.an, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE, notes)
    assert _standing(cast.cau_ke) == (State.SUBMITTED, "hai người đóng hai nơi")
    assert _standing(cast.tra_cu) == (State.SUBMITTED, "một người nước ngoài")


def test_one_unit_that_is_not_ready_keeps_all_back(cast: Cast) -> None:
    _record(cast, cast.cau_ke)
    _record(cast, cast.tra_cu, BHXH=1202)
    with pytest.raises(NotReady) as refusal:
        submit_explained(cast.an, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE, {})
    assert refusal.value.unit_ids == [cast.tra_cu.pk]
    assert _standing(cast.cau_ke)[0] == State.OPEN


@pytest.mark.parametrize("absence", ["", "withdrawn"])
def test_a_blank_cell_is_not_explained_by_a_note(cast: Cast, absence: str) -> None:
    _record(cast, cast.cau_ke, BHTN=None)
    if absence:
        blank = Cell(cast.cau_ke.pk, cast.indicators["BHTN"].pk, absence=absence)
        record_figures(cast.an, JUNE, [blank])
    with pytest.raises(NotReady, match=r"Huyện Cầu Kè: .*BHTN"):
        submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "chưa có"})


@pytest.mark.parametrize("absence", ["not_available", "not_applicable"])
def test_an_explained_absence_fills_a_cell(cast: Cast, absence: str) -> None:
    _record(cast, cast.cau_ke, BHTN=None)
    cell = Cell(cast.cau_ke.pk, cast.indicators["BHTN"].pk, absence=absence)
    record_figures(cast.an, JUNE, [cell])
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})
    assert _standing(cast.cau_ke)[0] == State.SUBMITTED


def test_a_note_for_information_asks_for_nothing(cast: Cast) -> None:
    cast.cau_ke.denominators.create(
        basis="population", year=2023, people=40_000, recorded_by=cast.em
    )
    _record(cast, cast.cau_ke)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})
    assert _standing(cast.cau_ke)[0] == State.SUBMITTED


def test_who_may_not_submit_is_told_so_and_nothing_about_the_figures(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    with pytest.raises(NotYours):
        submit_explained(cast.binh, [cast.cau_ke.pk], JUNE, {})
    with pytest.raises(UnknownUnit):
        submit_explained(cast.an, [987654321], JUNE, {})


def test_a_month_submitted_already_is_a_wrong_state_and_not_an_open_question(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    with pytest.raises(WrongState):
        submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})


# On the pages


def _entry(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))


def _checks(cast: Cast, person: str = "an", query: str = "") -> EntryPage:
    path = address(cast.tra_vinh, JUNE, "month_checks")
    return EntryPage.open(in_english(getattr(cast, person)), path + query)


def test_what_must_be_explained_is_saved_all_the_same_and_asked_for(cast: Cast) -> None:
    _record(cast, cast.cau_ke)
    asked = _entry(cast).fill(cast.cau_ke, cast.bhxh, "1.202").tick(cast.cau_ke).press("submit")
    assert ReportedFigure.objects.current().filter(people=1202).exists()
    assert "Saved 1 cell." in asked.page.text
    assert "Not submitted yet" in asked.page.text
    assert "BHXH 1.202 is not the sum of its parts" in asked.page.text
    assert asked.fields()["unit"] == [str(cast.cau_ke.pk)]
    assert _standing(cast.cau_ke)[0] == State.OPEN
    asked.path = address(cast.tra_vinh, JUNE, "month_checks")
    done = asked.put(f"note-{cast.cau_ke.pk}", "hai người <b>nữa</b>").press("submit")
    assert "Submitted the month of 1 unit." in done.page.text
    assert _standing(cast.cau_ke) == (State.SUBMITTED, "hai người <b>nữa</b>")
    assert "hai người <b>nữa</b>" in done.page.text


def test_the_grid_says_by_word_and_sign_how_much_of_a_row_is_to_be_explained(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202, BHTN=1001)
    _record(cast, cast.tra_cu)
    page = _entry(cast)
    assert "⚠ 2 to be explained" in page.row(cast.cau_ke)
    assert "⚠" not in page.row(cast.tra_cu)


def test_a_rate_that_the_people_cannot_have_must_be_explained_like_any_warning(cast: Cast) -> None:
    count(cast.cau_ke, "population", 2023, 148_220)
    wrong = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=110_000, rate=Decimal("0.86"))
    record_figures(cast.an, JUNE, [*full_cells(cast, cast.cau_ke, BHYT=None), wrong])
    grid = _entry(cast)
    assert "⚠ 1 to be explained" in grid.row(cast.cau_ke)
    assert "to be checked ⚠" in grid.text(cast.cau_ke, cast.bhyt)
    sentence = (
        "BHYT: the reported rate is 0,86 %, but 110.000 people of 148.220 (2023) are 74,21 %. "
        "Perhaps 86 % was meant: a share typed as per cent, or the reverse."
    )
    page = _checks(cast)
    assert sentence in page.page.text
    with pytest.raises(NotReady, match="tỷ lệ đã báo cáo là 0,86 %"):
        submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})
    file = opened(page.client.get(page.path, {"xlsx": "points"}).content)
    assert [row for row in file.worksheets[0].values if f"⚠ to be explained {sentence}" in row]
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "theo công văn của tỉnh"})
    assert _standing(cast.cau_ke)[0] == State.SUBMITTED


def test_that_nothing_applies_any_more_must_be_explained_on_every_page_once(cast: Cast) -> None:
    may = previous_month(JUNE)
    open_months(cast.giang, [cast.cau_ke.pk], may)
    record_figures(cast.an, may, full_cells(cast, cast.cau_ke))
    submit(cast.an, [cast.cau_ke.pk], may)
    absent = Absence.NOT_APPLICABLE
    said = [Cell(cast.cau_ke.pk, cast.indicators[code].pk, absence=absent) for code in SOUND]
    record_figures(cast.an, JUNE, said)
    grid = _entry(cast)
    assert "⚠ 1 to be explained" in grid.row(cast.cau_ke)
    for code in SOUND:
        assert "to be checked ⚠" in grid.text(cast.cau_ke, cast.indicators[code])
    sentence = (
        "Said not to apply, though people of the unit took part lately: BHXH 1.200; BHXH bắt buộc "
        "1.000; BHXH tự nguyện 200; BHTN 900; BHYT 50.000."
    )
    assert _checks(cast).page.text.count(sentence) == 1
    with pytest.raises(NotReady):
        submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "đơn vị đã giải thể"})
    readers = _checks(cast, "chi").page.text
    assert readers.count(sentence) == 1
    assert "đơn vị đã giải thể" in readers


def test_what_was_explained_and_handed_in_is_not_asked_for_again(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    assert "⚠ 1 to be checked" in _entry(cast).row(cast.cau_ke)


def test_the_units_to_be_submitted_come_first(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    _record(cast, cast.tra_cu, BHXH=1203)
    page = _checks(cast, query=f"?unit={cast.tra_cu.pk}")
    ids = [line.get("id") for line in page.page.root.xpath('//ul[@class="checked"]/li')]
    assert ids == [f"u{cast.tra_cu.pk}", f"u{cast.cau_ke.pk}"]


def test_units_that_do_not_fit_the_whole_are_named_above_their_grid_to_who_may_read_it(
    cast: Cast,
) -> None:
    open_months(cast.giang, [cast.tra_vinh.pk], JUNE)
    for unit, people in ((cast.tra_vinh, 10), (cast.cau_ke, 11)):
        record_figures(cast.an, JUNE, [Cell(unit.pk, cast.bhyt.pk, people=people)])
    sentence = "BHYT: the units below have 11 together, 1 more than the 10 of the whole."
    assert sentence in text_of(_entry(cast).page.first('//div[contains(@class, "whole")]'))
    of_one = make_user("kim", "Thạch Kim", (cast.cau_ke, Role.CLERK))
    page = EntryPage.open(in_english(of_one), address(cast.tra_vinh, JUNE))
    assert page.rows() == ["Huyện Cầu Kè"]
    assert "of the whole" not in page.page.text


def test_a_submission_without_the_note_keeps_what_was_typed_for_the_others(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    _record(cast, cast.tra_cu, BHXH=1203)
    page = _checks(cast).tick_all().put(f"note-{cast.cau_ke.pk}", "đã đối chiếu")
    back = page.press("submit")
    assert back.status == 422
    assert back.fields()[f"note-{cast.cau_ke.pk}"] == ["đã đối chiếu"]
    marked = back.page.root.xpath('//li[contains(@class, "missing")]')
    assert [unit.get("id") for unit in marked] == [f"u{cast.tra_cu.pk}"]
    assert "Huyện Trà Cú" in text_of(back.page.first('//div[@role="alert"]'))


def test_a_returned_month_brings_back_the_note_it_was_submitted_with(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "đã đối chiếu"})
    return_to_clerk(cast.giang, [cast.cau_ke.pk], JUNE, "xem lại")
    assert _checks(cast).fields()[f"note-{cast.cau_ke.pk}"] == ["đã đối chiếu"]


def test_the_approver_reads_the_points_and_the_note_and_can_submit_nothing(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "đã đối chiếu"})
    page = _checks(cast, "giang")
    assert "✓ explained BHXH 1.202 is not the sum of its parts" in page.page.text
    assert "to be explained" not in page.page.text
    assert "đã đối chiếu" in page.page.text
    assert not page.form.xpath(".//button | .//textarea | .//input[@type='checkbox']")
    sent = page.fields() | {"unit": [str(cast.tra_cu.pk)]}
    assert page.client.post(page.path, sent).status_code == 403


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"unit": ["x", "-1", "1e5"]}, 422),
        ({"unit": ["987654321"]}, 422),
        ({"unit": [str(10**30)]}, 422),
    ],
)
def test_a_form_that_means_nothing_submits_nothing(
    cast: Cast, fields: dict[str, Any], status: int
) -> None:
    _record(cast, cast.cau_ke)
    page = _checks(cast)
    sent = {name: value for name, value in page.fields().items() if name != "unit"} | fields
    assert page.client.post(page.path, sent).status_code == status
    assert _standing(cast.cau_ke)[0] == State.OPEN


def test_a_note_that_is_too_long_is_refused_and_kept(cast: Cast) -> None:
    _record(cast, cast.cau_ke, BHXH=1202)
    note = "a" * 1001
    back = _checks(cast).tick(cast.cau_ke).put(f"note-{cast.cau_ke.pk}", note).press("submit")
    assert "too long" in back.page.text
    assert back.fields()[f"note-{cast.cau_ke.pk}"] == [note]


def test_a_month_without_points_says_so(cast: Cast) -> None:
    for unit in (cast.cau_ke, cast.tra_cu):
        _record(cast, unit)
    assert "Nothing to check" in _checks(cast).page.text


def test_months_in_the_future_have_nothing_to_submit(cast: Cast) -> None:
    with time_machine.travel("2023-05-20 12:00+07:00"):
        assert _checks(cast).status == 200


def test_the_page_of_points_takes_a_fixed_number_of_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path, client = address(cast.tra_vinh, JUNE, "month_checks"), in_english(cast.an)
    with django_assert_num_queries(30):
        client.get(path)
    units = [
        make_unit(3, f"{number}", "xa", f"Xã {number}", f"Xã {number}", cast.tra_vinh)
        for number in range(20000, 20060)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    for unit in units:
        _record(cast, unit, BHXH=1203)
    with django_assert_num_queries(30):
        page = client.get(path)
    assert page.content.count(b"<textarea") == 60
