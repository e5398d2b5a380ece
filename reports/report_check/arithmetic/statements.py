"""What printed numbers say, what ties the quantities together, and how prints can be read."""

from dataclasses import dataclass
from enum import StrEnum

from reports.report_check.arithmetic.printed import Printed
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.solver import Link
from reports.report_check.arithmetic.spans import Span

# A choice among readings: which switch, and which of its options.
Guard = tuple[int, int]


class Rule(StrEnum):
    """The relations, by the name a finding gives them."""

    SUM_OF_PARTS = "sum_of_parts"
    PART_WITHIN_WHOLE = "part_within_whole"
    ONE_DENOMINATOR = "one_denominator"
    GAP = "gap"
    RATE_ATTAINMENT = "rate_attainment"
    ATTAINMENT = "attainment"
    CHANGE = "change"
    RATE_CHANGE = "rate_change"
    COVERAGE = "coverage"
    SAME_FIGURE = "same_figure"
    EDITIONS = "editions"


class Reading(StrEnum):
    """What a switch decides; the first option is the usual one."""

    ROUNDING = "rounding"
    DIRECTION = "direction"
    DENOMINATOR = "denominator"
    ASSIGNER = "assigner"
    ATTAINMENT = "attainment"
    GAP_SIDE = "gap_side"


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """One printed number: its record, the path of its field, and the print."""

    record: Record
    path: str
    printed: Printed


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice among readings of a record (or of a whole column: record None)."""

    reading: Reading
    record: Record | None
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A printed number says: number = sign × quantity + offset.

    Where there is some `slack` the number is multiplied by that first. A `rounding_switch` rounds
    this number and others alike.
    """

    number: int
    place: int
    sign: int = 1
    offset: int = 0
    guards: tuple[Guard, ...] = ()
    rounding_switch: int | None = None
    slack: Span | None = None

    def quantity(self, span: Span) -> Span:
        """What the quantity can be where the number lies in `span`."""
        turned = span if self.sign > 0 else span.mirrored()
        return turned.shifted(-self.sign * self.offset) if self.offset else turned

    def print_span(self, span: Span) -> Span:
        """What the number must be where the quantity lies in `span`."""
        turned = span if self.sign > 0 else span.mirrored()
        return turned.shifted(self.offset) if self.offset else turned


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A link with the rule it stands for; `unless` names a number that makes it needless."""

    link: Link
    rule: Rule
    guards: tuple[Guard, ...] = ()
    unless: int = 0
