"""How the numbers of one group of indicators hang together, by `coverage.indicator_facts`."""

from collections.abc import Sequence

from coverage.indicator_facts import (
    ALSO_INSURED,
    COMPULSORY,
    HEALTH,
    HEALTH_GROUPS,
    LABOUR_FORCE,
    SOCIAL,
    SOCIAL_PARTS,
    UNEMPLOYMENT,
)
from reports.report_check.arithmetic.changes import CHANGES, relate_changes
from reports.report_check.arithmetic.coverage_rates import relate_coverage
from reports.report_check.arithmetic.links import Ceiling, Total
from reports.report_check.arithmetic.model import Model
from reports.report_check.arithmetic.plans import relate_plans
from reports.report_check.arithmetic.registry import NOW, Registry, basis_of, true_rate
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.solver import Allowance
from reports.report_check.arithmetic.statements import Guard, Reading, Rule

_FAMILY = (SOCIAL, *SOCIAL_PARTS)


def model_of(records: Sequence[Record], allowance: Allowance) -> Model:
    """The model of records of one unit, group, edition and date, and what solving it may take."""
    registry = Registry(records, allowance)
    for record in records:
        registry.people(record)
    for record in records:
        registry.state(record, "people", registry.people(record))
        relate_coverage(registry, record)
        relate_plans(registry, record)
        relate_changes(registry, record)
    for date in (NOW, *CHANGES):
        _relate_parts(registry, date)
    _relate_order(registry)
    _relate_rates(registry)
    registry.model.seal()
    return registry.model


def _relate_parts(registry: Registry, date: str) -> None:
    known = [name for name in (*_FAMILY, UNEMPLOYMENT) if registry.has("people", name, date)]
    enough = len([name for name in known if name != UNEMPLOYMENT]) >= 2
    if enough or {SOCIAL, UNEMPLOYMENT} <= set(known):
        whole, *parts = (registry.count("people", name, date) for name in _FAMILY)
        registry.relate(Total(whole, parts), Rule.SUM_OF_PARTS)


def _relate_order(registry: Registry) -> None:
    pairs = [*ALSO_INSURED.items()]
    groups = {record.indicator for record in registry.records if record.indicator}
    pairs += [(name, HEALTH) for name in sorted(groups) if name.startswith(f"{HEALTH}_")]
    for lower, upper in pairs:
        if registry.has("people", lower, NOW) and registry.has("people", upper, NOW):
            link = Ceiling(
                registry.count("people", lower, NOW), registry.count("people", upper, NOW)
            )
            registry.relate(link, Rule.PART_WITHIN_WHOLE)
    if all(registry.has("people", name, NOW) for name in (HEALTH, *HEALTH_GROUPS)):
        parts = [registry.count("people", name, NOW) for name in HEALTH_GROUPS]
        others = registry.count("people", f"other members of {HEALTH}", NOW)
        whole = registry.count("people", HEALTH, NOW)
        registry.relate(Total(whole, [*parts, others]), Rule.PART_WITHIN_WHOLE)


def _relate_rates(registry: Registry) -> None:
    """The same for rates on one labour force, where people may not be printed."""
    first: dict[str, Record] = {}
    for record in registry.records:
        if "coverage_pct" in record.numbers and basis_of(record)[0] == LABOUR_FORCE:
            first.setdefault(record.indicator or "", record)
    if all(name in first for name in _FAMILY):
        whole, *parts = (true_rate(registry, first[name]) for name in _FAMILY)
        guards = _on_labour_force(registry, [first[name] for name in _FAMILY])
        registry.relate(Total(whole, parts), Rule.SUM_OF_PARTS, guards)
    for lower, upper in (
        (UNEMPLOYMENT, COMPULSORY),
        (COMPULSORY, SOCIAL),
        (UNEMPLOYMENT, SOCIAL),
    ):
        if lower in first and upper in first:
            guards = _on_labour_force(registry, [first[lower], first[upper]])
            link = Ceiling(true_rate(registry, first[lower]), true_rate(registry, first[upper]))
            registry.relate(link, Rule.PART_WITHIN_WHOLE, guards)


def _on_labour_force(registry: Registry, records: Sequence[Record]) -> tuple[Guard, ...]:
    return tuple(
        (place, 0)
        for place, switch in enumerate(registry.model.switches)
        if switch.reading is Reading.DENOMINATOR and switch.record in records
    )
