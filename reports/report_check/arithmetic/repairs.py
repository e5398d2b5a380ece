"""Which single number, if changed, would end a contradiction."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from reports.report_check.arithmetic.cases import Case
from reports.report_check.arithmetic.findings import Repair
from reports.report_check.arithmetic.printed import Rounding
from reports.report_check.arithmetic.slips import slip_towards
from reports.report_check.arithmetic.solver import State
from reports.report_check.arithmetic.spans import EVERYTHING, Span
from reports.report_check.arithmetic.statements import Number

_NO_SLIP = 2
_COUNTED_AT_MOST = 6


class _Candidate(NamedTuple):
    """A number of the contradiction; the order of the fields is the order of preference."""

    left: int  # contradictions that remain without it
    ties: int  # printed numbers that hang on it
    slip: int
    record_is_sound: bool
    people: int
    place: int


def repairs(case: Case, implied: Mapping[int, Span], suspects: Collection[int]) -> list[Repair]:
    """The repairs that leave the fewest contradictions, the best first.

    `implied`: the numbers of the contradiction, each with what the others of it make of it. First
    comes the number without which most falls into place; then the one on which fewest other numbers
    hang (a rate is computed from people, not people from a rate); then the one that a swap or a
    slip explains; then one in a record found faulty already (`suspects`), or of fewer people.
    """
    ranked: list[tuple[_Candidate, Repair]] = []
    fewest = _COUNTED_AT_MOST
    for index, within in implied.items():
        number = case.model.numbers[index]
        others = case.without(1 << index)
        left = others.apart(min(fewest + 1, _COUNTED_AT_MOST))
        if left > fewest:
            continue
        fewest = left
        suggested = within if left else implied_by(others, others.active, index)
        repair = Repair(number, suggested, slip_towards(number.printed, suggested))
        candidate = _Candidate(
            left=left,
            ties=case.ties(index),
            slip=_NO_SLIP if repair.slip is None else repair.slip.kind,
            record_is_sound=number.record.position not in suspects,
            people=_people_of(number),
            place=index,
        )
        ranked.append((candidate, repair))
    ranked.sort(key=lambda pair: pair[0])
    return [repair for candidate, repair in ranked if candidate.left == fewest]


def implied_by(case: Case, numbers: int, number: int) -> Span:
    """What some numbers make of another: rounded half up, or, where that clashes, as allowed."""
    for rounding in (Rounding.HALF_UP, None):
        state = case.settled(numbers, rounding)
        if state is not None:
            return _as_printed(case, state, number)
    return EVERYTHING


def _as_printed(case: Case, state: State, number: int) -> Span:
    span = EVERYTHING
    for statement in case.model.readings_of(number, case.options):
        span = span.shared_with(statement.print_span(case.model.span(state, statement.place)))
    return span


def _people_of(number: Number) -> int:
    people = number.record.numbers.get("people")
    return int(people.value) if people else 0
