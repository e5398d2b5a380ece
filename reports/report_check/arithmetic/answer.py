"""The verdict as JSON data.

    {"consistent": bool,
     "findings": [{"level": "finding", "rule", "unit", "as_of", "group", "edition", "indicators",
                   "message", "message_vi", "numbers": [{"record", "indicator", "field", "printed",
                   "allows": [lo, hi], "implied": [lo, hi]}], "sides": [{"record", "indicator",
                   "denominator", "implied"}], "repair", "alternatives": [repair …], "also": […]}],
     "notes": [{"level": "note", "kind", "message", "message_vi", "numbers"}],
     "problems": [{"reason", "record", "field", "value", "message", "message_vi"}],
     "unknown_fields": [{"record", "field"}], "checked": {"records", "numbers"}}

A repair is a number with "suggested": [lo, hi] and "slip": null or {"kind": "swap" | "digit",
"meant"}. Records are counted from 0, as in the input; null stands for the report itself. Ends of
spans are whole numbers for people and text for percentages; null is no limit.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor

from reports.report_check.arithmetic.findings import Finding, Note, Repair, Verdict
from reports.report_check.arithmetic.report import Problem
from reports.report_check.arithmetic.slips import SlipKind
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import Number
from reports.report_check.arithmetic.wording import (
    finding_in_words,
    note_in_words,
    problem_in_words,
)

Json = dict[str, object]
_MORE_PLACES = 4


def answer(verdict: Verdict) -> Json:
    """The verdict as data that `json.dumps` takes."""
    return {
        "consistent": verdict.consistent,
        "findings": [_finding(finding) for finding in verdict.findings],
        "notes": [_note(note) for note in verdict.notes],
        "problems": [_problem(problem) for problem in verdict.problems],
        "unknown_fields": [
            {"record": record, "field": field} for record, field in verdict.unknown_fields
        ],
        "checked": {"records": len(verdict.records), "numbers": verdict.checked},
    }


def _finding(finding: Finding) -> Json:
    record = finding.record
    indicators = dict.fromkeys(each.number.record.indicator for each in finding.numbers)
    return {
        "level": "finding",
        "rule": finding.rule,
        "unit": record.unit,
        "as_of": record.as_of,
        "group": record.group,
        "edition": record.edition,
        "indicators": list(indicators),
        "message": finding_in_words(finding, "en"),
        "message_vi": finding_in_words(finding, "vi"),
        "numbers": [
            {
                **_number(each.number),
                "allows": _ends(each.allows, each.number),
                "implied": _ends(each.implied, each.number),
            }
            for each in finding.numbers
        ],
        "sides": [
            {
                "record": side.record.position,
                "indicator": side.record.indicator,
                "denominator": side.denominator,
                "implied": _people_ends(side.implied),
            }
            for side in finding.sides
        ],
        "repair": None if finding.repair is None else _repair(finding.repair),
        "alternatives": [_repair(repair) for repair in finding.alternatives],
        "also": [_number(number) for number in finding.also],
    }


def _repair(repair: Repair) -> Json:
    slip = repair.slip
    kind = "swap" if slip and slip.kind is SlipKind.SWAP else "digit"
    return {
        **_number(repair.number),
        "suggested": _ends(repair.suggested, repair.number),
        "slip": None if slip is None else {"kind": kind, "meant": slip.meant},
    }


def _note(note: Note) -> Json:
    return {
        "level": "note",
        "kind": note.kind,
        "message": note_in_words(note, "en"),
        "message_vi": note_in_words(note, "vi"),
        "numbers": [_number(number) for number in note.numbers],
    }


def _problem(problem: Problem) -> Json:
    return {
        "reason": problem.reason,
        "record": problem.record,
        "field": problem.field,
        "value": problem.value,
        "message": problem_in_words(problem, "en"),
        "message_vi": problem_in_words(problem, "vi"),
    }


def _number(number: Number) -> Json:
    return {
        "record": number.record.position,
        "indicator": number.record.indicator,
        "field": number.path,
        "printed": number.printed.text,
    }


def _ends(span: Span, number: Number) -> list[int | str | None]:
    if number.printed.quantity.counts_people:
        return list(_people_ends(span))
    places = number.printed.decimals + _MORE_PLACES
    return [_decimal(span.lo, places, floor), _decimal(span.hi, places, ceil)]


def _people_ends(span: Span) -> Sequence[int | None]:
    """Whole people inside the span."""
    lo = None if span.lo is None else floor(span.lo) + bool(span.lo_open)
    hi = None if span.hi is None else ceil(span.hi) - bool(span.hi_open)
    return [lo, hi]


def _decimal(end: Fraction | None, places: int, outwards: Callable[[Fraction], int]) -> str | None:
    """An end as text, rounded outwards, without needless zeros."""
    if end is None:
        return None
    parts = outwards(end * 10**places)
    whole, decimals = divmod(abs(parts), 10**places)
    text = f"{whole}.{decimals:0{places}d}".rstrip("0").rstrip(".")
    return f"-{text}" if parts < 0 else text
