"""Writing to the register: only for the units one approves for, whole or not at all."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coverage.models import User
from coverage.refusals import NotShown, ReasonMissing
from coverage.tables.notations import write_moment
from targets.access import may_change
from targets.entry import TargetValue, record_targets
from targets.models import Document, Target
from targets.refusals import DocumentNotYours, NothingToWithdraw, TargetsChanged
from targets.register.block import TargetReading, target_to_write
from targets.register.sheet import TargetSheet
from targets.wording import TARGET, target_value


def save_targets(user: User, sheet: TargetSheet, reading: TargetReading, reason: str) -> int:
    """How many targets were new or differed. `reason`: why some are revised, "" where none is.
    Raises a Refused that says why."""
    if not may_change(user, sheet.document):
        raise DocumentNotYours
    cells = {
        key: target_to_write(sheet, key, typed, reading.before.get(key))
        for key, typed in reading.changes.items()
    }
    shown = {value.key: reading.block.shown.get(key) for key, value in cells.items()}
    return record_targets(user, list(cells.values()), shown, reason)


def versions_in_force(document: Document) -> list[int]:
    """The ids of its targets in force, for a page that offers to withdraw them. One statement."""
    in_force = document.targets.current().filter(is_withdrawn=False)
    return list(in_force.order_by("pk").values_list("pk", flat=True))


def withdraw_targets(user: User, document: Document, reason: str, shown: Collection[int]) -> int:
    """Take back all targets of the document: what the same assigner set before counts again.
    `shown`: the ids of the versions that were on the screen.

    A version of its own for each, so that an earlier view of the data still shows them. Returns
    how many. Raises DocumentNotYours, ReasonMissing, NothingToWithdraw, NotShown,
    TargetsChanged."""
    if not may_change(user, document):
        raise DocumentNotYours
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        in_force = list(document.targets.current().filter(is_withdrawn=False))
        if not in_force:
            raise NothingToWithdraw
        if not shown:
            raise NotShown
        if {target.pk for target in in_force} != set(shown):
            raise TargetsChanged(_changes(document, shown))
        values = [TargetValue(*target.key, is_withdrawn=True) for target in in_force]
        return record_targets(user, values, reason=reason)


def _changes(document: Document, shown: Collection[int]) -> list[str]:
    """What was shown and what stands, of each target of which that is not the same."""
    asked = Q(superseded_at__isnull=True) | Q(pk__in=shown)
    rows = document.targets.filter(asked).select_related("unit", "indicator", "recorded_by")
    then, now = {}, {}
    for row in rows.order_by("unit__level", "unit__sort_key", "indicator__order", "year"):
        if row.pk in shown:
            then[row.key] = row
        if row.superseded_at is None:
            now[row.key] = row
    return [
        _change(then.get(key), now.get(key), row)
        for key, row in {**then, **now}.items()
        if key not in then or key not in now or then[key].pk != now[key].pk
    ]


def _change(then: Target | None, now: Target | None, named: Target) -> str:
    said = f"{named.unit}, {named.indicator.label} {named.year}: {_said(then)} → {_said(now)}"
    return f"{said} ({now.recorded_by}, {write_moment(now.recorded_at)})" if now else said


def _said(target: Target | None) -> str:
    if target is not None and target.is_withdrawn:
        return _("withdrawn")
    return TARGET.text(target_value(target) if target else None)
