"""Loading again: nothing twice, new versions, and what a person corrected is kept."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.models import Model

from cast import make_user
from coverage.entry import Cell, record_figures
from coverage.models import (
    AdministrativeUnit,
    Denominator,
    District,
    Indicator,
    ReportedFigure,
    Role,
    State,
    Submission,
    UnitChange,
    UnitVersion,
    User,
)
from coverage.month import workflow
from coverage.reference.accounts import loading_accounts
from coverage.reference.denominators import load_denominators
from coverage.reference.figures import load_figures
from coverage.reference.fixtures import Fixtures
from coverage.reference.indicators import load_indicators
from coverage.reference.unit_changes import load_links
from coverage.reference.units import load_units
from coverage.reference.upkeep import Loaded
from spoilt_fixtures import copied_fixtures, edit
from targets.models import Assigner, AssignerVersion, Document, Target
from targets.reference import load_assigners, load_documents, load_targets
from unit_acts import rename, restate, say

pytestmark = pytest.mark.usefixtures("reference")

JUNE = date(2023, 6, 1)


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    return copied_fixtures(tmp_path)


def unit(code: str, day: date) -> AdministrativeUnit:
    return AdministrativeUnit.objects.on(day).get(code=code)


def figure(code: str, period: date, indicator: str) -> ReportedFigure:
    return ReportedFigure.objects.current().get(
        unit__code=code, period=period, indicator__code=indicator
    )


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours."""
    models: tuple[type[Model], ...] = (
        *apps.get_app_config("coverage").get_models(),
        Assigner,
        Document,
        Target,
    )
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in models
    }


def test_a_second_load_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = everything()
    call_command("load_reference")
    assert everything() == before
    assert capsys.readouterr().out.splitlines() == [
        "changes of units: 0 new, 0 changed, 70 unchanged",
        "administrative units: 0 new, 0 changed, 4154 unchanged",
        "links between units: 0 new, 0 changed, 104 unchanged",
        "indicators: 0 new, 0 changed, 11 unchanged",
        "denominators: 0 new, 0 changed, 2 unchanged",
        "figures: 0 new, 0 changed, 44 unchanged",
        "assigners: 0 new, 0 changed, 9 unchanged",
        "documents: 0 new, 0 changed, 11 unchanged",
        "targets: 0 new, 0 changed, 133 unchanged",
    ]


def test_a_changed_figure_is_a_new_version_in_a_month_approved_again(fixtures: Path) -> None:
    before = figure("84", JUNE, "BHYT")
    edit(
        fixtures / "published_figures.csv",
        {"unit_code": "84", "indicator": "BHYT"},
        people="821564",
    )
    assert load_figures(Fixtures(fixtures)) == Loaded(changed=1, unchanged=43)
    now = figure("84", JUNE, "BHYT")
    before.refresh_from_db()
    assert (before.people, now.people) == (821_563, 821_564)
    assert before.superseded_at == now.recorded_at
    months = Submission.objects.filter(unit__code="84", period=JUNE).order_by("pk")
    assert list(months.values_list("state", flat=True)) == [
        "open",
        "submitted",
        "approved",
        "reopened",
        "submitted",
        "approved",
    ]
    assert load_figures(Fixtures(fixtures)) == Loaded(unchanged=44)


def test_a_changed_denominator_and_a_changed_target_are_new_versions(fixtures: Path) -> None:
    edit(fixtures / "published_denominators.csv", {"basis": "population"}, people="1019563")
    edit(fixtures / "published_targets.csv", {"document": "travinh-ttg-2023"}, people="966521")
    assert load_denominators(Fixtures(fixtures)) == Loaded(changed=1, unchanged=1)
    assert load_targets(Fixtures(fixtures)) == Loaded(changed=1, unchanged=132)
    population = Denominator.objects.filter(basis="population").order_by("pk")
    assert list(population.values_list("people", flat=True)) == [1_019_562, 1_019_563]
    assert population.current().get().people == 1_019_563
    target = Target.objects.filter(unit__code="84", document__assigner__name="Thủ tướng Chính phủ")
    assert list(target.order_by("pk").values_list("people", flat=True)) == [966_520, 966_521]


