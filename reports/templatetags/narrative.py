"""Tags that put the written report on a page."""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.written_report.report import Report
from reports.written_report.sentences import CITED
from reports.written_report.text import Sentence, Source
from reports.written_report.words import roman

register = template.Library()
register.filter("roman", roman)

SCALE = 1000


@register.simple_tag
def sentence_html(report: Report, sentence: Sentence) -> SafeString:
    """The sentence; where sources have numbers, each number a link to its first source, the sources
    named after it."""
    written = []
    for piece, named in sentence.marked():
        text: str = escape(piece.text)
        if report.sources and piece.sources:
            first = piece.sources[0]
            text = f'<a class="cited" href="#source-{report.sources[first]}">{text}</a>'
        written.append(text + _marks(report.sources, named))
    return mark_safe("".join(written))  # noqa: S308 - every text in it was escaped


@register.simple_tag
def marks_html(report: Report, sources: tuple[Source, ...]) -> SafeString:
    """The numbers of the sources, each a link."""
    return mark_safe(_marks(report.sources, sources))  # noqa: S308 - numbers only


@register.filter
def of_scale(rate: Decimal, top: Decimal) -> int:
    """The length of a bar, in thousandths of the scale."""
    return int(rate * SCALE / top)


def _marks(numbers: Mapping[Source, int], sources: tuple[Source, ...]) -> str:
    if not sources or not numbers:
        return ""
    links = ",".join(
        f'<a href="#source-{numbers[source]}" aria-label="{CITED} {numbers[source]}">'
        f"{numbers[source]}</a>"
        for source in sources
    )
    return f'<sup class="source-marks">[{links}]</sup>'
