"""Runs of text, links inside the document, and the bookmarks they lead to."""

import re
from collections.abc import Mapping, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports.written_report.text import Sentence, Source

# Everything XML 1.0 cannot hold.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without signs that a document cannot hold."""
    return _NOT_IN_XML.sub("", text)


def write_sentence(paragraph: Paragraph, sentence: Sentence, numbers: Mapping[Source, int]) -> None:
    """Text with each number linked to its first source, and the sources named after it; plain text
    where no source has a number."""
    for piece, named in sentence.marked():
        run = paragraph.add_run(clean(piece.text))
        if numbers and piece.sources:
            _link(run, numbers[piece.sources[0]])
        write_marks(paragraph, named, numbers)


def write_marks(
    paragraph: Paragraph, sources: Sequence[Source], numbers: Mapping[Source, int]
) -> None:
    """Such as "[2,3]", each number a link; nothing where no source has a number."""
    if not numbers or not sources:
        return
    _mark(paragraph, "[")
    for position, number in enumerate(numbers[source] for source in sources):
        if position:
            _mark(paragraph, ",")
        _link(_mark(paragraph, str(number)), number)
    _mark(paragraph, "]")


def bookmark_xml(number: int) -> tuple[str, str]:
    """Start and end of the place in the list of sources that links to the number lead to."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{_name(number)}"/>',
        f'<w:bookmarkEnd w:id="{number}"/>',
    )


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field the word processor works out, such as PAGE."""
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = instruction
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _mark(paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(text)
    run.font.superscript = True
    return run


def _link(run: Run, number: int) -> None:
    """Put the run inside a link to the source's bookmark."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(number))
    link.set(qn("w:history"), "1")
    run._r.addprevious(link)
    link.append(run._r)


def _name(number: int) -> str:
    return f"nguon_{number}"
