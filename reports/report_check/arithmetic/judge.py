"""Judges a report: which of its numbers cannot all be true, and which one to look at.

Records of one unit, group, edition and date are judged together, the others by themselves; two
editions of one figure are compared. Nothing is ever changed: a repair is a suggestion. What would
take more steps than a report may is left and named as not judged.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from reports.report_check.arithmetic.cases import Case
from reports.report_check.arithmetic.editions import compare_editions
from reports.report_check.arithmetic.families import model_of
from reports.report_check.arithmetic.findings import Finding, Involved, Note, Side, Verdict
from reports.report_check.arithmetic.groups import grouped
from reports.report_check.arithmetic.model import Model, Options, members
from reports.report_check.arithmetic.notes import notes_of
from reports.report_check.arithmetic.printed import Rounding
from reports.report_check.arithmetic.readings import better_readings
from reports.report_check.arithmetic.repairs import implied_by, repairs
from reports.report_check.arithmetic.report import PrintedReport, Problem, ProblemReason, Record
from reports.report_check.arithmetic.solver import Allowance, OutOfStepsError
from reports.report_check.arithmetic.spans import EVERYTHING
from reports.report_check.arithmetic.statements import Number, Rule

_FINDINGS_AT_MOST = 25
_ROUNDS = 50
# True reports take up to some 3.000 steps, and a processor does 200.000 to 600.000 in a second.
_STEPS = 150_000
_STEPS_MORE_A_RECORD = 1_000
# The first that took part names the finding.
_NAMING_ORDER = (
    Rule.SUM_OF_PARTS,
    Rule.PART_WITHIN_WHOLE,
    Rule.RATE_CHANGE,
    Rule.CHANGE,
    Rule.GAP,
    Rule.RATE_ATTAINMENT,
    Rule.ATTAINMENT,
    Rule.COVERAGE,
)
# Numbers that only repeat another: 13,5 % not covered is 86,5 % covered.
_COMPLEMENTS = {"uncovered_pct": Rule.COVERAGE, "remaining_pct": Rule.ATTAINMENT}
_TWICE = Rule.SAME_FIGURE


def judge(report: PrintedReport) -> Verdict:
    """The verdict on a report that has been read."""
    groups, duplicates = grouped(report.records)
    findings: list[Finding] = []
    notes: list[Note] = []
    unjudged: list[Problem] = []
    checked = 0
    left = _steps_for(report.records)
    for records in groups:
        allowance = Allowance(min(left, _steps_for(records)))
        left -= allowance.steps
        model = model_of(records, allowance)
        options = _find(model, findings)
        if options is None:
            unjudged.append(_not_judged(records))
        else:
            notes += notes_of(model, options)
        left += max(allowance.steps, 0)
        checked += len(model.numbers)
    differing, noted = compare_editions(groups)
    return Verdict(
        findings=(*findings, *differing),
        notes=(*notes, *noted),
        problems=(*report.problems, *duplicates, *unjudged),
        unknown_fields=tuple(report.unknown_fields),
        records=tuple(report.records),
        checked=checked,
    )


def _steps_for(records: Sequence[Record]) -> int:
    return _STEPS + _STEPS_MORE_A_RECORD * len(records)


def _not_judged(records: Sequence[Record]) -> Problem:
    return Problem(ProblemReason.NOT_JUDGED, records[0].position, "", str(len(records)))


def _find(model: Model, findings: list[Finding]) -> Options | None:
    """Add a group's findings; the readings adopted, or None where the steps did not suffice.

    What was found until then stands: each finding is a proof by itself.
    """
    mine: list[Finding] = []
    options = model.usual
    try:
        if Case(model, model.everything, options).contradiction() is not None:
            for numbers in (*model.components(), model.everything):
                aside = sum(_aside(model, finding) for finding in mine)
                case = Case(model, numbers & ~aside, options)
                options = _find_in(case, mine)
    except OutOfStepsError:
        return None
    finally:
        findings += mine
    return options


def _find_in(case: Case, findings: list[Finding]) -> Options:
    """Each contradiction in turn: read otherwise if that ends it, else found and set aside."""
    found: list[Finding] = []
    before = case
    try:
        for _ in range(_ROUNDS):
            why = case.contradiction()
            if why is None or len(findings) + len(found) >= _FINDINGS_AT_MOST:
                break
            why = case.smallest(why)
            better = better_readings(case, why)
            if better is not None:
                case = case.read_as(better)
                continue
            suspects = {finding.record.position for finding in found}
            found.append(_finding(case, why, suspects))
            case = case.without(_aside(case.model, found[-1]))
        found = _with_true_alternatives(before.read_as(case.options), found)
    except OutOfStepsError:
        findings += (replace(finding, alternatives=()) for finding in found)
        raise
    findings += found
    return case.options


def _with_true_alternatives(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """Keep the other repairs that would do once those of the other findings are made."""
    if len(findings) < 2:
        return list(findings)
    kept = []
    for finding in findings:
        others = case.without(
            sum(_aside(case.model, other) for other in findings if other is not finding)
        )
        alternatives = tuple(
            repair
            for repair in finding.alternatives
            if others.without(_bit(case.model, repair.number)).contradiction() is None
        )
        kept.append(replace(finding, alternatives=alternatives))
    return kept


def _aside(model: Model, finding: Finding) -> int:
    """The number a finding suggests to change, which is set aside from there on."""
    return _bit(model, finding.repair.number if finding.repair else finding.numbers[-1].number)


def _bit(model: Model, number: Number) -> int:
    return 1 << model.numbers.index(number)


def _finding(case: Case, why: int, suspects: Collection[int]) -> Finding:
    model = case.model
    implied = {
        number: implied_by(case, why & ~(1 << number), number)
        for number in members(why & model.everything)
    }
    best, *others = repairs(case, implied, suspects)
    sides = _sides(case, why)
    return Finding(
        rule=_rule(model, why, sides),
        numbers=tuple(
            Involved(model.numbers[number], model.allows(number, case.options), span)
            for number, span in implied.items()
        ),
        sides=sides,
        repair=best,
        alternatives=tuple(others),
        also=_also(case, why, best.number),
    )


def _also(case: Case, why: int, repaired: Number) -> tuple[Number, ...]:
    """Further numbers that contradict the one to repair; none where it contradicts itself."""
    everything, bit = case.model.everything, _bit(case.model, repaired)
    also = 0
    others = why & everything & ~bit
    while why & bit and others:
        case = case.without(others)
        more = case.contradiction()
        if more is None:
            break
        why = case.smallest(more)
        others = why & everything & ~bit
        also |= others if why & bit else 0
    return tuple(case.model.numbers[number] for number in members(also))


def _rule(model: Model, why: int, sides: Sequence[Side]) -> Rule:
    rules = {relation.rule for relation in model.relations_in(why)}
    if sides and rules <= {Rule.COVERAGE}:
        return Rule.ONE_DENOMINATOR
    named = next((rule for rule in _NAMING_ORDER if rule in rules), None)
    paths = {model.numbers[number].path for number in members(why & model.everything)}
    return named or next((rule for path, rule in _COMPLEMENTS.items() if path in paths), _TWICE)


def _sides(case: Case, why: int) -> tuple[Side, ...]:
    """What each record alone makes of the denominator, where two or more must share it."""
    model = case.model
    by_record: dict[Record, int] = {}
    for number in members(why & model.everything):
        record = model.numbers[number].record
        by_record[record] = by_record.get(record, 0) | 1 << number
    for place in _denominators(model, why):
        sides = []
        for record, numbers in by_record.items():
            state = case.settled(numbers, Rounding.HALF_UP)
            span = model.span(state, place) if state else EVERYTHING
            if span.is_bounded:
                sides.append(Side(record, model.denominators[place], span))
        if len(sides) > 1:
            return tuple(sides)
    return ()


def _denominators(model: Model, why: int) -> list[int]:
    """The denominators a contradiction speaks of."""
    places = {place for relation in model.relations_in(why) for place in relation.link.places}
    for number in members(why & model.everything):
        places.update(statement.place for statement in model.statements[number])
    return sorted(places & model.denominators.keys())
