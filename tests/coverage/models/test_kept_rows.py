"""Thirty kinds of editing and deleting what has data on it, by form, by the ORM and by plain SQL in
the application's connection: none succeeds, each is told what is done instead."""
# ruff: noqa: S608 (the tables and columns named in statements are our own)

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, ProtectedError
from django.test import Client

from admin_pages import admin_url
from cast import JUNE, Cast, make_unit
from coverage.models import (
    AdministrativeUnit,
    Assignment,
    IndicatorVersion,
    ReportingRule,
    UnitChange,
    UnitChangeLink,
    UnitChangeVersion,
    UnitVersion,
)
from coverage.version_entry import in_force_of
from pages import signed_in_as
from reporting import make_document, promise, report, set_rule
from targets.models import Assigner, AssignerVersion, Document, DocumentVersion
from unit_acts import join, recorder

KEPT: tuple[Any, ...] = (
    UnitVersion,
    UnitChangeVersion,
    IndicatorVersion,
    AssignerVersion,
    DocumentVersion,
)
INSTEAD = (
    "insert a version|an act closes the unit|a unit ends by an act|what is wrong is corrected by a "
    "new version|opened by an act|history is never|make the account inactive|is another indicator"
    "|enter another assigner|under another document|made void, and entered again|its parts are "
    "fixed|says who changed it|that gives or ends the role"
)


@dataclass(frozen=True)
class Told:
    cast: Cast
    town: AdministrativeUnit
    act: UnitChange
    document: Document
    assigner: Assigner
    rule: ReportingRule


@pytest.fixture(scope="module")
def world(world: Cast) -> Told:
    """A district that became a town, figures of both, a plan with a target, a rule."""
    cast = world
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    report(cast.cau_ke, cast.indicators["BHXH_BB"], JUNE, 70)
    town = make_unit(2, "846", "thi_xa", "Cầu Kè", "Thị xã Cầu Kè", cast.tra_vinh, date(2023, 7, 1))
    join([cast.cau_ke], town, "rename")
    report(town, cast.bhyt, date(2023, 7, 1), 71)
    document = make_document(cast.tra_vinh, date(2023, 1, 2), number="7/KH-UBND")
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=400)
    rule = set_rule(cast.tra_vinh, due_day=5)
    return Told(cast, town, UnitChange.objects.get(), document, document.assigner, rule)


@pytest.fixture
def told(cast: Told) -> Told:
    return cast


def _row(told: Told, table: str) -> Model:
    rows: dict[str, Callable[[], Model]] = {
        "coverage_administrativeunit": lambda: told.cast.cau_ke,
        "coverage_unitchange": lambda: told.act,
        "coverage_unitchangelink": lambda: UnitChangeLink.objects.get(),
        "coverage_indicator": lambda: told.cast.bhyt,
        "targets_assigner": lambda: told.assigner,
        "targets_document": lambda: told.document,
        "coverage_assignment": lambda: Assignment.objects.get(user=told.cast.an),
        "coverage_reportingrule": lambda: told.rule,
        "coverage_user": lambda: told.cast.chi,
    }
    return rows[table]()


# What is edited, by the column and what it is set to, straight in the row.
EDITS = (
    ("coverage_administrativeunit", "parent_id", "(SELECT id FROM {t} WHERE code = '12')"),
    ("coverage_administrativeunit", "valid_to", "'2023-05-31'"),
    ("coverage_administrativeunit", "valid_from", "'2000-01-01'"),
    ("coverage_administrativeunit", "kind", "'quan'"),
    ("coverage_administrativeunit", "full_name", "'Huyện Khác'"),
    ("coverage_administrativeunit", "code", "'847'"),
    ("coverage_administrativeunit", "id", "987654"),
    ("coverage_unitchange", "takes_effect", "'2023-08-01'"),
    ("coverage_unitchange", "decision", "'khác'"),
    ("coverage_unitchangelink", "weight", "0.5"),
    ("coverage_unitchangelink", "old_id", "(SELECT id FROM coverage_administrativeunit LIMIT 1)"),
    ("coverage_indicator", "basis", "'labour_force'"),
    ("coverage_indicator", "part_of_id", "(SELECT id FROM {t} WHERE code = 'BHXH')"),
    ("coverage_indicator", "name", "'khác'"),
    ("targets_assigner", "name", "'khác'"),
    ("targets_assigner", "kind", "2"),
    ("targets_document", "number", "'khác'"),
    ("targets_document", "effective_on", "'2023-02-01'"),
    ("targets_document", "binds_id", "(SELECT id FROM coverage_administrativeunit LIMIT 1)"),
    ("coverage_assignment", "role", "'viewer'"),
    ("coverage_reportingrule", "due_day", "20"),
)
DELETED = (
    "coverage_administrativeunit",
    "coverage_unitchange",
    "coverage_unitchangelink",
    "coverage_indicator",
    "targets_assigner",
    "targets_document",
    "coverage_assignment",
    "coverage_reportingrule",
    "coverage_user",
)


