"""What a page of facts says of targets, which it knows nothing of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import template

from coverage.models import AdministrativeUnit
from targets.in_force import promises_in_force

register = template.Library()


@dataclass(frozen=True, slots=True)
class TargetCount:
    """How many targets of the year are in force for the unit, of all assigners and indicators."""

    unit: AdministrativeUnit
    count: int


@register.simple_tag
def targets_of_year(units: Sequence[AdministrativeUnit], on: date) -> list[TargetCount]:
    """Of each unit, in their order, in force on the day for its year. One statement."""
    ids = [unit.pk for unit in units]
    counts: Counter[int] = Counter()
    for (unit_id, _indicator), promises in promises_in_force(ids, on.year, on).items():
        counts[unit_id] += sum(promise.year == on.year for promise in promises)
    return [TargetCount(unit, counts[unit.pk]) for unit in units]
