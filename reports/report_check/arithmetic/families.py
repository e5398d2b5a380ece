"""How the indicators of one group hang together.

BHXH is BHXH_BB and BHXH_TN, to the person, at every date; unemployment insurance is for people
with compulsory social insurance, who all have health insurance: BHTN ≤ BHXH_BB ≤ BHYT; the
sub-groups of health insurance lie within it, and households and pupils do not overlap.
"""

from collections.abc import Sequence

from reports.report_check.arithmetic.changes import CHANGES, relate_changes
from reports.report_check.arithmetic.coverage_rates import relate_coverage
from reports.report_check.arithmetic.fields import LABOUR_FORCE
from reports.report_check.arithmetic.links import Ceiling, Total
from reports.report_check.arithmetic.model import Model
from reports.report_check.arithmetic.plans import relate_plans
from reports.report_check.arithmetic.registry import NOW, Registry, basis_of, true_rate
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.solver import Allowance
from reports.report_check.arithmetic.statements import Guard, Reading, Rule

_WHOLE, _PARTS = "BHXH", ("BHXH_BB", "BHXH_TN")
_FAMILY = (_WHOLE, *_PARTS)
_HOUSEHOLDS_AND_PUPILS = ("BHYT_HGD", "BHYT_HSSV")


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
    known = [name for name in (*_FAMILY, "BHTN") if registry.has("people", name, date)]
    enough = len([name for name in known if name != "BHTN"]) >= 2
    if enough or {"BHXH", "BHTN"} <= set(known):
        whole, *parts = (registry.count("people", name, date) for name in _FAMILY)
        registry.relate(Total(whole, parts), Rule.SUM_OF_PARTS)


def _relate_order(registry: Registry) -> None:
    pairs = [("BHTN", "BHXH_BB"), ("BHXH_BB", "BHYT")]
    groups = {record.indicator for record in registry.records if record.indicator}
    pairs += [(name, "BHYT") for name in sorted(groups) if name.startswith("BHYT_")]
    for lower, upper in pairs:
        if registry.has("people", lower, NOW) and registry.has("people", upper, NOW):
            link = Ceiling(
                registry.count("people", lower, NOW), registry.count("people", upper, NOW)
            )
            registry.relate(link, Rule.PART_WITHIN_WHOLE)
    if all(registry.has("people", name, NOW) for name in ("BHYT", *_HOUSEHOLDS_AND_PUPILS)):
        parts = [registry.count("people", name, NOW) for name in _HOUSEHOLDS_AND_PUPILS]
        others = registry.count("people", "other members of BHYT", NOW)
        whole = registry.count("people", "BHYT", NOW)
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
    for lower, upper in (("BHTN", "BHXH_BB"), ("BHXH_BB", "BHXH"), ("BHTN", "BHXH")):
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
