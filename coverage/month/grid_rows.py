"""The entry page's table, cell by cell, as the template prints it. Numbers become text here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.checks import Finding
from coverage.denominators import DenominatorInUse
from coverage.models import Absence, Basis, Indicator, Origin, ReportedFigure
from coverage.month.findings import warnings
from coverage.month.query import EntryMonth, Key, UnitMonth, Version
from coverage.month.typed_text import write_cell
from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.rates import coverage_rate
from coverage.wording import state_text

# Beside each number that is not a report, where a row has several origins; the legend says the
# words. A row that is simulated throughout, or compared with simulated numbers only, says so once.
Letters = Mapping[str, Promise]
ORIGIN_LETTERS: Letters = {
    Origin.PUBLISHED: gettext_lazy("pub."),
    Origin.SIMULATED: gettext_lazy("sim."),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A number to compare with: its text and, in letters, its origin."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """`shown` is the version behind the text, 0 for none; `mark` what state the cell is in."""

    key: str
    label: str
    labelled_by: str
    text: str
    saved: str
    shown: int
    is_input: bool
    mark: str
    error: str
    rate: str
    reported_rate: str
    origin: str
    last_month: Compared | None
    last_year: Compared | None
    theirs: ReportedFigure | None
    theirs_text: str

    @property
    def is_contested(self) -> bool:
        return self.mark == "contested"

    @property
    def is_problem(self) -> bool:
        return bool(self.error) or self.is_contested


@dataclass(frozen=True, slots=True)
class GridRow:
    month: UnitMonth
    state: str
    is_simulated: bool
    is_compared_with_simulated: bool
    has_simulated: bool
    cells: list[GridCell]
    filled: int
    warnings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Typing:
    """What a writer typed that is not saved, to be shown in the place of what is.

    `shown` is the version each kept text was typed over: a page that comes back must not pass
    for having shown what somebody else saved meanwhile.
    """

    kept: Mapping[Key, str] = field(default_factory=dict)
    shown: Mapping[Key, int] = field(default_factory=dict)
    errors: Mapping[Key, str] = field(default_factory=dict)
    contested: Mapping[Key, ReportedFigure | None] = field(default_factory=dict)
    as_of: str = ""


def grid_rows(
    month: EntryMonth, typing: Typing, found: Mapping[int, Sequence[Finding]]
) -> list[GridRow]:
    """`found` has the findings of the saved figures, by unit."""
    return [_row(month, typing, row, found.get(row.unit.pk, ())) for row in month.rows]


def _row(month: EntryMonth, typing: Typing, row: UnitMonth, found: Sequence[Finding]) -> GridRow:
    keys = [(row.unit.pk, column.pk) for column in month.columns]
    compared = _origins(keys, month.last_month, month.last_year)
    origins = compared | _origins(keys, month.figures)
    letters = {} if origins == {Origin.SIMULATED} else ORIGIN_LETTERS
    beside = {} if compared == {Origin.SIMULATED} else ORIGIN_LETTERS
    doubtful = {code for finding in warnings(found) for code in finding.codes}
    return GridRow(
        month=row,
        state=state_text(row.state),
        is_simulated=origins == {Origin.SIMULATED},
        is_compared_with_simulated=compared == {Origin.SIMULATED} != origins,
        has_simulated=Origin.SIMULATED in origins,
        cells=[
            _cell(month, typing, row, column, letters, beside, doubtful) for column in month.columns
        ],
        filled=sum(_says_something(month.figures.get(key)) for key in keys),
        warnings=len(warnings(found)),
        notes=len(found) - len(warnings(found)),
    )


def _origins(keys: Collection[Key], *months: Mapping[Key, Version]) -> set[str]:
    return {figures[key].origin for figures in months for key in keys if key in figures}


def _cell(
    month: EntryMonth,
    typing: Typing,
    row: UnitMonth,
    column: Indicator,
    letters: Letters,
    beside: Letters,
    doubtful: Collection[str],
) -> GridCell:
    key = (row.unit.pk, column.pk)
    version, kept = month.figures.get(key), typing.kept.get(key)
    saved = _text(version)
    return GridCell(
        key=f"{key[0]}-{key[1]}",
        label=f"{row.unit.full_name}, {column.label}",
        labelled_by=f"u{key[0]} i{key[1]}",
        text=saved if kept is None else kept,
        saved=saved,
        shown=_shown(typing, key, version),
        is_input=row.can_be_written or kept is not None,
        mark=_mark(typing, key) or ("warned" if column.code in doubtful else ""),
        error=typing.errors.get(key, ""),
        rate=_rate(version, month.bases.get((key[0], column.basis))) if kept is None else "",
        reported_rate=write_decimal(version.rate) if version else "",
        origin=str(letters.get(version.origin, "")) if version and saved else "",
        last_month=_compared(month.last_month.get(key), beside),
        last_year=_compared(month.last_year.get(key), beside),
        theirs=typing.contested.get(key),
        theirs_text=_in_words(typing.contested.get(key)),
    )


def _shown(typing: Typing, key: Key, version: Version | None) -> int:
    if key in typing.contested:
        theirs = typing.contested[key]
        return theirs.pk if theirs else 0
    if key in typing.kept:
        return typing.shown.get(key, 0)
    return version.pk if version else 0


def _mark(typing: Typing, key: Key) -> str:
    if key in typing.contested:
        return "contested"
    if key in typing.errors:
        return "invalid"
    return "unsaved" if key in typing.kept else ""


def _text(version: Version | None) -> str:
    return write_cell(version.people, version.absence) if version else ""


def _says_something(version: Version | None) -> bool:
    return version is not None and version.absence != Absence.WITHDRAWN


def _rate(version: Version | None, base: DenominatorInUse | None) -> str:
    rate = coverage_rate(version.people, base.people) if version and base else None
    return write_decimal(rate)


def _compared(version: Version | None, letters: Letters) -> Compared | None:
    if version is None or not (text := _text(version)):
        return None
    return Compared(text, str(letters.get(version.origin, "")))


def _in_words(figure: ReportedFigure | None) -> str:
    if figure is None:
        return str(_("blank"))
    if figure.absence:
        return str(figure.get_absence_display())
    return write_people(figure.people) or _percent(figure.rate)


def _percent(rate: Decimal | None) -> str:
    return f"{write_decimal(rate)} %"


@dataclass(frozen=True, slots=True)
class BaseNote:
    """Which denominators the rates of a page are taken of, for its legend."""

    name: str
    years: str
    is_simulated: bool


def base_notes(bases: Collection[DenominatorInUse]) -> list[BaseNote]:
    notes = []
    for basis in Basis:
        used = [base for base in bases if base.basis == basis]
        if used:
            years = ", ".join(str(year) for year in sorted({base.year for base in used}))
            simulated = any(base.is_simulated for base in used)
            notes.append(BaseNote(str(basis.label), years, simulated))
    return notes
