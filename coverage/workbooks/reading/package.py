"""How the parts of a workbook hang together: content types and relationships. Pure.

Only four kinds of relationship are followed, each once, from the workbook outwards: relationships
that lead in a circle lead nowhere, and links to other files are never opened.
"""

import posixpath
from dataclasses import dataclass

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading.archive import Archive
from coverage.workbooks.reading.events import Budget, read_events
from coverage.workbooks.reading.reasons import Reason

_CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
)


@dataclass(frozen=True)
class Relationship:
    """``kind`` is the last word of the relationship's type: worksheet, styles, officeDocument."""

    kind: str
    target: str  # the name of a part
    is_external: bool


class _Relationships:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, Relationship] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            external = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            self.found[attributes.get("Id", "")] = Relationship(
                attributes.get("Type", "").rpartition("/")[2],
                target if external else self._part(target),
                external,
            )

    def _part(self, target: str) -> str:
        """A target is relative to the folder of the part it is of, or begins with a slash."""
        return posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class _ContentTypes:
    def __init__(self) -> None:
        self.types: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("Override", "Default"):
            self.types.add(attributes.get("ContentType", ""))

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def relationships(archive: Archive, part: str, budget: Budget) -> dict[str, Relationship]:
    """The relationships of a part by their ids; of the archive itself where the part is ""."""
    folder, name = posixpath.split(part)
    reader = _Relationships(folder)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    with archive.open(where) as stream:
        read_events(stream, where, reader, budget)
    return reader.found


def workbook_part(archive: Archive, budget: Budget) -> str:
    """The name of the workbook's own part. Raises FileRefused for macros and other documents."""
    types = _ContentTypes()
    with archive.open(_CONTENT_TYPES) as stream:
        read_events(stream, _CONTENT_TYPES, types, budget)
    if any("macroenabled" in each.lower() for each in types.types):
        raise FileRefused(Reason.MACROS)
    if types.types.isdisjoint(_WORKBOOK_TYPES):
        raise FileRefused(Reason.OTHER_DOCUMENT)
    for each in relationships(archive, "", budget).values():
        if each.kind == "officeDocument":
            return inner_part(each)
    raise FileRefused(Reason.PART_MISSING, part="workbook.xml")


def inner_part(relationship: Relationship) -> str:
    """The part's name. Raises FileRefused where the part is said to lie outside the file."""
    if relationship.is_external:
        raise FileRefused(Reason.PART_ELSEWHERE, part=relationship.target[:60])
    return relationship.target
