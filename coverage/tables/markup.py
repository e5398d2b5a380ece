"""The head and the rows of a table as HTML, written by walking its columns once a row.

django-tables2's own loop inspects the signature of every column for every cell, which takes many
times as long as the page.
"""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django_tables2.columns import BoundColumn

from coverage.models import Origin
from coverage.tables.columns import Column
from coverage.tables.notations import NOTHING
from coverage.tables.table import Group, Table

Write = Callable[[Any], str]
_MARKED = (Origin.SIMULATED, Origin.PUBLISHED)
_has_markup = re.compile("[&<>\"']").search


def escape(text: str) -> str:
    """As `html.escape`, which looks five times through each of the thousands of numbers."""
    return html.escape(text) if _has_markup(text) else text


def head_html(table: Table, query: QueryDict | None = None) -> SafeString:
    """`query`: of the page's address, to which the links that order the table add theirs."""
    columns = [
        _heading(table, bound, column, query or QueryDict()) for bound, column in table.page_columns
    ]
    if not table.groups:
        return mark_safe(f"<tr>{''.join(columns)}</tr>")  # noqa: S308 - every text was escaped
    alone = len(columns) - sum(group.span for group in table.groups)
    minor = [table.is_minor(bound.name) for bound, _column in table.page_columns]
    high = (each.replace("<th ", '<th rowspan="2" ', 1) for each in columns[:alone])
    over = (
        f'<th scope="colgroup" colspan="{group.span}"{_css(group.css, is_minor=is_minor)}>'
        f"{escape(group.text)}</th>"
        for group, is_minor in zip(
            table.groups, _all_minor(table.groups, minor[alone:]), strict=True
        )
    )
    written = f"<tr>{''.join(high)}{''.join(over)}</tr><tr>{''.join(columns[alone:])}</tr>"
    return mark_safe(written)  # noqa: S308 - as above


def body_html(table: Table) -> SafeString:
    return mark_safe("".join(_rows(table, table.data)))  # noqa: S308 - as above


def foot_html(table: Table) -> SafeString:
    """The lines of the totals; links lead from the lines alone."""
    return mark_safe("".join(_rows(table, table.totals, is_total=True)))  # noqa: S308 - as above


def origin_html(origin: str) -> str:
    """The mark of figures that are simulated or published; blank for others."""
    if origin not in _MARKED:
        return ""
    label = escape(str(Origin(origin).label))
    return f' <span class="origin-mark origin-{origin}">{label}</span>\n'


def _heading(table: Table, bound: BoundColumn, column: Column, query: QueryDict) -> str:
    text = column.draw_heading() if column.draw_heading else escape(str(bound.header))
    attributes = _css(column.head_css, is_minor=table.is_minor(bound.name))
    if column.file_heading:
        attributes += _attribute("abbr", str(column.file_heading))
    if bound.orderable:
        alias = bound.order_by_alias
        if bound.is_ordered:
            attributes += f' aria-sort="{"descending" if alias.is_descending else "ascending"}"'
            text += " ↓" if alias.is_descending else " ↑"
        asked = query.copy()
        asked[table.order_by_field] = alias.next
        text = f'<a href="?{escape(asked.urlencode())}">{text}</a>'
    return f'<th scope="col"{attributes}>{text}</th>'


def _rows(table: Table, lines: Iterable[Any], *, is_total: bool = False) -> Iterable[str]:
    writers = [
        _cell_writer(column, table.is_minor(bound.name), is_total)
        for bound, column in table.page_columns
    ]
    for line in lines:
        attributes = "".join(_attribute(*each) for each in table.attributes_of(line).items())
        cells = "\n".join([write(line) for write in writers])
        yield f"<tr{attributes}>{cells}</tr>{table.under(line)}"


def _cell_writer(column: Column, is_minor: bool, is_total: bool) -> Write:
    """A function of the line; what is the same for all lines is asked once."""
    tag = "th" if column.is_heading else "td"
    scope = ' scope="row"' if column.is_heading else ""
    content, end = _content_writer(column, is_total), f"</{tag}>"
    css = column.css
    if callable(css):
        say = css
        return lambda line: (
            f"<{tag}{scope}{_css(say(line), is_minor=is_minor)}>{content(line)}{end}"
        )
    start = f"<{tag}{scope}{_css(css, is_minor=is_minor)}>"
    return lambda line: f"{start}{content(line)}{end}"


def _content_writer(column: Column, is_total: bool) -> Write:
    write, draw = column.write, column.draw
    if draw is not None:
        return lambda line: draw(line) or NOTHING
    link = None if is_total else column.address
    if link is None and column.origin is None and not column.beside:
        return lambda line: escape(write(line))
    return lambda line: _rich(column, link, line)


def _rich(column: Column, link: Write | None, line: Any) -> str:
    text = escape(column.write(line))
    if link is not None and (address := link(line)):
        text = f'<a href="{escape(address)}">{text}</a>'
    if column.origin is not None:
        text += origin_html(column.origin(line))
    for each in column.beside:
        if each.markup and (said := each.say(line)):
            text += each.markup.format(escape(said))
    return text


def _all_minor(groups: Sequence[Group], minor: Sequence[bool]) -> Iterable[bool]:
    """Of each group, whether each of its columns is left out where there is no room for all."""
    left = iter(minor)
    for group in groups:
        yield all(list(islice(left, group.span)))


def _css(said: str, *, is_minor: bool) -> str:
    return _attribute("class", f"{said} minor".strip() if is_minor else said)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""
