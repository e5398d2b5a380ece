"""The page of what is supposed: what follows, what is saved, and what it never becomes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import AdministrativeUnit, Denominator, ReportedFigure, Role
from coverage.month.workflow import approve
from coverage.refusals import NotYours
from pages import Page, in_english, signed_in_as, text_of
from reporting import accounts, begin_approving, count, make_document, promise, report, report_all
from reports.models import Scenario
from reports.what_if.scenarios import Draft, NameTaken, ScenarioGone, delete_scenario, save_scenario
from small_worlds import clock
from targets.models import Target
from targets.what_if import Change

pytestmark = pytest.mark.usefixtures("static_files")
MONTH = {"month": "2023-06", "indicator": "BHYT"}


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè has 800 of 1.000 people and Trà Cú 900 of 1.500; 2.000 and 90 % are the targets."""
    report_all({world.cau_ke: 800, world.tra_cu: 900}, world.bhyt, JUNE)
    count(world.cau_ke, "population", 2023, 1_000)
    count(world.tra_cu, "population", 2023, 1_500)
    plan = make_document(world.tra_vinh, date(2023, 1, 1))
    promise(plan, world.tra_vinh, world.bhyt, 2023, people=2_000)
    council = make_document(world.tra_vinh, date(2022, 1, 1), "HĐND tỉnh", 2)
    promise(council, world.tra_vinh, world.bhyt, 2023, percent=Decimal(90))
    return world


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    """Chi only reads Trà Vinh, in English here."""
    return signed_in_as(in_english(client), cast.chi)


def address(unit: AdministrativeUnit, **query: Any) -> str:
    return reverse("what_if", args=[unit.pk], query={**MONTH, **query})


def supposed(client: Client, unit: AdministrativeUnit, action: str = "show", **typed: str) -> Page:
    typed = {name.replace("_", "-"): text for name, text in typed.items()}
    return Page.of(client.post(address(unit), {"action": action, **typed}))


def result(page: Page) -> dict[str, list[str]]:
    """Line -> now and if."""
    return {
        line.xpath("./th")[0].text.strip(): [text_of(cell) for cell in line.xpath("./td")]
        for line in page.root.xpath('//table[@id="result"]/tbody/tr')
    }


def hints(page: Page) -> dict[str, str]:
    """Line -> what is said under its name."""
    return {
        line.text: text_of(line.xpath("./span")[0])
        for line in page.root.xpath('//table[@id="result"]/tbody/tr/th[span]')
    }


def lines(page: Page) -> dict[str, list[str]]:
    """Unit -> the cells that are not typed into."""
    return {
        text_of(line.xpath("./th")[0]): [
            text_of(cell) for cell in line.xpath('./td[not(contains(@class, "typed"))]')
        ]
        for line in page.root.xpath('//table[@id="lines"]/tbody/tr')
    }


def added(unit: AdministrativeUnit) -> str:
    return f"added-{unit.pk}"


def people(unit: AdministrativeUnit) -> str:
    return f"people-{unit.pk}"


def test_at_first_the_page_shows_what_is_and_who_could_close_the_gap(
    cast: Cast, chi: Client
) -> None:
    page = Page.of(chi.get(address(cast.tra_vinh)))
    assert result(page) == {
        "Participants": ["1.700", "1.700"],
        "Denominator": ["2.500", "2.500"],
        "Coverage rate": ["68,00 %", "68,00 %"],
        "Attained of the target of HĐND tỉnh": ["75,56 %", "75,56 %"],
        "Remaining to the target of HĐND tỉnh": ["550", "550"],
        "Attained of the target of UBND tỉnh Trà Vinh": ["85,00 %", "85,00 %"],
        "Remaining to the target of UBND tỉnh Trà Vinh": ["300", "300"],
    }
    assert "300 people would still remain to the target of UBND tỉnh Trà Vinh" in page.text
    assert lines(page) == {
        "Huyện Cầu Kè": ["800", "80,00", "", "", "75"],
        "Huyện Trà Cú": ["900", "60,00", "", "", "225"],
    }
    assert page.root.xpath('//*[@class="hypothetical-banner"]')


def test_an_incomplete_sum_is_not_taken_for_the_whole(cast: Cast, chi: Client) -> None:
    make_unit(2, "844", "Huyện", "Càng Long", "Huyện Càng Long", cast.tra_vinh)
    begin_approving(cast.tra_cu)
    page = Page.of(chi.get(address(cast.tra_vinh)))
    marks = page.root.xpath('//table[@id="result"]//th/span[contains(@class, "mark-warn")]')
    assert [mark.text for mark in marks] == ["2/3, 2 not approved", "of 2/3 units", "of 2/3 units"]
    shown = result(page)
    assert shown["Denominator"] == ["2.500", "2.500"]
    assert shown["Coverage rate"] == ["68,00 %", "68,00 %"]
    assert "The figures of Tỉnh Trà Vinh lack some of its units." in page.text


