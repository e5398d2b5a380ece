"""The two copies of one report: the one to check, with the source of each number, and the one to
sign, without. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.written_report import sentences as wording
from reports.written_report.report import Paragraph, Report, Section
from reports.written_report.text import Piece, Sentence


def copy_to_check(report: Report) -> Report:
    return _ended(replace(report, is_to_check=True))


def copy_to_sign(report: Report) -> Report:
    """Without sources, and without the texts of an earlier month that nobody has touched."""
    return _ended(replace(report, sources={}, sections=_touched(report.sections)))


def _touched(sections: Iterable[Section]) -> list[Section]:
    kept = (
        replace(
            section,
            paragraphs=[each for each in section.paragraphs if each.copied_from is None],
            subsections=_touched(section.subsections),
        )
        for section in sections
    )
    return [section for section in kept if section.says_something]


def _ended(report: Report) -> Report:
    """With the sign that ends the text of an official document after its last sentence."""
    if not report.sections:
        return replace(report, opening=_ended_paragraph(report.opening))
    return replace(report, sections=_ended_sections(report.sections))


def _ended_sections(sections: Sequence[Section]) -> list[Section]:
    *before, last = sections
    if last.subsections:
        last = replace(last, subsections=_ended_sections(last.subsections))
    else:
        *others, end = last.paragraphs
        last = replace(last, paragraphs=[*others, _ended_paragraph(end)])
    return [*before, last]


def _ended_paragraph(paragraph: Paragraph) -> Paragraph:
    *before, sentence = paragraph.sentences
    *pieces, end = sentence.pieces
    ended = Piece(end.text.rstrip(" .;") + wording.END_OF_TEXT, end.sources)
    return replace(paragraph, sentences=[*before, Sentence((*pieces, ended))])
