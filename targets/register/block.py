"""A posted block of targets: what its texts say, and the targets to write."""

from coverage.grid.block import (
    BlockReading,
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

TargetReading = BlockReading[Target, TypedTarget]


def read_targets(block: PostedBlock, sheet: TargetSheet) -> TargetReading:
    """One statement. Raises NotInTheGrid for a cell the sheet has not."""
    cells = {(unit.pk, column.pk) for unit in sheet.units for column in sheet.columns}
    if not block.texts.keys() <= cells:
        raise NotInTheGrid

    def read(key: Key, text: str) -> TypedTarget:
        column = sheet.column(key)
        try:
            return read_target(text, column.bare, has_rate=column.has_rate)
        except (NumberError, CountedOnlyError) as error:
            raise UnreadableCell(explain_target(error)) from error

    shown = shown_versions(block, Target.objects.all(), lambda row: sheet.cell_of(row.key))
    return read_block(block, shown, read, sheet.written)


def target_to_write(
    sheet: TargetSheet, key: Key, typed: TypedTarget, before: Target | None
) -> TargetValue:
    """A note says what a target is of, and so goes with its corrections."""
    column = sheet.column(key)
    return TargetValue(
        sheet.document.pk,
        key[0],
        column.indicator.pk,
        column.year,
        percent=typed.percent,
        percent_qualifier=typed.percent_qualifier,
        people=typed.people,
        people_qualifier=typed.people_qualifier,
        note=before.note if before and not typed.is_blank else "",
        is_withdrawn=typed.is_blank,
    )
