"""Which promise holds for a unit in a year: of each assigner, the latest effective document's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
    unit_ids: Collection[int],
    year: int,
    on: date,
    moment: datetime | None = None,
    earlier: Mapping[int, Sequence[int]] | None = None,
) -> dict[Key, list[PromiseInForce]]:
    """(unit, indicator) -> its promises for the year, one an assigner, nearest assigner first.

    In force on a date is the latest document of the same assigner that has taken effect by then
    and says something of that unit, indicator and year. Where an assigner set nothing for the
    year itself, its next later milestone stands in. `moment`: as the rows stood then; None: now.
    `earlier`: a unit -> the rows under which it stood earlier, whose promises still bind it. One
    statement.
    """
    today = {old: unit_id for unit_id, selves in (earlier or {}).items() for old in selves}
    rows = (
        Target.objects.as_seen(moment)
        .filter(unit__in={*unit_ids, *today}, year__gte=year, document__effective_on__lte=on)
        .values_list(*FIELDS)
    )
    promises = [_promise(*row) for row in rows]
    chosen: dict[tuple[int, int, int], PromiseInForce] = {}
    for found in sorted(promises, key=lambda each: _rank(each, today)):
        unit_id = today.get(found.unit_id, found.unit_id)
        key = (unit_id, found.indicator_id, found.assigner_id)
        chosen.setdefault(key, replace(found, unit_id=unit_id))
    grouped: dict[Key, list[PromiseInForce]] = {}
    for found in sorted(chosen.values(), key=lambda each: (each.assigner_kind, each.assigner)):
        grouped.setdefault((found.unit_id, found.indicator_id), []).append(found)
    return grouped


def _rank(found: PromiseInForce, today: Mapping[int, int]) -> tuple[int, int, int, bool]:
    """The year asked for before milestones, the latest document first; of one document, what it
    says of the unit itself before what it said of an earlier row of it."""
    latest_first = -found.effective_on.toordinal()
    return (found.year, latest_first, -found.document_id, found.unit_id in today)


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
