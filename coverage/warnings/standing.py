"""The warnings that hold for what counts, as a page shows them: values, pure.

A number is marked by `Warnings.mark(unit, month, code)`: open where a warning that concerns it is
explained by nobody, else explained, else None (design section 5, "Marks at the number").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from coverage.checks import Finding


@dataclass(frozen=True, slots=True)
class Explanation:
    """The note of the submission, who wrote it and when."""

    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnitWarning:
    """`explanation` None: the warning is open."""

    finding: Finding
    explanation: Explanation | None

    @property
    def is_open(self) -> bool:
        return self.explanation is None


@dataclass(frozen=True, slots=True)
class Mark:
    """The warnings that concern one number of a unit's month; at least one."""

    warnings: Sequence[UnitWarning]

    @property
    def is_open(self) -> bool:
        return any(each.is_open for each in self.warnings)

    @property
    def explanations(self) -> list[Explanation]:
        """Each note once: one explains all the warnings of its submission."""
        notes = (each.explanation for each in self.warnings)
        return list(dict.fromkeys(note for note in notes if note is not None))


@dataclass(frozen=True, slots=True)
class Warnings:
    """By unit and month; a month without warnings is not there."""

    by_month: Mapping[tuple[int, date], Sequence[UnitWarning]] = field(default_factory=dict)

    def of(self, unit_id: int, period: date) -> Sequence[UnitWarning]:
        return self.by_month.get((unit_id, period), ())

    def mark(self, unit_id: int, period: date, code: str) -> Mark | None:
        """Of the number of an indicator; None where no warning concerns it."""
        found = [each for each in self.of(unit_id, period) if code in each.finding.codes]
        return Mark(found) if found else None

    def is_open(self, unit_id: int, period: date) -> bool:
        """Whether any warning of the month is open."""
        return any(each.is_open for each in self.of(unit_id, period))


@dataclass(frozen=True, slots=True)
class OpenBelow:
    """How many units directly below a unit have an open warning, or hold one in their sum: any, and
    by indicator."""

    units: int = 0
    by_code: Mapping[str, int] = field(default_factory=dict)

    def of(self, code: str) -> int:
        return self.by_code.get(code, 0)
