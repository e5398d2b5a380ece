"""What a unit counted since January against the year's plans."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coverage.counting.figures import ReadAs
from coverage.models import AdministrativeUnit, Indicator, Measure
from reports.figures.reported import flows_to_date
from reports.figures.standing import FlowStanding
from targets.attainment import percent
from targets.in_force import PromiseInForce, Promises


def flow_standings(
    unit: AdministrativeUnit,
    indicators: Sequence[Indicator],
    promises: Promises,
    period: date,
    read_as: ReadAs,
) -> list[FlowStanding]:
    counted = flows_to_date([unit.pk], indicators, period, read_as)
    standings = []
    for indicator in indicators:
        if indicator.measure != Measure.FLOW:
            continue
        own = _plans_of(promises.get((unit.pk, indicator.pk), ()), period.year)
        if not own and indicator.sums_its_parts:
            parts = [each for each in indicators if each.part_of_id == indicator.pk]
            own = _plans_of_all(
                [_plans_of(promises.get((unit.pk, part.pk), ()), period.year) for part in parts]
            )
        done, simulated = counted.get((unit.pk, indicator.pk), (None, False))
        plan = _nearest_plan(own)
        if done is not None or plan is not None:
            standings.append(
                FlowStanding(indicator, done, plan, percent(done, plan), simulated, own)
            )
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
