"""A decision that is recorded already, or one of its number, is asked about before anything is
done."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acts_page import Acts
from cast import Cast
from coverage.models import Assignment, Role, UnitChange, UnitChangeVersion, User
from coverage.units.acts import record_acts
from coverage.units.decision_line import DecisionSaid, read_line
from unit_acts import part_of, say

JULY = date(2023, 7, 1)
ISSUER = "Ủy ban Thường vụ Quốc hội"


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    Assignment.objects.create(user=world.dung, unit=world.nation, role=Role.APPROVER)
    return world


def renamed(cast: Cast, **said: Any) -> None:
    """Cầu Kè, by 12/NQ-UBTVQH15 of 10/6/2023, which takes effect on 1/7/2023."""
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(cast.cau_ke, **({"new0-name": "Cầu Kè Mới"} | said))
    acts.confirm()
    assert UnitChange.objects.filter(is_void=False).count() == 1


def entered(cast: Cast, user: User | None = None, **said: Any) -> Acts:
    """Trà Cú, by the same decision."""
    acts = Acts(user or cast.giang, cast.tra_vinh, "rename")
    acts.ask(cast.tra_cu, **({"new0-name": "Trà Cú Mới"} | said))
    return acts


def test_what_is_recorded_of_the_decision_is_shown_beside_what_is_entered(cast: Cast) -> None:
    renamed(cast)
    acts = entered(cast, takes_effect="01/08/2023")
    assert acts.is_asked
    assert acts.page.status == 409
    now, before = acts.page.root.xpath("//tbody/tr")
    assert "Entered now" in now.text_content()
    assert "Huyện Trà Cú → Huyện Trà Cú Mới" in now.text_content()
    assert "01/08/2023" in now.text_content()
    assert "Recorded by Võ Hương Giang" in before.text_content()
    assert "Huyện Cầu Kè → Huyện Cầu Kè Mới" in before.text_content()
    assert "01/07/2023" in before.text_content()
    assert "the date of effect; the first month; the units" in before.text_content()


def test_it_is_asked_once_and_then_recorded_as_any_other(cast: Cast) -> None:
    renamed(cast)
    acts = entered(cast)
    assert UnitChange.objects.count() == 1
    acts.answer()
    assert "step 2 of 2" in acts.page.text
    assert not acts.is_asked
    assert "Recorded: 12/NQ-UBTVQH15" in acts.confirm().text
    assert UnitChange.objects.count() == 2


def test_who_mistyped_goes_back_to_what_was_typed(cast: Cast) -> None:
    renamed(cast)
    page = entered(cast, issued_on="11/06/2023").answer(action="edit")
    assert page.status == 200
    assert page.first('//input[@name="issued_on"]').get("value") == "11/06/2023"
    assert UnitChange.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        ({}, "the units"),
        ({"first_month": "09/2023"}, "the first month; the units"),
        ({"takes_effect": "15/06/2023"}, "the date of effect; the units"),
        ({"issued_on": "11/06/2023"}, "the day it was issued; the units"),
        ({"number": " 12/nq-ubtvqh15"}, "the units"),
        ({"issuer": "ỦY BAN thường vụ  Quoc hoi"}, "the units"),
    ],
)
def test_in_what_it_differs_is_said(cast: Cast, said: dict[str, Any], differs: str) -> None:
    renamed(cast)
    acts = entered(cast, **said)
    assert acts.is_asked
    assert acts.page.root.xpath("//tbody/tr[2]/td[last()]")[0].text_content() == differs


def test_the_same_part_with_another_share_is_shown_before_it_is_refused(cast: Cast) -> None:
    given: dict[str, Any] = {"giver": cast.cau_ke.pk, "receiver": cast.tra_cu.pk}
    acts = Acts(cast.giang, cast.tra_vinh, "part")
    acts.ask(**given, share="20")
    acts.confirm()
    acts.ask(**given, share="30")
    assert acts.page.root.xpath("//tbody/tr[2]/td[last()]")[0].text_content() == "the shares"
    assert "This act was entered already" in acts.answer().text
    assert UnitChange.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [{"number": "112/NQ-UBTVQH15"}, {"number": "12/NQ-HĐND"}, {"issuer": "Chính phủ"}],
)
def test_another_decision_is_not_asked_about(cast: Cast, said: dict[str, Any]) -> None:
    renamed(cast)
    assert not entered(cast, **said).is_asked


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        ({"receiver": "", "elsewhere": "108"}, "the units"),
        ({"takes_effect": "01/08/2023"}, "the date of effect; the first month"),
        (
            {"takes_effect": "01/08/2023", "share": "30"},
            "the date of effect; the first month; the shares",
        ),
    ],
)
def test_a_part_differs_by_either_of_its_units(
    cast: Cast, said: dict[str, Any], differs: str
) -> None:
    given: dict[str, Any] = {"giver": cast.cau_ke.pk, "receiver": cast.tra_cu.pk, "share": "20"}
    acts = Acts(cast.dung, cast.tra_vinh, "part")
    acts.ask(**given)
    acts.confirm()
    acts.ask(**(given | said))
    assert acts.page.root.xpath("//tbody/tr[2]/td[last()]")[0].text_content() == differs


def test_an_act_that_was_taken_back_is_not_asked_about(cast: Cast) -> None:
    renamed(cast)
    Acts(cast.giang, cast.tra_vinh).take_back(UnitChange.objects.get())
    assert not entered(cast).is_asked


def test_a_line_that_names_the_number_alone_is_asked_about(cast: Cast) -> None:
    """As acts that were loaded do."""
    record_acts(cast.em, [part_of(cast.cau_ke, cast.tra_cu, Decimal("0.2"))], "điều chỉnh")
    say(UnitChange.objects.get(), UnitChangeVersion, decision="Nghị quyết 12/NQ-UBTVQH15")
    assert entered(cast).is_asked
    assert not entered(cast, number="2/NQ-UBTVQH15").is_asked


def test_what_was_recorded_since_the_question_is_asked_about_again(cast: Cast) -> None:
    acts = entered(cast)
    assert "step 2 of 2" in acts.page.text
    renamed(cast)
    acts.confirm()
    assert acts.is_asked
    assert UnitChange.objects.count() == 1
    acts.answer()
    acts.confirm()
    assert UnitChange.objects.count() == 2


def test_the_same_act_again_is_refused_and_not_asked_about(cast: Cast) -> None:
    acts = entered(cast)
    acts.confirm()
    again = entered(cast)
    assert again.page.status == 422
    assert "This act was entered already" in again.page.text


def test_acts_on_units_that_one_does_not_read_are_not_shown(cast: Cast) -> None:
    acts = Acts(cast.dung, cast.lai_chau, "rename")
    acts.ask(cast.sin_ho, **{"new0-name": "Sìn Hồ Mới"})
    acts.confirm()
    assert UnitChange.objects.count() == 1
    assert not entered(cast, cast.giang).is_asked
    assert entered(cast, cast.dung).is_asked


def test_what_lies_below_and_is_kept_is_not_told_apart(cast: Cast) -> None:
    acts = Acts(cast.dung, cast.nation, "rename")
    acts.ask(cast.tra_vinh, **{"new0-name": "Trà Vinh Mới"})
    acts.confirm()
    assert UnitChange.objects.count() == 2
    acts = Acts(cast.dung, cast.nation, "rename")
    acts.ask(cast.lai_chau, **{"new0-name": "Lai Châu Mới"})
    assert len(acts.page.root.xpath("//tbody/tr")) == 2


def test_a_line_is_read_back_as_it_was_written() -> None:
    said = DecisionSaid("12/NQ-UBTVQH15", date(2023, 6, 10), ISSUER)
    assert read_line(said.line) == said
    assert read_line("Nghị quyết 12/NQ-UBTVQH15") is None
    assert read_line("12/NQ ngày 31/06/2023 của ai đó") is None