def test_what_was_supposed_is_shown_beside_what_is(cast: Cast, chi: Client) -> None:
    typed = {added(cast.cau_ke): "100", people(cast.tra_cu): "1.050", "denominator": "2.600"}
    page = supposed(chi, cast.tra_vinh, **typed)
    assert page.status == 200
    shown = result(page)
    assert shown["Participants"] == ["1.700", "1.950"]
    assert shown["Denominator"] == ["2.500", "2.600"]
    assert shown["Coverage rate"] == ["68,00 %", "75,00 %"]
    assert shown["Attained of the target of UBND tỉnh Trà Vinh"] == ["85,00 %", "97,50 %"]
    assert shown["Remaining to the target of UBND tỉnh Trà Vinh"] == ["300", "50"]
    assert shown["Remaining to the target of HĐND tỉnh"] == ["550", "390"]
    said = hints(page)["Remaining to the target of HĐND tỉnh"]
    assert said == "2.250 people (converted); if: 2.340 people"
    assert lines(page)["Huyện Cầu Kè"] == ["800", "80,00", "900", "90,00 %", "9"]
    assert lines(page)["Huyện Trà Cú"] == ["900", "60,00", "1.050", "70,00 %", "41"]
    kept = page.first(f'//input[@name="{added(cast.cau_ke)}"]')
    assert kept.get("value") == "100"


def test_a_target_that_would_be_met_says_so(cast: Cast, chi: Client) -> None:
    page = supposed(chi, cast.tra_vinh, **{added(cast.tra_cu): "310"})
    assert "✓ The target of UBND tỉnh Trà Vinh for 2023 would be met." in page.text
    remaining = result(page)["Remaining to the target of UBND tỉnh Trà Vinh"]
    assert remaining == ["300", "exceeded by 10"]


def test_the_gap_is_to_the_target_of_the_assigner_chosen(cast: Cast, chi: Client) -> None:
    council = Target.objects.get(percent=90).document.assigner_id
    page = Page.of(chi.get(address(cast.tra_vinh, assigner=council)))
    assert "550 people would still remain to the target of HĐND tỉnh" in page.text


def test_a_unit_without_parts_is_its_own_line(cast: Cast, chi: Client) -> None:
    page = supposed(chi, cast.cau_ke, **{people(cast.cau_ke): "900"})
    assert result(page)["Coverage rate"] == ["80,00 %", "90,00 %"]
    assert list(result(page)) == ["Participants", "Denominator", "Coverage rate"]


def test_without_targets_only_people_and_rate_are_shown(cast: Cast, chi: Client) -> None:
    page = Page.of(chi.get(address(cast.tra_vinh, indicator="BHTN")))
    assert "Nobody has set this unit a target for this year" in page.text
    assert result(page)["Participants"] == ["not reported", "–"]


def test_what_is_no_number_is_said_beside_its_field_and_all_is_kept(
    cast: Cast, chi: Client
) -> None:
    typed = {added(cast.cau_ke): "1,5", people(cast.tra_cu): "950", "name": "Nếu"}
    page = supposed(chi, cast.tra_vinh, "save_as", **typed)
    assert page.status == 422
    field = page.first(f'//input[@name="{added(cast.cau_ke)}"]')
    assert (field.get("value"), field.get("aria-invalid")) == ("1,5", "true")
    problem = page.first(f'//*[@id="{field.get("aria-describedby")}"]')
    assert text_of(problem) == "A number of people is a whole number."
    assert page.first(f'//input[@name="{people(cast.tra_cu)}"]').get("value") == "950"
    assert page.first('//input[@name="name"]').get("value") == "Nếu"
    assert "Nothing was computed" in page.text
    assert result(page)["Participants"] == ["1.700", "–"]
    assert not Scenario.objects.exists()


def test_nothing_is_supposed_of_a_unit_without_a_figure(cast: Cast, chi: Client) -> None:
    """Its people would be added to a sum whose denominators lack it."""
    third = make_unit(2, "844", "Huyện", "Càng Long", "Huyện Càng Long", cast.tra_vinh)
    for field in (added(third), people(third)):
        page = supposed(chi, cast.tra_vinh, **{field: "20.000"})
        assert page.status == 422
        assert "This unit has no figure in this month, so nothing can be supposed" in page.text
        assert "Nothing was computed" in page.text


def test_without_a_name_nothing_is_saved_and_what_follows_is_shown(cast: Cast, chi: Client) -> None:
    page = supposed(chi, cast.tra_vinh, "save_as", **{added(cast.cau_ke): "100"})
    assert page.status == 422
    assert "Give it a name to save it." in page.text
    assert result(page)["Participants"] == ["1.700", "1.800"]


