"""What a meeting saw beside what the meeting before it saw: frozen values against frozen values.
Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from coverage.models import AdministrativeUnit
from reports.figures.blocks import Block
from reports.figures.comparison import Comparison, compare
from reports.figures.differences import RowKey, rows_of
from reports.figures.judged_rows import JudgedRow
from reports.figures.like_for_like import LikeForLike, count_the_same, like_for_like
from reports.figures.query import Overview
from reports.figures.standing import OwnPromise, Row
from reports.figures.tree import Tree
from targets.attainment import points


@dataclass(frozen=True, slots=True)
class SinceLine:
    """A unit and indicator as the meeting saw it, and as the one before did. `then` None: it saw
    nothing of the unit, or there was none; `former`: what went into the unit since then."""

    now: JudgedRow
    then: JudgedRow | None = None
    comparison: Comparison | None = None
    former: Sequence[str] = ()

    @property
    def attained_points(self) -> Decimal | None:
        """None where either is not known or not judged, and where they are not of the same target:
        another year, another assigner, a rate in place of people."""
        now, then = self.now.standing, self.then.standing if self.then else None
        if now is None or then is None or not is_same_target(now, then):
            return None
        return points(now.assessment.attainment, then.assessment.attainment)


def is_same_target(one: OwnPromise, other: OwnPromise) -> bool:
    """Of one assigner and year, and judged by the same rule, whether or not it was revised."""
    return _target(one) == _target(other)


def _target(promised: OwnPromise) -> tuple[object, ...]:
    promise = promised.promise
    return promise.assigner_id, promise.year, promised.assessment.rule


class Seen:
    """What the meeting before saw: `found` None where there was none."""

    def __init__(self, found: Overview | None, tree: Tree) -> None:
        """`tree`: of the units as the later meeting saw them."""
        self.found, self.tree = found, tree
        self.rows: Mapping[RowKey, Row] = rows_of(found) if found else {}

    def row(self, unit: AdministrativeUnit, code: str) -> Row | None:
        """That of the unit, under whichever row it stood: a unit kept as it was is itself."""
        keys = [(pk, code) for pk in (unit.pk, *self.tree.selves_of(unit))]
        return next((self.rows[key] for key in keys if key in self.rows), None)

    def former(self, unit: AdministrativeUnit) -> list[str]:
        """What went into the unit since, by name; none of one that was there."""
        if self.found is None or unit.exists_on(month := self.found.months.now):
            return []
        return [each.name for each in self.tree.came_from(unit.pk, month)]


def lines_of_whole(blocks: Sequence[Block], seen: Seen, month: date) -> list[SinceLine]:
    """A line an indicator, of the meeting's unit. `month`: that of the meeting."""
    return [_line(block, block.whole, seen, month) for block in blocks]


def lines_of_unit(
    unit: AdministrativeUnit, blocks: Sequence[Block], seen: Seen, month: date
) -> Iterator[SinceLine]:
    """A line for each indicator to which a target was set; of the meeting's unit or of one directly
    below it."""
    for block in blocks:
        row = next((each for each in block.rows if each.unit.pk == unit.pk), None)
        if row is not None and block.shown(row) is not None:
            yield _line(block, row, seen, month)


def _line(block: Block, row: Row, seen: Seen, month: date) -> SinceLine:
    promised = block.shown(row)
    then = seen.row(row.unit, row.indicator.code)
    line = JudgedRow(row, promised)
    if then is None or seen.found is None:
        return SinceLine(line, former=seen.former(row.unit))
    like = _like(block, seen) if row is block.whole else None
    comparison = compare(row.value, then.value, like)
    if row.value.has_figure and then.value.has_figure:
        since = seen.tree.parted_since(row.unit, seen.found.months.now, month)
        comparison = replace(comparison, parted_since=since)
    return SinceLine(line, JudgedRow(then, _of_same_kind(then, promised)), comparison)


def _of_same_kind(row: Row, promised: OwnPromise | None) -> OwnPromise | None:
    """The row's own target of the year by an assigner of the kind of the one that is shown now."""
    if promised is None:
        return None
    kind = promised.promise.assigner_kind
    return next((each for each in row.standings if each.promise.assigner_kind == kind), None)


def _like(block: Block, seen: Seen) -> LikeForLike | None:
    """Of the units directly below, where the two do not count the same ones."""
    before = seen.row(block.whole.unit, block.whole.indicator.code)
    if before is None or count_the_same(block.whole.value, before.value):
        return None
    pairs = ((row.value, seen.row(row.unit, row.indicator.code)) for row in block.parts)
    return like_for_like((now, then.value) for now, then in pairs if then is not None)
