"""The process that reads: a workbook on standard input, the answer on standard output.

It knows no Django, no database and no settings, opens no file, and takes limits upon itself
before it looks at the first byte.
"""

import io
import os
import resource
import sys

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.answer import write_book, write_refusal
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.reading.workbook import read_workbook


def limit_itself() -> None:
    """Memory, time, files, the size of the answer; no core, no further process."""
    # One second more before the end without a word: so the parent sees what it ended for.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS + 1))
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, limits.OPEN_FILES),
        (resource.RLIMIT_FSIZE, limits.ANSWER_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(content: bytes) -> list[str]:
    """The lines to say. What memory did not suffice for is too intricate."""
    try:
        return list(write_book(read_workbook(io.BytesIO(content), len(content))))
    except FileRefused as refusal:
        return [write_refusal(refusal)]
    except MemoryError:
        return [write_refusal(FileRefused(Reason.TOO_INTRICATE, part="xlsx"))]


def main() -> None:
    limit_itself()
    content = sys.stdin.buffer.read(limits.FILE_BYTES + 1)
    for line in answer(content):
        sys.stdout.buffer.write(line.encode("utf-8"))
    sys.stdout.buffer.flush()
    # The book is not taken apart object by object: the process ends anyway.
    os._exit(0)


if __name__ == "__main__":
    main()