def save(client: Client, unit: AdministrativeUnit, name: str = "Nếu thêm", **typed: str) -> str:
    answer = client.post(address(unit), {"action": "save_as", "name": name, **typed})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_a_saved_scenario_is_opened_as_it_was_typed(cast: Cast, chi: Client) -> None:
    typed = {added(cast.cau_ke): "0", people(cast.tra_cu): "1.050", "denominator": "2.600"}
    page = Page.of(chi.get(save(chi, cast.tra_vinh, **typed)))
    assert "Scenario “Nếu thêm” by Trần Thị Chi" in page.text
    for name, text in typed.items():
        assert page.first(f'//input[@name="{name}"]').get("value") == text
    assert result(page)["Participants"] == ["1.700", "1.850"]


def test_a_scenario_brings_its_own_month_and_indicator(cast: Cast, chi: Client) -> None:
    save(chi, cast.tra_vinh)
    scenario = Scenario.objects.get()
    bare = reverse("what_if", args=[cast.tra_vinh.pk], query={"scenario": scenario.pk})
    report(cast.cau_ke, cast.bhyt, date(2023, 7, 1), 1)
    assert "Month 06/2023" in Page.of(chi.get(bare)).text


def test_it_follows_the_figures_as_they_are_now(cast: Cast, chi: Client) -> None:
    saved = save(chi, cast.tra_vinh, **{added(cast.cau_ke): "100"})
    before = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 850)
    assert result(Page.of(chi.get(saved)))["Participants"] == ["1.750", "1.850"]
    then = Page.of(chi.get(f"{saved}&as_seen={before.isoformat().replace('+', '%2B')}"))
    assert result(then)["Participants"] == ["1.700", "1.800"]


def test_the_own_scenario_is_changed_renamed_and_deleted(cast: Cast, chi: Client) -> None:
    saved = save(chi, cast.tra_vinh, **{added(cast.cau_ke): "100"})
    changed = {"action": "save", "name": "Đổi tên", people(cast.tra_cu): "950"}
    assert chi.post(saved, changed).status_code == 302
    scenario = Scenario.objects.get()
    assert scenario.name == "Đổi tên"
    kept = scenario.changes.values_list("unit_id", "added", "people")
    assert list(kept) == [(cast.tra_cu.pk, None, 950)]
    assert chi.post(saved, {"action": "delete"}).status_code == 302
    assert not Scenario.objects.exists()
    gone = Page.of(chi.get(saved))
    assert f"scenario={scenario.pk}" in text_of(gone.first('//p[@role="alert"]'))


def test_a_name_is_used_once_by_a_person_and_unit(cast: Cast, chi: Client) -> None:
    save(chi, cast.tra_vinh)
    page = supposed(chi, cast.tra_vinh, "save_as", name="Nếu thêm")
    assert page.status == 422
    assert "You have saved “Nếu thêm” for this unit already." in page.text
    save(chi, cast.cau_ke)
    assert Scenario.objects.count() == 2


def test_whoever_reads_the_unit_opens_it_and_only_its_owner_changes_it(
    cast: Cast, chi: Client
) -> None:
    saved = save(chi, cast.tra_vinh, **{added(cast.cau_ke): "100"})
    giang = signed_in_as(in_english(Client()), cast.giang)
    page = Page.of(giang.get(saved))
    assert "Scenario “Nếu thêm” by Trần Thị Chi" in page.text
    actions = page.root.xpath('//button[@name="action"]/@value')
    assert set(actions) == {"show", "save_as"}
    refused = Page.of(giang.post(saved, {"action": "delete"}))
    assert refused.status == 422
    assert "This scenario is not yours, or was deleted." in refused.text
    own = giang.post(saved, {"action": "save", "name": "Của Giang", added(cast.tra_cu): "1"})
    assert own.status_code == 302, "saved as her own"
    assert Scenario.objects.get(user=cast.chi).changes.get().added == 100
    lai_chau = signed_in_as(Client(), cast.binh)
    assert lai_chau.get(saved).status_code == 403
    assert lai_chau.post(saved, {"action": "delete"}).status_code == 403


def test_a_scenario_of_another_unit_is_not_opened(cast: Cast, chi: Client) -> None:
    save(chi, cast.cau_ke)
    scenario = Scenario.objects.get()
    page = Page.of(chi.get(address(cast.tra_vinh, scenario=scenario.pk)))
    assert page.status == 200
    assert "Scenario “" not in page.text