def _refused(sql: str, *parameters: Any) -> None:
    with (
        pytest.raises(IntegrityError, match=INSTEAD),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)


@pytest.mark.parametrize(("table", "column", "value"), EDITS)
def test_no_edit_in_place_succeeds_by_plain_sql(
    told: Told, table: str, column: str, value: str
) -> None:
    row = _row(told, table)
    _refused(f"UPDATE {table} SET {column} = {value.format(t=table)} WHERE id = %s", row.pk)


@pytest.mark.parametrize("table", DELETED)
def test_no_deletion_succeeds_by_plain_sql(told: Told, table: str) -> None:
    _refused(f"DELETE FROM {table} WHERE id = %s", _row(told, table).pk)
    assert type(_row(told, table))._default_manager.filter(pk=_row(told, table).pk).exists()


@pytest.mark.parametrize("table", DELETED)
def test_no_deletion_succeeds_by_the_orm(told: Told, table: str) -> None:
    row = _row(told, table)
    with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
        row.delete()
    with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
        type(row)._default_manager.all().delete()


@pytest.mark.parametrize(
    ("of", "change"),
    [
        ("cau_ke", {"full_name": "Huyện Khác"}),
        ("cau_ke", {"valid_to": date(2023, 5, 31)}),
        ("bhyt", {"basis": "labour_force"}),
    ],
)
def test_no_edit_in_place_succeeds_by_the_orm(told: Told, of: str, change: dict[str, Any]) -> None:
    row: Model = getattr(told.cast, of)
    with pytest.raises(IntegrityError, match=INSTEAD), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**change)
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError, match=INSTEAD), transaction.atomic():
        row.save()


def _version_of(row: Model, **said: Any) -> tuple[str, tuple[Any, ...]]:
    """A version written by plain INSERT that says what stands, but for `said`."""
    version: Any = next(
        each.related_model
        for each in row._meta.related_objects
        if each.get_accessor_name() == "versions"
    )
    standing = in_force_of(version, row)
    values: dict[str, Any] = {
        field.column: getattr(standing, field.attname)
        for field in version._meta.concrete_fields
        if field.column not in {"id", "recorded_at", "superseded_at"}
    }
    values = {name: str(each) if name == "file" else each for name, each in values.items()}
    values |= {"recorded_by_id": recorder().pk, "why": "gõ sai"} | said
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    table = version._meta.db_table
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("coverage_administrativeunit", lambda t: {"parent_id": t.cast.lai_chau.pk}),
        ("coverage_administrativeunit", lambda t: {"valid_from": date(2000, 1, 1)}),
        ("coverage_administrativeunit", lambda t: {"kind": "quan"}),
        ("coverage_administrativeunit", lambda t: {"valid_to": None, "act_id": None}),
        ("coverage_administrativeunit", lambda t: {"full_name": "Khác", "why": " "}),
        ("coverage_administrativeunit", lambda t: {"full_name": "Khác", "recorded_by_id": None}),
        ("coverage_unitchange", lambda t: {"takes_effect": date(2023, 8, 1)}),
        ("coverage_indicator", lambda t: {"basis": "labour_force"}),
        ("coverage_indicator", lambda t: {"part_of_id": t.cast.bhxh.pk}),
        ("targets_assigner", lambda t: {"kind": 2}),
        ("targets_document", lambda t: {"binds_id": t.cast.lai_chau.pk}),
    ],
)
def test_no_version_changes_what_is_fixed(
    told: Told, table: str, said: Callable[[Told], dict[str, Any]]
) -> None:
    sql, values = _version_of(_row(told, table), **said(told))
    _refused(sql, *values)


