"""The archive a workbook is: looked over whole before any of it is unpacked. Pure."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import IO

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.reasons import Reason

_DIRECTORY_RECORD = b"PK\x01\x02"
_LOCAL_HEADER_BYTES = 30
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_FLAG = 0x1
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|[\x00-\x1f\x7f]|(^|/)\.\.?(/|$)|//")
_MACRO_PART = re.compile(r"(^|/)(vbaproject\.bin|macrosheets/)", re.IGNORECASE)
# All that zipfile is known to raise over an archive that lies.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


class Archive:
    """The parts of a workbook by name; names differ by more than their case."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        """Raises FileRefused where the archive is damaged, dangerous or of another kind."""
        _refuse_too_many_parts(stream)
        with _zip_errors("zip"):
            self._zip = zipfile.ZipFile(stream)
        entries = self._zip.infolist()
        _refuse_unsafe_names(entries)
        _refuse_other_kinds({entry.filename.lower() for entry in entries})
        _refuse_what_unpacks_too_large(entries)
        _refuse_overlaps(entries, size)
        self._entries = {each.filename.lower(): each for each in entries if not each.is_dir()}
        if "mimetype" in self._entries:
            raise FileRefused(_reason_of_mimetype(self._start_of("mimetype")))

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    @contextmanager
    def open(self, part: str) -> Iterator[IO[bytes]]:
        """The unpacked part, never longer than declared. Raises FileRefused."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise FileRefused(Reason.PART_MISSING, part=part)
        with _zip_errors(part), self._zip.open(entry) as stream:
            yield stream

    def _start_of(self, part: str) -> bytes:
        with self.open(part) as stream:
            return stream.read(100)


@contextmanager
def _zip_errors(part: str) -> Iterator[None]:
    try:
        yield
    except _ZIP_ERRORS as error:
        raise FileRefused(Reason.DAMAGED, part=part) from error


def _refuse_too_many_parts(stream: IO[bytes]) -> None:
    """Counted in the bytes: zipfile would first make an object for each."""
    stream.seek(0)
    if stream.read().count(_DIRECTORY_RECORD) > limits.PARTS:
        raise FileRefused(Reason.TOO_MANY_PARTS, most=limits.PARTS)
    stream.seek(0)


def _refuse_unsafe_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        # As it stands in the archive: zipfile cuts names at a NUL and turns backslashes.
        name = entry.orig_filename
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if _UNSAFE_NAME.search(name) or is_link or name.lower() in seen:
            raise FileRefused(Reason.UNSAFE_ARCHIVE, part=_shown(name))
        seen.add(name.lower())


def _shown(name: str) -> str:
    """A name from a hostile archive, fit to be shown."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:60])


def _refuse_other_kinds(names: set[str]) -> None:
    if any(_MACRO_PART.search(name) for name in names):
        raise FileRefused(Reason.MACROS)
    if "xl/workbook.bin" in names:
        raise FileRefused(Reason.BINARY_WORKBOOK)
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise FileRefused(Reason.OTHER_DOCUMENT)
    if "[content_types].xml" not in names and "mimetype" not in names:
        raise FileRefused(Reason.NOT_A_WORKBOOK)


def _reason_of_mimetype(start: bytes) -> Reason:
    """Office Open XML has no such part; OpenDocument and e-books begin with it."""
    spreadsheet = start.startswith(b"application/vnd.oasis.opendocument.spreadsheet")
    return Reason.OPEN_DOCUMENT if spreadsheet else Reason.OTHER_DOCUMENT


def _refuse_what_unpacks_too_large(entries: Sequence[zipfile.ZipInfo]) -> None:
    """By what the archive declares; what it holds beyond that is never unpacked."""
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise FileRefused(Reason.ENCRYPTED)
        if entry.compress_type not in _METHODS or (entry.is_dir() and entry.file_size):
            raise FileRefused(Reason.DAMAGED, part=_shown(entry.filename))
    if sum(each.file_size for each in entries) > limits.UNPACKED_BYTES or any(
        each.file_size > limits.PART_BYTES or _swells(each) for each in entries
    ):
        most = limits.UNPACKED_BYTES // limits.MEGABYTE
        raise FileRefused(Reason.UNPACKS_TOO_LARGE, most=most)


def _swells(entry: zipfile.ZipInfo) -> bool:
    return (
        entry.file_size > limits.RATIO_COUNTS_FROM
        and entry.file_size > limits.RATIO * entry.compress_size
    )


def _refuse_overlaps(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Parts that share bytes make a small archive unpack without end."""
    ordered = sorted(entries, key=lambda each: each.header_offset)
    ends = [each.header_offset + _LOCAL_HEADER_BYTES + each.compress_size for each in ordered]
    starts = [*(each.header_offset for each in ordered), size]
    if not ordered or ordered[0].header_offset != 0:
        raise FileRefused(Reason.DAMAGED, part="zip")
    for end, (_, following) in zip(ends, pairwise(starts), strict=True):
        if end > following:
            raise FileRefused(Reason.UNSAFE_ARCHIVE, part="zip")
