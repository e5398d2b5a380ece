"""Who may do what, to which unit: the whole table, role × unit × action.

Units as seen from Tỉnh Trà Vinh, where the role is held: Trà Vinh itself, the nation above, a
district below, a commune two levels below, another province, a district of another province,
Cửu Long that went into Trà Vinh, a district of Cửu Long, and Vĩnh Long into which Trà Vinh went.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.db.models import QuerySet

from cast import JUNE, Cast, make_unit, make_user
from coverage.access import (
    approvable_units,
    draftable_units,
    home_unit,
    may_change_units,
    may_see_drafts,
    readable_units,
    writable_units,
)
from coverage.entry import Cell, record_figures
from coverage.models import (
    AdministrativeUnit,
    Assignment,
    Indicator,
    Role,
    UnitChange,
    UnitChangeLink,
    User,
)
from coverage.month.workflow import (
    approve,
    open_months,
    reopen,
    return_to_clerk,
    submit,
    take_back,
)
from coverage.reference.accounts import loading_accounts
from coverage.refusals import NotYours
from reports.month_notes.entry import save_note
from unit_acts import end_roles

ROLES = ("clerk", "approver", "viewer", "drafter", "administrator", "nobody")
HELD, BELOW, FAR_BELOW = "held", "below", "far below"
INSIDE = {HELD, BELOW, FAR_BELOW}
BEFORE = {"predecessor", "predecessor's part"}
ELSEWHERE = {"above", "sibling", "sibling's part", "successor"}
ALL = INSIDE | BEFORE | ELSEWHERE

# For each action the units it is allowed on, by role. What is not named is refused.
TRUTH: dict[str, dict[str, set[str]]] = {
    "read": {
        "clerk": INSIDE | BEFORE,
        "approver": INSIDE | BEFORE,
        "viewer": INSIDE | BEFORE,
        "drafter": INSIDE | BEFORE,
        "administrator": ALL,
    },
    "write": {"clerk": INSIDE},
    "submit": {"clerk": INSIDE},
    "take back": {"clerk": INSIDE},
    "open": {"approver": INSIDE},
    "approve": {"approver": INSIDE},
    "return": {"approver": INSIDE},
    "reopen": {"approver": INSIDE},
    "change the units below": {"approver": INSIDE},
    "draft": {"drafter": INSIDE, "approver": INSIDE},
    "note a month": {"drafter": INSIDE, "approver": INSIDE},
    "see what is being entered": {"clerk": INSIDE, "approver": INSIDE},
}


@dataclass(frozen=True)
class Stage:
    cast: Cast
    people: dict[str, User]
    units: dict[str, AdministrativeUnit]
    indicator: Indicator


@pytest.fixture(scope="module")
def world(world: Cast) -> Stage:
    held = world.tra_vinh
    until_june = {"valid_from": date(2000, 1, 1), "valid_to": JUNE}
    cuu_long = make_unit(1, "99", "tinh", "Cửu Long", "Tỉnh Cửu Long", world.nation, **until_june)
    part = make_unit(2, "998", "huyen", "Càng Long", "Huyện Càng Long", cuu_long, **until_june)
    vinh_long = make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", world.nation)
    commune = make_unit(3, "29308", "xa", "An Phú Tân", "Xã An Phú Tân", world.cau_ke)
    _merge("cuu-long", cuu_long, held, date(2023, 1, 1))
    _merge("tra-vinh", held, vinh_long)
    return Stage(
        world,
        people={
            "clerk": world.an,
            "approver": world.giang,
            "viewer": world.chi,
            "drafter": make_user("huong", "Đặng Thu Hương", (held, Role.DRAFTER)),
            "administrator": world.em,
            "nobody": make_user("khanh", "Ngô Khánh"),
        },
        units={
            HELD: held,
            BELOW: world.cau_ke,
            FAR_BELOW: commune,
            "above": world.nation,
            "sibling": world.lai_chau,
            "sibling's part": world.sin_ho,
            "predecessor": cuu_long,
            "predecessor's part": part,
            "successor": vinh_long,
        },
        indicator=world.bhyt,
    )


@pytest.fixture
def stage(cast: Stage) -> Stage:
    return cast


def _merge(code: str, old: AdministrativeUnit, new: AdministrativeUnit, on: date = JUNE) -> None:
    change = UnitChange.objects.create(
        takes_effect=on, kind="transfer", code=code, source="dàn nhân vật"
    )
    UnitChangeLink.objects.create(change=change, old=old, new=new, weight=1)


def _bring_to(stage: Stage, unit: AdministrativeUnit, action: str) -> None:
    """The state in which the action is possible for somebody, brought about by the loaders."""
    enterer, approver = loading_accounts()
    if action in ASKED or action in ("open", "note a month"):
        return
    open_months(approver, [unit.pk], JUNE)
    if action in ("approve", "return", "reopen", "take back"):
        submit(enterer, [unit.pk], JUNE)
    if action == "reopen":
        approve(approver, [unit.pk], JUNE)


ACTIONS: dict[str, Callable[[User, AdministrativeUnit, Indicator], object]] = {
    "write": lambda u, unit, i: record_figures(u, JUNE, [Cell(unit.pk, i.pk, people=1)]),
    "submit": lambda u, unit, i: submit(u, [unit.pk], JUNE),
    "take back": lambda u, unit, i: take_back(u, [unit.pk], JUNE),
    "open": lambda u, unit, i: open_months(u, [unit.pk], JUNE),
    "approve": lambda u, unit, i: approve(u, [unit.pk], JUNE),
    "return": lambda u, unit, i: return_to_clerk(u, [unit.pk], JUNE, "vì sao"),
    "reopen": lambda u, unit, i: reopen(u, [unit.pk], JUNE, "vì sao"),
    "note a month": lambda u, unit, i: save_note(u, unit, i, JUNE, "vì sao", None),
}
ASKED: dict[str, Callable[[User, AdministrativeUnit], bool]] = {
    "read": lambda u, unit: readable_units(u).filter(pk=unit.pk).exists(),
    "change the units below": lambda u, unit: may_change_units(u, [unit]),
    "draft": lambda u, unit: draftable_units(u).filter(pk=unit.pk).exists(),
    "see what is being entered": may_see_drafts,
}


def _may(stage: Stage, role: str, unit: AdministrativeUnit, action: str) -> bool:
    user = stage.people[role]
    if action in ASKED:
        return ASKED[action](user, unit)
    try:
        ACTIONS[action](user, unit, stage.indicator)
    except NotYours:
        return False
    return True


@pytest.mark.parametrize("action", TRUTH)
@pytest.mark.parametrize("role", ROLES)
def test_everyone_may_do_exactly_what_the_table_says(stage: Stage, role: str, action: str) -> None:
    for name, unit in stage.units.items():
        _bring_to(stage, unit, action)
        allowed = name in TRUTH[action].get(role, set())
        assert _may(stage, role, unit, action) is allowed, f"{role}, {action}, {name}"


def test_the_table_names_every_action_and_role_there_is() -> None:
    assert {*ASKED, *ACTIONS} == set(TRUTH)
    assert set(Role.values) <= set(ROLES)


def test_between_two_provinces_units_change_by_who_approves_over_both_sides(stage: Stage) -> None:
    person, both = stage.people["nobody"], [stage.units[HELD], stage.units["sibling"]]
    for unit in both:
        Assignment.objects.create(user=person, unit=unit, role=Role.APPROVER)
        assert may_change_units(person, [unit])
    assert not may_change_units(person, both)
    assert not may_change_units(person, [])
    Assignment.objects.create(user=person, unit=stage.units["above"], role=Role.APPROVER)
    assert may_change_units(person, both)


def test_within_a_province_units_change_by_who_approves_over_it(stage: Stage) -> None:
    both = [stage.cast.cau_ke, stage.cast.tra_cu]
    assert may_change_units(stage.people["approver"], both)
    person = stage.people["nobody"]
    for unit in both:
        Assignment.objects.create(user=person, unit=unit, role=Role.APPROVER)
    assert not may_change_units(person, both)


def test_a_person_with_several_roles_may_do_what_each_allows(stage: Stage) -> None:
    person = stage.people["nobody"]
    Assignment.objects.create(user=person, unit=stage.units[BELOW], role=Role.CLERK)
    Assignment.objects.create(user=person, unit=stage.units["sibling"], role=Role.APPROVER)
    names = {unit.pk: name for name, unit in stage.units.items()}

    def named(units: QuerySet[AdministrativeUnit]) -> set[str]:
        return {names[pk] for pk in units.values_list("pk", flat=True) if pk in names}

    assert named(writable_units(person)) == {BELOW, FAR_BELOW}
    assert named(approvable_units(person)) == {"sibling", "sibling's part"}
    assert named(readable_units(person)) == {BELOW, FAR_BELOW, "sibling", "sibling's part"}


def test_a_role_that_is_taken_away_ends_at_once(stage: Stage) -> None:
    end_roles(stage.people["clerk"])
    assert not writable_units(stage.people["clerk"]).exists()
    assert not readable_units(stage.people["clerk"]).exists()


def test_history_is_read_through_one_merger_after_another(stage: Stage) -> None:
    heir = stage.people["nobody"]
    Assignment.objects.create(user=heir, unit=stage.units["successor"], role=Role.VIEWER)
    readable = set(readable_units(heir).values_list("pk", flat=True))
    expected = INSIDE | BEFORE | {"successor"}
    assert readable >= {stage.units[name].pk for name in expected}
    assert not readable & {stage.units[name].pk for name in ALL - expected}


def test_a_ring_of_mergers_does_not_hang(stage: Stage) -> None:
    _merge("back", stage.units["successor"], stage.units["predecessor"])
    assert readable_units(stage.people["viewer"]).count() > 3


def test_the_pages_open_on_the_highest_unit_assigned(stage: Stage) -> None:
    assert home_unit(stage.people["clerk"]) == stage.units[HELD]
    assert home_unit(stage.cast.dung) == stage.cast.nation
    assert home_unit(stage.people["administrator"]) == stage.cast.nation
    assert home_unit(stage.people["nobody"]) is None
