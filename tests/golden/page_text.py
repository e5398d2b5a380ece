"""A page as lines of text: what its reader sees, and what forms and scripts are handed.

A line is a block or a row of a table, its cells parted by bars; links with their targets, fields
with names and values, data of scripts as JSON; last, how often each class occurs.
"""

import json
import re
from collections import Counter
from typing import Any

from lxml import etree, html

BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|dd|details|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6r]|head|header|html|legend|li|link|main|meta|nav|ol|p|pre|script"
    "|section|select|summary|table|tbody|tfoot|thead|title|tr|ul"
)
# What is more than its text, and by which attributes it is told.
TOLD = {
    "a": (),
    "button": ("type", "name", "value", "formaction", "disabled"),
    "form": ("method", "action", "enctype"),
    "html": ("lang",),
    "img": ("src", "alt"),
    "input": ("type", "name", "value", "checked", "disabled", "readonly", "maxlength"),
    "link": ("rel", "href"),
    "meta": ("name", "content"),
    "option": ("value", "selected", "disabled"),
    "select": ("name", "disabled"),
    "table": ("id",),
    "textarea": ("name", "readonly"),
}
TOLD_OF_ALL = ("title", "aria-label", "colspan", "rowspan", "hidden", "open")
# New on every page, by design.
RANDOM_FIELDS = frozenset(("csrfmiddlewaretoken", "sheet", "seen"))


def page_text(source: str) -> str:
    root = html.document_fromstring(source)
    lines = _Lines(root)
    return "\n".join([*lines.done, "", "== classes ==", *_classes(root)])


class _Lines:
    """The lines of an element."""

    def __init__(self, element: Any) -> None:
        self.done: list[str] = []
        self._line = ""
        self._visit(element)
        self._end()

    def _visit(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        is_block = BLOCKS.fullmatch(tag) is not None
        if is_block:
            self._end()
        self._line += _opening(element)
        if tag == "tr":
            self._line += " | ".join(" ¶ ".join(_Lines(cell).done) for cell in element)
        elif tag == "script":
            self._line += _script(element)
        elif tag == "svg":
            self._line += _squeezed(etree.tostring(element, encoding="unicode", with_tail=False))
        else:
            self._within(element)
        if tag == "a":
            self._line += f" <{element.get('href')}>"
        if is_block:
            self._end()

    def _within(self, element: Any) -> None:
        self._line += _squeezed(element.text)
        for child in element:
            self._visit(child)
            self._line += _squeezed(child.tail)

    def _end(self) -> None:
        if line := re.sub(" +", " ", self._line).strip(" "):
            self.done.append(line)
        self._line = ""


def _opening(element: Any) -> str:
    """What stands before the text of an element: "[input name=month value=2023-06] "."""
    tag = element.tag
    if re.fullmatch("h[1-6]", tag):
        return "#" * int(tag[1]) + " "
    if tag == "script":
        return f"[script {element.get('src') or element.get('id')}] "
    told = [*TOLD.get(tag, ()), *TOLD_OF_ALL]
    told += sorted(name for name in element.attrib if name.startswith("data-"))
    values = {name: element.get(name) for name in told if element.get(name) is not None}
    if element.get("name") in RANDOM_FIELDS:
        values["value"] = "…"
    said = [f"{name}={value}" if value else name for name, value in values.items()]
    if tag in TOLD and tag != "a":
        said.insert(0, tag)
    return f"[{' '.join(said)}] " if said else ""


def _script(element: Any) -> str:
    text = element.text or ""
    if "json" not in element.get("type", ""):
        return _squeezed(text)
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1)


def _squeezed(text: str | None) -> str:
    """White space as a browser shows it; a space that does not break stays what it is."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _classes(root: Any) -> list[str]:
    found = Counter(
        ".".join([each.tag, *sorted(each.get("class").split())])
        for each in root.iter()
        if isinstance(each.tag, str) and each.get("class")
    )
    return [f"{name} × {count}" for name, count in sorted(found.items())]
