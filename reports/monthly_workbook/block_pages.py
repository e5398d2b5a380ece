"""Where the pages of a sheet of blocks end, which has its title and heading above them."""

from collections.abc import Sequence
from dataclasses import replace

from coverage.tables.paper import LINE_HEIGHT, Segment, page_breaks, page_height, scale_to_fit
from coverage.tables.written_book import HEADER_HEIGHT, WrittenSheet


def keep_blocks_whole(
    sheet: WrittenSheet, blocks: Sequence[Segment], heading_row: int, widths: Sequence[float]
) -> None:
    """Blocks stay whole where a page can hold them; the first goes with the title."""
    if not blocks:
        return
    title = HEADER_HEIGHT + LINE_HEIGHT * heading_row
    first, *others = blocks
    segments = [replace(first, row=0, height=first.height + title), *others]
    page = page_height(scale_to_fit(widths))
    sheet.break_pages(page_breaks(segments, page, HEADER_HEIGHT))
