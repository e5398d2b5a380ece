"""The rows of an overview in blocks of one indicator each: the units below, and the whole. Pure.

Monthly workbook and written report are made of the same blocks; computed is nothing but the order
of rank.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.figures.assigners import Assigners, Of, assigners_of
from reports.figures.like_for_like import OwnTargets, own_targets
from reports.figures.places import is_by_attainment, places
from reports.figures.query import Overview
from reports.figures.standing import OwnPromise, Row, Standing
from targets.in_force import PromiseInForce

USUAL_INDICATOR = "BHYT"


@dataclass(frozen=True, slots=True)
class Block:
    """One indicator: the units below, and the whole. `assigners`: those that set targets, by kind,
    those of the year first; `chosen`: whose come first, of the year wherever anybody set such; None
    where nobody set any."""

    whole: Row
    parts: Sequence[Row]
    assigners: Sequence[Assigners]
    chosen: Assigners | None

    @property
    def rows(self) -> list[Row]:
        return [*self.parts, self.whole]

    @property
    def has_reckoned(self) -> bool:
        """Whether a number of the units below is reckoned by shares."""
        return any(row.value.reckoned is not None for row in self.parts)

    @property
    def own_targets(self) -> OwnTargets | None:
        """Of a whole that lacks units: what those it counts attained of their own targets."""
        if self.whole.value.people is None or self.whole.value.is_complete:
            return None
        return self._own_targets()

    @property
    def targets_of_units(self) -> OwnTargets | None:
        """Of a whole to which nobody set a target of the year, and all of which is known: those of
        all its units together; None where one of them has none."""
        if self.whole.standings or self.whole.value.whole_people is None:
            return None
        found = self._own_targets()
        return found if found and found.units == len(self.expected_parts) else None

    def _own_targets(self) -> OwnTargets | None:
        judged = ((row.value, row.standing_by(self.chosen)) for row in self.parts)
        return own_targets(
            (value, standing.assessment) for value, standing in judged if standing is not None
        )

    @property
    def sum_of_targets(self) -> int | None:
        """The targets of the units together, as people; None where one has none, or of another
        year."""
        shown = [row.promise_by(self.chosen) for row in self.parts]
        if len({each.promise.year for each in shown if each}) > 1:
            return None
        plans = [each.assessment.plan_people if each else None for each in shown]
        known = [plan for plan in plans if plan is not None]
        return sum(known) if known and len(known) == len(plans) else None

    @property
    def expected_parts(self) -> list[Row]:
        """The units below of which a figure is expected: those to which the indicator applies, and
        not those that were none yet."""
        return [row for row in self.parts if row.value.is_owed]

    @property
    def rated_parts(self) -> list[tuple[Row, Decimal]]:
        """The units below of which all are counted, with their rates."""
        return [(row, rate) for row in self.parts if (rate := row.value.whole_rate) is not None]

    @property
    def below_average(self) -> list[Row]:
        return [row for row in self.parts if row.is_below_average]

    @property
    def documents(self) -> list[str]:
        """Those in which the chosen assigners set the targets of the block."""
        return list(dict.fromkeys(each.document for each in self.promises))

    @property
    def promises(self) -> list[PromiseInForce]:
        """Against which the lines of the block are held; the whole's first."""
        shown = [row.promise_by(self.chosen) for row in (self.whole, *self.parts)]
        return [each.promise for each in shown if each is not None]

    @property
    def the_document(self) -> PromiseInForce | None:
        """Any promise of it, where all of the block are of one document."""
        is_one = len({each.document_id for each in self.promises}) == 1
        return self.promises[0] if is_one else None

    @property
    def has_simulated_targets(self) -> bool:
        return any(each.is_simulated for each in self.promises)

    def headline(self, row: Row) -> Standing | None:
        """The target of the year a row is measured by: of the chosen assigners, so that a table of
        several units compares one kind; of the whole, where these set it none, of the nearest."""
        nearest = next(iter(row.standings), None) if row is self.whole else None
        return row.standing_by(self.chosen) or nearest

    def shown(self, row: Row) -> OwnPromise | None:
        """The same; where there is none of the year, what the block shows in its place."""
        if self.chosen is None or self.is_judged:
            return self.headline(row)
        of_kind = self.headline(row) or row.promise_by(self.chosen)
        if of_kind is not None or row is not self.whole:
            return of_kind
        return next(iter(row.promises_of(self.chosen.of)), None)

    @property
    def is_judged(self) -> bool:
        """Whether its lines are held against targets of the year."""
        return self.chosen is not None and self.chosen.of is Of.YEAR

    @property
    def is_over(self) -> bool:
        """Whether the year of its targets has no month left."""
        return any(standing.is_over for row in self.rows for standing in row.standings)

    @property
    def is_ranked_by_attainment(self) -> bool:
        """Else by the coverage rate."""
        return is_by_attainment(self.parts, self.chosen)

    def ranks(self) -> dict[int, int | None]:
        """unit -> its place among the parts, 1 the best; None where it has none."""
        found = places(self.parts, self.chosen)
        return {row.unit.pk: place for row, place in zip(self.parts, found, strict=True)}


