"""How long a long sheet takes, beside the least that openpyxl needs for the same values."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from openpyxl import Workbook

from coverage.tables.looks import PEOPLE_CELL, PERCENT_CELL, TEXT_CELL
from coverage.tables.written_book import Held, WrittenBook

ROWS, COLUMNS, PAIRS = 20_000, 12, 5
ALLOWED_RATIO = 1.3
# The kinds of column that the sheet of figures has.
LOOKS = (
    TEXT_CELL,
    TEXT_CELL,
    *[PEOPLE_CELL] * 4,
    *[PERCENT_CELL] * 2,
    *[PEOPLE_CELL] * 2,
    *[TEXT_CELL] * 2,
)

Rows = Sequence[Sequence[Held]]


class Command(BaseCommand):
    help = (
        f"Writes {ROWS} rows of {COLUMNS} cells as the monthly workbook does and as a bare"
        " write-only loop of openpyxl does, in turn, and prints the ratio of the medians."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rows", type=int, default=ROWS)
        parser.add_argument("--pairs", type=int, default=PAIRS)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = made_up_rows(options["rows"])
        bare, ours = [], []
        for _ in range(options["pairs"]):
            bare.append(seconds(write_bare, rows))
            ours.append(seconds(write_ours, rows))
        ratio = median(ours) / median(bare)
        verdict = "within" if ratio <= ALLOWED_RATIO else "ABOVE"
        self.stdout.write(
            f"{len(rows)} rows of {COLUMNS} cells, medians of {len(bare)} pairs: "
            f"openpyxl write-only {median(bare):.2f} s, ours {median(ours):.2f} s, "
            f"ratio {ratio:.2f} ({verdict} {ALLOWED_RATIO})"
        )


def made_up_rows(count: int) -> Rows:
    """Names, people, rates, some blanks: values of no unit."""
    return [
        [
            f"Xã số {number}",
            "BHYT",
            number * 7,
            number * 3 + 1,
            None if number % 5 == 0 else number * 2,
            number + 1,
            Decimal(number) / 7,
            Decimal(number) / 3,
            number,
            number * 11,
            "báo cáo",
            f"Nguồn {number % 9}",
        ]
        for number in range(count)
    ]


def write_bare(rows: Rows) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(BytesIO())


def write_ours(rows: Rows) -> None:
    book = WrittenBook()
    sheet = book.add_sheet("1")
    for number, row in enumerate(rows):
        for column, (held, look) in enumerate(zip(row, LOOKS, strict=True)):
            sheet.put(number, column, held, look)
    book.as_bytes()


def seconds(write: Callable[[Rows], None], rows: Rows) -> float:
    start = perf_counter()
    write(rows)
    return perf_counter() - start
