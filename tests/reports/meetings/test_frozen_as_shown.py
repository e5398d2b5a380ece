"""A meeting freezes what counted when its page was opened, in the units and by the rules of then,
or what is said to be there now."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import AdministrativeUnit, ChangeKind, Role
from coverage.month.workflow import approve
from coverage.units.act import Act, ActLink, OpenedUnit
from coverage.units.acts import record_acts
from pages import Page, in_english, signed_in_as, text_of
from reporting import count, make_document, promise, report, set_rule
from reports.models import Meeting
from unit_acts import rename

pytestmark = pytest.mark.usefixtures("static_files")

JULY = date(2023, 7, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    report(world.cau_ke, world.bhyt, JUNE, 28_038)
    return world


@pytest.fixture
def giang(cast: Cast, client: Client) -> Client:
    return signed_in_as(in_english(client), cast.giang)


def opened(giang: Client, unit: AdministrativeUnit) -> dict[str, str]:
    """The form of the page, as it is opened and filled in."""
    page = Page.of(giang.get(reverse("meetings", args=[unit.pk])))
    return _filled(page)


def _filled(page: Page) -> dict[str, str]:
    shown_at: str = page.first('//input[@name="shown_at"]').get("value")
    return {"title": "Sơ kết 6 tháng", "held_on": "26/07/2023", "shown_at": shown_at}


def sent(giang: Client, unit: AdministrativeUnit, form: dict[str, str]) -> Any:
    return giang.post(reverse("meetings", args=[unit.pk]), form)


def test_what_counts_otherwise_since_is_shown_and_nothing_is_frozen(
    cast: Cast, giang: Client
) -> None:
    form = opened(giang, cast.tra_vinh)
    report(cast.cau_ke, cast.bhyt, JUNE, 82_038)
    answer = sent(giang, cast.tra_vinh, form)
    assert answer.status_code == 409
    assert not Meeting.objects.exists()
    page = Page.of(answer)
    assert "What counts has changed since the page was opened" in text_of(
        page.first('//form//div[@role="alert"]')
    )
    assert "Huyện Cầu Kè, BHYT, 06/2023: 28.038 → 82.038 (" in page.text


def test_the_button_then_freezes_what_was_shown_to_be_there_now(cast: Cast, giang: Client) -> None:
    form = opened(giang, cast.tra_vinh)
    report(cast.cau_ke, cast.bhyt, JUNE, 82_038)
    page = Page.of(sent(giang, cast.tra_vinh, form))
    (button,) = page.root.xpath('//form[contains(@class, "freeze")]//button')
    assert text_of(button) == "Freeze what is there now"
    again = _filled(page)
    assert sent(giang, cast.tra_vinh, again).status_code == 302
    assert Meeting.objects.get().moment > datetime.fromisoformat(again["shown_at"])


def _first_figures_of_july(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JULY, 30_000)


def _of_a_commune(cast: Cast) -> None:
    commune = make_unit(3, "29001", "xa", "An Phú Tân", "Xã An Phú Tân", cast.cau_ke)
    report(commune, cast.bhyt, JUNE, 500)


def _a_denominator(cast: Cast) -> None:
    count(cast.cau_ke, "population", 2023, 100_000)


def _a_target(cast: Cast) -> None:
    document = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=966_520)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_first_figures_of_july, "Huyện Cầu Kè, BHYT, 07/2023: – → 30.000"),
        (_of_a_commune, "Xã An Phú Tân, BHYT, 06/2023: – → 500"),
        (_a_denominator, "Huyện Cầu Kè, Population, 2023: – → 100.000"),
        (_a_target, "Tỉnh Trà Vinh, BHYT, UBND tỉnh Trà Vinh, 2023: – → 966.520"),
    ],
)
def test_whatever_counts_since_is_among_what_changed(
    cast: Cast, giang: Client, change: Any, said: str
) -> None:
    form = opened(giang, cast.tra_vinh)
    change(cast)
    answer = sent(giang, cast.tra_vinh, form)
    assert answer.status_code == 409
    assert said.casefold() in Page.of(answer).text.casefold()


def _a_draft(cast: Cast) -> None:
    report(cast.tra_cu, cast.bhyt, JUNE, 5, is_draft=True)


def _an_approval(cast: Cast) -> None:
    approve(cast.giang, [cast.cau_ke.pk], JUNE)


def _another_province(cast: Cast) -> None:
    report(cast.sin_ho, cast.bhyt, JUNE, 5)
    rename(cast.sin_ho, full_name="Huyện Sìn Hố")
    set_rule(cast.lai_chau, due_day=5)


def _the_same_again(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 28_038, note="đã đối chiếu")


@pytest.mark.parametrize(
    "change", [_a_draft, _an_approval, _another_province, _the_same_again, lambda _cast: None]
)
def test_what_changes_nothing_that_counts_keeps_no_meeting_back(
    cast: Cast, giang: Client, change: Any
) -> None:
    form = opened(giang, cast.tra_vinh)
    change(cast)
    assert sent(giang, cast.tra_vinh, form).status_code == 302


def _a_merger(cast: Cast) -> None:
    """Of districts that are not the meeting's own, but lie below it."""
    town = OpenedUnit("mới", 2, "846", "thi_xa", "Cầu Trà", "Thị xã Cầu Trà", cast.tra_vinh.pk)
    olds = [cast.cau_ke.pk, cast.tra_cu.pk]
    links = [ActLink(old, "mới") for old in olds]
    act = Act("2023-07-01/846", ChangeKind.MERGE, JULY, "Nghị quyết 1", "", olds, [town], links)
    record_acts(cast.em, [act], "sắp xếp")


