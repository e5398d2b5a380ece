"""A page of our own as a tree of elements: what the standard library's parser sees, kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_WITHOUT_CONTENT = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


@dataclass(eq=False, slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def elements(self) -> Iterator["Element"]:
        """The element and all within it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.elements()

    def find(self, wanted: Callable[["Element"], bool]) -> "Element | None":
        return next((each for each in self.elements() if wanted(each)), None)

    def ancestors(self) -> Iterator["Element"]:
        """The elements around it, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, parent=self._open)
        self._open.children.append(element)
        if tag not in _WITHOUT_CONTENT:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for each in (self._open, *self._open.ancestors()):
            if each.tag == tag and each.parent is not None:
                self._open = each.parent
                return

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)


def read_markup(page: str) -> Element:
    """The page as a tree; an end without a start is passed over."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    return builder.root