def test_changed_reference_rows_are_new_versions_of_the_same_rows(fixtures: Path) -> None:
    pks = [unit("844", JUNE).pk, Indicator.objects.get(code="BHTN").pk]
    edit(fixtures / "districts_before_2025-07-01.csv", {"code": "844"}, name="Càng Dài")
    edit(fixtures / "indicators.csv", {"code": "BHTN"}, name="Bảo hiểm thất nghiệp")
    edit(fixtures / "documents.csv", {"key": "403/NQ-CP"}, title="Tên mới")
    assert load_units(Fixtures(fixtures)) == Loaded(changed=1, unchanged=4153)
    assert load_indicators(Fixtures(fixtures)) == Loaded(changed=1, unchanged=10)
    assert load_documents(Fixtures(fixtures)) == Loaded(changed=1, unchanged=10)
    assert unit("844", JUNE).sort_key == "cang1 dai1"
    assert pks == [unit("844", JUNE).pk, Indicator.objects.get(name="Bảo hiểm thất nghiệp").pk]
    document = Document.objects.get(number="403/NQ-CP")
    assert document.title == "Tên mới"
    before, now = document.versions.order_by("pk")
    assert (before.superseded_at, now.superseded_at) == (now.recorded_at, None)
    assert now.recorded_by == loading_accounts()[0]
    assert "fixtures/documents.csv" in now.why
    assert "không rõ theo quyết định nào" in now.why


def test_a_unit_cites_the_decision_that_it_began_by_or_says_that_none_is_known() -> None:
    merged, earlier = unit("86", date(2025, 7, 1)), unit("84", JUNE)
    assert "Theo Nghị quyết 202/2025/QH15." in merged.versions.get().why
    assert merged.versions.get().act == UnitChange.objects.get(code="2025-07-01/86")
    assert "Không rõ theo quyết định nào." in earlier.versions.get().why
    assert UnitVersion.objects.filter(why="").count() == 0
    assert UnitVersion.objects.filter(recorded_by=None).count() == 0


def test_what_changes_by_an_act_alone_is_left_and_named(fixtures: Path) -> None:
    file = fixtures / "districts_before_2025-07-01.csv"
    line = edit(file, {"code": "844"}, kind="thi_xa")
    loaded = load_units(Fixtures(fixtures))
    assert loaded.changed == 0
    assert loaded.kept == (
        f"fixtures/{file.name}, line {line}: kept, its place, kind and days change by an act: name "
        "it in the files of changes",
    )
    assert unit("844", JUNE).kind == "huyen"


def test_two_indicators_change_places(fixtures: Path) -> None:
    edit(fixtures / "indicators.csv", {"code": "BHTN"}, order="50")
    edit(fixtures / "indicators.csv", {"code": "BHYT"}, order="40")
    assert load_indicators(Fixtures(fixtures)) == Loaded(changed=2, unchanged=9)
    orders = dict(Indicator.objects.values_list("code", "order"))
    assert (orders["BHTN"], orders["BHYT"]) == (50, 40)


def test_a_link_that_its_file_no_longer_has_is_taken_out(fixtures: Path) -> None:
    where = {"change": "2025-01-01/474", "new_code": "475"}
    edit(fixtures / "district_changes_2021_2025.csv", where, old_code="")
    assert load_links(Fixtures(fixtures)) == Loaded(new=1, changed=1, unchanged=103)
    links = UnitChange.objects.get(code="2025-01-01/474").links
    assert set(links.values_list("old__name", "new__name")) == {
        ("Huế", "Thuận Hóa"),
        (None, "Phú Xuân"),
    }


