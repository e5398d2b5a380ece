"""The rows of a month's grid, as the template prints them. Numbers become text here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from coverage.checks import Finding
from coverage.denominators import DenominatorInUse
from coverage.grid.cells import GridCell, grid_cell
from coverage.grid.states import CellState
from coverage.models import Absence, AdministrativeUnit, Basis, Indicator, Origin, ReportedFigure
from coverage.month.block import FigureReading
from coverage.month.query import EntryMonth, FigureInForce, Key, UnitMonth
from coverage.month.typed_text import write_cell
from coverage.notation.numbers import write_decimal
from coverage.notation.rates import coverage_rate
from coverage.tables.printed import in_print, rate_in_print
from coverage.warnings.findings import warnings
from coverage.wording import state_text

# Beside each number that is not a report, where a row has several origins; the legend says the
# words. A row that is simulated throughout, or compared with simulated numbers only, says so once.
Letters = Mapping[str, Promise]
ORIGIN_LETTERS: Letters = {
    Origin.PUBLISHED: gettext_lazy("pub."),
    Origin.SIMULATED: gettext_lazy("sim."),
}


@dataclass(frozen=True, slots=True)
class ComparedNumber:
    """A number to compare with: its text and, in letters, its origin."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """What stands beside a figure: its rate, as computed and as reported, its origin in letters,
    and what it is compared with."""

    rate: str
    reported_rate: str
    origin: str
    last_month: ComparedNumber | None
    last_year: ComparedNumber | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    month: UnitMonth
    state: str
    is_simulated: bool
    is_compared_with_simulated: bool
    has_simulated: bool
    cells: list[GridCell[ReportedFigure, FigureBeside]]
    filled: int
    warnings: int
    notes: int

    @property
    def unit(self) -> AdministrativeUnit:
        return self.month.unit


def figure_rows(
    month: EntryMonth, reading: FigureReading, found: Mapping[int, Sequence[Finding]]
) -> list[FigureRow]:
    """`found` has the findings of the saved figures, by unit."""
    return [_row(month, reading, row, found.get(row.unit.pk, ())) for row in month.rows]


def _row(
    month: EntryMonth, reading: FigureReading, row: UnitMonth, found: Sequence[Finding]
) -> FigureRow:
    keys = [(row.unit.pk, column.pk) for column in month.columns]
    compared = _origins(keys, month.last_month, month.last_year)
    origins = compared | _origins(keys, month.figures)
    letters = {} if origins == {Origin.SIMULATED} else ORIGIN_LETTERS
    letters_beside = {} if compared == {Origin.SIMULATED} else ORIGIN_LETTERS
    doubtful = {code for finding in warnings(found) for code in finding.codes}
    return FigureRow(
        month=row,
        state=state_text(row.state),
        is_simulated=origins == {Origin.SIMULATED},
        is_compared_with_simulated=compared == {Origin.SIMULATED} != origins,
        has_simulated=Origin.SIMULATED in origins,
        cells=[
            grid_cell(
                reading,
                key,
                label=f"{row.unit.full_name}, {column.label}",
                labelled_by=f"u{row.unit.pk} i{column.pk}",
                saved=_text(month.figures.get(key)),
                in_force=month.figures[key].pk if key in month.figures else 0,
                beside=_beside(month, column, key, letters, letters_beside, key in reading.kept),
                in_words=_in_words,
                can_be_typed=row.can_be_written,
                otherwise=CellState.WARNED if column.code in doubtful else None,
            )
            for key, column in zip(keys, month.columns, strict=True)
        ],
        filled=sum(_says_something(month.figures.get(key)) for key in keys),
        warnings=len(warnings(found)),
        notes=len(found) - len(warnings(found)),
    )


def _origins(keys: Collection[Key], *months: Mapping[Key, FigureInForce]) -> set[str]:
    return {figures[key].origin for figures in months for key in keys if key in figures}


def _beside(
    month: EntryMonth,
    column: Indicator,
    key: Key,
    letters: Letters,
    letters_beside: Letters,
    is_typed_over: bool,
) -> FigureBeside:
    figure, base = month.figures.get(key), month.bases.get((key[0], column.basis))
    return FigureBeside(
        rate="" if is_typed_over else _rate(figure, base),
        reported_rate=_reported_rate(figure),
        origin=str(letters.get(figure.origin, "")) if figure and _text(figure) else "",
        last_month=_compared(month.last_month.get(key), letters_beside),
        last_year=_compared(month.last_year.get(key), letters_beside),
    )


def _text(figure: FigureInForce | None) -> str:
    return write_cell(figure.people, figure.absence) if figure else ""


def _says_something(figure: FigureInForce | None) -> bool:
    return figure is not None and figure.absence != Absence.WITHDRAWN


def _rate(figure: FigureInForce | None, base: DenominatorInUse | None) -> str:
    rate = coverage_rate(figure.people, base.people) if figure and base else None
    return write_decimal(rate)


def _compared(figure: FigureInForce | None, letters: Letters) -> ComparedNumber | None:
    if figure is None or not (text := _text(figure)):
        return None
    return ComparedNumber(text, str(letters.get(figure.origin, "")))


def _in_words(figure: ReportedFigure) -> str:
    if figure.absence:
        return str(figure.get_absence_display())
    return in_print(figure).text()


def _reported_rate(figure: FigureInForce | None) -> str:
    if figure is None or figure.rate is None:
        return ""
    written = rate_in_print(figure.rate, figure.rate_precision, figure.rate_qualifier)
    return written.text(figure.rate)


@dataclass(frozen=True, slots=True)
class BaseInLegend:
    """Which denominators the rates of a page are taken of, for its legend."""

    name: str
    years: str
    is_simulated: bool


def base_notes(bases: Collection[DenominatorInUse]) -> list[BaseInLegend]:
    notes = []
    for basis in Basis:
        used = [base for base in bases if base.basis == basis]
        if used:
            years = ", ".join(str(year) for year in sorted({base.year for base in used}))
            simulated = any(base.is_simulated for base in used)
            notes.append(BaseInLegend(str(basis.label), years, simulated))
    return notes
