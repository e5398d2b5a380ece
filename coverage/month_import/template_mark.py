"""How a filled-in template of a month is told from any other workbook."""

from dataclasses import dataclass
from datetime import date, datetime

from coverage.notation.periods import PeriodError, from_slug, to_slug
from coverage.workbooks import template_mark
from coverage.workbooks.book import Book
from coverage.workbooks.layout import ColumnKind, Layout

DATA_SHEET = "Số liệu"


@dataclass(frozen=True, slots=True)
class Mark:
    """For which unit and month a template was made, and when."""

    unit_id: int
    period: date
    made_at: datetime


def mark_rows(mark: Mark) -> list[tuple[str, str]]:
    subject = {"unit": str(mark.unit_id), "month": to_slug(mark.period)}
    return template_mark.mark_rows(template_mark.MarkWords(subject, mark.made_at))


def mark_of(book: Book) -> Mark | None:
    """None for a workbook that is not a template of ours, or whose mark was changed."""
    words = template_mark.mark_words(book, ("unit", "month"))
    if words is None or not words.subject["unit"].isdecimal():
        return None
    try:
        period = from_slug(words.subject["month"])
        return Mark(int(words.subject["unit"]), period, words.made_at)
    except (PeriodError, ValueError):
        return None


def layout_of(book: Book) -> Layout | None:
    """Where a template's units and figures stand; None if its sheet is gone."""
    return template_mark.template_layout(book, DATA_SHEET, ColumnKind)
