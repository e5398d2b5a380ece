"""The arithmetic of a report written out, line by line: what follows from what.

Percentages are taken as rounded half up where they are computed with, and as rounded or cut off
where they are compared. Which numbers cannot all be true is for `judge` to say: a line is said not
to fit only where its number is part of a finding, since a print may have another reading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from coverage.indicator_facts import SOCIAL, SOCIAL_PARTS
from reports.report_check.arithmetic.changes import CHANGES
from reports.report_check.arithmetic.findings import NoteKind, Verdict, Working
from reports.report_check.arithmetic.groups import grouped
from reports.report_check.arithmetic.printed import Rounding
from reports.report_check.arithmetic.registry import basis_of, shares
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import Number
from reports.report_check.arithmetic.wording import write_number

_HUNDRED = Span(Fraction(100), Fraction(100))


@dataclass(frozen=True, slots=True)
class _Term:
    """A number to compute with, and how it is written."""

    text: str
    span: Span

    def __add__(self, other: "_Term") -> "_Term":
        return _Term(f"({self.text} + {other.text})", self.span.plus(other.span))

    def __sub__(self, other: "_Term") -> "_Term":
        return _Term(f"({self.text} − {other.text})", self.span.minus(other.span))


def workings(verdict: Verdict) -> tuple[Working, ...]:
    """The arithmetic of all records that were judged, group by group."""
    lines: list[Working] = []
    falls = {
        (number.record.position, number.path)
        for note in verdict.notes
        if note.kind is NoteKind.TAKEN_AS_FALL and note.reading == "fall"
        for number in note.numbers
    }
    for group in grouped(verdict.records)[0]:
        for record in group:
            lines += _of_rate(record, group)
            lines += _of_target(record)
            lines += _of_plans(record)
            for period, (_, difference_path, _) in CHANGES.items():
                fell = (record.position, difference_path) in falls
                lines += _of_change(record, period, fell)
        lines += _of_parts(group)
    disputed = {
        (each.number.record.position, each.number.path)
        for finding in verdict.findings
        for each in finding.numbers
    }
    return tuple(
        line
        if line.fits or (line.record.position, line.path) in disputed
        else replace(line, fits=None)
        for line in lines
    )


def _term(record: Record, path: str) -> _Term | None:
    printed = record.numbers.get(path)
    if printed is None:
        return None
    return _Term(write_number(Number(record, path, printed)), printed.span(Rounding.HALF_UP))


def _line(record: Record, path: str, formula: str, result: Span) -> Working:
    printed = record.numbers.get(path)
    if printed is None:
        return Working(record, path, formula, result)
    allowed = printed.span()
    # A fall, or a gap, may be printed without its sign.
    fits = allowed.meets(result) or (not printed.has_sign and allowed.meets(result.mirrored()))
    return Working(record, path, formula, result, Number(record, path, printed), fits)


def _percentage(record: Record, path: str, part: _Term, whole: _Term) -> Working:
    result = part.span.over(whole.span).times(_HUNDRED)
    return _line(record, path, f"{part.text} ÷ {whole.text}", result)


def _of_rate(record: Record, group: Sequence[Record]) -> Iterator[Working]:
    people, rate = _term(record, "people"), _term(record, "coverage_pct")
    name = basis_of(record)[0]
    sources = [record, *(each for each in group if shares(record, name) and shares(each, name))]
    whole = next((term for term in (_term(each, name) for each in sources) if term), None)
    if people and whole:
        yield _percentage(record, "coverage_pct", people, whole)
        if "uncovered_people" in record.numbers:
            rest = whole - people
            yield _line(record, "uncovered_people", rest.text[1:-1], rest.span)
    elif people and rate:
        result = people.span.over(rate.span).times(_HUNDRED)
        yield _line(record, name, f"{people.text} ÷ {rate.text}", result)
    elif whole and rate:
        result = whole.span.times(rate.span).over(_HUNDRED)
        yield _line(record, "people", f"{whole.text} × {rate.text}", result)
    if rate and "uncovered_pct" in record.numbers:
        result = _HUNDRED.minus(rate.span)
        yield _line(record, "uncovered_pct", f"100 % − {rate.text}", result)


def _of_target(record: Record) -> Iterator[Working]:
    rate, target = _term(record, "coverage_pct"), _term(record, "target_pct")
    if not (rate and target):
        return
    paths = ["rate_attainment_pct"] if "rate_attainment_pct" in record.numbers else []
    if "attainment_pct" in record.numbers and not _plan(record, ""):
        paths.append("attainment_pct")
    for path in paths or ["rate_attainment_pct"]:
        yield _percentage(record, path, rate, target)
    gap = rate - target
    yield _line(record, "gap_pp", gap.text[1:-1], gap.span)


def _plan(record: Record, entry: str) -> _Term | None:
    """The planned people, as printed or by what remains; that only where there is one plan."""
    planned = _term(record, f"{entry}plan_people")
    people = _term(record, "people")
    if planned or not people or record.attainments:
        return planned
    if remaining := _term(record, "remaining"):
        return people + remaining
    over = _term(record, "over_plan")
    return people - over if over else None


def _of_plans(record: Record) -> Iterator[Working]:
    people = _term(record, "people")
    entries = [f"attainments[{place}]." for place in range(record.attainments)]
    for entry in ["", *entries]:
        attained = f"{entry}pct" if entry else "attainment_pct"
        plan, rate = _plan(record, entry), _term(record, attained)
        if people and plan:
            yield _percentage(record, attained, people, plan)
        elif people and rate and "target_pct" not in record.numbers:
            result = people.span.over(rate.span).times(_HUNDRED)
            yield _line(record, f"{entry}plan_people", f"{people.text} ÷ {rate.text}", result)
        elif plan and rate:
            result = plan.span.times(rate.span).over(_HUNDRED)
            yield _line(record, "people", f"{plan.text} × {rate.text}", result)
    yield from _of_any_plan(record, entries)
    planned = _term(record, "plan_people")
    if people and planned and not record.attainments:
        for path, rest in (("remaining", planned - people), ("over_plan", people - planned)):
            if path in record.numbers:
                yield _line(record, path, rest.text[1:-1], rest.span)
    rate = _term(record, "attainment_pct")
    if rate and "remaining_pct" in record.numbers:
        result = _HUNDRED.minus(rate.span)
        yield _line(record, "remaining_pct", f"100 % − {rate.text}", result)


def _of_any_plan(record: Record, entries: Sequence[str]) -> Iterator[Working]:
    """What remains belongs to one of several plans: to those it fits, if it fits any."""
    people, remaining = _term(record, "people"), _term(record, "remaining")
    if people and remaining:
        plan = people + remaining
        lines = [
            _percentage(record, f"{entry}pct", people, plan)
            for entry in entries
            if f"{entry}pct" in record.numbers
        ]
        yield from [line for line in lines if line.fits] or lines


def _of_change(record: Record, period: str, fell: bool) -> Iterator[Working]:
    """People then and now; `fell`: a change printed without a sign is a fall."""
    before_path, difference_path, percent_path = CHANGES[period]
    people, before = _term(record, "people"), _term(record, before_path)
    difference = _term(record, difference_path)
    if people and before:
        change = people - before
        yield _line(record, difference_path, change.text[1:-1], change.span)
    elif people and difference:
        before = people + difference if fell else people - difference
        if before_path:
            yield _line(record, before_path, before.text[1:-1], before.span)
    if people and before:
        result = people.span.over(before.span).times(_HUNDRED).minus(_HUNDRED)
        yield _line(record, percent_path, f"{people.text} ÷ {before.text} − 100 %", result)


def _of_parts(group: Sequence[Record]) -> Iterator[Working]:
    """Social insurance is the sum of its two parts."""
    first: dict[str, Record] = {}
    for record in group:
        if "people" in record.numbers:
            first.setdefault(record.indicator or "", record)
    compulsory, voluntary = (first.get(part) for part in SOCIAL_PARTS)
    if compulsory and voluntary:
        one, other = _term(compulsory, "people"), _term(voluntary, "people")
        if one and other and SOCIAL in first:
            total = one + other
            yield _line(first[SOCIAL], "people", total.text[1:-1], total.span)
