"""What the office writes itself into its report, as a value. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coverage.notation.periods import write_period_in_text
from reports.layouts import lines_of
from reports.written_report import sentences as wording
from reports.written_report.report import Paragraph
from reports.written_report.text import Piece, Sentence


@dataclass(frozen=True, slots=True)
class OwnText:
    """`copied_from`: the month it was written for, where that is an earlier one than the report's
    and nobody has touched it since; `row`: the id of what was written; `by` and `at`: by whom and
    when."""

    text: str
    copied_from: date | None
    row: int
    by: str
    at: datetime


def own_paragraphs(own: OwnText | None) -> Sequence[Paragraph]:
    """A paragraph a line, one that begins with a dash an item; a copy says so at its beginning."""
    if own is None:
        return []
    paragraphs = [
        Paragraph(
            [_sentence(line.removeprefix(wording.ITEM))],
            is_item=line.startswith(wording.ITEM),
            copied_from=own.copied_from,
        )
        for line in lines_of(own.text)
    ]
    if own.copied_from is None or not paragraphs:
        return paragraphs
    month = write_period_in_text(own.copied_from)
    mark = Paragraph(
        [_sentence(wording.COPIED_FROM.format(month=month))], copied_from=own.copied_from
    )
    return [mark, *paragraphs]


def _sentence(text: str) -> Sentence:
    return Sentence((Piece(text),))
