"""What a file is, by its content: its name may say anything. Pure."""

import re

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.reasons import Reason

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
# Sheets of Excel 2 to 4 stand in the file without a container.
_OLDEST_EXCEL = re.compile(rb"\x09[\x00\x02\x04]\x04\x00|\x09[\x02\x04]\x06\x00")
_HEAD = 4096


def refuse_unless_zip(content: bytes) -> None:
    """Raise FileRefused unless the file is of an allowed size and begins as a zip archive does."""
    if not content.strip(b"\0 \t\r\n"):
        raise FileRefused(Reason.EMPTY_FILE)
    if len(content) > limits.FILE_BYTES:
        size = -(-len(content) // limits.MEGABYTE)
        raise FileRefused(
            Reason.FILE_TOO_LARGE, size=size, most=limits.FILE_BYTES // limits.MEGABYTE
        )
    if not content.startswith(b"PK\x03\x04"):
        raise FileRefused(_reason_of_another_kind(content))


def _reason_of_another_kind(content: bytes) -> Reason:
    if content.startswith(_OLE):
        return _reason_of_ole(content)
    if _OLDEST_EXCEL.match(content):
        return Reason.OLD_EXCEL
    text = _as_text(content[:_HEAD])
    if text is None:
        return Reason.NOT_A_WORKBOOK
    lowered = text.lstrip("\ufeff \t\r\n").lower()
    if re.match(r"<(!doctype html|html|head|body|table|meta|style)\b", lowered) or (
        lowered.startswith("<") and re.search(r"<(html|table)\b", lowered)
    ):
        return Reason.WEB_PAGE
    if lowered.startswith("mime-version:"):  # "single file web page", which Excel also saves
        return Reason.WEB_PAGE
    return Reason.XML_TABLE if lowered.startswith("<") else Reason.PLAIN_TEXT


def _reason_of_ole(content: bytes) -> Reason:
    """Old Excel and workbooks with a password share a container; names in it tell them apart."""
    if _ENCRYPTED_STREAM in content:
        return Reason.ENCRYPTED
    if any(name in content for name in _OLD_EXCEL_STREAMS):
        return Reason.OLD_EXCEL
    return Reason.OTHER_DOCUMENT


def _as_text(head: bytes) -> str | None:
    """The beginning as text, or None where it holds what no text holds."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head) or head.startswith(b"%PDF"):
        return None
    return head.decode("utf-8", "replace")