def blocks_of(overview: Overview, assigner_id: int | None) -> list[Block]:
    """The indicators of which something is known, in their order; a part of another indicator
    only where somebody set a target for it. `assigner_id`: whose targets come first if it set
    any; else the nearest assigner's."""
    with_target = overview.cards
    others = [row for row in overview.without_targets if row.indicator.part_of_id is None]
    shown = sorted([*with_target, *others], key=lambda row: row.indicator.order)
    parts = overview.parts
    return [block_of(whole, parts.get(whole.indicator.code, ()), assigner_id) for whole in shown]


def code_to_show(overview: Overview) -> str:
    """Of the indicator by which the units of a table are told where nobody named one."""
    codes = [card.indicator.code for card in overview.cards]
    return USUAL_INDICATOR if USUAL_INDICATOR in codes or not codes else codes[0]


def assigners_in(blocks: Sequence[Block]) -> list[Assigners]:
    """The kinds of any of the blocks, nearest first, those with targets of the year before the
    others."""
    found: dict[tuple[int, int], Assigners] = {}
    for each in (assigners for block in blocks for assigners in block.assigners):
        key = (list(Of).index(each.of), each.kind)
        known = found.get(key)
        found[key] = each if known is None else known.together_with(each)
    return [found[key] for key in sorted(found)]


def block_of(whole: Row, parts: Sequence[Row], asked: int | None) -> Block:
    """With those assigners that set targets for the whole or for several of its units, else with
    any: the same on pages, in workbooks and in the report. `asked`: whose targets come first if it
    set any."""
    found: list[Assigners] = []
    for of in Of:
        known = _assigners_of(whole, parts, asked, of)
        shared = [each for each in known if each.is_asked or _is_shared(each, parts, whole)]
        found += _not_yet_named(shared or known, found)
    chosen = next((each for each in found if each.is_asked), next(iter(found), None))
    return Block(whole, parts, found, chosen)


def _assigners_of(whole: Row, parts: Sequence[Row], asked: int | None, of: Of) -> list[Assigners]:
    said = (each.promise for row in (*parts, whole) for each in row.promises_of(of))
    return assigners_of(said, asked, of)


def _not_yet_named(more: Sequence[Assigners], found: Sequence[Assigners]) -> list[Assigners]:
    """A kind stands once; twice only where the one asked for is of a kind whose others set targets
    of a nearer year."""
    kinds, is_asked = {each.kind for each in found}, any(each.is_asked for each in found)
    return [each for each in more if each.kind not in kinds or (each.is_asked and not is_asked)]


def _is_shared(assigners: Assigners, parts: Sequence[Row], whole: Row) -> bool:
    """A table has columns for those who set targets for the whole or for several units."""
    if whole.promise_by(assigners) is not None:
        return True
    return sum(row.promise_by(assigners) is not None for row in parts) > 1
