"""Texts made of runs, each perhaps in a font of its own: shared strings, texts in a cell. Pure."""

from dataclasses import dataclass, field

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.events import Budget
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.reading.written_text import unescaped


@dataclass(frozen=True)
class Run:
    text: str
    font: str = ""  # blank: the cell's


@dataclass
class RunsReader:
    """Gathers the runs of one text, from its first <t> on; pronunciations (<rPh>) are left out."""

    part: str
    runs: list[Run] = field(default_factory=list)
    _font: str = ""
    _pieces: list[str] | None = None
    _length: int = 0
    _is_aside: bool = False

    def clear(self) -> list[Run]:
        """The runs so far; the next text begins."""
        found, self.runs, self._length = self.runs, [], 0
        return found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t" and not self._is_aside:
            self._pieces = []
        elif name == "r":
            self._font = ""
        elif name == "rFont":
            self._font = attributes.get("val", "")[:64]
        elif name == "rPh":
            self._is_aside = True

    def end(self, name: str) -> None:
        if name == "t" and self._pieces is not None:
            self.runs.append(Run(unescaped("".join(self._pieces)), self._font))
            self._pieces = None
        elif name == "r":
            self._font = ""
        elif name == "rPh":
            self._is_aside = False

    def text(self, data: str) -> None:
        if self._pieces is not None:
            self._pieces.append(data)
            self._length += len(data)
            if self._length > limits.CELL_TEXT:
                raise FileRefused(Reason.TEXT_TOO_LONG, most=limits.CELL_TEXT)


class SharedStringsReader:
    """Reads sharedStrings.xml; ``strings`` are by the number a cell names them with."""

    def __init__(self, part: str, budget: Budget) -> None:
        self.strings: list[list[Run]] = []
        self._runs = RunsReader(part)
        self._budget = budget

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._runs.start(name, attributes)

    def end(self, name: str) -> None:
        self._runs.end(name)
        if name == "si":
            self.strings.append(self._runs.clear())

    def text(self, data: str) -> None:
        self._budget.text -= len(data)
        if self._budget.text < 0:
            raise FileRefused(Reason.TOO_MUCH_TEXT)
        self._runs.text(data)
