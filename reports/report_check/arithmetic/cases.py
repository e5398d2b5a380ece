"""Some numbers of a model under some readings, and the contradictions among them."""

from dataclasses import dataclass

from reports.report_check.arithmetic.model import Model, Options, members
from reports.report_check.arithmetic.printed import Rounding
from reports.report_check.arithmetic.solver import Contradiction, State

_COUNTED_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Case:
    """The numbers taken as true, `active`, a bit mask, and how they are read."""

    model: Model
    active: int
    options: Options

    def without(self, numbers: int) -> "Case":
        return Case(self.model, self.active & ~numbers, self.options)

    def read_as(self, options: Options) -> "Case":
        return Case(self.model, self.active, options)

    def settled(self, numbers: int | None = None, rounding: Rounding | None = None) -> State | None:
        """The quantities under all its numbers, or some of them; None where these clash."""
        try:
            return self._solve(numbers, rounding)
        except Contradiction:
            return None

    def contradiction(self, numbers: int | None = None) -> int | None:
        """Numbers, of all or some, that cannot all be true, and the relations used; or None."""
        try:
            self._solve(numbers, None)
        except Contradiction as found:
            return found.why
        return None

    def _solve(self, numbers: int | None, rounding: Rounding | None) -> State:
        used = self.active if numbers is None else self.active & numbers
        return self.model.solve(used, self.options, rounding, present=self.active)

    def smallest(self, why: int) -> int:
        """A contradiction within `why` from which no number can be taken away.

        The people of a record come first among its numbers, so they are the last to go.
        """
        for number in reversed(list(members(why & self.model.everything))):
            if why >> number & 1:
                without = self.contradiction(why & ~(1 << number))
                if without is not None:
                    why = without
        return why

    def apart(self, at_most: int = _COUNTED_AT_MOST) -> int:
        """How many contradictions share no number (at least; counted up to a few)."""
        case = self
        for count in range(at_most):
            why = case.contradiction()
            if why is None:
                return count
            case = case.without(why)
        return at_most

    def faults(self, at_most: int = _COUNTED_AT_MOST) -> int:
        """How many numbers must be set aside before the rest agree (counted up to a few)."""
        case = self
        for count in range(at_most):
            why = case.contradiction()
            if why is None:
                return count
            numbers = members(case.smallest(why) & self.model.everything)
            case = case.without(1 << min(numbers, key=case.ties))
        return at_most

    def ties(self, number: int) -> int:
        """How many of the other numbers share a relation with one."""
        readings_of, options = self.model.readings_of, self.options
        places = {statement.place for statement in readings_of(number, options)}
        near = {
            place
            for relation in self.model.relations
            if not places.isdisjoint(relation.link.places)
            for place in relation.link.places
        }
        return sum(
            any(statement.place in near for statement in readings_of(other, options))
            for other in members(self.active & ~(1 << number))
        )
