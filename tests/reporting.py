"""What the tests' units report and are promised, a line each, through the product's own writers.

Needs the nation (`cast.make_cast` or the reference data). A month is opened when it is first
written to; a figure that stands is corrected.
"""

from datetime import date
from typing import Any

from coverage.entry import Cell, record_figures
from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    ClockTimestamp,
    Denominator,
    Indicator,
    Origin,
    ReportedFigure,
    UnitChange,
    UnitChangeLink,
    User,
)
from coverage.month.workflow import open_months
from coverage.reference.accounts import APPROVER, ENTERER, loading_accounts
from targets.entry import TargetValue, record_targets
from targets.models import Assigner, AssignerKind, Document


def accounts() -> tuple[User, User]:
    """Those of loading_accounts, in one statement where they are made already."""
    known = {each.username: each for each in User.objects.filter(username__in=(ENTERER, APPROVER))}
    return (known[ENTERER], known[APPROVER]) if len(known) == 2 else loading_accounts()


def report(
    unit: AdministrativeUnit,
    indicator: Indicator,
    period: date,
    people: int | None = None,
    *,
    origin: str = Origin.REPORTED,
    **said: Any,
) -> None:
    """One figure; `said` is what else a cell says: rate, absence, qualifier, source, …"""
    enterer, approver = accounts()
    open_months(approver, [unit.pk], period)
    standing = ReportedFigure.objects.current().filter(
        unit=unit, indicator=indicator, period=period
    )
    shown = standing.values_list("pk", flat=True).first()
    cell = Cell(unit.pk, indicator.pk, people, shown=shown, **said)
    record_figures(enterer, period, [cell], origin=origin)


def report_all(
    people: dict[AdministrativeUnit, int],
    indicator: Indicator,
    period: date,
    **said: Any,
) -> None:
    """The first figures of several units for one month; `said` is said of each."""
    enterer, approver = accounts()
    open_months(approver, [unit.pk for unit in people], period)
    cells = [Cell(unit.pk, indicator.pk, number, **said) for unit, number in people.items()]
    record_figures(enterer, period, cells)


def count(
    unit: AdministrativeUnit, basis: str, year: int, people: int, origin: str = Origin.REPORTED
) -> None:
    """A denominator; one that stands is superseded."""
    standing = Denominator.objects.current().filter(unit=unit, basis=basis, year=year)
    standing.update(superseded_at=ClockTimestamp())
    Denominator.objects.create(
        unit=unit,
        basis=basis,
        year=year,
        people=people,
        origin=origin,
        recorded_by=accounts()[0],
    )


def make_document(
    binds: AdministrativeUnit,
    effective_on: date,
    assigner: str = "UBND tỉnh Trà Vinh",
    kind: int = AssignerKind.PEOPLES_COMMITTEE,
    **fields: Any,
) -> Document:
    by, _ = Assigner.objects.get_or_create(name=assigner, defaults={"kind": kind})
    usual = {"number": "", "title": f"Kế hoạch của {assigner} từ {effective_on}"}
    return Document.objects.create(
        assigner=by, binds=binds, effective_on=effective_on, **(usual | fields)
    )


def promise(
    document: Document, unit: AdministrativeUnit, indicator: Indicator, year: int, **value: Any
) -> None:
    """A target: `people`, `percent` or both; one that stands is revised."""
    enterer, _ = accounts()
    record_targets(enterer, [TargetValue(document.pk, unit.pk, indicator.pk, year, **value)])


def join(
    olds: list[AdministrativeUnit],
    new: AdministrativeUnit,
    kind: str = ChangeKind.MERGE,
    weight: Any = 1,
) -> None:
    """The old units became the new one on the day it begins; weight None is an unknown share."""
    change = UnitChange.objects.create(
        takes_effect=new.valid_from,
        kind=kind,
        code=f"{new.valid_from}/{new.pk}/{kind}",
        source="dàn nhân vật của bài thử",
    )
    for old in olds:
        UnitChangeLink.objects.create(change=change, old=old, new=new, weight=weight)
