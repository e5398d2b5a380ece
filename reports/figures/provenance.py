"""Who recorded what a report rests on, and in which document it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from coverage.models import Denominator
from targets.models import Document, Target


@dataclass(frozen=True, slots=True)
class Version:
    """A row as it was recorded: its number and origin, when and by whom."""

    number: int
    origin: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """`targets`: target -> who recorded it; `denominators`: (unit, basis, year) -> its version."""

    documents: list[Document]
    targets: dict[int, str]
    denominators: dict[tuple[int, str, int], Version]


def provenance(
    unit_ids: Collection[int],
    target_ids: Collection[int],
    period: date,
    moment: datetime | None = None,
) -> Provenance:
    """Of those targets and of the units' denominators up to the year, as the rows stood at the
    moment; None: now. Three statements."""
    denominators = (
        Denominator.objects.as_seen(moment)
        .filter(unit__in=unit_ids, year__lte=period.year)
        .values_list(
            "unit_id", "basis", "year", "pk", "origin", "recorded_at", "recorded_by__full_name"
        )
    )
    targets = Target.objects.filter(pk__in=target_ids)
    documents = (
        Document.objects.filter(targets__in=target_ids)
        .select_related("assigner", "binds")
        .distinct()
        .order_by("assigner__kind", "assigner__name", "effective_on", "pk")
    )
    return Provenance(
        documents=list(documents),
        targets=dict(targets.values_list("pk", "recorded_by__full_name")),
        denominators={row[:3]: Version(*row[3:]) for row in denominators},
    )
