"""The tables of a page that may be taken along, with what stands over and under them.

A table has a name in its `data-file`; several of one name (the cards of an overview) go into one
sheet, one below the other. A list of points with such a name, and the headings of its two columns
in `data-headings`, is a table of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.page_tables.markup import Element, read_markup
from coverage.page_tables.texts import lines_of, text_of
from coverage.page_tables.values import CellValue, value_of

NAME = "data-file"
_ORIGIN_MARK = "origin-mark"
_MOST_SPANNED = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a table over the columns and rows it spans, which count from zero."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """`origins`: the marks of where its values come from, such as "simulated"."""

    cells: Sequence[CellValue]
    origins: Sequence[str] = ()
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`notes`: what stands under it: rules, footnotes, sources."""

    heading: str
    headings: Sequence[Heading]
    lines: Sequence[Line]
    notes: Sequence[str]

    @property
    def heading_rows(self) -> int:
        return max((each.row + each.rows for each in self.headings), default=0)

    @property
    def columns(self) -> int:
        over = max((each.column + each.columns for each in self.headings), default=0)
        return max((len(line.cells) for line in self.lines), default=over)

    @property
    def has_origins(self) -> bool:
        return any(line.origins for line in self.lines)


@dataclass(frozen=True, slots=True)
class PageTables:
    """`title`: the page's; `moment`: as of which it is seen, as the page writes it into a file's
    name, blank for now; `lines`: what it says at its head."""

    title: str
    moment: str
    lines: Sequence[str]
    tables: Sequence[Table]


def read_tables(page: str, name: str) -> PageTables | None:
    """The tables of that name; None where the page has none."""
    root = read_markup(page)
    every = list(root.elements())
    found = [each for each in every if each.attributes.get(NAME) == name]
    if not found:
        return None
    title = root.find(lambda each: each.tag == "title")
    seen = root.find(lambda each: "data-moment" in each.attributes)
    return PageTables(
        title=text_of(title).removesuffix("Bao Phủ").rstrip(" ·") if title else "",
        moment=seen.attributes["data-moment"] if seen else "",
        lines=_page_lines(every),
        tables=[
            _table(each, every) if each.tag == "table" else _list(each, every) for each in found
        ],
    )


def _page_lines(every: Sequence[Element]) -> list[str]:
    """What holds for all of the page: its heading, month, moment, and that figures are made up."""
    banners = {"as-seen-banner", "simulated-banner", "hypothetical-banner"}
    said: list[str] = []
    for each in every:
        is_head = each.tag == "p" and _is_in_head(each)
        if each.tag == "h1" or each.classes & banners or is_head:
            said.append(text_of(each))
    return [line for line in said if line]


def _is_in_head(element: Element) -> bool:
    if "subtitle" in element.classes:
        return True
    heads = any("page-head" in above.classes for above in element.ancestors())
    return heads and not any("no-print" in above.classes for above in element.ancestors())


def _table(table: Element, every: Sequence[Element]) -> Table:
    headings = list(_headings(table))
    lines = list(_lines(table))
    return Table(_heading_of(table, every), headings, lines, list(_notes(table, every)))


def _list(points: Element, every: Sequence[Element]) -> Table:
    """A line for each point: what it is about, and what it says."""
    names = points.attributes.get("data-headings", "").split("|")
    headings = [Heading(text, 0, column) for column, text in enumerate(names)]
    lines: list[Line] = []
    for item in _children(points, "li"):
        title = item.find(lambda each: each.tag in ("b", "strong", "h2", "h3"))
        about = text_of(title) if title is not None else ""
        within = [each for each in item.elements() if each.tag == "li" and each is not item]
        for each in within or [item]:
            said = text_of(each).removeprefix(about).strip()
            cells = [CellValue(about.rstrip(".") or None), CellValue(said or None)]
            lines.append(Line(cells, _origins(each)))
    return Table(_heading_of(points, every), headings, lines, list(_notes(points, every)))


def _heading_of(table: Element, every: Sequence[Element]) -> str:
    """Its caption, what labels its region, or the heading before it on the page."""
    caption = table.find(lambda each: each.tag == "caption")
    if caption is not None:
        return text_of(caption)
    region = next((each for each in table.ancestors() if each.attributes.get("role")), None)
    if region is not None and (label := region.attributes.get("aria-label")):
        return label
    said = region.attributes.get("aria-labelledby") if region is not None else None
    labels = [each for each in every if said and each.attributes.get("id") == said]
    before = [each for each in every[: every.index(table)] if each.tag in ("h2", "h3")]
    return text_of(labels[0] if labels else before[-1]) if labels or before else ""


def _headings(table: Element) -> Iterator[Heading]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(_rows_within(table, "thead")):
        column = 0
        for cell in _cells_of(line):
            while (row, column) in taken:
                column += 1
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
            text = cell.attributes.get("abbr") or text_of(cell).rstrip(" ↑↓")
            yield Heading(text, row, column, rows, columns)


def _lines(table: Element) -> Iterator[Line]:
    """A cell that spans rows says the same in each of them, so that a filter finds them all."""
    held: dict[tuple[int, int], CellValue] = {}
    rows = [(row, False) for row in _rows_within(table, "tbody")]
    rows += [(row, True) for row in _rows_within(table, "tfoot")]
    for number, (row, is_total) in enumerate(rows):
        cells: list[CellValue] = []
        for cell in _cells_of(row):
            while (number, len(cells)) in held:
                cells.append(held[number, len(cells)])
            value = value_of(lines_of(cell), "num" in cell.classes)
            for below in range(1, _span(cell, "rowspan")):
                held[number + below, len(cells)] = value
            cells.append(value)
            cells += [CellValue(None)] * (_span(cell, "colspan") - 1)
        yield Line(cells, _origins(row), is_total)


def _rows_within(table: Element, part: str) -> Iterator[Element]:
    for each in table.elements():
        if each.tag == "tr" and each.parent is not None and each.parent.tag == part:
            yield each


def _cells_of(row: Element) -> Iterator[Element]:
    return _children(row, "th", "td")


def _children(element: Element, *tags: str) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element) and child.tag in tags:
            yield child


def _span(cell: Element, name: str) -> int:
    said = cell.attributes.get(name, "1")
    return min(max(int(said), 1), _MOST_SPANNED) if said.isdecimal() else 1


def _origins(row: Element) -> list[str]:
    marks = (text_of(each) for each in row.elements() if _ORIGIN_MARK in each.classes)
    return list(dict.fromkeys(mark for mark in marks if mark))


def _notes(table: Element, every: Sequence[Element]) -> Iterator[str]:
    """From the table on to the next table or heading."""
    within = set(map(id, table.elements()))
    for each in every[every.index(table) + 1 :]:
        if id(each) in within:
            continue
        if each.tag in ("table", "h2"):
            return
        is_note = each.tag == "li" and any("notes" in above.classes for above in each.ancestors())
        if is_note or each.classes & {"source", "below-average"}:
            yield text_of(each)
