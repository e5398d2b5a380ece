"""How a filled-in template of targets is told from any other workbook."""

from dataclasses import dataclass
from datetime import datetime

from coverage.workbooks import template_mark
from coverage.workbooks.book import Book
from coverage.workbooks.layout import ColumnKind, Layout, Part
from targets.register.scope import year_in
from targets.register.typed_text import Bare

DATA_SHEET = "Chỉ tiêu"


@dataclass(frozen=True, slots=True)
class Mark:
    """For which document a template was made and when; `bare` is what its plain numbers count."""

    document_id: int
    bare: Bare
    made_at: datetime


def mark_rows(mark: Mark) -> list[tuple[str, str]]:
    subject = {"document": str(mark.document_id), "number": mark.bare.value}
    return template_mark.mark_rows(template_mark.MarkWords(subject, mark.made_at))


def mark_of(book: Book) -> Mark | None:
    """None for a workbook that is not such a template, or whose mark was changed."""
    words = template_mark.mark_words(book, ("document", "number"))
    if words is None:
        return None
    try:
        document_id, bare = int(words.subject["document"]), Bare(words.subject["number"])
    except ValueError:
        return None
    return Mark(document_id, bare, words.made_at)


def head_of(code: str, year: int) -> str:
    """What stands hidden over a column."""
    return f"{code}:{year}"


def layout_of(book: Book, mark: Mark) -> Layout | None:
    """Where a template's units and targets stand; None if its sheet is gone, or the hidden row that
    tells its columns was changed."""
    part = Part.RATE if mark.bare is Bare.PERCENT else Part.PEOPLE

    def kind_of(head: str) -> ColumnKind | None:
        code, _separator, year = head.partition(":")
        return ColumnKind(code, part, year_in(year)) if year_in(year) else None

    return template_mark.template_layout(book, DATA_SHEET, kind_of)
