"""A posted block of targets: what was typed, what was shown, and what follows from the two.

The fields are those of coverage.month.block: `v-`, `s-`, `x-` and `c-` with the key
"unit-column", where a column is a year or an indicator.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coverage.month.block import Block
from coverage.notation.numbers import NumberError
from targets.entry import Key, TargetValue
from targets.models import Target
from targets.refusals import NotInTheGrid
from targets.register.sheet import CellKey, Column, Sheet
from targets.register.typed_text import CountedOnlyError, TypedTarget, explain_target, read_target


@dataclass(slots=True)
class Reading:
    """What a block asks for: `values` to write, with the version `shown` of each; and what is to
    be put before the writer again: `kept` texts that differ from what was shown, `errors` by
    cell, and `contested` cells that wait for a choice, with what stands there."""

    values: list[TargetValue] = field(default_factory=list)
    shown: dict[Key, int | None] = field(default_factory=dict)
    kept: dict[CellKey, str] = field(default_factory=dict)
    typed_over: dict[CellKey, int] = field(default_factory=dict)
    errors: dict[CellKey, str] = field(default_factory=dict)
    contested: dict[CellKey, Target | None] = field(default_factory=dict)


NOTHING_TYPED = Reading()


def read_targets(block: Block, sheet: Sheet) -> Reading:
    """One statement. Raises NotInTheGrid for a cell the sheet has not."""
    columns = {column.pk: column for column in sheet.columns}
    units = {unit.pk for unit in sheet.units}
    if (
        not {unit for unit, _column in block.texts} <= units
        or not {column for _unit, column in block.texts} <= columns.keys()
    ):
        raise NotInTheGrid
    versions = Target.objects.select_related("recorded_by").in_bulk(set(block.shown.values()))
    reading = Reading(typed_over=block.shown)
    for cell, text in block.texts.items():
        column = columns[cell[1]]
        key = (sheet.document.pk, cell[0], column.indicator.pk, column.year)
        version = versions.get(block.shown.get(cell, 0))
        before = version if version is not None and version.key == key else None
        choice = block.choices.get(cell)
        if choice == "theirs":
            continue
        if cell in block.contested and choice != "mine":
            reading.contested[cell] = before
            reading.kept[cell] = text
            reading.errors[cell] = _(
                "Somebody changed this cell too: choose one of the two values."
            )
            continue
        _read_into(reading, cell, column, key, text, before)
    return reading


def _read_into(
    reading: Reading, cell: CellKey, column: Column, key: Key, text: str, before: Target | None
) -> None:
    try:
        typed = read_target(text, column.bare, has_rate=column.has_rate)
    except (NumberError, CountedOnlyError) as error:
        reading.kept[cell] = text
        reading.errors[cell] = explain_target(error)
        return
    if typed != _said(before):
        reading.kept[cell] = text
        reading.values.append(_value(key, typed, before))
        reading.shown[key] = reading.typed_over.get(cell)


def _said(before: Target | None) -> TypedTarget:
    if before is None or before.is_withdrawn:
        return TypedTarget()
    return TypedTarget(before.people, before.percent, before.qualifier)


def _value(key: Key, typed: TypedTarget, before: Target | None) -> TargetValue:
    """A note says what a target is of, and so goes with its corrections."""
    return TargetValue(
        *key,
        percent=typed.percent,
        people=typed.people,
        qualifier=typed.qualifier,
        note=before.note if before and not typed.is_blank else "",
        is_withdrawn=typed.is_blank,
    )