def test_an_indicator_with_targets_alone_is_fixed_as_well(told: Told) -> None:
    bhtn = told.cast.indicators["BHTN"]
    promise(told.document, told.cast.tra_vinh, bhtn, 2023, people=5)
    sql, values = _version_of(bhtn, basis="population")
    _refused(sql, *values)


def test_no_unit_is_put_among_those_that_reported_by_plain_insert(told: Told) -> None:
    _refused(
        "INSERT INTO coverage_administrativeunit (level, code, kind, name, full_name, parent_id,"
        " valid_from, source, sort_key, search_key)"
        " VALUES (2, '899', 'huyen', 'X', 'Huyện X', %s, '2020-01-01', '', '', '')",
        told.cast.tra_vinh.pk,
    )


@pytest.fixture
def em(told: Told, client: Client) -> Client:
    return signed_in_as(client, told.cast.em)


@pytest.mark.parametrize("table", [each for each in DELETED if each != "coverage_unitchangelink"])
def test_no_deletion_succeeds_by_the_pages_of_administration(
    told: Told, em: Client, table: str
) -> None:
    row = _row(told, table)
    answer = em.post(admin_url(table, "delete", row.pk), {"post": "yes"})
    assert answer.status_code == 403
    em.post(
        admin_url(table, "changelist"),
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    )
    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("table", "typed"),
    [
        ("coverage_administrativeunit", {"parent": "1", "valid_to": "31/05/2023", "kind": "quan"}),
        ("coverage_indicator", {"basis": "labour_force", "part_of": "1"}),
        ("targets_assigner", {"kind": "2"}),
        ("targets_document", {"binds": "1"}),
        ("coverage_unitchange", {"takes_effect": "01/08/2023"}),
    ],
)
def test_a_form_of_administration_changes_nothing_that_is_fixed(
    told: Told, em: Client, table: str, typed: dict[str, str]
) -> None:
    row = _row(told, table)
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    em.post(admin_url(table, "change", row.pk), typed | {"why": "sửa"})
    row.refresh_from_db()
    fixed = {name: getattr(row, name) for name in before}
    assert fixed == before


def test_a_typing_error_is_corrected_as_a_version_that_says_who_and_why(
    told: Told, em: Client
) -> None:
    unit = told.cast.cau_ke
    shown = in_force_of(UnitVersion, unit)
    form = {"name": "Cầu Kẻ", "full_name": "Huyện Cầu Kẻ", "source": "", "shown": str(shown.pk)}
    address = admin_url("coverage_administrativeunit", "change", unit.pk)
    assert em.post(address, form).status_code == 200
    assert em.post(address, form | {"why": "gõ sai dấu"}).status_code == 302
    unit.refresh_from_db()
    now = in_force_of(UnitVersion, unit)
    assert (unit.full_name, unit.search_key) == ("Huyện Cầu Kẻ", "huyen cau ke")
    assert (now.recorded_by, now.why, now.valid_to) == (told.cast.em, "gõ sai dấu", unit.valid_to)
    assert em.post(address, form | {"why": "lần nữa"}).status_code == 200
    assert in_force_of(UnitVersion, unit) == now


def test_a_row_says_what_its_version_in_force_says(told: Told) -> None:
    for version in KEPT:
        base = version._meta.get_field(version.row_field.removesuffix("_id")).related_model
        names = [field.attname for field in base._meta.concrete_fields if field.attname != "id"]
        rows = {row["pk"]: row for row in base._default_manager.values("pk", *names)}
        current = version._default_manager.filter(superseded_at__isnull=True)
        said = {
            row.pop(version.row_field): row for row in current.values(version.row_field, *names)
        }
        assert {pk: {name: row[name] for name in names} for pk, row in rows.items()} == said
