"""The workbook of an export, written row by row: what is written leaves the memory at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coverage.exporting.rows import CHUNK, FigureRow, indicator_names
from coverage.models import Absence, FigureExport, Origin, Precision, Qualifier, Scope
from coverage.notation.periods import write_date, write_period

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_HEAD = {"bold": True, "bg_color": "#DDE6EE", "border": 1, "text_wrap": True, "align": "center"}
_PEOPLE, _RATE, _DAY, _MOMENT = "#,##0", "#,##0.00##", "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"
_MONTH, _WHOLE, _TEXT = "mm/yyyy", "0", "@"
_EXCELS_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's clock knows no zone
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str | Promise
    width: float
    number_format: str = _TEXT


_COLUMNS = (
    _Column(gettext_lazy("Month"), 9, _MONTH),
    _Column(gettext_lazy("Unit code"), 8),
    _Column(gettext_lazy("Unit"), 26),
    _Column(gettext_lazy("Unit above"), 22),
    _Column(gettext_lazy("Indicator code"), 11),
    _Column(gettext_lazy("Indicator"), 24),
    _Column(gettext_lazy("People"), 13, _PEOPLE),
    _Column(gettext_lazy("Coverage as reported, %"), 11, _RATE),
    _Column(gettext_lazy("Why there is no figure"), 16),
    _Column(gettext_lazy("Precision"), 14),
    _Column(gettext_lazy("Scope"), 16),
    _Column(gettext_lazy("Cut-off date"), 12, _DAY),
    _Column(gettext_lazy("Origin"), 11),
    _Column(gettext_lazy("Version"), 8, _WHOLE),
    _Column(gettext_lazy("Recorded at"), 19, _MOMENT),
    _Column(gettext_lazy("Recorded by"), 24),
    _Column(gettext_lazy("Replaced at"), 19, _MOMENT),
    _Column(gettext_lazy("Record number"), 11, _WHOLE),
    _Column(gettext_lazy("Source"), 40),
    _Column(gettext_lazy("Note"), 40),
)


def write_book(
    path: Path, export: FigureExport, rows: Iterable[FigureRow], tell: Callable[[int], None]
) -> int:
    """Write the file and give how many rows it holds; `tell` is called with the number so far
    every few thousand rows. Raises OSError where the disk is full."""
    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False}
    with Workbook(str(path), options) as workbook:
        sheet = workbook.add_worksheet(_("Figures"))
        about = workbook.add_worksheet(_("About this file"))
        formats = [
            workbook.add_format(_FONT | {"num_format": column.number_format}) for column in _COLUMNS
        ]
        writers = _writers(sheet)
        _start(workbook, sheet)
        written, has_simulated = 0, False
        for written, row in enumerate(_with_words(rows), start=1):
            has_simulated |= row.is_simulated
            for column, cell in enumerate(row.cells):
                # A blank cell for what is not there: never a zero.
                if cell is not None and cell != "":
                    writers[column](written, column, cell, formats[column])
            if written % CHUNK == 0:
                tell(written)
        sheet.autofilter(0, 0, max(written, 1), len(_COLUMNS) - 1)
        _write_about(workbook, about, _about(export, written, has_simulated))
    return written


def _start(workbook: Workbook, sheet: Worksheet) -> None:
    head = workbook.add_format(_FONT | _HEAD)
    for position, column in enumerate(_COLUMNS):
        sheet.set_column(position, position, column.width)
        sheet.write_string(0, position, str(column.heading), head)
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


@dataclass(frozen=True, slots=True)
class _Worded:
    cells: tuple[object, ...]
    is_simulated: bool


def _with_words(rows: Iterable[FigureRow]) -> Iterable[_Worded]:
    """The cells of each row; what is a choice in the database is a word here."""
    indicators = indicator_names()
    absences, scopes, precisions, qualifiers, origins = (
        {value: str(label) for value, label in choices.choices}
        for choices in (Absence, Scope, Precision, Qualifier, Origin)
    )
    for row in rows:
        code, name = indicators[row.indicator_id]
        said = (qualifiers.get(row.qualifier, ""), precisions[row.precision])
        cells = (
            _serial(row.period),
            row.unit_code,
            row.unit,
            row.above,
            code,
            name,
            row.people,
            row.rate,
            absences.get(row.absence),
            ", ".join(word for word in said if word),
            scopes.get(row.scope),
            _serial(row.as_of),
            origins[row.origin],
            row.version,
            _serial_moment(row.recorded_at),
            row.recorded_by,
            _serial_moment(row.superseded_at) if row.superseded_at else None,
            row.figure_id,
            row.source,
            row.note,
        )
        yield _Worded(cells, row.origin == Origin.SIMULATED)


def _writers(sheet: Worksheet) -> list[Callable[..., object]]:
    """How each column is written, looked up once: a file has millions of cells."""
    return [
        sheet.write_string if column.number_format == _TEXT else sheet.write_number
        for column in _COLUMNS
    ]


@cache
def _serial(day: date) -> int:
    """A day as Excel counts it."""
    return (day - _EXCELS_FIRST_DAY.date()).days


def _serial_moment(moment: datetime) -> float:
    """A moment as Excel counts it, by the clock of the office."""
    return (localtime(moment).replace(tzinfo=None) - _EXCELS_FIRST_DAY) / _ONE_DAY


def _about(export: FigureExport, written: int, has_simulated: bool) -> list[tuple[str, str]]:
    said = [
        (_("Unit, with all units below it"), export.unit.full_name),
        (_("Months"), f"{write_period(export.first)} – {write_period(export.last)}"),
        (_("Rows"), f"{written}"),
        (
            _("Versions in this file"),
            _("in force and replaced") if export.with_replaced else _("in force only"),
        ),
        (_("Figures as recorded at"), _moment(export)),
        (_("Made by"), str(export.user)),
        (
            _("How to read it"),
            _(
                "A blank is no value, never zero; where a cell was explained, its reason stands"
                " in “Why there is no figure”. Figures of units and of the units below them stand"
                " side by side: do not add them up. Levels at a month’s end are not added over"
                " months."
            ),
        ),
    ]
    if has_simulated:
        warning = _("SIMULATED FIGURES: made up for demonstration, nobody’s report.")
        said.append((_("Origin"), warning))
    return said


def _moment(export: FigureExport) -> str:
    started = localtime(export.started_at)
    return f"{started:%H:%M:%S} {write_date(started.date())}"


def _write_about(workbook: Workbook, sheet: Worksheet, said: list[tuple[str, str]]) -> None:
    bold = workbook.add_format(_FONT | {"bold": True, "valign": "top"})
    wrapped = workbook.add_format(_FONT | {"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    for number, (name, text) in enumerate(said):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text, wrapped)
