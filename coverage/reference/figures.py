"""Published figures, each entered, submitted and approved like any other."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coverage.entry import VALUE_FIELDS, Cell, record_figures
from coverage.models import (
    Origin,
    Precision,
    Qualifier,
    ReportedFigure,
    Scope,
    State,
    Submission,
    User,
)
from coverage.month import workflow
from coverage.notation.printed import printed_alike
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures
from coverage.reference.upkeep import Loaded, sort_out, unique

FILES = ("published_figures.csv", "national_series_2010_2017.csv")
COLUMNS = (
    "unit_code",
    "period",
    "as_of",
    "indicator",
    "people",
    "people_precision",
    "people_qualifier",
    "rate",
    "rate_precision",
    "rate_qualifier",
    "scope",
    "note",
    "source",
)
REASON_TO_REOPEN = "Tệp số liệu công bố đã được sửa."

Month = tuple[int, date]
Key = tuple[int, int, date]


@dataclass(frozen=True)
class Candidate:
    """A figure as its file has it."""

    row: Row
    period: date
    cell: Cell

    @property
    def key(self) -> Key:
        return (self.cell.unit_id, self.cell.indicator_id, self.period)

    @property
    def month(self) -> Month:
        return (self.cell.unit_id, self.period)

    def is_said_by(self, figure: ReportedFigure) -> bool:
        return (
            figure.origin == Origin.PUBLISHED
            and figure.as_of == self.cell.as_of
            and all(
                printed_alike(getattr(figure, name), getattr(self.cell, name))
                for name in VALUE_FIELDS
            )
        )


def load_figures(fixtures: Fixtures) -> Loaded:
    """Every published figure, in months that end up approved. Raises FixtureError, Refused.

    A month that somebody has open is theirs: its figures are kept as they stand.
    """
    enterer, approver = loading_accounts()
    candidates = _candidates(fixtures)
    standing = _standing(candidates.values())
    states = _states(candidates.values())
    to_write, loaded = sort_out(
        {key: candidate.row for key, candidate in candidates.items()},
        standing,
        lambda key: candidates[key].is_said_by(standing[key]),
        enterer,
        busy=[key for key, each in candidates.items() if _is_busy(states.get(each.month))],
    )
    months: dict[Month, list[Cell]] = {}
    for key in to_write:
        shown = standing[key].pk if key in standing else None
        cell = replace(candidates[key].cell, shown=shown)
        months.setdefault(candidates[key].month, []).append(cell)
    for month, cells in months.items():
        _publish(enterer, approver, month, cells, reopen=month in states)
    return loaded


def _candidates(fixtures: Fixtures) -> dict[Key, Candidate]:
    found = [_candidate(row, fixtures) for file in FILES for row in fixtures.read(file, COLUMNS)]
    return unique((candidate.key, candidate.row, candidate) for candidate in found)


def _candidate(row: Row, fixtures: Fixtures) -> Candidate:
    period, as_of = row.period("period"), row.day("as_of")
    if as_of < period:
        raise row.error("as_of", f"{as_of} comes before the month")
    people, rate = row.people("people"), row.decimal("rate")
    if people is None and rate is None:
        raise row.error("people", "a figure has people, a rate, or both")
    cell = Cell(
        unit_id=fixtures.unit_id(row, "unit_code", period),
        indicator_id=fixtures.indicator_id(row, "indicator"),
        people=people,
        **_in_print(row, "people", people is not None),
        rate=rate,
        **_in_print(row, "rate", rate is not None),
        scope=row.choice("scope", Scope.values, blank=True),
        note=row.optional("note"),
        source=row.text("source"),
        as_of=as_of,
    )
    return Candidate(row, period, cell)


def _in_print(row: Row, number: str, is_there: bool) -> dict[str, Any]:
    """How exactly a number was printed and with which word before it; blank where there is no
    number."""
    names = (f"{number}_precision", f"{number}_qualifier")
    precision = row.choice(names[0], Precision.values, blank=not is_there)
    qualifier = row.choice(names[1], Qualifier.values, blank=True)
    if not is_there and (precision or qualifier):
        raise row.error(number, "is blank, but how it was printed is not")
    return {names[0]: precision or Precision.EXACT, names[1]: qualifier}


def _standing(candidates: Collection[Candidate]) -> dict[Key, ReportedFigure]:
    figures = ReportedFigure.objects.current().filter(
        unit__in={candidate.cell.unit_id for candidate in candidates},
        period__in={candidate.period for candidate in candidates},
    )
    return {
        (figure.unit_id, figure.indicator_id, figure.period): figure
        for figure in figures.select_related("recorded_by")
    }


def _states(candidates: Iterable[Candidate]) -> dict[Month, str]:
    months = {candidate.month for candidate in candidates}
    rows = Submission.objects.current().filter(
        unit__in={unit for unit, _ in months}, period__in={period for _, period in months}
    )
    return {
        (unit, period): state for unit, period, state in rows.values_list("unit", "period", "state")
    }


def _is_busy(state: str | None) -> bool:
    return state not in {None, State.APPROVED}


def _publish(
    enterer: User, approver: User, month: Month, cells: list[Cell], *, reopen: bool
) -> None:
    unit_id, period = month
    if reopen:
        workflow.reopen(approver, [unit_id], period, REASON_TO_REOPEN)
    else:
        workflow.open_months(approver, [unit_id], period)
    record_figures(enterer, period, cells, origin=Origin.PUBLISHED)
    workflow.submit(enterer, [unit_id], period)
    workflow.approve(approver, [unit_id], period)