def test_a_figure_that_a_person_corrected_is_kept() -> None:
    province = unit("84", JUNE)
    an = make_user("an", "Nguyễn Thị An", (province, Role.CLERK))
    giang = make_user("giang", "Võ Hương Giang", (province, Role.APPROVER))
    shown = figure("84", JUNE, "BHYT")
    workflow.reopen(giang, [province.pk], JUNE, "đối chiếu lại")
    record_figures(
        an, JUNE, [Cell(province.pk, shown.indicator_id, people=821_000, shown=shown.pk)]
    )
    loaded = load_figures(Fixtures(settings.BASE_DIR / "fixtures"))
    assert loaded == Loaded(
        unchanged=43,
        kept=("fixtures/published_figures.csv, line 2: kept, corrected by Nguyễn Thị An",),
    )
    assert figure("84", JUNE, "BHYT").people == 821_000


def test_a_month_somebody_has_open_is_left_to_them(fixtures: Path) -> None:
    province = unit("84", JUNE)
    giang = make_user("giang", "Võ Hương Giang", (province, Role.APPROVER))
    workflow.reopen(giang, [province.pk], JUNE, "đối chiếu lại")
    line = edit(fixtures / "published_figures.csv", {"people": "821563"}, people="821564")
    assert load_figures(Fixtures(fixtures)) == Loaded(
        unchanged=43,
        kept=(f"fixtures/published_figures.csv, line {line}: kept, somebody is at work there",),
    )
    month = Submission.objects.current().get(unit=province, period=JUNE)
    assert (figure("84", JUNE, "BHYT").people, month.state) == (821_563, State.REOPENED)


def signed_by_an_administrator(row: Model, model: type[Model] | None = None) -> None:
    """What the administration pages write into their log when a row is changed there."""
    LogEntry.objects.create(
        user=User.objects.filter(is_superuser=True).first()
        or make_user("em", "Lê Văn Em", administrator=True),
        content_type=ContentType.objects.get_for_model(
            model or type(row), for_concrete_model=False
        ),
        object_id=str(row.pk),
        object_repr=str(row),
        action_flag=CHANGE,
    )


@pytest.mark.parametrize("proxy", [AdministrativeUnit, District])
def test_a_unit_edited_in_the_administration_pages_is_kept(
    fixtures: Path, proxy: type[AdministrativeUnit]
) -> None:
    signed_by_an_administrator(unit("844", JUNE), proxy)
    file = fixtures / "districts_before_2025-07-01.csv"
    line = edit(file, {"code": "844"}, name="Càng Dài")
    edit(file, {"code": "845"}, name="Cầu Dài")
    assert load_units(Fixtures(fixtures)) == Loaded(
        changed=1,
        unchanged=4152,
        kept=(f"fixtures/{file.name}, line {line}: kept, edited by hand",),
    )
    assert (unit("844", JUNE).name, unit("845", JUNE).name) == ("Càng Long", "Cầu Dài")


def test_what_was_edited_is_found_again_and_not_added_twice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, new = unit("697", date(2022, 9, 30)), unit("697", date(2022, 10, 1))
    rename(old, name="Đồng Hới cũ")
    rename(new, name="Đồng Hới mới")
    assigner = Assigner.objects.get(name="UBND tỉnh Lai Châu")
    say(assigner, AssignerVersion, name="Ủy ban nhân dân tỉnh Lai Châu")
    document = Document.objects.get(assigner=assigner)
    restate(document, number="1/KH-UBND", title="Kế hoạch")
    for row in (old, new, assigner, document):
        signed_by_an_administrator(row)
    before = everything()
    call_command("load_reference")
    assert everything() == before
    said = capsys.readouterr().out
    assert said.count(": kept, edited by hand") == 4
    assert "targets: 0 new, 0 changed, 133 unchanged" in said


def test_a_new_row_of_a_file_is_added(fixtures: Path) -> None:
    with (fixtures / "assigners.csv").open("a") as file:
        file.write("UBND tỉnh Tây Ninh,peoples_committee\n")
    assert load_assigners(Fixtures(fixtures)) == Loaded(new=1, unchanged=9)
    assert load_assigners(Fixtures(fixtures)) == Loaded(unchanged=10)