def _a_name(cast: Cast) -> None:
    rename(cast.cau_ke, full_name="Huyện Cầu Kẻ")


def _a_rule(cast: Cast) -> None:
    set_rule(cast.tra_vinh, due_day=5)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_a_merger, "Thị xã Cầu Trà, Opened: – → 01/07/2023 (Lê Văn Em, "),
        (_a_merger, "Huyện Cầu Kè, Valid to: – → 30/06/2023 (Lê Văn Em, "),
        (_a_name, "Huyện Cầu Kẻ, Full name: Huyện Cầu Kè → Huyện Cầu Kẻ (Người ghi, "),
        (_a_rule, "Rule of Tỉnh Trà Vinh from 01/2000, Entered: – → – ("),
    ],
)
@pytest.mark.parametrize("unit", ["tra_vinh", "nation"])
def test_an_act_a_name_or_a_rule_since_keeps_the_meeting_back_and_is_shown(
    cast: Cast, client: Client, change: Any, said: str, unit: str
) -> None:
    """Also of units below those directly below."""
    of, chair = getattr(cast, unit), make_user("hoa", "Hoa", (cast.nation, Role.APPROVER))
    hoa = signed_in_as(in_english(client), chair)
    form = opened(hoa, of)
    change(cast)
    answer = sent(hoa, of, form)
    assert answer.status_code == 409
    assert not Meeting.objects.exists()
    page = Page.of(answer)
    assert "Units, names or rules have changed since the page was opened" in page.text
    assert said in page.text
    assert sent(hoa, of, _filled(page)).status_code == 302


@pytest.mark.parametrize("shown_at", ["", "x", "2023-07-26", "2023-07-26T08:00:00"])
def test_a_form_that_does_not_say_when_it_was_opened_freezes_nothing(
    cast: Cast, giang: Client, shown_at: str
) -> None:
    form = opened(giang, cast.tra_vinh) | {"shown_at": shown_at}
    answer = sent(giang, cast.tra_vinh, form)
    assert answer.status_code == 422
    assert "does not say what it had shown" in answer.content.decode()
    assert not Meeting.objects.exists()
    assert sent(giang, cast.tra_vinh, _filled(Page.of(answer))).status_code == 302


def test_a_form_sent_back_for_its_title_is_as_old_as_it_was(cast: Cast, giang: Client) -> None:
    form = opened(giang, cast.tra_vinh)
    back = Page.of(sent(giang, cast.tra_vinh, form | {"title": ""}))
    report(cast.cau_ke, cast.bhyt, JUNE, 82_038)
    assert _filled(back)["shown_at"] == form["shown_at"]
    assert sent(giang, cast.tra_vinh, _filled(back)).status_code == 409
