"""The workbook of an export, written row by row: what is written leaves the memory at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter.format import Format

from coverage.counting.reopenings import Reopening
from coverage.exporting.rows import CHUNK, FigureRow, indicator_names
from coverage.models import (
    Absence,
    ExportedVersions,
    FigureExport,
    Origin,
    Precision,
    Qualifier,
    Scope,
)
from coverage.models.printed import PRINTED_DECIMALS
from coverage.notation.periods import write_period
from coverage.notation.printed import printed_decimals
from coverage.tables.looks import BOLD_TEXT, TEXT, WRAPPED_TEXT, Look
from coverage.tables.notations import (
    DAY_FORMAT,
    MONTH_FORMAT,
    PEOPLE_FORMAT,
    PERCENT_FORMAT,
    SECOND_FORMAT,
    number_form,
    write_second,
)
from coverage.tables.written_book import SheetColumn, WrittenBook, WrittenSheet

_PEOPLE, _RATE, _WHOLE = Look(PEOPLE_FORMAT), Look(PERCENT_FORMAT), Look("0")
_MONTH, _DAY, _MOMENT = Look(MONTH_FORMAT), Look(DAY_FORMAT), Look(SECOND_FORMAT)
_EXCELS_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's clock knows no zone
_ONE_DAY = timedelta(days=1)


def write_book(
    path: Path, export: FigureExport, rows: Iterable[FigureRow], tell: Callable[[int], None]
) -> int:
    """Write the file and give how many rows it holds; `tell` is called with the number so far
    every few thousand rows. Raises OSError where the disk is full."""
    book = WrittenBook(path=path)
    with book.workbook:
        sheet, about = book.add_sheet(_("Figures")), book.add_sheet(_("About this file"))
        columns = _columns()
        sheet.start_table(0, columns)
        writers = list(_writers(sheet, columns))
        written, has_simulated = 0, False
        for written, row in enumerate(rows, start=1):
            has_simulated |= row.origin == Origin.SIMULATED
            for position, (held_of, write, style) in enumerate(writers):
                # A blank cell for what is not there: never a zero.
                if (held := held_of(row)) is not None and held != "":
                    write(written, position, held, style)
            if written % CHUNK == 0:
                tell(written)
        sheet.finish_table(0, max(written, 1), len(columns), frozen_columns=3)
        _write_about(about, _about(export, written, has_simulated))
    return written


def _columns() -> list[SheetColumn[FigureRow]]:
    """What is a choice in the database is a word here."""
    indicators = indicator_names()
    absences, scopes, origins = (_labels(each) for each in (Absence, Scope, Origin))
    people, rate = _printings()
    counts = {True: pgettext("counts", "yes"), False: pgettext("counts", "no")}
    return [
        SheetColumn(_("Month"), 9, lambda row: _serial(row.period), _MONTH),
        SheetColumn(_("Unit code"), 8, lambda row: row.unit_code, TEXT),
        SheetColumn(_("Unit"), 26, lambda row: row.unit, TEXT),
        SheetColumn(_("Unit above"), 22, lambda row: row.above, TEXT),
        SheetColumn(_("Indicator code"), 11, lambda row: indicators[row.indicator_id][0], TEXT),
        SheetColumn(_("Indicator"), 24, lambda row: indicators[row.indicator_id][1], TEXT),
        SheetColumn(_("People"), 13, lambda row: row.people, _PEOPLE),
        SheetColumn(_("Coverage as reported, %"), 11, lambda row: row.rate, _RATE),
        SheetColumn(_("Why there is no figure"), 16, lambda row: absences.get(row.absence), TEXT),
        SheetColumn(_("Precision of the people"), 14, people, TEXT),
        SheetColumn(_("Precision of the rate"), 14, rate, TEXT),
        SheetColumn(_("Scope"), 16, lambda row: scopes.get(row.scope), TEXT),
        SheetColumn(_("Cut-off date"), 12, lambda row: _serial(row.as_of), _DAY),
        SheetColumn(_("Origin"), 11, lambda row: origins[row.origin], TEXT),
        SheetColumn(_("Counts"), 8, lambda row: counts[row.counts], TEXT),
        SheetColumn(_("Version"), 8, lambda row: row.version, _WHOLE),
        SheetColumn(_("Recorded at"), 19, lambda row: _serial_moment(row.recorded_at), _MOMENT),
        SheetColumn(_("Recorded by"), 24, lambda row: row.recorded_by, TEXT),
        SheetColumn(_("Replaced at"), 19, lambda row: _serial_moment(row.superseded_at), _MOMENT),
        *_of_reopenings(),
        SheetColumn(_("Record number"), 11, lambda row: row.figure_id, _WHOLE),
        SheetColumn(_("Source"), 40, lambda row: row.source, TEXT),
        SheetColumn(_("Note"), 40, lambda row: row.note, TEXT),
    ]


def _of_reopenings() -> list[SheetColumn[FigureRow]]:
    """Why the month could be written again after it was handed in, blank for what came before."""

    def of(cell: Callable[[Reopening], object]) -> Callable[[FigureRow], Any]:
        return lambda row: cell(row.reopening) if row.reopening else None

    moment = of(lambda found: _serial_moment(found.at))
    return [
        SheetColumn(_("Why reopened or returned"), 40, of(lambda found: found.reason), TEXT),
        SheetColumn(_("Reopened or returned by"), 24, of(lambda found: found.by), TEXT),
        SheetColumn(_("Reopened or returned at"), 19, moment, _MOMENT),
    ]


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _printings() -> tuple[Callable[[FigureRow], str], Callable[[FigureRow], str]]:
    """How exactly the people and the rate of a row were printed; blank where there is none."""
    precisions, qualifiers = _labels(Precision), _labels(Qualifier)

    def in_words(number: object, qualifier: str, precision: str) -> str:
        said = (qualifiers.get(qualifier, ""), precisions[precision])
        return "" if number is None else ", ".join(word for word in said if word)

    return (
        lambda row: in_words(row.people, row.people_qualifier, row.people_precision),
        lambda row: in_words(row.rate, row.rate_qualifier, row.rate_precision),
    )


def _writers(
    sheet: WrittenSheet, columns: Sequence[SheetColumn[FigureRow]]
) -> Iterable[tuple[Callable[[FigureRow], object], Callable[..., object], Format]]:
    """How each column is written, looked up once: a file has millions of cells."""
    to = sheet.worksheet
    decimals = [sheet.format(Look(number_form(places))) for places in range(PRINTED_DECIMALS + 1)]

    def write_rate(row: int, column: int, rate: Decimal, _usual: Format) -> None:
        to.write_number(row, column, rate, decimals[printed_decimals(rate)])

    for column in columns:
        write = to.write_string if column.look is TEXT else to.write_number
        if column.look is _RATE:
            write = write_rate
        yield column.cell, write, sheet.format(column.look)


@cache
def _serial(day: date) -> int:
    """A day as Excel counts it."""
    return (day - _EXCELS_FIRST_DAY.date()).days


def _serial_moment(moment: datetime | None) -> float | None:
    """A moment as Excel counts it, by the clock of the office."""
    if moment is None:
        return None
    return (localtime(moment).replace(tzinfo=None) - _EXCELS_FIRST_DAY) / _ONE_DAY


def _about(export: FigureExport, written: int, has_simulated: bool) -> list[tuple[str, str]]:
    said = [
        (_("Unit, with all units below it"), export.unit.full_name),
        (_("Months"), f"{write_period(export.first)} – {write_period(export.last)}"),
        (_("Rows"), f"{written}"),
        (
            _("Versions in this file"),
            _versions_text(export),
        ),
        (_("Figures as recorded at"), write_second(export.started_at)),
        (_("Made by"), str(export.user)),
        (
            _("How to read it"),
            _(
                "A blank is no value, never zero; where a cell was explained, its reason stands"
                " in “Why there is no figure”. Figures of units and of the units below them stand"
                " side by side: do not add them up. Levels at a month’s end are not added over"
                " months. What a month holds that does not count, or not yet, is in no sum of the"
                " pages."
            ),
        ),
    ]
    if has_simulated:
        warning = _("SIMULATED FIGURES: made up for demonstration, nobody’s report.")
        said.append((_("Origin"), warning))
    return said


def _versions_text(export: FigureExport) -> str:
    said = [_("what counts")]
    if export.versions != ExportedVersions.COUNTING:
        said.append(_("also what is still being entered or waits"))
    if export.versions == ExportedVersions.ALL:
        said.append(_("also the versions that were replaced"))
    return "; ".join(said)


def _write_about(sheet: WrittenSheet, said: Sequence[tuple[str, str]]) -> None:
    sheet.worksheet.set_column(0, 0, 30)
    sheet.worksheet.set_column(1, 1, 90)
    for number, (name, text) in enumerate(said):
        sheet.put(number, 0, name, BOLD_TEXT)
        sheet.put(number, 1, text, WRAPPED_TEXT)
