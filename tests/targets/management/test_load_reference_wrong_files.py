"""Files that cannot be loaded: each says where it is wrong, and nothing is written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Model

from cast import make_unit
from coverage.models import Province
from coverage.reference.csv_rows import FixtureError
from coverage.reference.denominators import load_denominators
from coverage.reference.figures import load_figures
from coverage.reference.fixtures import Fixtures
from coverage.reference.indicators import load_indicators
from coverage.reference.units import load_units
from coverage.reference.upkeep import Loaded
from spoilt_fixtures import copied_fixtures, edit, load_changes
from targets.models import Assigner, Document, Target
from targets.reference import load_assigners, load_documents, load_targets

pytestmark = pytest.mark.usefixtures("reference")

LOADERS: dict[str, Callable[[Fixtures], Loaded]] = {
    "nation": load_units,
    "districts_before_2025-07-01": load_units,
    "communes_from_2025-07-01": load_units,
    "province_changes_2025": load_changes,
    "district_changes_2021_2025": load_changes,
    "indicators": load_indicators,
    "published_denominators": load_denominators,
    "published_figures": load_figures,
    "assigners": load_assigners,
    "documents": load_documents,
    "published_targets": load_targets,
    "official_targets": load_targets,
}
COMMUNES, DISTRICTS = "communes_from_2025-07-01", "districts_before_2025-07-01"
MERGERS, CHANGES = "province_changes_2025", "district_changes_2021_2025"
FIGURES, DENOMINATORS, TARGETS = (
    "published_figures",
    "published_denominators",
    "published_targets",
)


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    return copied_fixtures(tmp_path)


def cells(written: str) -> dict[str, str]:
    """The text "code=84" as a column and its cell."""
    column, _, cell = written.partition("=")
    return {column: cell}


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


@pytest.mark.parametrize(
    ("file", "where", "change", "problem"),
    [
        ("nation", "code=00", "kind=nuoc", "'nuoc' is none of"),
        (COMMUNES, "code=00004", "code=0004", "not a code of 2, 3 or 5 digits"),
        (COMMUNES, "code=00004", "parent_code=02", "no unit had the code 02 on 2025-07-01"),
        (COMMUNES, "code=00004", f"name={'x' * 101}", "100"),
        (COMMUNES, "code=00004", "source=", "is blank"),
        (DISTRICTS, "code=001", "valid_to=", "the unit above ends on 2025-06-30"),
        (DISTRICTS, "code=001", "valid_to=2020-12-31", "comes before 2021-01-01"),
        (MERGERS, "old_code=84", "new_code=84", "no unit had the code 84 on 2025-07-01"),
        (MERGERS, "old_code=84", "takes_effect=2025-07-02", "of the same change"),
        (MERGERS, "old_code=84", "weight=một", "not a decimal number"),
        (CHANGES, "old_code=358", "old_code=", "an old unit, a new one, or both"),
        (CHANGES, "old_code=358", "old_code=356", "does not end on 2024-08-31"),
        (CHANGES, "new_code=224", "new_code=219", "does not begin on 2025-01-01"),
        ("indicators", "code=BHXH_TN", "part_of=BHXX", "there is no indicator BHXX"),
        ("indicators", "code=CONFERENCES", "basis=population", "has no denominator"),
        (DENOMINATORS, "basis=population", "people=", "is blank"),
        (DENOMINATORS, "basis=population", "basis=none", "'none' is none of"),
        (FIGURES, "people=84268", "people=84,268", "not a whole number"),
        (FIGURES, "people=84268", "indicator=BHXXH", "there is no indicator BHXXH"),
        (FIGURES, "people=84268", "unit_code=85", "no unit had the code 85 on 2023-06-01"),
        (FIGURES, "people=84268", "as_of=2023-05-31", "comes before the month"),
        (FIGURES, "people=1900", "people=", "people, a rate, or both"),
        ("assigners", "name=Chính phủ", "kind=gov", "'gov' is none of"),
        ("documents", "key=403/NQ-CP", "assigner=Bộ Y tế", "there is no assigner Bộ Y tế"),
        ("documents", "key=403/NQ-CP", "effective_on=2025-12-09", "comes before 2025-12-10"),
        (TARGETS, "people=112936", "document=x", "'x' is none of"),
        (TARGETS, "people=112936", "year=23", "not a year"),
        (TARGETS, "people=112936", "people_qualifier=least", "'least' is none of"),
        (TARGETS, "people=112936", "percent_qualifier=about", "stands before no number"),
        ("official_targets", "percent=29,5", "percent=", "in per cent, in people, or both"),
    ],
)
def test_a_wrong_cell_is_named_by_file_line_and_column(
    fixtures: Path, file: str, where: str, change: str, problem: str
) -> None:
    line = edit(fixtures / f"{file}.csv", cells(where), **cells(change))
    with pytest.raises(FixtureError) as refused:
        LOADERS[file](Fixtures(fixtures))
    place, _, said = str(refused.value).partition(": ")
    assert place == f"fixtures/{file}.csv, line {line}, column {change.partition('=')[0]}"
    assert problem in said


@pytest.mark.parametrize(
    ("file", "where", "change", "first"),
    [
        ("indicators", "code=BHTN", "order=10", 2),
        ("indicators", "code=BHTN", "code=BHXH", 2),
        (FIGURES, "people=84268", "indicator=BHYT", 2),
        (DENOMINATORS, "basis=labour_force", "basis=population", 2),
        (TARGETS, "people=20754", "indicator=BHXH", 4),
    ],
)
def test_two_rows_about_one_thing_are_both_named(
    fixtures: Path, file: str, where: str, change: str, first: int
) -> None:
    line = edit(fixtures / f"{file}.csv", cells(where), **cells(change))
    with pytest.raises(FixtureError) as refused:
        LOADERS[file](Fixtures(fixtures))
    other = f"fixtures/{file}.csv, line {first}"
    assert str(refused.value) == (
        f"fixtures/{file}.csv, line {line}: is about the same thing as {other}"
    )


def test_a_load_happens_whole_or_not_at_all(fixtures: Path) -> None:
    before = everything()
    edit(fixtures / "districts_before_2025-07-01.csv", {"code": "844"}, name="Càng Dài")
    edit(fixtures / "published_figures.csv", {"people": "821563"}, people="821564")
    line = edit(fixtures / "published_targets.csv", {"people": "112936"}, people="nhiều")
    with pytest.raises(CommandError, match=rf"published_targets\.csv, line {line}, column people"):
        call_command("load_reference", fixtures=fixtures, verbosity=0)
    assert everything() == before


def test_two_units_of_one_code_at_one_time_are_both_named(fixtures: Path) -> None:
    file = fixtures / "districts_before_2025-07-01.csv"
    old = edit(file, {"code": "697", "kind": "huyen"}, valid_to="2022-10-01")
    new = edit(file, {"code": "697", "kind": "thi_xa"})
    with pytest.raises(FixtureError) as refused:
        load_units(Fixtures(fixtures))
    assert str(refused.value) == (
        f"fixtures/{file.name}, line {new}, column valid_from: "
        f"fixtures/{file.name}, line {old} has the same code at that time"
    )


def test_files_that_contradict_the_database_are_refused(fixtures: Path) -> None:
    tra_vinh = Province.objects.get(code="84")
    make_unit(2, "843", "huyen", "Mới", "Huyện Mới", tra_vinh, date(2022, 1, 1), date(2025, 6, 30))
    edit(fixtures / "districts_before_2025-07-01.csv", {"code": "844"}, code="843")
    with pytest.raises(CommandError, match="The files contradict what is in the database"):
        call_command("load_reference", fixtures=fixtures, verbosity=0)
