"""Readings of ambiguous prints under which fewer numbers contradict each other."""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import islice, product

from reports.report_check.arithmetic.cases import Case
from reports.report_check.arithmetic.model import Model, Options, members
from reports.report_check.arithmetic.printed import Quantity, Rounding
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import Reading, Statement

_TRIED_AT_MOST = 64


def better_readings(case: Case, why: int) -> Options | None:
    """Readings under which fewer numbers must be set aside, or None.

    Those of the numbers in `why` are tried; where they lead to a contradiction with other numbers,
    the readings of these too. Fewer changes from the usual are preferred, then fewer numbers left
    to set aside.
    """
    now: int | None = None
    tried = {case.options}
    waiting = [(0, 0, case, why)]
    while waiting and len(tried) <= _TRIED_AT_MOST:
        _, _, before, why = heappop(waiting)
        best: tuple[int, Options] | None = None
        for options in _other_readings(before, why):
            changed = case.read_as(options)
            if options in tried or changed.contradiction(why) is not None:
                continue
            tried.add(options)
            if _frees_rounding(case.model, options) and not _cuts_off(case.model):
                continue
            now = case.faults() if now is None else now
            left = changed.faults()
            if left < min(now, best[0] if best else now):
                best = left, options
            elif left:
                next_why = changed.smallest(changed.contradiction() or 0)
                heappush(waiting, (left, len(tried), changed, next_why))
        if best is not None:
            return best[1]
    return None


def _other_readings(case: Case, why: int) -> list[Options]:
    """Readings that differ in the switches on which `why` depends, the fewest changes first."""
    options = case.options
    switches = sorted(_switches_in(case, why))
    combinations = product(*(range(len(case.model.switches[each].options)) for each in switches))
    found = []
    for chosen in islice(combinations, _TRIED_AT_MOST):
        changed = list(options)
        for switch, option in zip(switches, chosen, strict=True):
            changed[switch] = option
        found.append(tuple(changed))
    found.sort(key=lambda changed: sum(a != b for a, b in zip(changed, options, strict=True)))
    return [changed for changed in found if changed != options]


def _switches_in(case: Case, why: int) -> set[int]:
    found: set[int] = set()
    for number in members(why & case.model.everything):
        for statement in case.model.readings_of(number, case.options):
            found.update(switch for switch, _ in statement.guards)
            if statement.rounding_switch is not None:
                found.add(statement.rounding_switch)
    for relation in case.model.relations_in(why):
        found.update(switch for switch, _ in relation.guards)
    return found


def _frees_rounding(model: Model, options: Options) -> bool:
    return any(
        switch.reading is Reading.ROUNDING and switch.options[option] == Rounding.EITHER
        for switch, option in zip(model.switches, options, strict=True)
    )


def _cuts_off(model: Model) -> bool:
    """Whether some percentage, with all it needs printed beside it, is seen to be cut off.

    Rates on a denominator that is not printed are taken as rounded in one way, all half up or all
    cut off. Only where a report is seen to cut off a number is each of them free.
    """
    for statement in _percentages(model):
        printed = model.numbers[statement.number].printed
        implied = _implied_in_record(model, statement)
        if (
            implied is not None
            and not implied.meets(printed.span(Rounding.HALF_UP))
            and implied.meets(printed.span(Rounding.TRUNCATED))
        ):
            return True
    return False


def _percentages(model: Model) -> Iterator[Statement]:
    for index, number in enumerate(model.numbers):
        if number.printed.quantity is Quantity.PERCENT:
            readings = model.readings_of(index, model.usual)
            yield from (each for each in readings if each.rounding_switch is None)


def _implied_in_record(model: Model, statement: Statement) -> Span | None:
    """What the other numbers of its record say that a percentage must be, if they say anything."""
    record = model.numbers[statement.number].record
    others = sum(
        1 << index
        for index, number in enumerate(model.numbers)
        if number.record is record and index != statement.number
    )
    state = Case(model, others, model.usual).settled(rounding=Rounding.HALF_UP)
    if state is None:
        return None
    span = statement.print_span(model.span(state, statement.place))
    return span if span.is_bounded else None
