"""A posted block of targets: what its texts say, and the targets to write."""

from coverage.grid.block import (
    BlockReading,
    CellChange,
    Key,
    PostedBlock,
    UnreadableCell,
    read_block,
    shown_versions,
)
from coverage.notation.numbers import NumberError
from targets.entry import TargetValue
from targets.models import Target
from targets.refusals import NotInTheGrid
from targets.register.sheet import TargetSheet
from targets.register.typed_text import CountedOnlyError, TypedTarget, explain_target, read_target

TargetChange = CellChange[Target, TypedTarget]
TargetReading = BlockReading[Target, TypedTarget]


def read_targets(block: PostedBlock, sheet: TargetSheet) -> TargetReading:
    """One statement. Raises NotInTheGrid for a cell the sheet has not."""
    cells = {(unit.pk, column.pk) for unit in sheet.units for column in sheet.columns}
    if not block.texts.keys() <= cells:
        raise NotInTheGrid

    def read(key: Key, text: str) -> TypedTarget:
        column = sheet.column(key[1])
        try:
            return read_target(text, column.bare, has_rate=column.has_rate)
        except (NumberError, CountedOnlyError) as error:
            raise UnreadableCell(explain_target(error)) from error

    shown = shown_versions(block, Target.objects.all(), lambda row: sheet.cell_of(row.key))
    return read_block(block, shown, read, _said_by)


def _said_by(target: Target | None) -> TypedTarget:
    if target is None or target.is_withdrawn:
        return TypedTarget()
    return TypedTarget(target.people, target.percent, target.qualifier)


def target_to_write(change: TargetChange, sheet: TargetSheet) -> TargetValue:
    """A note says what a target is of, and so goes with its corrections."""
    typed, before = change.value, change.before
    return TargetValue(
        sheet.document.pk,
        change.key[0],
        *sheet.column(change.key[1]).key,
        percent=typed.percent,
        people=typed.people,
        qualifier=typed.qualifier,
        note=before.note if before and not typed.is_blank else "",
        is_withdrawn=typed.is_blank,
    )
