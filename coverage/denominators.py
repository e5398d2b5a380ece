"""Which denominator is in use. They are written by coverage/denominator_entry.py."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, OuterRef, When

from coverage.models import Denominator, Origin

Key = tuple[int, str, int]
EARLIER_VERSIONS = Denominator.objects.filter(
    **{name: OuterRef(name) for name in ("unit", "basis", "year")}, pk__lt=OuterRef("pk")
)


@dataclass(frozen=True, slots=True)
class DenominatorInUse:
    """`year` may be earlier than the one asked for. `restated_at`: when it took the place of an
    earlier version; None of the first."""

    basis: str
    year: int
    people: int
    origin: str
    source: str
    precision: str
    note: str
    restated_at: datetime | None

    @property
    def is_simulated(self) -> bool:
        return self.origin == Origin.SIMULATED


def denominators_in_use(
    earlier: Mapping[int, Sequence[int]], years: Collection[int], moment: datetime | None = None
) -> dict[Key, DenominatorInUse]:
    """(unit, basis, year) -> the denominator of the year, else the latest before it; of a unit that
    has none, that of the row under which it stood earlier.

    `earlier`: each unit with its earlier rows, latest first (`coverage.lineage.earlier_rows`).
    `moment`: as the rows stood then; None: now. One statement."""
    rows = {pk: [pk, *before] for pk, before in earlier.items()}
    known: dict[int, list[DenominatorInUse]] = {}
    found = (
        Denominator.objects.as_seen(moment)
        .filter(unit__in={row for line in rows.values() for row in line})
        .filter(year__lte=max(years, default=0))
        .annotate(restated_at=Case(When(Exists(EARLIER_VERSIONS), then="recorded_at")))
        .order_by("-year")
    )
    for unit_id, *said in found.values_list("unit_id", *DenominatorInUse.__slots__):
        known.setdefault(unit_id, []).append(DenominatorInUse(*said))
    in_use: dict[Key, DenominatorInUse] = {}
    for unit_id, line in rows.items():
        for each in (each for row in line for each in known.get(row, ())):
            for year in years:
                if each.year <= year:
                    in_use.setdefault((unit_id, each.basis, year), each)
    return in_use
