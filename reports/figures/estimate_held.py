"""An estimate held against a promise of the whole: what it would attain, and nothing further. Pure.

It has no light, no pace and no place, and nothing remains of it.
"""

from dataclasses import dataclass
from decimal import Decimal

from reports.figures.estimate import Estimate
from reports.figures.standing import Row, Standing
from reports.figures.terms import Terms
from reports.figures.values import RateBase
from targets.attainment import Quantity, assess, percent
from targets.in_force import PromiseInForce


@dataclass(frozen=True, slots=True)
class HeldEstimate:
    """`standing`: of a promise for the year; None where there is none. `base`: the denominator of
    all of the whole, by which a promised rate is held; None where it is not known."""

    estimate: Estimate
    standing: Standing | None
    base: RateBase | None

    @property
    def promise(self) -> PromiseInForce | None:
        return self.standing.promise if self.standing else None

    @property
    def rate(self) -> Decimal | None:
        return percent(self.estimate.people, self.base.people if self.base else None)

    def quantity(self, shown: Terms) -> Quantity | None:
        return self.estimate.people if shown is Terms.PEOPLE else self.rate

    @property
    def attained(self) -> Decimal | None:
        if self.promise is None:
            return None
        denominator = self.base.people if self.base else None
        return assess(self.promise.promise, self.estimate.people, None, denominator).attainment

    @property
    def is_simulated(self) -> bool:
        """Whether anything that it rests on was made up."""
        made_up = [self.estimate.simulated, self.base is not None and self.base.simulated]
        if self.promise is not None and self.attained is not None:
            made_up.append(self.promise.is_simulated)
        return any(made_up)


def held(estimate: Estimate, standing: Standing | None, base: RateBase | None) -> HeldEstimate:
    return HeldEstimate(estimate, standing, base)


def held_of(row: Row, standing: Standing | None) -> HeldEstimate | None:
    """None where nothing is estimated of the row."""
    return held(row.estimate, standing, row.plan_base) if row.estimate else None
