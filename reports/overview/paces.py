"""Units that must gain more in each month left than they ever gained in one. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.figures.assigners import Assigners
from reports.figures.standing import Row
from reports.overview.gains import BestGain


@dataclass(frozen=True, slots=True)
class Stretch:
    """A unit, what each month left must bring for its target, and the best it ever brought."""

    row: Row
    needed: int
    best: BestGain

    @property
    def is_simulated(self) -> bool:
        return self.row.value.simulated or self.best.simulated


@dataclass(frozen=True, slots=True)
class Stretches:
    """`found`: the one that lacks the most first. `unknown`: units that have something
    to gain and no two months to tell how much they can; `asked`: units that have something to
    gain, of `measured` of which it is known whether they have."""

    found: Sequence[Stretch]
    unknown: Sequence[str]
    asked: int
    measured: int

    @property
    def compared(self) -> int:
        return self.asked - len(self.unknown)


def stretches(
    rows: Sequence[Row], assigners: Assigners | None, best_gains: Mapping[int, BestGain]
) -> Stretches:
    """Measured by the targets of one assigner. A unit that has reached its target, has none for
    this year or did not report all of its figure has no pace to compare."""
    measured = [
        (row, standing)
        for row in rows
        if (standing := row.standing_by(assigners)) is not None and row.value.is_complete
    ]
    asked = [(row, standing.needed_pace) for row, standing in measured if standing.needed_pace]
    known = [
        Stretch(row, needed, best_gains[row.unit.pk])
        for row, needed in asked
        if row.unit.pk in best_gains
    ]
    found = [each for each in known if each.needed > each.best.people]
    return Stretches(
        found=sorted(found, key=lambda each: each.best.people - each.needed),
        unknown=[row.unit.full_name for row, _ in asked if row.unit.pk not in best_gains],
        asked=len(asked),
        measured=len(measured),
    )
