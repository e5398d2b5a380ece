"""What the tests' units report and are promised, a line each, through the product's own writers.

Needs the nation (`cast.make_cast` or the reference data). A month is opened when it is first
written to; a figure that stands is corrected.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

from coverage.entry import Cell, record_figures
from coverage.models import (
    AdministrativeUnit,
    ClockTimestamp,
    Denominator,
    Indicator,
    Origin,
    ReportedFigure,
    ReportingRule,
    State,
    Submission,
    User,
)
from coverage.month.workflow import approve, open_months, submit, take_back
from coverage.reference.accounts import APPROVER, ENTERER, loading_accounts
from coverage.rule_entry import RuleValue, record_rule
from targets.entry import TargetValue, record_targets
from targets.models import Assigner, AssignerKind, Document

LONG_AGO, FIRST_APPROVED = date(2000, 1, 1), date(2010, 1, 1)


def accounts() -> tuple[User, User]:
    """Those of loading_accounts, in one statement where they are made already."""
    known = {each.username: each for each in User.objects.filter(username__in=(ENTERER, APPROVER))}
    return (known[ENTERER], known[APPROVER]) if len(known) == 2 else loading_accounts()


def begin_approving(unit: AdministrativeUnit) -> None:
    """From now on its province is one that approves: it did so with a month of 2010."""
    enterer, approver = accounts()
    open_months(approver, [unit.pk], FIRST_APPROVED)
    submit(enterer, [unit.pk], FIRST_APPROVED)
    approve(approver, [unit.pk], FIRST_APPROVED)


def report(
    unit: AdministrativeUnit,
    indicator: Indicator,
    period: date,
    people: int | None = None,
    *,
    origin: str = Origin.REPORTED,
    is_draft: bool = False,
    **said: Any,
) -> None:
    """One figure that counts; `said` is what else a cell says: rate, absence, qualifier, source."""
    with being_written([unit], period, is_draft=is_draft) as enterer:
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
    """The first figures of several units for one month, which count; `said` is said of each."""
    with being_written(people, period) as enterer:
        cells = [Cell(unit.pk, indicator.pk, number, **said) for unit, number in people.items()]
        record_figures(enterer, period, cells)


@contextmanager
def being_written(
    units: Iterable[AdministrativeUnit], period: date, *, is_draft: bool = False
) -> Iterator[User]:
    """Open the months, or take them back, for the one who enters; submit them afterwards unless
    they stay a draft. A month that a test has approved stays to be opened by the test."""
    enterer, approver = accounts()
    ids = [unit.pk for unit in units]
    open_months(approver, ids, period)
    months = Submission.objects.current().filter(unit__in=ids, period=period)
    submitted = months.filter(state=State.SUBMITTED).values_list("unit_id", flat=True)
    if taken := list(submitted):
        take_back(enterer, taken, period)
    yield enterer
    if not is_draft:
        submit(enterer, ids, period)


def set_rule(unit: AdministrativeUnit, from_month: date = LONG_AGO, **said: Any) -> ReportingRule:
    """The rule of a unit and those below it; one that stands is superseded. Of the test's world
    from the beginning, also where it is told of when months were handed in: past the rule that
    these keep theirs (tried in coverage/counting/test_reporting_rules.py)."""
    with patch("coverage.rule_entry.check_nothing_judged"):
        return record_rule(accounts()[1], RuleValue(unit.pk, from_month, **said))


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
    document: Document,
    unit: AdministrativeUnit,
    indicator: Indicator,
    year: int,
    reason: str = "đính chính",
    **value: Any,
) -> None:
    """A target: `people`, `percent` or both; one that stands is revised, for that reason."""
    enterer, _ = accounts()
    said = TargetValue(document.pk, unit.pk, indicator.pk, year, **value)
    record_targets(enterer, [said], reason=reason)
