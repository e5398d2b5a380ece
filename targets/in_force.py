"""Which promise holds for a unit in a year: of each assigner, the latest effective document's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from coverage.models import Origin
from targets.attainment import Promise
from targets.models import Target

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PromiseInForce:
    """A target as a page shows it: the promise and everything that names it.

    `year` is the target's own; later than the year asked for, it is the next milestone.
    `unit_id` is the unit it was set for; another than the one asked for when it is a goal set
    for a unit above.
    """

    target_id: int
    unit_id: int
    indicator_id: int
    year: int
    promise: Promise
    qualifier: str
    note: str
    recorded_at: datetime
    document_id: int
    document_number: str
    document_title: str
    effective_on: date
    assigner_id: int
    assigner: str
    assigner_kind: int
    origin: str

    @property
    def is_simulated(self) -> bool:
        return self.origin == Origin.SIMULATED

    @property
    def document(self) -> str:
        return self.document_number or self.document_title


FIELDS = (
    "pk",
    "unit_id",
    "indicator_id",
    "year",
    "people",
    "percent",
    "qualifier",
    "note",
    "recorded_at",
    "document_id",
    "document__number",
    "document__title",
    "document__effective_on",
    "document__assigner_id",
    "document__assigner__name",
    "document__assigner__kind",
    "document__origin",
)


def promises_in_force(
    unit_ids: Collection[int], year: int, on: date, moment: datetime | None = None
) -> dict[Key, list[PromiseInForce]]:
    """(unit, indicator) -> its promises for the year, one an assigner, nearest assigner first.

    In force on a date is the latest document of the same assigner that has taken effect by then
    and says something of that unit, indicator and year. Where an assigner set nothing for the
    year itself, its next later milestone stands in. `moment`: as the rows stood then; None: now.
    One statement.
    """
    rows = (
        Target.objects.as_seen(moment)
        .filter(unit__in=unit_ids, year__gte=year, document__effective_on__lte=on)
        .order_by("year", "-document__effective_on", "-document_id")
        .values_list(*FIELDS)
    )
    chosen: dict[tuple[int, int, int], PromiseInForce] = {}
    for row in rows:
        found = _promise(*row)
        chosen.setdefault((found.unit_id, found.indicator_id, found.assigner_id), found)
    grouped: dict[Key, list[PromiseInForce]] = {}
    for found in sorted(chosen.values(), key=lambda each: (each.assigner_kind, each.assigner)):
        grouped.setdefault((found.unit_id, found.indicator_id), []).append(found)
    return grouped


def _promise(
    target_id: int,
    unit_id: int,
    indicator_id: int,
    year: int,
    people: int | None,
    percent: Decimal | None,
    *named_by: Any,
) -> PromiseInForce:
    return PromiseInForce(
        target_id, unit_id, indicator_id, year, Promise(people, percent), *named_by
    )
