"""Acts by their page: what is asked, shown, carried over and refused."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acts_page import Acts
from cast import JUNE, Cast, make_unit, make_user
from coverage.models import (
    AdministrativeUnit,
    Assignment,
    ChangeKind,
    ReportingRule,
    Role,
    State,
    Submission,
    UnitChange,
    UnitChangeLink,
)
from coverage.month.workflow import open_months
from coverage.wording import change_text
from entry_pages import in_english
from pages import Page
from reporting import make_document, promise, report, set_rule
from reports.integrity.query import look_over
from unit_acts import act_of, end, join

JULY, AUGUST = date(2023, 7, 1), date(2023, 8, 1)


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    return world


MERGED = {"new0-name": "Cầu Trà", "new0-kind": "thi_xa", "new0-code": "846"}


def merger(cast: Cast, **said: Any) -> Acts:
    acts = Acts(cast.giang, cast.tra_vinh)
    acts.say(cast.cau_ke, cast.tra_cu, **(MERGED | said))
    return acts


def test_a_merger_shows_both_sides_and_is_recorded_by_the_second_step(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    document = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(document, cast.tra_cu, cast.bhyt, 2023, people=310)
    acts = merger(cast)
    said = "Targets in force for 2023: Huyện Cầu Kè: no target; Huyện Trà Cú: 1 target."
    assert said in acts.page.text
    assert "BHYT 70" in acts.page.text
    assert "BHYT 370 (06/2023, ◐ submitted)" in acts.page.text
    assert "Thị xã Cầu Trà" in acts.page.text
    assert not UnitChange.objects.exists()
    page = acts.confirm()
    assert "Recorded: 12/NQ-UBTVQH15 ngày 10/06/2023 của Ủy ban Thường vụ Quốc hội" in page.text
    new = AdministrativeUnit.objects.get(code="846")
    change = UnitChange.objects.get()
    assert (new.full_name, new.parent, new.valid_from) == ("Thị xã Cầu Trà", cast.tra_vinh, JULY)
    assert set(change.links.values_list("old", flat=True)) == {cast.cau_ke.pk, cast.tra_cu.pk}
    assert "Huyện Cầu Kè, Huyện Trà Cú → Thị xã Cầu Trà" in page.text


def test_what_is_being_entered_is_no_last_figure(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, date(2023, 5, 1), 70)
    report(cast.tra_cu, cast.bhyt, date(2023, 5, 1), 300)
    report(cast.cau_ke, cast.bhyt, JUNE, 99, is_draft=True)
    text = merger(cast).page.text
    assert "BHYT 370 (05/2023, ◐ submitted)" in text
    assert "BHYT 99" not in text
    assert "06/2023 ○ open" in text


def test_last_figures_of_different_months_are_not_added_up(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    report(cast.tra_cu, cast.bhyt, date(2023, 5, 1), 300)
    assert "not added up: of different months" in merger(cast).page.text


def test_a_unit_merged_into_one_that_keeps_its_name_keeps_its_code(cast: Cast) -> None:
    acts = merger(cast, **{"new0-name": "Huyện Trà Cú", "new0-kind": "huyen", "new0-code": ""})
    acts.confirm()
    cast.tra_cu.refresh_from_db()
    assert cast.tra_cu.valid_to == date(2023, 6, 30)
    new = AdministrativeUnit.objects.get(code="849", valid_from=JULY)
    assert new.full_name == "Huyện Trà Cú"


def test_roles_own_rules_and_open_months_go_over(cast: Cast) -> None:
    khanh = make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))
    for unit in (cast.cau_ke, cast.tra_cu):
        set_rule(unit, date(2023, 1, 1), due_day=5)
    open_months(cast.giang, [cast.cau_ke.pk], JULY)
    acts = merger(cast)
    assert "Ngô Khánh (clerk)" in acts.page.text
    assert "Months to be opened" in acts.page.text
    acts.confirm()
    new = AdministrativeUnit.objects.get(code="846")
    assert Assignment.objects.filter(user=khanh, role=Role.CLERK, unit=new).exists()
    assert Assignment.objects.filter(user=khanh, unit=cast.cau_ke).exists()
    rule = ReportingRule.objects.current().get(unit=new)
    assert (rule.from_month, rule.due_day) == (JULY, 5)
    month = Submission.objects.current().get(unit=new)
    assert (month.period, month.state) == (JULY, State.OPEN)


def test_rules_that_differ_are_named_and_none_goes_over(cast: Cast) -> None:
    set_rule(cast.cau_ke, date(2023, 1, 1), due_day=5)
    acts = merger(cast)
    assert "differ: none goes over" in acts.page.text
    acts.confirm()
    new = AdministrativeUnit.objects.get(code="846")
    assert not ReportingRule.objects.filter(unit=new).exists()


def test_a_name_is_changed_and_the_code_stays(cast: Cast) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(cast.tra_cu, **{"new0-name": "huyện Trà Cú Mới"})
    acts.confirm()
    new = AdministrativeUnit.objects.get(code="849", valid_from=JULY)
    assert new.full_name == "Huyện Trà Cú Mới"
    assert UnitChange.objects.get().kind == ChangeKind.RENAME


@pytest.mark.parametrize(
    ("sort", "new", "said"),
    [
        ("rename", {"new0-name": "Trà Cú Mới"}, "renamed"),
        ("reclassify", {"new0-kind": "thi_xa"}, "reclassified"),
    ],
)
def test_whether_a_name_or_a_kind_was_changed_is_said(
    cast: Cast, sort: str, new: dict[str, str], said: str
) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, sort)
    acts.say(cast.tra_cu, **new)
    listed = acts.confirm()
    assert [row[2] for row in listed.rows("acts")] == [said]
    unit = AdministrativeUnit.objects.get(code="849", valid_from=JULY)
    overview = acts.client.get(reverse("overview", args=[unit.pk]))
    assert f"{said} on 01/07/2023; before that see:" in Page.of(overview).text.lower()


def test_an_act_may_have_changed_both(cast: Cast) -> None:
    town = AdministrativeUnit(name="Trà Cú Mới", kind="thi_xa")
    said = change_text(ChangeKind.RENAME, is_whole=True, ends=[(cast.tra_cu, town)])
    assert said == "đổi tên và thay đổi loại hình"


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2023-06-30", "in force from 01/07/2023"),
        ("2023-07-01", "in force, counted from month 08/2023 on"),
        ("2023-08-01", "in force"),
    ],
)
def test_an_act_is_in_force_from_its_day_on_and_says_from_which_month_on_it_counts(
    cast: Cast, today: str, state: str
) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(cast.tra_cu, first_month="08/2023", **{"new0-name": "Trà Cú Mới"})
    acts.confirm()
    with time_machine.travel(f"{today} 00:30+07:00"):
        reader = in_english(cast.chi)
        page = Page.of(reader.get(reverse("unit_acts", args=[cast.tra_vinh.pk])))
    [row] = page.rows("acts")
    assert row[-1] == state


def test_taking_back_is_an_action_of_its_own_and_no_state(cast: Cast) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(cast.tra_cu, **{"new0-name": "Trà Cú Mới"})
    [row] = acts.confirm().rows("acts")
    assert row[-2:] == ["in force", "Take back …"]
    [row] = acts.take_back(UnitChange.objects.get()).rows("acts")
    assert "taken back by Võ Hương Giang" in row[-1]
    reader = in_english(cast.chi)
    page = Page.of(reader.get(reverse("unit_acts", args=[cast.tra_vinh.pk])))
    assert "If entered by mistake" not in page.text


def test_the_law_in_mid_month_works_from_the_next_month_on(cast: Cast) -> None:
    acts = merger(cast, takes_effect="15/06/2023")
    acts.confirm()
    change = UnitChange.objects.get()
    assert (change.takes_effect, change.works_from) == (date(2023, 6, 15), JULY)


def test_what_was_shown_is_recorded_or_nothing(cast: Cast) -> None:
    acts = merger(cast)
    make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))
    page = acts.confirm()
    assert page.status == 409
    assert "have changed: people’s roles" in page.text
    assert "Ngô Khánh" in page.text
    assert not UnitChange.objects.exists()
    acts.confirm()
    assert UnitChange.objects.count() == 1


# ---- what cannot be ----


def refused(cast: Cast, said: str, **changed: Any) -> None:
    page = merger(cast, **changed).page
    assert page.status == 422
    assert said in page.text
    assert not UnitChange.objects.exists()
    assert not AdministrativeUnit.objects.filter(valid_to__isnull=False).exists()


def test_a_merger_entered_after_figures_of_the_new_unit_exist_names_who_has_the_code(
    cast: Cast,
) -> None:
    new = make_unit(2, "846", "thi_xa", "Cầu Trà", "Thị xã Cầu Trà", cast.tra_vinh, JUNE)
    report(new, cast.bhyt, JUNE, 70)
    refused(cast, "846: Thị xã Cầu Trà (01/06/2023)")


def test_of_two_acts_on_one_day_the_second_cannot_end_what_the_first_ended(cast: Cast) -> None:
    merger(cast).confirm()
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    page = acts.say(cast.tra_cu, **{"new0-name": "Trà Cú Mới"})
    assert page.status == 422
    assert "Huyện Trà Cú (01/08/2008 → 30/06/2023)" in page.text
    new = AdministrativeUnit.objects.get(code="846")
    page = acts.say(new, **{"new0-name": "Trà Cú Mới"})
    assert "Thị xã Cầu Trà (01/07/2023)" in page.text
    assert UnitChange.objects.count() == 1


def test_two_acts_on_one_day_of_different_units_stand_side_by_side(cast: Cast) -> None:
    for unit, name in ((cast.cau_ke, "Cầu Kè Mới"), (cast.tra_cu, "Trà Cú Mới")):
        acts = Acts(cast.giang, cast.tra_vinh, "rename")
        acts.say(unit, **{"new0-name": name})
        acts.confirm()
    assert UnitChange.objects.count() == 2


def test_an_act_whose_legal_date_lies_before_a_meeting_is_said_to_leave_it_as_it_was(
    cast: Cast,
) -> None:
    acts = merger(cast)
    assert "pages of meetings that were frozen keep the units as they were" in acts.page.text
    acts.confirm()
    assert UnitChange.objects.count() == 1


def test_a_first_month_that_precedes_submissions_is_told_the_earliest_there_can_be(
    cast: Cast,
) -> None:
    report(cast.tra_cu, cast.bhyt, JULY, 300)
    refused(cast, "Huyện Trà Cú (07/2023). Let the act work from a later month on, 08/2023")
    acts = merger(cast, first_month="08/2023")
    acts.confirm()
    assert UnitChange.objects.get().works_from == AUGUST


def test_an_act_on_a_unit_with_a_draft_of_a_running_month_names_it(cast: Cast) -> None:
    report(cast.tra_cu, cast.bhyt, JULY, 300, is_draft=True)
    refused(cast, "are being typed, or were, for: Huyện Trà Cú (07/2023)")


def test_the_same_act_twice_is_recorded_once(cast: Cast) -> None:
    merger(cast).confirm()
    page = merger(cast).page
    assert page.status == 422
    assert "This act was entered already" in page.text
    assert UnitChange.objects.count() == 1


def test_the_same_confirmation_twice_is_recorded_once(cast: Cast) -> None:
    first, second = merger(cast), merger(cast)
    first.confirm()
    assert "This act was entered already" in second.confirm().text
    assert UnitChange.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"takes_effect": "31/06/2023"}, "Enter a valid date"),
        ({"first_month": "7/23"}, "is not a month"),
        ({"first_month": "06/2023"}, "works from month 07/2023 on at the earliest"),
        ({"number": ""}, "This field is required"),
        ({"why": " "}, "This field is required"),
        ({"new0-code": "84"}, "A code here has 3 digits"),
        ({"new0-code": ""}, "say the code of the new unit"),
        ({"new0-name": ""}, "Say what the new unit is called"),
        ({"new0-code": "108"}, "108: Huyện Sìn Hồ"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_and_what_was_typed_stays(
    cast: Cast, said: dict[str, str], answer: str
) -> None:
    refused(cast, answer, **said)


def test_one_unit_alone_is_not_merged(cast: Cast) -> None:
    page = Acts(cast.giang, cast.tra_vinh).say(cast.tra_cu, **MERGED)
    assert "Choose at least two units" in page.text


def test_a_unit_of_another_province_is_not_merged_here(cast: Cast) -> None:
    page = Acts(cast.giang, cast.tra_vinh).say(cast.tra_cu, cast.sin_ho, **MERGED)
    assert page.status == 422
    assert not UnitChange.objects.exists()


# ---- taken back ----


def test_a_mistaken_act_without_figures_is_taken_back_and_stays_in_the_list(cast: Cast) -> None:
    khanh = make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))
    merger(cast).confirm()
    change = UnitChange.objects.get()
    client = in_english(cast.giang)
    listed = reverse("unit_acts", args=[cast.tra_vinh.pk])
    path = reverse("unit_act_void", args=[cast.tra_vinh.pk, change.pk])
    assert path in client.get(listed).content.decode()
    assert "Say why" in Page.of(client.post(path, {"reason": " "})).text
    page = Page.of(client.post(path, {"reason": "nhầm ngày"}, follow=True))
    assert page.first("//td//s").text_content() == "Huyện Cầu Kè, Huyện Trà Cú → Thị xã Cầu Trà"
    assert "taken back by Võ Hương Giang" in page.text
    cast.cau_ke.refresh_from_db()
    assert cast.cau_ke.valid_to is None
    assert list(khanh.assignments.values_list("unit", flat=True)) == [cast.cau_ke.pk]
    merger(cast).confirm()
    assert UnitChangeLink.objects.count() == 2


def test_what_was_carried_to_a_unit_that_never_was_ends_with_it(cast: Cast) -> None:
    """And nothing in the histories is amiss; the old units go on with theirs."""
    for unit in (cast.cau_ke, cast.tra_cu):
        set_rule(unit, date(2023, 1, 1), due_day=5)
    open_months(cast.giang, [cast.cau_ke.pk], JULY)
    acts = merger(cast)
    acts.confirm()
    acts.take_back(UnitChange.objects.get())
    never = AdministrativeUnit.objects.get(code="846")
    for rows in (ReportingRule.objects, Submission.objects):
        assert rows.filter(unit=never).count() == 1
        assert not rows.current().filter(unit=never).exists()
    assert ReportingRule.objects.current().count() == 2
    assert Submission.objects.current().get().unit == cast.cau_ke
    assert look_over().counts["history_is_broken"] == 0
    merger(cast).confirm()
    again = AdministrativeUnit.objects.on(JULY).get(code="846")
    assert Submission.objects.current().filter(unit=again).exists()


def test_an_act_with_figures_on_the_new_unit_stands(cast: Cast) -> None:
    merger(cast).confirm()
    report(AdministrativeUnit.objects.get(code="846"), cast.bhyt, JULY, 370)
    change = UnitChange.objects.get()
    client = in_english(cast.giang)
    path = reverse("unit_act_void", args=[cast.tra_vinh.pk, change.pk])
    assert "A further act corrects it" in Page.of(client.get(path)).text
    page = Page.of(client.post(path, {"reason": "nhầm"}, follow=True))
    assert "have figures: Thị xã Cầu Trà" in page.text
    change.refresh_from_db()
    assert not change.is_void


def test_who_may_not_take_an_act_back_is_not_led_there(cast: Cast) -> None:
    """Giang approves over Trà Vinh, and not over the nation that an act on Trà Vinh concerns."""
    new = make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, date(2025, 7, 1))
    for unit in cast.tra_vinh.children.all():
        end(unit, date(2025, 6, 30))
    join([cast.tra_vinh], new)
    chief = make_user("hoa", "Lê Thị Hoa", (cast.nation, Role.APPROVER))
    listed = reverse("unit_acts", args=[cast.tra_vinh.pk])
    way = '//table//a[contains(@href, "/void/")]'
    assert not Page.of(in_english(cast.giang).get(listed)).root.xpath(way)
    assert Page.of(in_english(chief).get(listed)).root.xpath(way)
    commune = make_unit(3, "29266", "xa", "Càng Long", "Xã Càng Long", new, date(2025, 7, 1))
    report(commune, cast.bhyt, date(2025, 7, 1), 9)
    assert not Page.of(in_english(chief).get(listed)).root.xpath(way), "figures lie below it"


def test_an_act_that_a_later_one_builds_on_stands(cast: Cast) -> None:
    merger(cast).confirm()
    new = AdministrativeUnit.objects.get(code="846")
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(new, **{"new0-name": "Trà Cầu", "takes_effect": "01/08/2023"})
    acts.confirm()
    first = UnitChange.objects.earliest("pk")
    path = reverse("unit_act_void", args=[cast.tra_vinh.pk, first.pk])
    page = Page.of(in_english(cast.giang).post(path, {"reason": "nhầm"}, follow=True))
    assert "A later act ended these units" in page.text


# ---- who may ----


def test_acts_are_for_who_approves_over_the_unit_above(cast: Cast) -> None:
    path = reverse("unit_act_new", args=[cast.tra_vinh.pk, "merge"])
    listed = reverse("unit_acts", args=[cast.tra_vinh.pk])
    below = make_user("khanh", "Ngô Khánh", (cast.tra_cu, Role.APPROVER))
    may = {cast.giang: (200, 200), cast.an: (403, 200), cast.chi: (403, 200)}
    may |= {cast.em: (403, 200), below: (403, 403), cast.binh: (403, 403)}
    for user, expected in may.items():
        client = in_english(user)
        assert (client.get(path).status_code, client.get(listed).status_code) == expected
    assert act_of(JULY, ChangeKind.MERGE, "một").links.count() == 0


def test_both_sides_take_as_many_statements_for_many_units_as_for_two(cast: Cast) -> None:
    others = [
        make_unit(2, f"86{at}", "huyen", f"Huyện {at}", f"Huyện Số {at}", cast.tra_vinh)
        for at in range(5)
    ]
    taken = []
    for olds in ([cast.cau_ke, cast.tra_cu], [cast.cau_ke, cast.tra_cu, *others]):
        for unit in olds:
            report(unit, cast.bhyt, JUNE, 70)
        acts = Acts(cast.giang, cast.tra_vinh)
        with CaptureQueriesContext(connection) as captured:
            acts.say(*olds, **MERGED)
        assert "BHYT 70" in acts.page.text
        taken.append(len(captured))
    assert taken[0] == taken[1]
