"""The cells of a posted block that are asked about before they are saved."""

from coverage.grid.block import Key, Question
from targets.register.block import TargetReading
from targets.register.questions import TargetQuestion, promise_text, questions
from targets.register.references import CellKey, references
from targets.register.sheet import TargetSheet, promise_of
from targets.register.typed_text import TypedTarget, write_target


def questions_of(reading: TargetReading, sheet: TargetSheet) -> dict[Key, Question]:
    """Of what was typed and not confirmed yet. Three statements where anything was."""
    cells = {
        key: _cell_key(sheet, key)
        for key, typed in reading.changes.items()
        if not typed.is_blank and key not in reading.block.confirmed
    }
    indicators = [column.indicator for column in sheet.columns]
    found = questions(
        {cell: promise_of(reading.changes[key]) for key, cell in cells.items()},
        {
            cell: promise_of(reading.before[key])
            for key, cell in cells.items()
            if key in reading.before and not reading.before[key].is_withdrawn
        },
        references(sheet.document, list(cells.values()), sheet.parts, indicators),
        {cell: sheet.bases[key].people for key, cell in cells.items() if key in sheet.bases},
    )
    return {
        key: _question(sheet, key, reading.changes[key], found[cell])
        for key, cell in cells.items()
        if cell in found
    }


def _cell_key(sheet: TargetSheet, key: Key) -> CellKey:
    column = sheet.column(key)
    return key[0], column.indicator.pk, column.year


def _question(sheet: TargetSheet, key: Key, typed: TypedTarget, asked: TargetQuestion) -> Question:
    says = promise_text(typed)
    if asked.meant is None:
        return Question(asked.said, says)
    other = write_target(asked.meant, sheet.column(key).bare)
    return Question(asked.said, says, other, promise_text(asked.meant))
