"""The only writer of the text of a decision: one file of it, whatever acts it has."""

import hashlib
from collections.abc import Collection

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from coverage.models import DecisionFile, User
from coverage.models.versioned import lock_for_writing
from coverage.notation.text import search_key
from coverage.refusals import ChangedMeanwhile, ReasonMissing, Refused


class DecisionHasFile(Refused):
    said = gettext_lazy(
        "This decision has a file already. Nothing was recorded; a wrong file is replaced from the "
        "list of acts, with a reason."
    )


def folded(decision: str) -> str:
    """As one decision is told from another."""
    return search_key(decision)


def files_of(decisions: Collection[str]) -> dict[str, DecisionFile]:
    """By folded decision the file in force. One statement."""
    keys = {folded(each) for each in decisions}
    found = DecisionFile.objects.current().filter(decision__in=keys).select_related("recorded_by")
    return {each.decision: each for each in found}


def keep_file(
    user: User, decision: str, file: UploadedFile, why: str, shown: int | None = None
) -> None:
    """A checked upload as the text of the decision, in the place of the version `shown`, None where
    there was none; the file that stands already is kept once. Raises ReasonMissing,
    DecisionHasFile, ChangedMeanwhile."""
    if not why.strip():
        raise ReasonMissing
    digest = _digest(file)
    rows = DecisionFile.objects.current().filter(decision=folded(decision))
    try:
        with transaction.atomic():
            standing = rows.select_for_update(of=("self",)).select_related("recorded_by").first()
            if standing is not None and standing.sha256 == digest:
                return
            if standing is not None and shown is None:
                raise DecisionHasFile
            if standing is not None and standing.pk != shown:
                raise ChangedMeanwhile(standing.recorded_by, standing.recorded_at)
            moment = lock_for_writing(DecisionFile._meta.db_table)
            rows.update(superseded_at=moment)
            DecisionFile.objects.create(
                decision=folded(decision),
                file=file,
                sha256=digest,
                why=why.strip(),
                recorded_by=user,
                recorded_at=moment,
            )
    except IntegrityError as error:
        raise DecisionHasFile from error


def _digest(file: UploadedFile) -> str:
    said = hashlib.sha256()
    for chunk in file.chunks():
        said.update(chunk)
    file.seek(0)
    return said.hexdigest()
