"""The text of a decision that came with a confirmation which was not the last word: it waits for
that, a day, so that nobody has to choose it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.core import signing
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from coverage.document_files import UNFINISHED
from coverage.models import User
from coverage.notation.text import nfc

FOLDER = "waiting"
# Less than until it is cleared away.
WAITS = timedelta(hours=20)
_SALT = "coverage.units.waiting_files"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """`path`: on our disk; `name`: what its sender called it, for the screen; `mark`: what a form
    holds of it, which nobody else can use or make up."""

    path: str
    name: str
    mark: str

    def open(self) -> File:
        """Under the name that it is to be kept by."""
        name = PurePosixPath(self.path).name.removesuffix(UNFINISHED)
        return File(default_storage.open(self.path), name=name)

    def forget(self) -> None:
        default_storage.delete(self.path)


def put_aside(user: User, file: UploadedFile, name: str) -> WaitingFile:
    """A checked upload, which has a name of our own; `name`: its sender's."""
    path = default_storage.save(f"{FOLDER}/{file.name}{UNFINISHED}", file)
    shown = "".join(sign for sign in nfc(name) if sign.isprintable())[-_LONGEST_NAME:]
    mark = signing.dumps({"user": user.pk, "path": path, "name": shown}, salt=_SALT)
    return WaitingFile(path, shown, mark)


def waiting(user: User, mark: str) -> WaitingFile | None:
    """None where the mark is none of this person's, or too old, or the file is gone."""
    try:
        said: Mapping[str, Any] = signing.loads(mark, salt=_SALT, max_age=WAITS)
    except signing.BadSignature:
        return None
    if said["user"] != user.pk or not default_storage.exists(said["path"]):
        return None
    return WaitingFile(said["path"], said["name"], mark)
