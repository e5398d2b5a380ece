"""XML as events, without a tree and without anything a document may declare. Pure.

expat is driven directly: no tree is built, and depth, names, attributes and the length of a tag are
bounded as they come. What defusedxml forbids is forbidden here in the same place: a document type,
whose entities could open files or swell, is refused in whatever encoding it comes; names of other
files are never followed.
"""

from dataclasses import dataclass
from typing import IO, NoReturn, Protocol
from xml.parsers import expat

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.reasons import Reason

_PIECE = 256 * 1024
_VOCABULARY_COSTS = 8  # times what an element does
_VOCABULARIES = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")


class Reader(Protocol):
    """What is told of the elements of one part, by their names without the vocabulary's."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


@dataclass
class Budget:
    """What is left for the whole workbook."""

    size: int = limits.UNPACKED_BYTES  # a part may be named, and read, more than once
    elements: int = limits.ELEMENTS
    cells: int = limits.CELLS
    text: int = limits.ALL_TEXT


class _LocalNames(dict[str, str]):
    """Names of the workbook's own vocabularies lose the vocabulary; all others become nothing."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self.part = part

    def __missing__(self, name: str) -> str:
        vocabulary, _, local = name.rpartition(" ")
        known = not vocabulary or vocabulary.startswith(_VOCABULARIES)
        if len(self) > limits.NAMES:
            raise FileRefused(Reason.TOO_INTRICATE, part=self.part)
        self[name] = local if known else ""
        return self[name]


class _Events:
    def __init__(self, part: str, reader: Reader, budget: Budget) -> None:
        self.part, self.reader, self.budget = part, reader, budget
        self.depth = 0
        self.names = _LocalNames(part)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.budget.elements -= 1
        if (
            self.budget.elements < 0
            or self.depth > limits.DEPTH
            or len(attributes) > limits.ATTRIBUTES
        ):
            raise FileRefused(Reason.TOO_INTRICATE, part=self.part)
        self.reader.start(self.names[name], attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.reader.end(self.names[name])

    def vocabulary(self, _prefix: str | None, name: str | None) -> None:
        """Each element's name comes with its vocabulary's: a long one would cost at each."""
        self.budget.elements -= _VOCABULARY_COSTS
        if len(name or "") > limits.VOCABULARY_NAME:
            raise FileRefused(Reason.TOO_INTRICATE, part=self.part)

    def doctype(self, *_declared: object) -> NoReturn:
        raise FileRefused(Reason.DECLARES_ENTITIES, part=self.part)


def read_events(stream: IO[bytes], part: str, reader: Reader, budget: Budget) -> None:
    """Tell the reader of every element. Raises FileRefused, also where the XML is not well formed.

    Attributes with a vocabulary of their own come as "vocabulary name".
    """
    events = _Events(part, reader, budget)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end
    parser.CharacterDataHandler = reader.text
    parser.StartNamespaceDeclHandler = events.vocabulary
    parser.StartDoctypeDeclHandler = events.doctype
    parser.EntityDeclHandler = events.doctype
    parser.ExternalEntityRefHandler = events.doctype
    handed = 0
    try:
        while piece := stream.read(_PIECE):
            handed += len(piece)
            budget.size -= len(piece)
            if budget.size < 0:
                most = limits.UNPACKED_BYTES // limits.MEGABYTE
                raise FileRefused(Reason.UNPACKS_TOO_LARGE, most=most)
            parser.Parse(piece, False)
            # A tag that has not ended is scanned anew with every piece.
            if handed - parser.CurrentByteIndex > limits.TAG_BYTES:
                raise FileRefused(Reason.TOO_INTRICATE, part=part)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefused(Reason.DAMAGED, part=part) from error
