"""What judging yields: findings, notes and the verdict."""

from dataclasses import dataclass
from enum import StrEnum

from reports.report_check.arithmetic.report import Problem, ProblemReason, Record
from reports.report_check.arithmetic.slips import Slip
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import Number, Rule


@dataclass(frozen=True, slots=True)
class Involved:
    """A number of a contradiction: what its print allows, and what the others of it imply."""

    number: Number
    allows: Span
    implied: Span


@dataclass(frozen=True, slots=True)
class Side:
    """What the numbers of one record make of a denominator that all should share."""

    record: Record
    denominator: str
    implied: Span


@dataclass(frozen=True, slots=True)
class Repair:
    """One number which, if changed, would end the contradiction; never carried out.

    `suggested`: what it would have to be; `slip`: the mistyping that explains it, or None.
    """

    number: Number
    suggested: Span
    slip: Slip | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Numbers that cannot all be true.

    `also` are further numbers that contradict the one to repair. `alternatives` are the other
    numbers whose change alone would end it as well.
    """

    rule: Rule
    numbers: tuple[Involved, ...]
    sides: tuple[Side, ...] = ()
    repair: Repair | None = None
    alternatives: tuple[Repair, ...] = ()
    also: tuple[Number, ...] = ()

    @property
    def record(self) -> Record:
        """The record to look at first."""
        return (self.repair.number if self.repair else self.numbers[-1].number).record


class NoteKind(StrEnum):
    """What is worth knowing though it contradicts nothing."""

    TAKEN_AS_ROUNDED = "taken_as_rounded"
    CUT_OFF = "cut_off"
    TAKEN_AS_FALL = "taken_as_fall"
    OTHER_READING = "other_reading"
    NEAR_TARGET_RATE = "near_target_rate"
    TOTAL = "total"
    EDITIONS = "editions"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on some numbers; `span` and `reading` as the kind needs them."""

    kind: NoteKind
    numbers: tuple[Number, ...]
    span: Span | None = None
    reading: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer. `checked` counts the numbers that took part."""

    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    unknown_fields: tuple[tuple[int | None, str], ...]
    records: tuple[Record, ...]
    checked: int

    @property
    def consistent(self) -> bool:
        """Whether every record was judged and no numbers contradict each other."""
        return not self.findings and all(
            problem.reason is not ProblemReason.NOT_JUDGED for problem in self.problems
        )


@dataclass(frozen=True, slots=True)
class Working:
    """One line: the field at `path` of `record` is `formula`, that is `result`.

    `printed`: the number printed there, or None; `fits`: whether it agrees, None where there is
    nothing to compare with or the number agrees in another reading.
    """

    record: Record
    path: str
    formula: str
    result: Span
    printed: Number | None = None
    fits: bool | None = None
