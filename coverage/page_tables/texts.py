"""What a reader sees of an element, line by line."""

from coverage.page_tables.markup import Element

_UNSEEN_TAGS = frozenset(("script", "style", "svg", "button", "select", "template", "summary"))
# Not part of the table's own words: buttons, what a narrow screen says in place of columns, and
# the marks of origin, which get a column.
_UNSEEN_CLASSES = frozenset(("no-print", "d-lg-none", "origin-mark"))
# What stands in a line of its own, beside the value of a cell.
_BLOCKS = frozenset(("div", "p", "li", "small", "sup", "br", "dt", "dd", "h2", "h3"))
_BLOCK_CLASSES = frozenset(("hint", "adjusted", "mark", "now", "pace"))
_UNTYPED = frozenset(("checkbox", "radio", "hidden", "submit"))


def lines_of(element: Element) -> list[str]:
    """The lines of text, white space run together, blank ones left out."""
    parts: list[str] = []
    _collect(element, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def text_of(element: Element) -> str:
    return " ".join(lines_of(element))


def _collect(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(" ".join(child.split("\n")))
        elif child.tag == "abbr" and child.attributes.get("title"):
            parts.append(child.attributes["title"])
        elif child.tag == "input":
            typed = child.attributes.get("type", "text") not in _UNTYPED
            parts.append(child.attributes.get("value", "") if typed else "")
        elif child.tag not in _UNSEEN_TAGS and not child.classes & _UNSEEN_CLASSES:
            is_block = child.tag in _BLOCKS or bool(child.classes & _BLOCK_CLASSES)
            parts.append("\n" if is_block else "")
            _collect(child, parts)
            parts.append("\n" if is_block else "")
