"""Every target set for some units and an indicator, of whatever year and document."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from targets.attainment import Promise
from targets.in_force import FIELDS, PromiseInForce
from targets.models import Target


def promises_effective_by(
    unit_ids: Collection[int],
    indicator_ids: Collection[int],
    on: date,
    moment: datetime | None = None,
    earlier: Mapping[int, Sequence[int]] | None = None,
) -> list[PromiseInForce]:
    """The targets of all documents that had taken effect by a day, also of those amended since.

    `moment`: as the rows stood then; None: now. `earlier`: a unit -> the rows under which it stood
    earlier, whose promises still bind it. One statement."""
    today = {old: unit_id for unit_id, selves in (earlier or {}).items() for old in selves}
    rows = (
        Target.objects.as_seen(moment)
        .filter(
            unit__in={*unit_ids, *today},
            indicator__in=indicator_ids,
            document__effective_on__lte=on,
        )
        .order_by("document__effective_on", "document_id", "year")
        .values_list(*FIELDS)
    )
    return [
        PromiseInForce(
            target, today.get(unit, unit), indicator, year, Promise(people, percent), *named_by
        )
        for target, unit, indicator, year, people, percent, *named_by in rows
    ]
