"""Sentences whose numbers keep their sources. A clause that lacks a number is not made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import Formatter

from reports.written_report.sentences import SIMULATED_NOTE


@dataclass(frozen=True, slots=True)
class Source:
    """`record`: who, when and which version; `document_id`: the document that set a target."""

    kind: str
    what: str
    origin: str
    record: str = ""
    note: str = ""
    is_simulated: bool = False
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a number carries what it was taken or computed from."""

    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    pieces: tuple[Piece, ...]

    @property
    def is_simulated(self) -> bool:
        return any(source.is_simulated for piece in self.pieces for source in piece.sources)


@dataclass(frozen=True, slots=True)
class Sentence:
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def marked(self) -> list[tuple[Piece, tuple[Source, ...]]]:
        """Each piece with the sources to be named after it: of numbers in a row that come from
        the same sources, the last one names them."""
        marked: list[tuple[Piece, tuple[Source, ...]]] = []
        following: tuple[Source, ...] = ()
        for piece in reversed(self.pieces):
            marked.append((piece, () if piece.sources == following else piece.sources))
            following = piece.sources or following
        return marked[::-1]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing of a subject, and so was left out of the text."""

    subject: str
    missing: str


SentenceOrGap = Sentence | Gap
Field = Piece | Sequence[Piece] | str


def number(text: str | None, *sources: Source) -> Piece | None:
    """A number with its sources; None where it is not known."""
    return Piece(text, tuple(dict.fromkeys(sources))) if text else None


def clause(template: str, **fields: Field | None) -> Clause | None:
    """The template with its fields filled in; None where one of them is not known."""
    pieces: list[Piece] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        if literal:
            pieces.append(Piece(literal))
        if name is None:
            continue
        filled = fields[name]
        if filled is None:
            return None
        pieces += _pieces(filled)
    return Clause(tuple(pieces))


def sentence(*clauses: Clause | None) -> Sentence | None:
    """The clauses that were made, as one sentence; None where none was.

    A clause with a number from a simulated source says so at its end; where all are simulated,
    the sentence says it once."""
    made = [each for each in clauses if each is not None]
    if not made:
        return None
    ending = [Piece(".")]
    if all(each.is_simulated for each in made):
        groups = [each.pieces for each in made]
        ending = [Piece(SIMULATED_NOTE), *ending]
    else:
        note = (Piece(SIMULATED_NOTE),)
        groups = [each.pieces + (note if each.is_simulated else ()) for each in made]
    first, *others = joined(groups, "; ")
    capital = Piece(first.text[:1].upper() + first.text[1:], first.sources)
    return Sentence((capital, *others, *ending))


def tell(made: Clause | None, gap: Gap) -> SentenceOrGap:
    """The clause as a sentence, or what it lacks."""
    return sentence(made) or gap


def certain(*made: Clause | None) -> list[SentenceOrGap]:
    """The clauses as a sentence; nothing is missing where they were not made."""
    told = sentence(*made)
    return [told] if told else []


def joined(groups: Iterable[Sequence[Piece]], separator: str) -> list[Piece]:
    """Groups of pieces one after another with the separator between them."""
    pieces: list[Piece] = []
    for group in groups:
        if pieces:
            pieces.append(Piece(separator))
        pieces += group
    return pieces


def _pieces(filled: Field) -> Sequence[Piece]:
    if isinstance(filled, str):
        return [Piece(filled)] if filled else []
    return [filled] if isinstance(filled, Piece) else filled
