"""The rows of an overview in blocks of one indicator each: the units below, and the whole. Pure.

Monthly workbook and written report are made of the same blocks; computed is nothing but the order
of rank.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports.figures.like_for_like import OwnTargets, own_targets
from reports.figures.places import is_by_attainment, places
from reports.figures.query import Overview
from reports.figures.standing import Row, Standing
from targets.in_force import PromiseInForce


@dataclass(frozen=True, slots=True)
class Block:
    """One indicator: the units below, and the whole. `assigners`: one standing for each that set
    targets; `chosen`: whose come first, None where nobody set any."""

    whole: Row
    parts: Sequence[Row]
    assigners: Sequence[Standing]
    chosen: Standing | None

    @property
    def rows(self) -> list[Row]:
        return [*self.parts, self.whole]

    @property
    def assigner_id(self) -> int | None:
        return self.chosen.promise.assigner_id if self.chosen else None

    @property
    def own_targets(self) -> OwnTargets | None:
        """Of a whole that lacks units: what those it counts attained of their own targets."""
        if self.whole.value.people is None or self.whole.value.is_complete:
            return None
        judged = ((row.value, row.standing_by(self.assigner_id)) for row in self.parts)
        return own_targets(
            (value, standing.assessment)
            for value, standing in judged
            if standing is not None and not standing.is_milestone
        )

    @property
    def below_average(self) -> list[Row]:
        return [row for row in self.parts if row.is_below_average]

    @property
    def documents(self) -> list[str]:
        """Those in which the chosen assigner set the targets of the block."""
        standings = (row.standing_by(self.assigner_id) for row in self.rows)
        own = (each.promise.document for each in standings if each is not None)
        return list(dict.fromkeys(own))

    def headline(self, row: Row) -> Standing | None:
        """The promise a row is first measured by: of the chosen assigner, else of the nearest
        that set one for that very unit."""
        nearest = next(iter(row.standings), None)
        return row.standing_by(self.assigner_id) or nearest

    @property
    def is_ranked_by_attainment(self) -> bool:
        """Else by the coverage rate."""
        return is_by_attainment(self.parts, self.assigner_id)

    def ranks(self) -> dict[int, int | None]:
        """unit -> its place among the parts, 1 the best; None where it has none."""
        found = places(self.parts, self.assigner_id)
        return {row.unit.pk: place for row, place in zip(self.parts, found, strict=True)}


def blocks_of(overview: Overview, assigner_id: int | None) -> list[Block]:
    """The indicators of which something is known, in their order; a part of another indicator
    only where somebody set a target for it. `assigner_id`: whose targets come first if it set
    any; else the nearest assigner's."""
    with_target = overview.cards
    others = [row for row in overview.without_targets if row.indicator.part_of_id is None]
    shown = sorted([*with_target, *others], key=lambda row: row.indicator.order)
    return [_shared_block(overview, whole, assigner_id) for whole in shown]


def assigners_in(blocks: Sequence[Block]) -> list[PromiseInForce]:
    """One promise for each assigner of the blocks, nearest first."""
    found: dict[int, PromiseInForce] = {}
    for block in blocks:
        for standing in block.assigners:
            found.setdefault(standing.promise.assigner_id, standing.promise)
    return sorted(found.values(), key=lambda each: (each.assigner_kind, each.assigner))


def block_of(whole: Row, parts: Sequence[Row], asked: int | None) -> Block:
    """With all assigners of the table. `asked`: whose targets come first if it set any."""
    return _block(whole, parts, _assigners_of(whole, parts), asked)


def _shared_block(overview: Overview, whole: Row, asked: int | None) -> Block:
    """With those assigners that set targets for the whole or for several of its units."""
    parts = overview.parts.get(whole.indicator.code, ())
    assigners = [
        standing
        for standing in _assigners_of(whole, parts)
        if standing.promise.assigner_id == asked or _is_shared(standing, parts, whole)
    ]
    return _block(whole, parts, assigners, asked)


def _block(
    whole: Row, parts: Sequence[Row], assigners: Sequence[Standing], asked: int | None
) -> Block:
    nearest = next(iter(assigners), None)
    chosen = (each for each in assigners if each.promise.assigner_id == asked)
    return Block(whole, parts, assigners, next(chosen, nearest))


def _assigners_of(whole: Row, parts: Sequence[Row]) -> list[Standing]:
    """One standing for each assigner of the table: first who set the most targets of it, then who
    is nearest to the units."""
    own = [each for row in (*parts, whole) for each in row.standings]
    counts = Counter(each.promise.assigner_id for each in own)
    found: dict[int, Standing] = {}
    for standing in own:
        found.setdefault(standing.promise.assigner_id, standing)
    return sorted(
        found.values(),
        key=lambda each: (
            -counts[each.promise.assigner_id],
            each.promise.assigner_kind,
            each.promise.assigner,
        ),
    )


def _is_shared(standing: Standing, parts: Sequence[Row], whole: Row) -> bool:
    """A nation's provinces have each their own assigners; a table has columns for those of many."""
    assigner_id = standing.promise.assigner_id
    if whole.standing_by(assigner_id) is not None:
        return True
    return sum(row.standing_by(assigner_id) is not None for row in parts) > 1
