"""The sheet of figures: what is known of each indicator, month and unit, and who recorded it.

The line of the whole adds the units' lines up wherever the server's value is that sum; a figure
the whole reported itself, or a sum over other units than these, stands as a number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from coverage.models import Absence
from coverage.tables.looks import (
    DATE_CELL,
    HEADING,
    MOMENT_CELL,
    MONTH_CELL,
    NOTE,
    PEOPLE_CELL,
    PERCENT_CELL,
    WORD_CELL,
    YEAR_CELL,
)
from coverage.tables.written_book import (
    Formula,
    Held,
    SheetColumn,
    WrittenSheet,
    copy_of,
    quoted,
)
from reports.figures.marks import row_marks, state_marks
from reports.figures.notations import people_in, rate_in
from reports.figures.standing import Row
from reports.figures.values import OwnFigure, Value
from reports.figures.words import absence_text, origin_text
from reports.monthly_workbook.adding_up import adds_up, is_pooled
from reports.monthly_workbook.content import Content, values_by_month
from reports.monthly_workbook.denominators_sheet import DenominatorsSheet
from reports.monthly_workbook.notes import value_note
from targets.attainment import percent

HEADING_ROW = 3
PEOPLE, PRINTED, BASE, RATE, COMPLETE = "DEFGH"
REFERRED = range(3, 8)

FigureKey = tuple[int, int, date]


@dataclass(frozen=True, slots=True)
class FigureRefs:
    """Where a figure stands. `complete` says in a word whether all of the unit is counted."""

    people: str
    printed: str
    base: str
    rate: str
    complete: str


@dataclass(frozen=True, slots=True)
class _FigureLine:
    """A value on its way into line `number` (from one); `parts` are the lines it adds up, `pooled`
    those whose denominators it adds up as well."""

    row: Row
    period: date
    value: Value
    number: int
    parts: range | None = None
    pooled: range | None = None


def complete_word() -> str:
    return _("complete")


def write_figures(
    sheet: WrittenSheet, content: Content, denominators: DenominatorsSheet
) -> Mapping[FigureKey, FigureRefs]:
    """(unit, indicator, month) -> where the figure stands."""
    columns = _columns(denominators)
    sheet.put(0, 0, _("Figures by unit and month"), HEADING)
    sheet.put(1, 0, _("Change a figure here and the report follows; the check says so."), NOTE)
    sheet.start_table(HEADING_ROW, columns)
    places: dict[FigureKey, FigureRefs] = {}
    last = HEADING_ROW
    for line in _lines(content):
        last = line.number - 1
        sheet.put_line(last, columns, line)
        key = (line.row.unit.pk, line.row.indicator.pk, line.period)
        places[key] = FigureRefs(*(sheet.ref(last, column) for column in REFERRED))
    sheet.finish_table(HEADING_ROW, last, len(columns), frozen_columns=3)
    return places


def _lines(content: Content) -> list[_FigureLine]:
    """Those of each indicator, latest month first; then what was counted in each month."""
    lines: list[_FigureLine] = []

    def add(rows: Sequence[Row], period: date, values: Sequence[Value]) -> None:
        lines.extend(_lines_of_month(rows, period, values, HEADING_ROW + 2 + len(lines)))

    months = content.overview.months
    for block in content.blocks:
        values = [values_by_month(row, months) for row in block.rows]
        for period in values[-1]:
            add(block.rows, period, [of_row[period] for of_row in values])
    for flow in content.flows:
        for period in reversed(flow.months):
            add(flow.rows, period, [flow.reported[row.unit.pk][period] for row in flow.rows])
    return lines


def _lines_of_month(
    rows: Sequence[Row], period: date, values: Sequence[Value], first: int
) -> list[_FigureLine]:
    lines = [
        _FigureLine(row, period, value, first + offset)
        for offset, (row, value) in enumerate(zip(rows, values, strict=True))
    ]
    if not adds_up(values[-1], values[:-1]):
        return lines
    whole = lines.pop()
    parts = range(first, whole.number)
    pooled = parts if is_pooled(values[-1], values[:-1]) else None
    return [*lines, replace(whole, parts=parts, pooled=pooled)]


def _columns(denominators: DenominatorsSheet) -> list[SheetColumn[_FigureLine]]:
    return [
        SheetColumn(_("Indicator"), 18, lambda line: line.row.indicator.label),
        SheetColumn(_("Month"), 9, lambda line: line.period, MONTH_CELL),
        SheetColumn(_("Unit"), 24, lambda line: line.row.unit.full_name),
        SheetColumn(_("Participants"), 13, _people, PEOPLE_CELL, form=_form_of_people),
        SheetColumn(
            _("Coverage as reported, %"),
            11,
            _own(lambda own: own.rate),
            PERCENT_CELL,
            form=_form_of_rate,
        ),
        SheetColumn(_("Denominator"), 13, lambda line: _base(line, denominators), PEOPLE_CELL),
        SheetColumn(_("Coverage, %"), 11, _rate, PERCENT_CELL, form=_form_of_rate),
        SheetColumn(_("Complete"), 9, _complete, WORD_CELL),
        SheetColumn(_("Why there is no figure"), 16, _why_not),
        SheetColumn(_("Origin"), 12, lambda line: origin_text(line.value)),
        SheetColumn(_("How it was counted"), 24, lambda line: value_note(line.value)),
        SheetColumn(_("Marks"), 16, _marks),
        SheetColumn(_("Cut-off date"), 12, _own(lambda own: own.as_of), DATE_CELL),
        SheetColumn(_("Version"), 10, _own(lambda own: own.figure_id), YEAR_CELL),
        SheetColumn(_("Recorded at"), 16, _own(lambda own: own.recorded_at), MOMENT_CELL),
        SheetColumn(_("Recorded by"), 22, _own(lambda own: own.recorded_by)),
        SheetColumn(_("Source"), 50, _own(lambda own: own.source)),
        SheetColumn(_("Note"), 50, _own(lambda own: own.note)),
    ]


def _form_of_people(line: _FigureLine) -> str:
    return people_in(line.value).format_of(line.value.people)


def _form_of_rate(line: _FigureLine) -> str:
    return rate_in(line.value).format_of(line.value.rate)


def _own(cell: Callable[[OwnFigure], Held]) -> Callable[[_FigureLine], Held]:
    return lambda line: cell(line.value.own) if line.value.own else None


def _marks(line: _FigureLine) -> str | None:
    """With its warnings where it is the month's own number; of earlier months its state."""
    is_of_the_month = line.value is line.row.value
    return (row_marks(line.row) if is_of_the_month else state_marks(line.value)) or None


