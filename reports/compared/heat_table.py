"""The units and their months as a table of numbers, coloured by steps that a legend names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from coverage.models import Absence, AdministrativeUnit
from coverage.notation.numbers import write_decimal
from coverage.tables.notations import NUMBER, PEOPLE, WHOLE, Notation
from reports.compared.heat import Step, Steps, steps
from reports.compared.query import Compared
from reports.figures.notations import quantity_in
from reports.figures.terms import Terms, of_whole
from reports.figures.values import Value
from reports.figures.words import NOTHING
from targets.attainment import Quantity

PLACES = {Terms.PEOPLE: 0, Terms.RATE: 2}
PARTIAL, LEAST, BEFORE, MARKED, AWAITED, RECKONED = "°", "+", "·", "†", "…", "≈"
ABSENCES = {Absence.NOT_AVAILABLE: "○", Absence.NOT_APPLICABLE: "×"}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`step`: its colour, from 1; None where it has none. `sign`: what stands for a value that is
    not there, or marks one that is not the whole unit's. `now`: of a table as of a moment, what the
    cell reads now, where that is otherwise. `mark`: what deviates at the number. `held`: the number
    itself, unrounded, and `written_in` its notation."""

    text: str
    step: int | None = None
    sign: str = ""
    now: str = ""
    mark: str = ""
    held: Quantity | None = field(default=None, compare=False)
    written_in: Notation = field(default=WHOLE, compare=False)

    @property
    def reads(self) -> str:
        return f"{self.text} {self.sign}".strip()


@dataclass(frozen=True, slots=True)
class HeatRow:
    unit: AdministrativeUnit
    cells: Sequence[HeatCell]
    simulated: bool


@dataclass(frozen=True, slots=True)
class HeatTable:
    """`whole`: the row of the unit above, without colours: its numbers are of another size."""

    periods: Sequence[date]
    rows: Sequence[HeatRow]
    whole: HeatRow | None
    steps: Sequence[Step]
    places: int

    @property
    def years(self) -> list[tuple[int, int]]:
        """Each year with how many of its months are shown."""
        return list(Counter(period.year for period in self.periods).items())

    @property
    def ranges(self) -> list[tuple[int, str]]:
        """Each step with its range in words, the lowest first."""
        return [(step.number, _range_text(step, self.places)) for step in self.steps]

    @property
    def signs(self) -> list[tuple[str, str]]:
        """The signs that occur, each with what it means."""
        used = {cell.sign for row in self.rows for cell in row.cells}
        used |= {cell.sign for cell in self.whole.cells} if self.whole else set()
        rows = [*self.rows, *([self.whole] if self.whole else [])]
        used |= {MARKED for row in rows for cell in row.cells if cell.mark}
        return [(sign, text) for sign, text in sign_texts().items() if sign in used]


def sign_texts() -> dict[str, str]:
    return {
        NOTHING: _("not reported"),
        AWAITED: _("not yet due"),
        **{sign: str(absence.label) for absence, sign in ABSENCES.items()},
        BEFORE: _("the unit did not exist yet"),
        PARTIAL: _("sum that lacks units"),
        LEAST: _("at least: months or units are missing"),
        RECKONED: _("reckoned by the shares that went into the unit"),
        MARKED: _("not approved, being edited, or with a warning"),
    }


def heat_table(compared: Compared, shown: Terms) -> HeatTable:
    known = [
        quantity
        for unit in compared.units
        for value in compared.values(unit)
        if (quantity := of_whole(value, shown)) is not None
    ]
    made = steps(known, PLACES[shown])
    rows = [_row(compared, unit, shown, made) for unit in compared.units]
    whole = _row(compared, compared.unit, shown, None) if compared.rows else None
    return HeatTable(compared.periods, rows, whole, made.used, PLACES[shown])


def beside_now(then: HeatTable, now: HeatTable) -> HeatTable:
    """The table as of a moment, with what its cells read now where that is otherwise."""
    rows = [_beside(*pair) for pair in zip(then.rows, now.rows, strict=True)]
    whole = _beside(then.whole, now.whole) if then.whole and now.whole else None
    return replace(then, rows=rows, whole=whole)


def _beside(then: HeatRow, now: HeatRow) -> HeatRow:
    cells = [
        cell if cell.reads == other.reads else replace(cell, now=other.reads)
        for cell, other in zip(then.cells, now.cells, strict=True)
    ]
    return replace(then, cells=cells)


def _row(compared: Compared, unit: AdministrativeUnit, shown: Terms, made: Steps | None) -> HeatRow:
    values = compared.values(unit)
    cells = [
        replace(
            _cell(value, shown, made),
            mark=compared.marks.get((unit.pk, period), ""),
        )
        for period, value in zip(compared.periods, values, strict=True)
    ]
    return HeatRow(unit, cells, any(value.simulated for value in values))


def _cell(value: Value, shown: Terms, made: Steps | None) -> HeatCell:
    whole, written = of_whole(value, shown), quantity_in(value, shown)
    if whole is not None:
        step = made.of(whole) if made else None
        return HeatCell(written.text(whole), step, held=whole, written_in=written)
    part = value.people if shown is Terms.PEOPLE else value.rate
    if value.lacking and part is not None:
        return HeatCell(PEOPLE.text(part), sign=LEAST, held=part, written_in=PEOPLE)
    if part is not None:
        return HeatCell(written.text(part), sign=PARTIAL, held=part, written_in=written)
    if value.reckoned is not None:
        quantity = value.reckoned.people if shown is Terms.PEOPLE else value.reckoned.rate
        written = WHOLE if shown is Terms.PEOPLE else NUMBER
        text = written.text(quantity) if quantity is not None else ""
        return HeatCell(text, sign=RECKONED, held=quantity, written_in=written)
    return HeatCell("", sign=_sign_of_nothing(value))


def _sign_of_nothing(value: Value) -> str:
    if value.absence:
        return ABSENCES[Absence(value.absence)]
    if value.is_awaited:
        return AWAITED
    return BEFORE if value.is_before_unit else NOTHING


def _range_text(step: Step, places: int) -> str:
    low, high = write_decimal(step.low, places), write_decimal(step.high, places)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
