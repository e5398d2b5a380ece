"""What the units of one kind below a unit come to together: a line of a table, and no unit. Pure.

No sum of a table counts it again. It is judged as a whole without a target of its own is: what all
of its units attained of their own targets together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.models import Kind
from reports.figures.blocks import Block
from reports.figures.comparison import Comparison
from reports.figures.like_for_like import OwnTargets, own_targets
from reports.figures.standing import Row, Standing
from targets.attainment import Pooled, pooled


@dataclass(frozen=True, slots=True)
class Subtotal:
    """`standings`: of its units the targets of the year they are measured by, as far as they have
    one."""

    kind: Kind
    rows: Sequence[Row]
    standings: Sequence[Standing]

    @property
    def owed(self) -> list[Row]:
        return [row for row in self.rows if row.value.is_owed]

    @property
    def counted(self) -> int:
        return sum(row.value.people is not None for row in self.owed)

    @property
    def is_complete(self) -> bool:
        return bool(self.owed) and all(row.value.is_complete for row in self.owed)

    @property
    def people(self) -> int | None:
        return _sum_of_known([row.value.people for row in self.rows])

    @property
    def people_before(self) -> int | None:
        return _sum_of_known([row.month.before.people for row in self.rows])

    @property
    def rated(self) -> Pooled:
        """The people that have a denominator, and their denominators."""
        pairs = ((row.value.people, _denominator(row)) for row in self.rows)
        return pooled((people, base) for people, base in pairs if people is not None)

    @property
    def base(self) -> int | None:
        """The denominator of all its people; None where some of them have none."""
        return None if self.rated.missing else self.rated.denominator

    @property
    def plan(self) -> int | None:
        """What was promised of all its units, as people."""
        plans = [each.assessment.plan_people for each in self.standings]
        known = [plan for plan in plans if plan is not None]
        return sum(known) if known and len(known) == len(self.owed) == len(plans) else None

    @property
    def has_derived_plan(self) -> bool:
        """Whether a rate was turned into people for it."""
        return any(each.assessment.plan_is_derived for each in self.standings)

    @property
    def own_targets(self) -> OwnTargets | None:
        """None where one of its units lacks a figure or a target."""
        if not self.is_complete or self.plan is None:
            return None
        return own_targets(
            (row.value, standing.assessment)
            for row, standing in zip(self.owed, self.standings, strict=True)
        )

    def change(self, comparisons: Sequence[Comparison]) -> int | None:
        """People gained or lost in all its units, of which these are the comparisons; None where
        that of one is not known or not of the same units."""
        if any(each.is_of_other_units for each in comparisons):
            return None
        known = [
            each.people.difference for each in comparisons if each.people.difference is not None
        ]
        return sum(known) if known and len(known) == len(comparisons) else None


def subtotals(block: Block) -> list[Subtotal]:
    """One for each kind of the units below, in the order of kinds; none where all are of one."""
    kinds = {row.unit.kind for row in block.parts}
    if len(kinds) < 2:
        return []
    return [_subtotal(block, kind) for kind in Kind if kind in kinds]


def _subtotal(block: Block, kind: Kind) -> Subtotal:
    rows = [row for row in block.parts if row.unit.kind == kind]
    standings = (block.headline(row) for row in rows if row.value.is_owed)
    return Subtotal(kind, rows, [each for each in standings if each is not None])


def _sum_of_known(people: Sequence[int | None]) -> int | None:
    known = [each for each in people if each is not None]
    return sum(known) if known else None


def _denominator(row: Row) -> int | None:
    return (row.value.base.people or None) if row.value.base else None
