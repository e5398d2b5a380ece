"""Why a month that was handed in could be written again: each reopening and return, which tell the
corrections of one month apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coverage.models import State, Submission

# In these a month that was handed in may change again; both say why.
REOPENING_STATES = (State.REOPENED, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Reopening:
    """A month that was opened again or given back: why, by whom and when."""

    reason: str
    by: str
    at: datetime

    @classmethod
    def of(cls, month: Submission) -> "Reopening":
        return cls(month.note, str(month.recorded_by), month.recorded_at)


# (unit, month) -> its reopenings, the earliest first.
Reopenings = Mapping[tuple[int, date], Sequence[Reopening]]


def reopenings(unit_ids: Collection[int], until: date) -> Reopenings:
    """Of the units' months up to `until`. One statement."""
    rows = Submission.objects.filter(
        unit__in=unit_ids, period__lte=until, state__in=REOPENING_STATES
    )
    found: dict[tuple[int, date], list[Reopening]] = {}
    for row in rows.select_related("recorded_by").order_by("recorded_at", "pk"):
        found.setdefault((row.unit_id, row.period), []).append(Reopening.of(row))
    return found


def reopening_before(known: Iterable[Reopening], moment: datetime) -> Reopening | None:
    """Of a month's reopenings, the earliest first, the one that what was recorded at the moment
    goes back to; None where the month had not been handed in before."""
    before = [each for each in known if each.at <= moment]
    return before[-1] if before else None
