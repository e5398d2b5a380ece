"""A reported rate beside the people and the denominator it must come from. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from coverage.notation.rates import coverage_rate, prints_as

# What an estimated denominator may be off by, as in the check of a printed report.
ROUGH_SHARE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ReportedRate:
    """A rate as reported, in per cent, and the denominator in use with its year. `is_rough`: the
    denominator is rounded or an estimate, and is not held to its last digits."""

    rate: Decimal
    denominator: int
    year: int
    is_rough: bool = False

    def is_contradicted_by(self, people: int) -> bool:
        """Whether so many people cannot have that rate, however its last digit was rounded."""
        computed = coverage_rate(people, self.denominator)
        if computed is None:
            return False
        reach = computed * ROUGH_SHARE if self.is_rough else Decimal(0)
        return not prints_as(computed, self.rate, reach)


def may_be_held_together(*, is_published: bool, base_is_simulated: bool) -> bool:
    """A published rate says nothing of a denominator that was made up."""
    return not (is_published and base_is_simulated)
