"""Writing to the register: only for the units one approves for, whole or not at all."""

from django.db import transaction

from coverage.models import User
from coverage.refusals import ReasonMissing
from targets.access import may_change
from targets.entry import TargetValue, record_targets
from targets.models import Document
from targets.refusals import DocumentNotYours, NothingToWithdraw
from targets.register.block import TargetReading, target_to_write
from targets.register.sheet import TargetSheet


def save_targets(user: User, sheet: TargetSheet, reading: TargetReading) -> int:
    """How many targets were new or differed. Raises a Refused that says why."""
    if not may_change(user, sheet.document):
        raise DocumentNotYours
    cells = {
        key: target_to_write(sheet, key, typed, reading.before.get(key))
        for key, typed in reading.changes.items()
    }
    shown = {value.key: reading.block.shown.get(key) for key, value in cells.items()}
    return record_targets(user, list(cells.values()), shown)


def withdraw_targets(user: User, document: Document, reason: str) -> int:
    """Take back all targets of the document: what the same assigner set before counts again.

    A version of its own for each, so that an earlier view of the data still shows them. Returns
    how many. Raises DocumentNotYours, ReasonMissing, NothingToWithdraw."""
    if not may_change(user, document):
        raise DocumentNotYours
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        in_force = document.targets.current().filter(is_withdrawn=False)
        values = [
            TargetValue(*target.key, note=reason.strip(), is_withdrawn=True) for target in in_force
        ]
        if not values:
            raise NothingToWithdraw
        return record_targets(user, values)
