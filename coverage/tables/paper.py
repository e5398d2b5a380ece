"""The page that a sheet is printed on, and where it ends, reckoned in points: a block is kept whole
where a page can hold it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

MILLIMETRES_PER_INCH = 25.4
POINTS_PER_INCH = 72
PIXELS_PER_INCH = 96
# Left, right, top, bottom: the margins of Nghị định 30/2020/NĐ-CP.
MARGINS = (30, 15, 20, 20)
A4_WIDTH, A4_HEIGHT = 297, 210
# A column's width is counted in digits of the default font, which programs measure as 7 to 7.4.
PIXELS_PER_CHARACTER = 7.4
PIXELS_BETWEEN = 5
# Programs differ a little in how they measure rows and columns.
SPARE = 0.97
LINE_HEIGHT = 15.5


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows from `row` on that should stay on one page, of `height` points."""

    row: int
    height: float


def scale_to_fit(widths: Sequence[float]) -> int:
    """The print scale, in per cent, at which columns of these widths fill A4 across."""
    left, right, _top, _bottom = MARGINS
    pixels = sum(width * PIXELS_PER_CHARACTER + PIXELS_BETWEEN for width in widths)
    needed = pixels / PIXELS_PER_INCH * MILLIMETRES_PER_INCH
    return max(10, min(100, int((A4_WIDTH - left - right) / needed * SPARE * 100)))


def page_height(scale: int) -> float:
    """The points of rows that one page of A4 across holds at a print scale."""
    _left, _right, top, bottom = MARGINS
    inches = (A4_HEIGHT - top - bottom) / MILLIMETRES_PER_INCH
    return inches * POINTS_PER_INCH / scale * 100 * SPARE


def page_breaks(segments: Sequence[Segment], page: float, repeated: float) -> list[int]:
    """The rows before which a new page begins. `repeated`: the heading's height on each page
    after the first. A segment longer than a page begins one and runs on by itself."""
    breaks = []
    used = 0.0
    for segment in segments:
        if used and used + segment.height > page:
            breaks.append(segment.row)
            used = repeated
        used += segment.height
        while used > page:
            used += repeated - page
    return breaks


def lines_needed(texts_and_widths: Sequence[tuple[str, float]]) -> int:
    """How many lines a row needs so that each text fits its column, broken between words."""
    return max((_lines_of(text, width) for text, width in texts_and_widths), default=1)


def _lines_of(text: str, width: float) -> int:
    return sum(len(wrap(line, max(1, int(width)))) or 1 for line in text.split("\n"))
