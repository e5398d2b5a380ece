"""How far each unit's month has come, and who brought it there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from coverage.models import Submission


@dataclass(frozen=True, slots=True)
class MonthState:
    """The state a unit's month is in, since when and by whom."""

    state: str
    at: datetime
    by: str


def month_states(
    unit_ids: Collection[int], period: date, moment: datetime | None = None
) -> dict[int, MonthState]:
    """unit -> its month; a unit whose month was never opened is not there. One statement."""
    rows = Submission.objects.as_seen(moment).filter(unit__in=unit_ids, period=period)
    found = rows.values_list("unit_id", "state", "recorded_at", "recorded_by__full_name")
    return {unit_id: MonthState(state, at, by) for unit_id, state, at, by in found}
