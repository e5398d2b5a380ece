"""What a unit counted since January against the year's plans. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coverage.notation.periods import since_january
from reports.figures.known import Known
from reports.figures.standing import FlowStanding
from reports.figures.values import NOTHING
from reports.figures.year_to_date import counted_to_date
from targets.in_force import PromiseInForce, Promises


def flow_standings(facts: Known, promises: Promises, period: date) -> list[FlowStanding]:
    """Of each of the flows that `facts` know, where anything was counted or planned."""
    unit = facts.top
    year = since_january(period) if facts.own or facts.below.sums else []
    standings = []
    for indicator in facts.indicators:
        own = _plans_of(promises.get((unit.pk, indicator.pk), ()), period.year)
        if not own and indicator.sums_its_parts:
            parts = [each for each in facts.indicators if each.part_of_id == indicator.pk]
            own = _plans_of_all(
                [_plans_of(promises.get((unit.pk, part.pk), ()), period.year) for part in parts]
            )
        counted = counted_to_date({month: facts.value(unit, indicator, month) for month in year})
        value = counted.get(period, NOTHING)
        found = FlowStanding(indicator, value, _nearest_plan(own), own)
        if found.done is not None or found.plan is not None:
            standings.append(found)
    return standings


def _plans_of(promises: Sequence[PromiseInForce], year: int) -> list[PromiseInForce]:
    """A count of one year is held against that year's plan only, never a later milestone."""
    return [each for each in promises if each.year == year and each.promise.people is not None]


def _plans_of_all(parts: Sequence[Sequence[PromiseInForce]]) -> list[PromiseInForce]:
    """The plans for all the parts of a count, by the assigners that planned each of them."""
    plans = [each for part in parts for each in part]
    counts = Counter(each.assigner_id for each in plans)
    planned = [each for each in plans if counts[each.assigner_id] == len(parts)]
    return sorted(planned, key=lambda each: (each.assigner_kind, each.assigner))


def _nearest_plan(plans: Sequence[PromiseInForce]) -> int | None:
    """What the assigner nearest to the unit planned: plans of several are never added up."""
    if not plans:
        return None
    nearest = plans[0].assigner_id
    return sum(each.promise.people or 0 for each in plans if each.assigner_id == nearest)
