"""Everything an import of figures would do, cell by cell. Writes nothing."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.entry import Cell
from coverage.month_import.cell_values import FigureValue, read, written
from coverage.month_import.standing import Key, StandingMonth
from coverage.workbooks.book import Sheet, SheetCell
from coverage.workbooks.cell_reader import CellReader, ReadColumn
from coverage.workbooks.cell_values import NotRead
from coverage.workbooks.dry_run import DryRun, RunLine
from coverage.workbooks.judging import Version
from coverage.workbooks.layout import Layout

_LONGEST_SOURCE = 500


def dry_run(
    sheet: Sheet,
    layout: Layout,
    month: StandingMonth,
    chosen: Mapping[str, str],
    file_name: str,
) -> DryRun[Cell]:
    """`chosen` has what a person chose, by the names of the fields."""
    reader = _FigureReader(sheet, layout, month.indicators, month.figures, chosen)
    reader.month, reader.file_name = month, file_name
    return reader.dry_run(month.units)


class _FigureReader(CellReader[Key, FigureValue, Cell]):
    changed_by = gettext_lazy("%(person)s changed this figure at %(time)s.")
    closed = (
        gettext_lazy("The month of this unit is not open."),
        gettext_lazy("Ask the approver to open or reopen it."),
    )
    month: StandingMonth
    file_name: str

    def key(self, unit_id: int, column: ReadColumn) -> Key:
        return unit_id, column.indicator.pk

    def is_open(self, key: Key) -> bool:
        return self.month.is_writable(key[0])

    def read(self, cell: SheetCell, column: ReadColumn) -> FigureValue:
        layout = self.run.layout
        return read(cell, column.holds.part, layout.numbers, layout.percents)

    def joined(self, one: FigureValue, other: FigureValue) -> FigureValue:
        """The people, or the absence, of one and the rate of the other."""
        is_rate = other.rate is not None
        value = replace(one, rate=other.rate) if is_rate else replace(other, rate=one.rate)
        if value.absence and value.rate is not None:
            raise NotRead(_("A rate stands beside people that are not there."))
        return value

    def completed(self, value: FigureValue, before: FigureValue) -> FigureValue:
        return value.completed(before)

    def replaced_by(self, value: FigureValue, before: FigureValue) -> FigureValue:
        """A rate alone leaves the people, who are not set against it."""
        is_rate_alone = value.rate is not None and value.people is None
        return before.rate_alone if is_rate_alone and not before.absence else before

    def in_words(self, value: FigureValue) -> str:
        return written(value)

    def written(
        self, key: Key, value: FigureValue, standing: Version[FigureValue] | None, source: RunLine
    ) -> Cell:
        """People alone leave a rate behind that was printed with other people, and keep one that
        stood by itself; a rate alone keeps the people."""
        said = value
        if standing is not None and not value.absence:
            said = value.with_people_of(standing.value)
            if value.rate is not None or value.people is None or standing.value.people is None:
                said = said.with_rate_of(standing.value)
        place = f"{self.file_name}, {self.run.sheet.name}, {source.address}"
        return Cell(
            *key,
            people=said.people,
            people_precision=said.people_precision,
            people_qualifier=said.people_qualifier,
            rate=said.rate,
            rate_precision=said.rate_precision,
            rate_qualifier=said.rate_qualifier,
            absence=said.absence,
            scope=standing.carried if standing else "",
            source=place[:_LONGEST_SOURCE],
            shown=standing.pk if standing else None,
        )
