"""The only writer of targets: a revision is a new version, the old one stays readable."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from coverage.models import User
from coverage.models.versioned import lock_for_writing
from coverage.notation.printed import printed_alike
from coverage.notation.text import nfc
from coverage.refusals import Conflict, NoteTooLong
from targets.models import Document, Target
from targets.refusals import RevisionWithoutReason

Key = tuple[int, int, int, int]


@dataclass(frozen=True)
class TargetValue:
    """One target to write; per cent, people (events for a count of events), or both. With
    neither it must be withdrawn: the document says nothing there any more."""

    document_id: int
    unit_id: int
    indicator_id: int
    year: int
    percent: Decimal | None = None
    people: int | None = None
    percent_qualifier: str = ""
    people_qualifier: str = ""
    note: str = ""
    is_withdrawn: bool = False

    @property
    def key(self) -> Key:
        return (self.document_id, self.unit_id, self.indicator_id, self.year)


# What judges; a note beside it judges nothing.
PROMISED_FIELDS = ("percent", "percent_qualifier", "people", "people_qualifier", "is_withdrawn")
VALUE_FIELDS = (*PROMISED_FIELDS, "note")
LONGEST_REASON = 1000


def record_targets(
    user: User,
    values: Sequence[TargetValue],
    shown: Mapping[Key, int | None] | None = None,
    reason: str = "",
) -> int:
    """Write the targets, all or none; returns how many were new or differed.

    `shown` has the version the writer saw of each, None where there was none. Where another
    stands there by now and says something else, Conflict is raised. Without `shown` the
    caller answers for what it replaces.

    `reason`: why targets are revised; it stays with those that take the place of another. Where one
    that judges is replaced and none is given, RevisionWithoutReason is raised.
    """
    reason = _written_reason(reason)
    document_ids = {value.document_id for value in values}
    with transaction.atomic():
        _wait_for_others_writing(document_ids)
        rows = Target.objects.current().filter(document__in=document_ids)
        in_force = {row.key: row for row in rows.select_related("recorded_by")}
        if shown is not None and (contested := _contested(values, in_force, shown)):
            raise Conflict(contested)
        moment = lock_for_writing(Target._meta.db_table)
        changed = [value for value in values if _differs(value, in_force.get(value.key))]
        replaced = {value.key: in_force[value.key] for value in changed if value.key in in_force}
        revised = sum(is_revised(value, replaced.get(value.key)) for value in changed)
        if revised and not reason:
            raise RevisionWithoutReason(revised)
        Target.objects.filter(pk__in=[row.pk for row in replaced.values()]).update(
            superseded_at=moment
        )
        Target.objects.bulk_create(
            _row(user, moment, value, _why(value, replaced.get(value.key), reason))
            for value in changed
        )
    return len(changed)


def _why(value: TargetValue, before: Target | None, reason: str) -> str:
    """Of a first entry nothing; where a note alone is another, what was said of the number."""
    if before is None:
        return ""
    return reason or ("" if is_revised(value, before) or before.is_withdrawn else before.reason)


def _written_reason(reason: str) -> str:
    """As it is kept. Raises NoteTooLong."""
    reason = nfc(reason.strip()).replace("\0", "")  # which PostgreSQL does not hold
    if len(reason) > LONGEST_REASON:
        raise NoteTooLong(LONGEST_REASON)
    return reason


def _row(user: User, moment: datetime, value: TargetValue, reason: str) -> Target:
    return Target(
        reason=reason,
        document_id=value.document_id,
        unit_id=value.unit_id,
        indicator_id=value.indicator_id,
        year=value.year,
        recorded_by=user,
        recorded_at=moment,
        **{field: getattr(value, field) for field in VALUE_FIELDS},
    )


def _wait_for_others_writing(document_ids: Collection[int]) -> None:
    """A target not set yet has no row to lock; its document has."""
    rows = Document.objects.filter(pk__in=document_ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _contested(
    values: Sequence[TargetValue],
    in_force: Mapping[Key, Target],
    shown: Mapping[Key, int | None],
) -> dict[Key, Target | None]:
    """A target that somebody meanwhile set to the same value is not contested."""
    return {
        value.key: theirs
        for value in values
        if (theirs := in_force.get(value.key)) is not None or shown.get(value.key) is not None
        if (theirs.pk if theirs else None) != shown.get(value.key) and _differs(value, theirs)
    }


def _differs(value: TargetValue, before: Target | None) -> bool:
    if before is None:
        return not value.is_withdrawn
    return _differs_in(VALUE_FIELDS, value, before)


def is_revised(value: TargetValue, before: Target | None) -> bool:
    """Whether a target that judged until now judges no more, or otherwise."""
    return (
        before is not None
        and not before.is_withdrawn
        and _differs_in(PROMISED_FIELDS, value, before)
    )


def _differs_in(fields: Sequence[str], value: TargetValue, before: Target) -> bool:
    return not all(printed_alike(getattr(value, name), getattr(before, name)) for name in fields)
