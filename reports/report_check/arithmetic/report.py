"""The records of a report, as far as they could be read, and what could not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reports.report_check.arithmetic.printed import Printed


class ProblemReason(StrEnum):
    """Why a record or a value was left out."""

    NOT_A_RECORD = "not_a_record"
    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_A_NUMBER = "not_a_number"
    FRACTION_OF_A_PERSON = "fraction_of_a_person"
    NEGATIVE = "negative"
    ABSURD = "absurd"
    DUPLICATE_RECORD = "duplicate_record"
    DUPLICATE_FIELD = "duplicate_field"
    TOO_MANY = "too_many"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Problem:
    """One value or record left out: which record (from 0; None for the report), which field."""

    reason: ProblemReason
    record: int | None
    field: str
    value: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """The printed numbers of one indicator; `numbers` by path, "attainments[0].pct" included."""

    position: int
    indicator: str | None
    unit: str
    as_of: str
    group: str
    edition: str
    assigned_by: str
    numbers: Mapping[str, Printed]
    attainments: int = 0


@dataclass(slots=True)
class PrintedReport:
    """What could be read, and what could not."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown_fields: list[tuple[int | None, str]] = field(default_factory=list)