def test_the_writer_refuses_by_itself(cast: Cast) -> None:
    draft = Draft("Nếu", cast.bhyt, JUNE, {cast.cau_ke.pk: Change(added=1)}, None)
    with pytest.raises(NotYours):
        save_scenario(cast.binh, cast.tra_vinh, draft)
    kept = save_scenario(cast.chi, cast.tra_vinh, draft)
    with pytest.raises(NameTaken):
        save_scenario(cast.chi, cast.tra_vinh, draft)
    with pytest.raises(ScenarioGone):
        save_scenario(cast.giang, cast.tra_vinh, draft, kept.pk)
    with pytest.raises(ScenarioGone):
        delete_scenario(cast.giang, cast.tra_vinh, kept.pk)


def test_nothing_supposed_becomes_a_figure_a_denominator_or_a_target(
    cast: Cast, chi: Client
) -> None:
    def held() -> list[int]:
        return [model.objects.count() for model in (ReportedFigure, Denominator, Target)]

    before = held()
    save(chi, cast.tra_vinh, **{added(cast.cau_ke): "100", "denominator": "9.999"})
    assert held() == before
    overview = Page.of(chi.get(reverse("overview", args=[cast.tra_vinh.pk], query=MONTH)))
    assert overview.card("BHYT").people == "1.700"


def test_a_unit_that_is_not_there_in_the_month_is_left_out_and_named(
    cast: Cast, chi: Client
) -> None:
    late = make_unit(
        2, "850", "huyen", "Mới", "Huyện Mới", cast.tra_vinh, valid_from=date(2023, 5, 1)
    )
    report(late, cast.bhyt, JUNE, 100)
    saved = save(chi, cast.tra_vinh, **{added(late): "5"})
    page = Page.of(chi.get(saved.replace("2023-06", "2023-04")))
    assert "left out: Huyện Mới." in page.text


@pytest.mark.parametrize(
    "query",
    [
        {"scenario": "x"},
        {"scenario": "9" * 5_000},
        {"scenario": "-1"},
        {"month": "2023-13"},
        {"indicator": "?", "assigner": "zz"},
        {"month": "1990-01"},
        {"as_seen": "hôm qua"},
    ],
)
def test_nonsense_in_the_address_is_named_or_shows_that_nothing_is_known(
    cast: Cast, chi: Client, query: dict[str, str]
) -> None:
    page = Page.of(chi.get(address(cast.tra_vinh, **query)))
    assert page.status == 200
    assert page.root.xpath('//p[@role="alert"]') or "so nothing can be supposed" in page.text


def test_nobody_supposes_of_a_unit_that_is_not_theirs(cast: Cast, chi: Client) -> None:
    assert chi.get(address(cast.sin_ho)).status_code == 403
    assert chi.post(address(cast.sin_ho), {"action": "show"}).status_code == 403
    assert chi.get(reverse("what_if", args=[10**9])).status_code == 404
    assert chi.put(address(cast.tra_vinh)).status_code == 405


def test_a_tag_in_a_name_stays_a_text(cast: Cast, chi: Client) -> None:
    saved = save(chi, cast.tra_vinh, name="<script>alert(1)</script>")
    assert "<script>alert" not in Page.of(chi.get(saved)).source


def statements(client: Client, unit: AdministrativeUnit, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_number_of_statements_does_not_grow(cast: Cast) -> None:
    nation = make_user("hanh", "Đỗ Thị Hạnh", (cast.nation, Role.VIEWER))
    client = signed_in_as(Client(), nation)
    few = statements(client, cast.tra_vinh, address(cast.tra_vinh))
    communes = [
        make_unit(3, f"{29_000 + each}", "xa", f"Xã {each}", f"Xã {each}", cast.cau_ke)
        for each in range(40)
    ]
    report_all(dict.fromkeys(communes, 10), cast.indicators["BHTN"], JUNE)
    report_all(dict.fromkeys(communes, 10), cast.bhyt, JUNE)
    for number in range(3):
        save(client, cast.cau_ke, f"Nếu {number}", **{added(communes[0]): "1"})
    many = statements(client, cast.cau_ke, address(cast.cau_ke))
    of_the_unit_above = 6  # asked for its past years: Trà Vinh has targets and no whole year
    assert many == few - of_the_unit_above + 2, "the scenarios' lines and their units"


def test_what_is_said_at_a_number_elsewhere_is_said_here_too(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.indicators["BHTN"], JUNE, 30)
    report(cast.tra_cu, cast.indicators["BHTN"], JUNE, 20)
    count(cast.cau_ke, "labour_force", 2023, 100)
    begin_approving(cast.tra_cu)
    page = Page.of(chi.get(address(cast.tra_vinh, indicator="BHTN")))
    assert "Coverage rate of 1/2 units 30,00 %" in page.text
    assert "Participants 2 not approved 50" in page.text
    assert "None of the units’ figures has been approved yet." in page.text
    approve(accounts()[1], [cast.tra_cu.pk], JUNE)
    page = Page.of(chi.get(address(cast.tra_vinh, indicator="BHTN")))
    assert "Huyện Cầu Kè 30 not approved 30,00" in page.text
