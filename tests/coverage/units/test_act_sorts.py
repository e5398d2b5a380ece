"""A split, a transfer, a change of kind, and units with others below them, by their pages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acts_page import DECISION, Acts
from cast import JUNE, Cast, make_unit, make_user
from coverage.access import readable_units
from coverage.models import AdministrativeUnit, Assignment, ChangeKind, Role, UnitChange, User
from coverage.month.workflow import open_months
from reporting import report

JULY = date(2023, 7, 1)


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    Assignment.objects.create(user=world.dung, unit=world.nation, role=Role.APPROVER)
    return world


def now(code: str, day: date = JULY) -> AdministrativeUnit:
    return AdministrativeUnit.objects.on(day).get(code=code)


def lines(*units: tuple[str, str, str]) -> dict[str, str]:
    """Each a name, a code, a share."""
    said: dict[str, str] = {"lines": str(len(units))}
    for at, (name, code, share) in enumerate(units):
        said |= {f"new{at}-name": name, f"new{at}-code": code, f"new{at}-kind": "huyen"}
        said |= {f"new{at}-share": share}
    return said


def split(cast: Cast, *units: tuple[str, str, str], **said: Any) -> Acts:
    acts = Acts(cast.giang, cast.tra_vinh, "split")
    acts.say(cast.tra_cu, **(lines(*units) | said))
    return acts


# ---- split ----


def test_a_unit_is_split_by_stated_shares(cast: Cast) -> None:
    khanh = make_user("khanh", "Ngô Khánh", (cast.tra_cu, Role.CLERK))
    acts = split(cast, ("Trà Cú", "", "62,5"), ("Định An", "857", "37,5"), ("", "", ""))
    assert "Huyện Trà Cú: 37,5 %" in acts.page.text
    acts.confirm()
    links = UnitChange.objects.get().links
    shares = {link.new.code: link.weight for link in links.select_related("new") if link.new}
    assert shares == {"849": Decimal("0.625"), "857": Decimal("0.375")}
    held = set(khanh.assignments.values_list("unit__code", "unit__valid_from"))
    assert {("849", JULY), ("857", JULY)} <= held


def test_shares_that_do_not_add_up_are_refused_with_their_sum(cast: Cast) -> None:
    acts = split(cast, ("Trà Cú", "", "62,5"), ("Định An", "857", "37"))
    assert acts.page.status == 422
    assert "The shares of Huyện Trà Cú add up to 99,5 %, not to 100 %" in acts.page.text
    assert not UnitChange.objects.exists()


@pytest.mark.parametrize(
    ("units", "answer"),
    [
        ([("Trà Cú", "", "100")], "at least two units"),
        ([("Trà Cú", "", "50"), ("Định An", "857", "")], "which share"),
        ([("Trà Cú", "", "50"), ("Định An", "849", "50")], "have one code: 849"),
        ([("Trà Cú", "", "50"), ("Định An", "", "50")], "say the code of the new unit"),
        ([("Trà Cú", "", "50"), ("Định An", "857", "0.5")], "comma before decimals"),
    ],
)
def test_a_split_that_is_not_whole_is_asked_about(
    cast: Cast, units: list[tuple[str, str, str]], answer: str
) -> None:
    page = split(cast, *units).page
    assert page.status == 422
    assert answer in page.text
    assert not UnitChange.objects.exists()


def test_a_split_into_many_asks_for_more_lines_and_keeps_what_was_typed(cast: Cast) -> None:
    page = split(cast, ("Trà Cú", "", "62,5"), ("Định An", "857", ""), action="more").page
    assert page.status == 200
    assert page.first('//input[@name="new1-name"]').get("value") == "Định An"
    assert len(page.root.xpath('//input[contains(@name, "-share")]')) == 5
    assert not page.root.xpath('//*[@class="field-error"]')


# ---- transfer ----


def transfer(cast: Cast, user: User, **said: Any) -> Acts:
    acts = Acts(user, cast.tra_vinh, "transfer")
    acts.say(cast.tra_cu, **({"above": cast.lai_chau.pk} | said))
    return acts


def test_a_transfer_between_provinces_is_for_who_approves_over_both(cast: Cast) -> None:
    page = transfer(cast, cast.giang).page
    assert page.status == 422
    assert "Who approves over both, at Toàn quốc, may record this one" in page.text
    assert page.first('//input[@name="number"]').get("value") == DECISION["number"]
    assert not UnitChange.objects.exists()
    acts = transfer(cast, cast.dung)
    assert "Tỉnh Lai Châu" in acts.page.text
    acts.confirm()
    assert now("849").parent == cast.lai_chau
    change = UnitChange.objects.get()
    assert (change.kind, change.links.get().weight) == (ChangeKind.TRANSFER, Decimal(1))


def test_after_a_transfer_the_new_parent_reads_what_lies_before_it(cast: Cast) -> None:
    transfer(cast, cast.dung).confirm()
    assert readable_units(cast.binh).filter(pk=cast.tra_cu.pk).exists()
    assert not readable_units(cast.binh).filter(pk=cast.cau_ke.pk).exists()
    assert readable_units(cast.an).filter(pk=cast.tra_cu.pk).exists()


def test_a_transfer_of_a_unit_with_a_running_month_opens_it_below_the_new_parent(
    cast: Cast,
) -> None:
    open_months(cast.giang, [cast.tra_cu.pk], JULY)
    acts = transfer(cast, cast.dung)
    assert "07/2023" in acts.page.text
    acts.confirm()
    assert now("849").submissions.get().period == JULY


def test_a_transfer_of_a_unit_with_a_draft_in_its_running_month_names_it(cast: Cast) -> None:
    report(cast.tra_cu, cast.bhyt, JULY, 300, is_draft=True)
    page = transfer(cast, cast.dung).page
    assert page.status == 422
    assert "Huyện Trà Cú (07/2023)" in page.text
    assert not UnitChange.objects.exists()


# ---- kind, and what lies below ----


def test_a_district_becomes_a_town_under_its_name_and_code(cast: Cast) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "reclassify")
    acts.say(cast.tra_cu, **{"new0-kind": "thi_xa"})
    acts.confirm()
    assert now("849").full_name == "Thị xã Trà Cú"
    assert UnitChange.objects.get().kind == ChangeKind.RENAME


def test_a_unit_that_already_is_of_the_kind_is_not_changed(cast: Cast) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "reclassify")
    page = acts.say(cast.tra_cu, **{"new0-kind": "huyen"})
    assert "Huyện Trà Cú is called so already" in page.text


def test_provinces_merge_with_all_that_lies_below_them_and_it_is_taken_back_whole(
    cast: Cast,
) -> None:
    make_unit(3, "29308", "xa", "An Phú Tân", "Xã An Phú Tân", cast.cau_ke)
    clerk = make_user("khanh", "Ngô Khánh", (cast.sin_ho, Role.CLERK))
    report(cast.sin_ho, cast.bhyt, JUNE, 20)
    acts = Acts(cast.dung, cast.nation)
    said = {"new0-name": "Vĩnh Long", "new0-kind": "tinh", "new0-code": "86"}
    acts.say(cast.tra_vinh, cast.lai_chau, **said)
    assert "4 units below go on below the new one" in acts.page.text
    acts.confirm()
    province = now("86")
    assert {unit.code for unit in province.children.all()} == {"845", "849", "108"}
    assert now("29308").parent == now("845")
    assert clerk.assignments.filter(unit=now("108")).exists()
    main = UnitChange.objects.exclude(kind=ChangeKind.KEEP).get()
    page = acts.take_back(main)
    assert "Taken back" in page.text
    assert now("845").parent == cast.tra_vinh
    assert now("29308").parent == cast.cau_ke
    assert UnitChange.objects.filter(is_void=True).count() == 2


def test_a_province_with_units_below_is_not_split_before_these_are(cast: Cast) -> None:
    acts = Acts(cast.dung, cast.nation, "split")
    said = lines(("Trà Vinh", "", "50"), ("Cửu Long", "85", "50"))
    said |= {"new0-kind": "tinh", "new1-kind": "tinh"}
    page = acts.say(cast.tra_vinh, **said)
    assert page.status == 422
    assert "Huyện Cầu Kè" in page.text
