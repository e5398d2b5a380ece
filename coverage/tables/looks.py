"""How the cells of every workbook look: fonts, fills, lines. Stated once, so that they agree; the
number formats are those of the notations."""

from dataclasses import dataclass, replace

from coverage.tables.notations import (
    CHANGE_FORMAT,
    DAY_FORMAT,
    MOMENT_FORMAT,
    MONTH_FORMAT,
    PEOPLE_FORMAT,
    PERCENT_FORMAT,
    POINTS_FORMAT,
    TEXT_FORMAT,
    YEAR_FORMAT,
)

FONT = "Times New Roman"
GENERAL = "General"
DIFFERENCE_FORMAT = "0.0000000"

HEADER_FILL = "#DDE6EE"
BLOCK_FILL = "#EEF3F7"
LINE_COLOUR = "#9AA7B2"
WARNING_COLOUR = "#9B1C1C"


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell looks like; equal looks share one format of the workbook. `locked` counts on a
    protected sheet alone."""

    number_format: str = GENERAL
    size: int = 11
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = ""
    wrap: bool = False
    border: bool = False
    fill: str = ""
    colour: str = ""
    locked: bool = True

    def as_properties(self) -> dict[str, object]:
        """The same in the words of XlsxWriter."""
        properties: dict[str, object] = {
            "font_name": FONT,
            "font_size": self.size,
            "num_format": self.number_format,
            "bold": self.bold,
            "italic": self.italic,
            "underline": int(self.underline),
            "text_wrap": self.wrap,
            "valign": "vcenter",
            "locked": self.locked,
        }
        if self.align:
            properties["align"] = self.align
        if self.border:
            properties |= {"border": 1, "border_color": LINE_COLOUR}
        if self.fill:
            properties |= {"bg_color": self.fill, "pattern": 1}
        if self.colour:
            properties["font_color"] = self.colour
        return properties

    def as_total(self) -> "Look":
        return replace(self, bold=True)


TEXT = Look(TEXT_FORMAT)
BOLD_TEXT = Look(TEXT_FORMAT, bold=True)
WRAPPED_TEXT = Look(TEXT_FORMAT, wrap=True)
NOTE = Look(TEXT_FORMAT, size=10, italic=True)
NOTE_ACROSS = Look(TEXT_FORMAT, size=10, italic=True, wrap=True)
HEADING = Look(TEXT_FORMAT, size=14, bold=True)
SUBHEADING = Look(TEXT_FORMAT, size=12, bold=True)
WARNING = Look(TEXT_FORMAT, bold=True, colour=WARNING_COLOUR)
HEADER = Look(TEXT_FORMAT, bold=True, align="center", wrap=True, border=True, fill=HEADER_FILL)
COLUMN_NUMBER = Look(TEXT_FORMAT, size=9, italic=True, align="center", border=True)
BLOCK = Look(TEXT_FORMAT, bold=True, wrap=True, border=True, fill=BLOCK_FILL)

TEXT_CELL = Look(TEXT_FORMAT, wrap=True, border=True)
SHORT_TEXT_CELL = Look(TEXT_FORMAT, border=True)
WORD_CELL = Look(GENERAL, wrap=True, border=True)
ORDINAL_CELL = Look(GENERAL, align="center", border=True)
PEOPLE_CELL = Look(PEOPLE_FORMAT, border=True)
DERIVED_PEOPLE_CELL = Look(f'{PEOPLE_FORMAT}"*"', border=True)
PERCENT_CELL = Look(PERCENT_FORMAT, border=True)
CHANGE_CELL = Look(CHANGE_FORMAT, border=True)
SHARE_CELL = Look(GENERAL, border=True)
CHANGE_PERCENT_CELL = Look(POINTS_FORMAT, border=True)
DIFFERENCE_CELL = Look(DIFFERENCE_FORMAT, border=True)
YEAR_CELL = Look(YEAR_FORMAT, border=True)
DATE_CELL = Look(DAY_FORMAT, border=True)
MONTH_CELL = Look(MONTH_FORMAT, border=True)
MOMENT_CELL = Look(MOMENT_FORMAT, border=True)
