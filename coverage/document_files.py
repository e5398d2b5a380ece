"""Which files are taken as the text of a document or decision, told by their content and not by
their name."""

import zipfile
from pathlib import PurePath
from typing import BinaryIO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

# Of what is not, or not yet, a file that is kept: in no backup, and cleared after a day.
UNFINISHED = ".part"
MAX_BYTES = 20 * 1024 * 1024
PDF = b"%PDF-"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


def checked_upload(file: UploadedFile) -> UploadedFile:
    """The file under a name of our own. Raises ValidationError."""
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(_("The file is larger than 20 MB."))
    kind = file_kind(file)  # type: ignore[arg-type]
    if kind is None or not is_named_as(kind, file.name or ""):
        raise ValidationError(
            _("The file is not what its name says: only PDF and Word documents are taken.")
        )
    file.name = name_of_our_own(kind)
    return file


def file_kind(content: BinaryIO) -> str | None:
    """Tells "pdf", "doc" and "docx"; None for anything else. Leaves the file at its beginning."""
    content.seek(0)
    head = content.read(len(OLD_WORD))
    kind = None
    if head.startswith(PDF):
        kind = "pdf"
    elif head == OLD_WORD:
        kind = "doc"
    elif head.startswith(ZIP) and _holds_a_word_document(content):
        kind = "docx"
    content.seek(0)
    return kind


def is_named_as(kind: str, name: str) -> bool:
    """Whether a file of that kind carries its own suffix."""
    return PurePath(name).suffix.lower() == f".{kind}"


def name_of_our_own(kind: str) -> str:
    """No part of the uploaded name reaches the disk."""
    return f"{uuid4().hex}.{kind}"


def _holds_a_word_document(content: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(content) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False