def _why_not(line: _FigureLine) -> str | None:
    known = line.value.people is not None or line.value.rate is not None
    return None if known else absence_text(line.value)


def _range(letter: str, lines: range) -> str:
    return f"{letter}{lines.start}:{letter}{lines.stop - 1}"


def _people(line: _FigureLine) -> Held:
    if line.parts is None:
        return line.value.people
    people = _range(PEOPLE, line.parts)
    return Formula(f'=IF(COUNT({people})=0,"",SUM({people}))', line.value.people)


def _base(line: _FigureLine, denominators: DenominatorsSheet) -> Held:
    base = line.value.base
    if line.pooled is not None:
        people, bases = _range(PEOPLE, line.pooled), _range(BASE, line.pooled)
        text = (
            f'=IF(AND(COUNT({people})>0,COUNTIFS({people},">=0",{bases},">0")=COUNT({people})),'
            f'SUMIFS({bases},{people},">=0"),"")'
        )
        return Formula(text, base.people if base else None)
    if base is None:
        return None
    ref = denominators.ref(line.row.unit, line.row.indicator.basis, base)
    return Formula(copy_of(ref), base.people)


def _rate(line: _FigureLine) -> Held:
    value, n = line.value, line.number
    if line.pooled is not None:
        people, bases = _range(PEOPLE, line.pooled), _range(BASE, line.pooled)
        text = (
            f'=IF(COUNTIFS({people},">=0",{bases},">0")=0,"",'
            f'SUMIFS({people},{bases},">0")/SUMIFS({bases},{people},">=0")*100)'
        )
        return Formula(text, value.rate)
    computed = percent(value.people, value.base.people if value.base else None)
    if not value.rate_is_printed and value.rate != computed:
        return value.rate
    text = (
        f'=IF({PRINTED}{n}<>"",{PRINTED}{n},'
        f'IF(OR({PEOPLE}{n}="",N({BASE}{n})=0),"",{PEOPLE}{n}/{BASE}{n}*100))'
    )
    return Formula(text, value.rate)


def _complete(line: _FigureLine) -> Held:
    """A word where all of the unit is counted, another where parts lack, a third where it does not
    apply; blank where nothing is known."""
    value, n = line.value, line.number
    yes, no, not_expected = complete_word(), _("parts lack"), str(Absence.NOT_APPLICABLE.label)
    word = not_expected if value.does_not_apply else None
    if value.people is not None:
        word = yes if value.is_complete else no
    if line.parts is not None:
        words, rows = _range(COMPLETE, line.parts), f"ROWS({_range(COMPLETE, line.parts)})"
        excused = f"COUNTIF({words},{quoted(not_expected)})"
        text = (
            f"=IF({excused}={rows},{quoted(not_expected)},"
            f'IF(COUNT({_range(PEOPLE, line.parts)})=0,"",'
            f"IF(COUNTIF({words},{quoted(yes)})+{excused}={rows},{quoted(yes)},{quoted(no)})))"
        )
        return Formula(text, word)
    if word == no:
        return no
    blank = quoted(not_expected) if value.does_not_apply else '""'
    return Formula(f'=IF({PEOPLE}{n}="",{blank},{quoted(yes)})', word)
