"""A part of a unit that goes to another, by the page: both units go on with what they have."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
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
    User,
)
from coverage.month.workflow import open_months
from coverage.units.act import ActLink
from coverage.units.acts import record_acts
from coverage.units.refusals import BeginsOnlyThen, NothingLeft
from entry_pages import in_english
from known_figures import value
from pages import Page, text_of
from reporting import report, set_rule
from reports.integrity.query import look_over
from unit_acts import end, part_of

JULY, AUGUST = date(2023, 7, 1), date(2023, 8, 1)


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    Assignment.objects.create(user=world.dung, unit=world.nation, role=Role.APPROVER)
    return world


def given(cast: Cast, user: User | None = None, **said: Any) -> Acts:
    """A fifth of Cầu Kè goes to Trà Cú."""
    acts = Acts(user or cast.giang, cast.tra_vinh, "part")
    usual: dict[str, Any] = {"giver": cast.cau_ke.pk, "receiver": cast.tra_cu.pk, "share": "20"}
    acts.say(**(usual | said))
    return acts


def test_a_part_is_shown_with_both_units_and_recorded_as_a_link_that_ends_and_opens_nothing(
    cast: Cast,
) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    acts = given(cast)
    for said in ("Both units go on", "BHYT 70", "BHYT 300", "20 %"):
        assert said in acts.page.text
    assert not UnitChange.objects.exists()
    there = set(AdministrativeUnit.objects.values_list("pk", "valid_from", "valid_to"))
    page = acts.confirm()
    assert "Huyện Cầu Kè → Huyện Trà Cú (20 %)" in page.text
    assert "adjustment of a part" in page.text
    link = UnitChangeLink.objects.get()
    assert (link.old, link.new, link.weight) == (cast.cau_ke, cast.tra_cu, Decimal("0.2"))
    assert link.change.kind == ChangeKind.TRANSFER
    assert there == set(AdministrativeUnit.objects.values_list("pk", "valid_from", "valid_to"))


def test_figures_and_sums_of_both_units_stay_what_they_were(cast: Cast) -> None:
    for month in (JUNE, AUGUST):
        report(cast.cau_ke, cast.bhyt, month, 70)
        report(cast.tra_cu, cast.bhyt, month, 300)
    asked = [
        (unit, month)
        for unit in (cast.cau_ke, cast.tra_cu, cast.tra_vinh, cast.nation)
        for month in (JUNE, AUGUST)
    ]
    before = [value(cast, unit, period=month) for unit, month in asked]
    given(cast).confirm()
    assert UnitChange.objects.count() == 1
    assert before == [value(cast, unit, period=month) for unit, month in asked]
    assert [each.people for each in before] == [70, 70, 300, 300, 370, 370, 370, 370]


def test_neither_roles_nor_rules_nor_months_go_over_and_taken_back_none_ends(cast: Cast) -> None:
    clerks = {
        unit: make_user(name, name.title(), (unit, Role.CLERK))
        for unit, name in ((cast.cau_ke, "khanh"), (cast.tra_cu, "lan"))
    }
    for unit in clerks:
        set_rule(unit, date(2023, 1, 1), due_day=5)
    open_months(cast.giang, [cast.cau_ke.pk], JULY)
    acts = given(cast)
    acts.confirm()

    def stands() -> tuple[Any, ...]:
        held = {unit: list(clerk.assignments.all()) for unit, clerk in clerks.items()}
        months = Submission.objects.current().get()
        rules = ReportingRule.objects.current().values_list("unit", "due_day")
        return [len(roles) for roles in held.values()], (months.unit, months.state), set(rules)

    as_before = (
        [1, 1],
        (cast.cau_ke, State.OPEN),
        {(cast.cau_ke.pk, 5), (cast.tra_cu.pk, 5)},
    )
    assert stands() == as_before
    acts.take_back(UnitChange.objects.get())
    assert stands() == as_before


def test_one_entered_by_mistake_is_taken_back_though_both_units_have_figures(cast: Cast) -> None:
    for month in (JUNE, JULY):
        report(cast.cau_ke, cast.bhyt, month, 70)
        report(cast.tra_cu, cast.bhyt, month, 300)
    acts = given(cast)
    acts.confirm()
    change = UnitChange.objects.get()
    path = reverse("unit_act_void", args=[cast.tra_vinh.pk, change.pk])
    assert "No unit, figure or role changes by it" in Page.of(in_english(cast.giang).get(path)).text
    assert "taken back by Võ Hương Giang" in acts.take_back(change, "nhầm tỷ trọng").text
    assert not UnitChangeLink.objects.exists()
    assert value(cast, cast.tra_vinh, period=JULY).people == 370
    given(cast, share="25").confirm()
    assert UnitChangeLink.objects.get().weight == Decimal("0.25")
    assert look_over().counts["history_is_broken"] == 0


def test_who_was_given_a_part_on_its_first_day_keeps_its_roles_when_that_is_taken_back(
    cast: Cast,
) -> None:
    make_user("khanh", "Ngô Khánh", (cast.tra_cu, Role.CLERK))
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(cast.tra_cu, **{"new0-name": "Trà Cú Mới"})
    acts.confirm()
    new = AdministrativeUnit.objects.get(code="849", valid_from=JULY)
    report(new, cast.bhyt, JULY, 300)
    acts = given(cast, receiver=new.pk)
    acts.confirm()
    assert "Taken back" in acts.take_back(UnitChange.objects.latest("pk")).text
    assert Assignment.objects.filter(unit=new, user__username="khanh").exists()
    assert Submission.objects.current().filter(unit=new, period=JULY).exists()


@pytest.mark.parametrize(
    ("typed", "weight"),
    [("37,5", "0.375"), ("37,5 %", "0.375"), ("3/8", "0.375"), ("1.250/8.400", "0.14880952")],
)
def test_a_share_is_said_in_per_cent_or_as_a_fraction_of_people(
    cast: Cast, typed: str, weight: str
) -> None:
    given(cast, share=typed).confirm()
    assert UnitChangeLink.objects.get().weight == Decimal(weight)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"share": "0"}, "above 0 %, below 100 %"),
        ({"share": "100"}, "above 0 %, below 100 %"),
        ({"share": "8.400/8.400"}, "above 0 %, below 100 %"),
        ({"share": "1/0"}, "Write a fraction as"),
        ({"share": "1/-2"}, "below zero"),
        ({"share": "37.5"}, "comma before decimals"),
        ({"share": ""}, "This field is required"),
        ({"receiver": ""}, "Say which unit receives the part"),
        ({"receiver": "", "elsewhere": "84"}, "Tỉnh Trà Vinh (84) is of another level"),
        ({"receiver": "", "elsewhere": "999"}, "No unit that stands now has the code 999"),
        ({"receiver": "", "elsewhere": "x"}, "A code here has 3 digits"),
        ({"elsewhere": "108"}, "not both"),
        ({"receiver": "", "elsewhere": "845"}, "gives no part to itself"),
        ({"takes_effect": "31/06/2023"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_given_is_said(cast: Cast, said: dict[str, Any], answer: str) -> None:
    page = given(cast, **said).page
    assert page.status == 422
    assert answer in page.text
    assert not UnitChange.objects.exists()


def test_a_unit_that_is_not_there_then_gives_and_receives_nothing(cast: Cast) -> None:
    end(cast.tra_cu, date(2023, 6, 30))
    page = given(cast).page
    assert page.status == 422
    assert "On 01/07/2023 these are not there" in page.text
    assert "Huyện Trà Cú (01/08/2008 → 30/06/2023)" in page.text


def test_a_unit_gives_nothing_on_its_first_day_and_is_told_from_which_month_on_it_can(
    cast: Cast,
) -> None:
    new = make_unit(2, "857", "huyen", "Định An", "Huyện Định An", cast.tra_vinh, JULY)
    page = given(cast, giver=new.pk).page
    assert page.status == 422
    said = "These begin only on 01/07/2023 and can give a part from month 08/2023 on"
    assert f"{said}: Huyện Định An." in page.text
    with pytest.raises(BeginsOnlyThen):
        record_acts(cast.em, [part_of(new, cast.cau_ke, Decimal("0.5"))], "điều chỉnh")
    given(cast, giver=new.pk, first_month="08/2023").confirm()
    assert UnitChange.objects.get().works_from == AUGUST


@pytest.mark.parametrize(("first", "second"), [("0.6", "0.4"), ("0.99", "0.99")])
def test_who_gives_parts_keeps_something(cast: Cast, first: str, second: str) -> None:
    also = ActLink(cast.cau_ke.pk, cast.sin_ho.pk, Decimal(second))
    with pytest.raises(NothingLeft):
        record_acts(cast.em, [part_of(cast.cau_ke, cast.tra_cu, Decimal(first), also)], "x")


def test_a_part_goes_to_another_province_by_who_approves_over_both(cast: Cast) -> None:
    said: dict[str, Any] = {"receiver": "", "elsewhere": "108"}
    page = given(cast, cast.giang, **said).page
    assert page.status == 422
    (error,) = page.root.xpath('//*[@id="id_elsewhere_error"]')
    assert "Who approves over both, at Toàn quốc, may record this one" in text_of(error)
    assert page.first('//input[@name="elsewhere"]').get("value") == "108"
    assert page.first('//input[@name="share"]').get("value") == "20"
    acts = given(cast, cast.dung, **said)
    assert "Tỉnh Lai Châu" in acts.page.text
    acts.confirm()
    assert UnitChangeLink.objects.get().new == cast.sin_ho
    listed = reverse("unit_acts", args=[cast.lai_chau.pk])
    assert "Huyện Cầu Kè → Huyện Sìn Hồ (20 %)" in Page.of(in_english(cast.dung).get(listed)).text


def test_what_was_shown_of_both_is_recorded_or_nothing(cast: Cast) -> None:
    acts = given(cast)
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    page = acts.confirm()
    assert page.status == 409
    assert "have changed: their figures" in page.text
    acts.confirm()
    assert UnitChange.objects.count() == 1


def test_the_same_part_twice_is_recorded_once(cast: Cast) -> None:
    first, second = given(cast), given(cast)
    first.confirm()
    assert "This act was entered already" in second.confirm().text
    assert UnitChange.objects.count() == 1


def test_the_database_still_refuses_to_take_back_what_opened_a_unit_with_figures(
    cast: Cast,
) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(cast.tra_cu, **{"new0-name": "Trà Cú Mới"})
    acts.confirm()
    change = UnitChange.objects.get()
    report(AdministrativeUnit.objects.get(code="849", valid_from=JULY), cast.bhyt, JULY, 300)
    standing = change.versions.get()
    standing.pk, standing.is_void, standing.why = None, True, "nhầm"
    standing.recorded_by = cast.em
    with pytest.raises(IntegrityError, match="have figures"), transaction.atomic():
        standing.save(force_insert=True)
