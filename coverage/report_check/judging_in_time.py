"""Judges what anybody may paste, within bounds.

Records that speak of one unit and date are judged together, and a made-up report of hundreds of
contradictions in one place would take minutes; a true one has a dozen records and takes
milliseconds. So the records of one place are limited, and the places are judged one by one until
the time is up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coverage.consistency.findings import Verdict
from coverage.consistency.judge import judge
from coverage.consistency.report import Record, Report

RECORDS_AT_MOST = 400
TOGETHER_AT_MOST = 30
SECONDS = 5


class TooManyRecordsError(ValueError):
    """More than can be judged; `together`: of one unit and date, else in all."""

    def __init__(self, at_most: int, *, together: bool) -> None:
        super().__init__(at_most, together)
        self.at_most = at_most
        self.together = together


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on the records that were reached; the number of the others."""

    verdict: Verdict
    not_reached: int


def judge_in_time(report: Report, clock: Callable[[], float]) -> Judged:
    """`clock` gives seconds. Raises TooManyRecordsError."""
    if len(report.records) > RECORDS_AT_MOST:
        raise TooManyRecordsError(RECORDS_AT_MOST, together=False)
    places = _places(report.records)
    if any(len(records) > TOGETHER_AT_MOST for records in places):
        raise TooManyRecordsError(TOGETHER_AT_MOST, together=True)
    end = clock() + SECONDS
    verdict = judge(Report(problems=report.problems, unknown_fields=report.unknown_fields))
    for reached, records in enumerate(places):
        if clock() > end:
            return Judged(verdict, sum(map(len, places[reached:])))
        verdict = _both(verdict, judge(Report(records=records)))
    return Judged(verdict, 0)


def _places(records: Sequence[Record]) -> list[list[Record]]:
    """Records of one unit, date and group; their editions are compared, so they stay together."""
    places: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        places.setdefault((record.unit, record.as_of, record.group), []).append(record)
    return list(places.values())


def _both(one: Verdict, other: Verdict) -> Verdict:
    return replace(
        one,
        findings=(*one.findings, *other.findings),
        notes=(*one.notes, *other.notes),
        problems=(*one.problems, *other.problems),
        records=(*one.records, *other.records),
        checked=one.checked + other.checked,
    )
