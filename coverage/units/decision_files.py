"""The only writer of the text of a decision: one file of it, whatever acts it has."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_lazy

from coverage.models import DecisionFile, User
from coverage.models.versioned import lock_for_writing
from coverage.notation.text import search_key
from coverage.refusals import ChangedMeanwhile, ReasonMissing, Refused

_FILE: Any = DecisionFile._meta.get_field("file")


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


@contextmanager
def whole_or_none() -> Iterator[list[str]]:
    """Around a transaction: what it wrote to the disk, by the names that are added to the list, is
    removed where it fails. Not where the connection is lost: the commit may have come through
    then, and a file without a row is the lesser harm."""
    names: list[str] = []
    try:
        yield names
    except (OperationalError, InterfaceError):
        raise
    except BaseException:
        for name in names:
            _FILE.storage.delete(name)
        raise


def keep_file(user: User, decision: str, file: File, why: str, shown: int | None = None) -> None:
    """`kept_within` in a transaction of its own."""
    with whole_or_none() as names:
        kept_within(names, user, decision, file, why, shown)


def kept_within(
    names: list[str],
    user: User,
    decision: str,
    file: File,
    why: str,
    shown: int | None = None,
) -> None:
    """A checked upload as the text of the decision, in the place of the version `shown`, None where
    there was none; the file that stands already is kept once. `names`: of `whole_or_none`. Raises
    ReasonMissing, DecisionHasFile, ChangedMeanwhile."""
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
            names.append(_FILE.storage.save(_FILE.generate_filename(None, file.name), file))
            DecisionFile.objects.create(
                decision=folded(decision),
                file=names[-1],
                sha256=digest,
                why=why.strip(),
                recorded_by=user,
                recorded_at=moment,
            )
    except IntegrityError as error:
        raise DecisionHasFile from error


def _digest(file: File) -> str:
    said = hashlib.sha256()
    for chunk in file.chunks():
        said.update(chunk)
    file.seek(0)
    return said.hexdigest()
