"""The only writer of targets: a revision is a new version, the old one stays readable."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from coverage.entry import lock_for_writing
from coverage.models import User
from targets.models import Document, Target

Key = tuple[int, int, int, int]


@dataclass(frozen=True)
class TargetValue:
    """One target to write; per cent, people (events for a count of events), or both."""

    document_id: int
    unit_id: int
    indicator_id: int
    year: int
    percent: Decimal | None = None
    people: int | None = None
    qualifier: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        return (self.document_id, self.unit_id, self.indicator_id, self.year)


VALUE_FIELDS = ("percent", "people", "qualifier", "note")


def record_targets(user: User, values: Sequence[TargetValue]) -> int:
    """Write the targets, all or none; returns how many were new or differed."""
    document_ids = {value.document_id for value in values}
    with transaction.atomic():
        _wait_for_others_writing(document_ids)
        in_force = {
            (row.document_id, row.unit_id, row.indicator_id, row.year): row
            for row in Target.objects.current().filter(document__in=document_ids)
        }
        moment = lock_for_writing(Target._meta.db_table)
        changed = [value for value in values if _differs(value, in_force.get(value.key))]
        replaced = [in_force[value.key].pk for value in changed if value.key in in_force]
        Target.objects.filter(pk__in=replaced).update(superseded_at=moment)
        Target.objects.bulk_create(
            Target(
                document_id=value.document_id,
                unit_id=value.unit_id,
                indicator_id=value.indicator_id,
                year=value.year,
                recorded_by=user,
                recorded_at=moment,
                **{field: getattr(value, field) for field in VALUE_FIELDS},
            )
            for value in changed
        )
    return len(changed)


def _wait_for_others_writing(document_ids: Collection[int]) -> None:
    """A target not set yet has no row to lock; its document has."""
    rows = Document.objects.filter(pk__in=document_ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _differs(value: TargetValue, before: Target | None) -> bool:
    return before is None or any(
        getattr(value, field) != getattr(before, field) for field in VALUE_FIELDS
    )
