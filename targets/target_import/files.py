"""Workbooks of a document: what was handed in for it, and the writing of their targets."""

from datetime import datetime

from django.db.models import QuerySet

from coverage.models import User
from coverage.workbooks import handed_in
from coverage.workbooks.dry_run import DryRun
from targets.access import may_change
from targets.entry import TargetValue, record_targets
from targets.models import Document, TargetFile
from targets.refusals import DocumentNotYours
from targets.target_import.standing import StandingTargets


def files_of(document: Document) -> QuerySet[TargetFile]:
    return TargetFile.objects.filter(document=document)


def keep(user: User, document: Document, name: str, content: bytes, since: datetime) -> TargetFile:
    file = TargetFile(document=document, name=name, since=since, uploaded_by=user)
    return handed_in.keep(file, files_of(document), content)


def confirm(
    file: TargetFile, run: DryRun[TargetValue], standing: StandingTargets, reason: str
) -> int:
    """Write what the dry run found, once: how many targets were written. `reason`: why some are
    revised, "" where none is.

    Raises DocumentNotYours, Conflict, RevisionWithoutReason.
    """
    if not may_change(file.uploaded_by, file.document):
        raise DocumentNotYours
    in_force = standing.targets.in_force
    shown = {
        value.key: version.pk if (version := in_force.get(value.key[1:])) else None
        for value in run.cells
    }
    return handed_in.confirm(
        file, lambda: record_targets(file.uploaded_by, run.cells, shown, reason)
    )
