"""The formats and fonts of a workbook's cells. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.number_formats import Shows, is_plain, what_it_shows
from coverage.workbooks.reading.reasons import Reason

GENERAL = "General"
_DATE = "mm-dd-yy"  # how the format of short dates is written, whatever the language shows
# The formats every file may use without writing them (ECMA-376 part 1, 18.8.30).
_BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: _DATE,
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    # Dates of East Asian editions
    **dict.fromkeys((*range(27, 37), *range(50, 59)), _DATE),
}


@dataclass(frozen=True)
class Style:
    number_format: str = GENERAL
    font: str = ""

    @cached_property
    def shows(self) -> Shows:
        return what_it_shows(self.number_format)

    @cached_property
    def is_plain(self) -> bool:
        """Numbers show the digits they are written with."""
        return is_plain(self.number_format)


class StylesReader:
    """Reads styles.xml; ``styles`` are by the number a cell names them with."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._formats = dict(_BUILT_IN)
        self._fonts: list[str] = []
        self._cell_formats: list[tuple[str, str]] = []  # number format id, font id
        self._path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if parent == "numFmts" and name == "numFmt":
            code = attributes.get("formatCode", GENERAL)[:255]
            self._formats[self._number(attributes.get("numFmtId"))] = code
        elif parent == "fonts" and name == "font":
            self._fonts.append("")
        elif parent == "font" and name in ("name", "rFont") and self._path[-3] == "fonts":
            self._fonts[-1] = attributes.get("val", "")[:64]
        elif parent == "cellXfs" and name == "xf":
            ids = attributes.get("numFmtId", "0"), attributes.get("fontId", "0")
            self._cell_formats.append(ids)
            if len(self._cell_formats) > limits.STYLES:
                raise FileRefused(Reason.TOO_INTRICATE, part=self._part)

    def end(self, name: str) -> None:
        self._path.pop()

    def text(self, data: str) -> None: ...

    @property
    def styles(self) -> list[Style]:
        return [
            Style(self._formats.get(self._number(format_id), GENERAL), self._font(font_id))
            for format_id, font_id in self._cell_formats
        ]

    def _font(self, font_id: str) -> str:
        number = self._number(font_id)
        return self._fonts[number] if number < len(self._fonts) else ""

    def _number(self, written: str | None) -> int:
        if written and written.isascii() and written.isdigit() and len(written) <= 9:
            return int(written)
        raise FileRefused(Reason.DAMAGED, part=self._part)
