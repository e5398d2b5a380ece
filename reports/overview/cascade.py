"""How the targets of a year came down: from the units above to the unit, and on to its parts. Pure.

Every line is a target that somebody set; of the parts, those of one kind of assigner together. What
each level passed on is the difference to what it was given itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.models import AdministrativeUnit
from reports.figures.assigners import Assigners, Of
from reports.figures.blocks import Block
from reports.figures.query import Overview
from reports.figures.standing import Standing
from targets.attainment import Quantity, points
from targets.in_force import PromiseInForce


@dataclass(frozen=True, slots=True)
class Given:
    """What was set to a unit: `promise` as it was set, and as `people`; None where no denominator
    makes people of it, as of the units above."""

    unit: AdministrativeUnit
    promise: PromiseInForce
    people: int | None = None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The targets of the parts together: of `set_to` of the `expected` parts, as `people`; None
    where one of them has none that is people."""

    assigners: Assigners
    people: int | None
    set_to: int
    expected: int
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A line, and `above`: what it is held against, the target before it on the way down."""

    line: Given | PassedOn
    above: Given | None = None

    @property
    def difference(self) -> Quantity | None:
        """In people, of one unit or of its parts together; else in points, as a Decimal; None where
        the two are not of one kind."""
        if self.above is None:
            return None
        line, above = self.line, self.above
        is_of_other = isinstance(line, Given) and line.unit != above.unit
        if line.people is not None and above.people is not None and not is_of_other:
            return line.people - above.people
        if isinstance(line, PassedOn):
            return None
        return points(line.promise.promise.percent, above.promise.promise.percent)


def cascade(overview: Overview, block: Block) -> list[Link]:
    """From the uppermost unit and its highest assigner down; [] where nothing came down."""
    given = [*_above(overview, block), *_own(block)]
    links = [Link(line, above) for line, above in zip(given, [None, *given], strict=False)]
    nearest = given[-1] if given and given[-1].unit == overview.unit else None
    links += [Link(line, nearest) for line in _passed_on(block)]
    return links if len(links) > 1 else []


def _above(overview: Overview, block: Block) -> Iterator[Given]:
    """The targets of the year of each unit above."""
    indicator, year = block.whole.indicator, overview.months.now.year
    for unit in reversed(overview.ancestors):
        said = overview.promises.get((unit.pk, indicator.pk), ())
        for each in sorted(said, key=lambda each: (-each.assigner_kind, each.assigner)):
            if each.year == year:
                yield Given(unit, each, each.promise.people)


def _own(block: Block) -> Iterator[Given]:
    for each in sorted(block.whole.standings, key=lambda each: -each.promise.assigner_kind):
        yield Given(block.whole.unit, each.promise, each.assessment.plan_people)


def _passed_on(block: Block) -> Iterator[PassedOn]:
    for assigners in sorted(block.assigners, key=lambda each: -each.kind):
        if assigners.of is not Of.YEAR:
            continue
        found = [
            each for row in block.expected_parts if (each := row.standing_by(assigners)) is not None
        ]
        if found:
            yield _together(assigners, found, len(block.expected_parts))


def _together(assigners: Assigners, found: Sequence[Standing], expected: int) -> PassedOn:
    plans = [each.assessment.plan_people for each in found]
    known = [plan for plan in plans if plan is not None]
    is_whole = len(known) == expected
    return PassedOn(
        assigners=assigners,
        people=sum(known) if is_whole else None,
        set_to=len(found),
        expected=expected,
        is_simulated=any(each.promise.is_simulated for each in found),
    )
