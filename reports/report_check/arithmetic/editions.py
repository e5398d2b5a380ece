"""Compares two editions of one figure: the same unit, group, indicator and date, printed twice."""

from collections.abc import Iterator, Sequence

from reports.report_check.arithmetic.findings import Finding, Involved, Note, NoteKind
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.statements import Number, Rule


def compare_editions(groups: Sequence[Sequence[Record]]) -> tuple[list[Finding], list[Note]]:
    """Two exact counts that differ cannot both be the figure of one date: a finding.

    Rates may differ where the denominator was restated, and rounded counts where one print is
    coarser: a note.
    """
    findings: list[Finding] = []
    notes: list[Note] = []
    for one, other in _pairs(groups):
        for path in ("people", "coverage_pct"):
            if path not in one.numbers or path not in other.numbers:
                continue
            numbers = tuple(Number(record, path, record.numbers[path]) for record in (one, other))
            first, second = (number.printed for number in numbers)
            if first.span().meets(second.span()):
                continue
            if first.is_exact and second.is_exact:
                findings.append(_finding(numbers))
            else:
                notes.append(Note(NoteKind.EDITIONS, numbers))
    return findings, notes


def _finding(numbers: Sequence[Number]) -> Finding:
    spans = [number.printed.span() for number in numbers]
    involved = zip(numbers, spans, reversed(spans), strict=True)
    return Finding(Rule.EDITIONS, tuple(Involved(*each) for each in involved))


def _pairs(groups: Sequence[Sequence[Record]]) -> Iterator[tuple[Record, Record]]:
    figures: dict[tuple[str, ...], list[Record]] = {}
    for record in (record for group in groups for record in group):
        if record.indicator:
            key = (record.unit, record.as_of, record.group, record.indicator)
            figures.setdefault(key, []).append(record)
    for records in figures.values():
        # Each against the first is enough to name every difference, also among hundreds.
        first_of = {record.edition: record for record in reversed(records)}
        first, *others = sorted(first_of.values(), key=lambda record: record.position)
        for other in others:
            yield first, other
