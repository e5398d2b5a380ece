"""python manage.py check_report FILE.json (or - for standard input)

Prints the findings as JSON. Exit code 0: the figures are consistent; 1: they are not; 2: the file
cannot be read, the reason being on standard error and in the JSON as "unreadable". No database is
used.
"""

import json
import sys
from argparse import ArgumentParser
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.report_check.arithmetic.answer import answer
from reports.report_check.arithmetic.input import UnreadableReportError, parse, read_report
from reports.report_check.arithmetic.judge import judge

CONSISTENT, CONTRADICTORY, UNREADABLE = 0, 1, 2
BYTES_AT_MOST = 20_000_000


class Command(BaseCommand):
    help = "Finds the figures of a report that cannot all be true; prints the findings as JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a JSON file, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        if isinstance(sys.stdout, TextIOWrapper):
            # Whatever the terminal's locale; half a letter, which JSON allows, is written escaped.
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            verdict = judge(read_report(parse(_content(options["file"]))))
        except UnreadableReportError as error:
            self._print({"consistent": None, "unreadable": str(error)})
            self.stderr.write(f"{options['file']}: {error}")
            sys.exit(UNREADABLE)
        self._print(answer(verdict))
        sys.exit(CONSISTENT if verdict.consistent else CONTRADICTORY)

    def _print(self, data: dict[str, object]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))


def _content(name: str) -> bytes:
    """The bytes of a file or of standard input. Raises UnreadableReportError."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(BYTES_AT_MOST + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(BYTES_AT_MOST + 1)
    except (OSError, ValueError) as error:
        raise UnreadableReportError(f"cannot be opened: {error}") from error
    if len(content) > BYTES_AT_MOST:
        raise UnreadableReportError(f"larger than {BYTES_AT_MOST} bytes")
    return content
