"""What a record says of its rate: people ÷ denominator, and the rate against its target.

All indicators on one basis share the denominator; a record that prints its own is measured on
that. A percentage computed from others is compared with these as printed, since that is what its
author had, perhaps: hence, for each use, a stated rate beside the true one.
"""

from coverage.indicator_facts import SOCIAL, VOLUNTARY
from reports.report_check.arithmetic.changes import relate_rate_change
from reports.report_check.arithmetic.links import Fulfilment, Total
from reports.report_check.arithmetic.registry import NOW, Registry, basis_of, shares, true_rate
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.statements import Guard, Reading, Rule

# By option: the place of the denominator, and the guards under which the rate is of it.
_Choice = list[tuple[int, tuple[Guard, ...]]]
_OF_RATE = ("coverage_pct", "uncovered_people", "uncovered_pct", "target_pct", "yoy_pp")


def relate_coverage(registry: Registry, record: Record) -> None:
    """Write down what the record says of its denominator, its rate and its target rate."""
    for name in basis_of(record):
        registry.state(record, name, registry.denominator(name, record))
    if not any(path in record.numbers for path in _OF_RATE):
        return
    choice = _choice(registry, record)
    for option, (whole, guards) in enumerate(choice):
        _relate_rate(registry, record, option, whole, guards)
    if "uncovered_pct" in record.numbers:
        stated = _stated_rate(registry, record, "uncovered", choice)
        registry.state(record, "uncovered_pct", stated, sign=-1, offset=100)
    if "target_pct" in record.numbers:
        _relate_target(registry, record, choice)
    if "yoy_pp" in record.numbers and shares(record, basis_of(record)[0]):
        stated = _stated_rate(registry, record, "year", choice)
        relate_rate_change(registry, record, stated)


def _choice(registry: Registry, record: Record) -> _Choice:
    """The denominators a rate may be of; that of voluntary insurance also of all BHXH people.

    The latter only where both are printed: else nothing could contradict it.
    """
    wholes = {name: registry.denominator(name, record) for name in basis_of(record)}
    whole_printed = any(
        each.indicator == SOCIAL and "people" in each.numbers for each in registry.records
    )
    if record.indicator == VOLUNTARY and "people" in record.numbers and whole_printed:
        wholes[SOCIAL] = registry.count("people", SOCIAL, NOW)
    guards = registry.choice(Reading.DENOMINATOR, record, list(wholes))
    return list(zip(wholes.values(), guards, strict=True))


def _relate_rate(
    registry: Registry, record: Record, option: int, whole: int, guards: tuple[Guard, ...]
) -> None:
    rest = None
    if "uncovered_people" in record.numbers:
        rest = registry.count("uncovered", record.position, option, lowest=None)
        registry.state(record, "uncovered_people", rest, guards=guards)
    rate = true_rate(registry, record, option)
    people = registry.people(record)
    registry.share(Rule.COVERAGE, part=people, whole=whole, rate=rate, rest=rest, guards=guards)
    if "coverage_pct" in record.numbers:
        rounding = registry.rounding_on(whole)
        registry.state(record, "coverage_pct", rate, guards=guards, rounding_switch=rounding)


def _stated_rate(registry: Registry, record: Record, use: str, choice: _Choice) -> int:
    """The rate from which another percentage was computed: as printed, or not even that.

    One that is not printed is near the true rate, though it may have been rounded before.
    """
    stated = registry.rate("stated coverage", record.position, use)
    if "coverage_pct" in record.numbers:
        registry.state(record, "coverage_pct", stated)
    for option, (_, guards) in enumerate(choice):
        rate = true_rate(registry, record, option)
        link = registry.nearly(rate, "stated coverage", record.position, use)
        registry.relate(link, Rule.COVERAGE, guards, unless=(record, "coverage_pct"))
    return stated


def _relate_target(registry: Registry, record: Record, choice: _Choice) -> None:
    """The rate as stated against the target rate: in per cent of it, and in points."""
    target = registry.rate("target", record.position)
    registry.state(record, "target_pct", target)
    reached = registry.rate("rate attainment", record.position)
    stated = _stated_rate(registry, record, "attainment", choice)
    registry.relate(Fulfilment(reached=stated, done=reached, target=target), Rule.RATE_ATTAINMENT)
    registry.state(record, "rate_attainment_pct", reached)
    below = registry.rate("gap", record.position, lowest=None)
    stated = _stated_rate(registry, record, "gap", choice)
    registry.relate(Total(target, [stated, below]), Rule.GAP)
    if "gap_pp" in record.numbers:
        sides = registry.choice(Reading.GAP_SIDE, record, ("below", "above"))
        registry.state(record, "gap_pp", below, guards=sides[0])
        registry.state(record, "gap_pp", below, sign=-1, guards=sides[1])
