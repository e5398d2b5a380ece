"""What is said of the month's numbers, as material for who drafts the causes: two statements."""

from collections.abc import Iterator
from dataclasses import dataclass

from coverage.models import Indicator
from reports.figures.blocks import Block, blocks_of
from reports.figures.query import Overview
from reports.month_notes.notes import Note
from reports.month_notes.query import notes_on
from reports.month_notes.words import note_text
from reports.written_report import sentences as wording
from reports.written_report.fallen import fell_in

Asked = tuple[int, Indicator]


@dataclass(frozen=True, slots=True)
class Material:
    """A note on a number of the unit, or on one of a unit below it that fell. `key`: by which a
    form names it."""

    indicator: Indicator
    note: Note
    text: str

    @property
    def key(self) -> str:
        return f"{self.indicator.code}/{self.note.unit_id}/{self.note.at.timestamp()}"

    @property
    def item(self) -> str:
        """As a line of the report, where it is taken over."""
        return f"{wording.ITEM}{self.indicator.short_name}: {' '.join(self.text.split())}"


def material_of(found: Overview) -> list[Material]:
    """Indicator by indicator; what is said of a sum and of a unit in it stands once."""
    period, asked = found.months.now, list(_asked(found, blocks_of(found, None)))
    rows = {(pk, period): _rows(found) if pk == found.unit.pk else [pk] for pk, _of in asked}
    notes = notes_on(rows, [each.pk for each in {of for _pk, of in asked}], found.moment)
    said = {
        (of.pk, note.unit_id, note.text): Material(of, note, note_text(note, found.unit.pk))
        for pk, of in asked
        for note in notes.get((pk, of.pk, period), ())
    }
    return list(said.values())


def _asked(found: Overview, blocks: list[Block]) -> Iterator[Asked]:
    below = {block.whole.indicator.pk: block for block in blocks}
    for row in found.wholes:
        yield found.unit.pk, row.indicator
        if block := below.get(row.indicator.pk):
            yield from ((each.unit.pk, row.indicator) for each, _moved in fell_in(block))


def _rows(found: Overview) -> list[int]:
    """Under which the unit is told: in a month before it was one, those that went into it."""
    if found.unit.exists_on(found.months.now):
        return [found.unit.pk]
    return sorted({row.unit.pk for rows in found.parts.values() for row in rows})
