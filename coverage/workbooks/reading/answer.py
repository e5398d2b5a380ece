"""A book, or the refusal of one, as text between two processes. Pure.

The process that read a hostile file is not trusted: its answer is JSON, and all of it is checked
by the one that takes it. One line a sheet, so that neither holds two copies of the whole.
"""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import IO, Any

from coverage.notation.legacy_fonts import LegacyFont
from coverage.workbooks.book import Book, FileRefused, Kind, Sheet, SheetCell
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.reasons import Reason

_KINDS = {kind.value: kind for kind in Kind}
_FONTS: dict[str | None, LegacyFont | None] = {
    None: None,
    **{font.value: font for font in LegacyFont},
}
_FAULTS = (ValueError, TypeError, KeyError, AttributeError, InvalidOperation, RecursionError)


def write_book(book: Book) -> Iterator[str]:
    """The lines for a book, each with its end."""
    for sheet in book.sheets:
        yield _line(
            {
                "name": sheet.name,
                "is_hidden": sheet.is_hidden,
                "merged": sheet.merged,
                "hidden_rows": sorted(sheet.hidden_rows),
                "hidden_columns": sorted(sheet.hidden_columns),
                "cells": [
                    (
                        row,
                        column,
                        cell.kind,
                        cell.text,
                        None if cell.number is None else f"{cell.number:f}",
                        cell.number_format,
                        cell.formula,
                        cell.legacy_font,
                    )
                    for (row, column), cell in sheet.cells.items()
                ],
            }
        )


def write_refusal(refusal: FileRefused) -> str:
    """The one line for a refused file, with its end."""
    return _line({"refused": refusal.reason, "details": refusal.details})


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_answer(lines: Iterable[str]) -> Book:
    """The book of the lines. Raises the FileRefused they hold, or UNREADABLE if they are amiss."""
    try:
        values = [json.loads(line) for line in lines]
        if len(values) == 1 and "refused" in values[0]:
            raise _refusal(values[0])
        book = Book(tuple(_sheet(value) for value in values))
    except _FAULTS as error:
        raise FileRefused(Reason.UNREADABLE) from error
    if not book.sheets:
        raise FileRefused(Reason.UNREADABLE)
    return book


def _refusal(value: dict[str, Any]) -> FileRefused:
    details = {
        str(name): detail if type(detail) is int else str(detail)[:255]
        for name, detail in value["details"].items()
    }
    return FileRefused(Reason(value["refused"]), **details)


def _sheet(value: dict[str, Any]) -> Sheet:
    return Sheet(
        name=_text(value["name"]),
        cells={(_row(cell[0]), _column(cell[1])): _cell(*cell[2:]) for cell in value["cells"]},
        merged=tuple(
            (_row(top), _column(left), _row(bottom), _column(right))
            for top, left, bottom, right in value["merged"]
        ),
        hidden_rows=frozenset(map(_row, value["hidden_rows"])),
        hidden_columns=frozenset(map(_column, value["hidden_columns"])),
        is_hidden=value["is_hidden"] is True,
    )


def _cell(
    kind: str, text: str, number: str | None, code: str, formula: bool, font: str | None
) -> SheetCell:
    value = None if number is None else Decimal(number)
    if (value is None) == (kind == Kind.NUMBER) or not (value is None or value.is_finite()):
        raise ValueError(number)
    return SheetCell(_KINDS[kind], _text(text), value, _text(code), formula is True, _FONTS[font])


def _row(value: object) -> int:
    return _whole(value, limits.ROWS)


def _column(value: object) -> int:
    return _whole(value, limits.COLUMNS)


def _whole(value: object, most: int) -> int:
    if type(value) is not int or not 1 <= value <= most:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if type(value) is not str or len(value) > 2 * limits.CELL_TEXT:
        raise ValueError(value)
    return value


def read_lines(stream: IO[bytes]) -> Iterator[str]:
    """The answer's lines, of a file no longer than an answer may be."""
    for line in stream:
        yield line.decode("utf-8")
