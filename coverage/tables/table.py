"""The table that every list of a page is made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import django_tables2 as tables
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from coverage.tables.columns import Column


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over the next `span` columns; those before the first group stand over two rows."""

    text: str
    span: int
    css: str = ""


class Lines(TableListData):
    """Lines in the order of one column; those without a value come last in either direction."""

    data: list[Any]

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in reversed(list(aliases)):
            sort_value = self.table.columns[OrderBy(alias).bare].column.sort_value
            present = [line for line in self.data if sort_value(line) is not None]
            absent = [line for line in self.data if sort_value(line) is None]
            present.sort(key=sort_value, reverse=alias.startswith("-"))
            self.data = present + absent


class Table(tables.Table):
    """`name`: what its file is asked for by, "" where it has none; `heading`: what is said over it,
    on the page and in its file. `css`, `element_id`: of the table; `scroll`: classes of the frame
    it scrolls in; `labelled_by`: the id of its heading on the page; `caption`: what stands within
    it in place of one. `shows_notes`: whether the notes stand under it as lines of sources.
    `adds_origins`: whether its file gets a column that names the origins its columns mark.
    `on_phone`: the columns that a window too narrow for all shows; all where none is named."""

    name = ""
    heading: str | Promise = ""
    css = "figures"
    element_id = ""
    scroll = ""
    labelled_by = ""
    caption: str | Promise = ""
    shows_notes = True
    adds_origins = True
    is_sortable = False
    on_phone: Sequence[str] = ()

    def __init__(
        self,
        lines: Sequence[Any],
        *,
        heading: str = "",
        notes: Sequence[str] = (),
        totals: Sequence[Any] = (),
        groups: Sequence[Group] = (),
        headings: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """`heading`: where the class has none; `notes`: what stands under it; `totals`: the lines
        at its foot; `headings`: of columns, by their names, where the class has none."""
        self.heading = heading or self.heading
        self.notes = notes
        self.totals = totals
        self.groups = groups
        super().__init__(Lines(list(lines)), orderable=self.is_sortable, **options)
        for column, text in (headings or {}).items():
            self.columns[column].column.verbose_name = text

    @classmethod
    def if_any(cls, lines: Iterable[Any], **options: Any) -> Self | None:
        """None where there are no lines."""
        known = list(lines)
        return cls(known, **options) if known else None

    def attributes_of(self, line: Any) -> Mapping[str, str]:
        """Of the line's row on the page; blank ones are left out."""
        return {}

    def under(self, line: Any) -> SafeString | str:
        """A row of its own under the line, on the page."""
        return ""

    @property
    def page_columns(self) -> list[tuple[tables.columns.BoundColumn, Column]]:
        return [(bound, bound.column) for bound in self.columns if bound.column.on_page]

    def is_minor(self, name: str) -> bool:
        """Whether a window too narrow for all columns leaves this one out."""
        return bool(self.on_phone) and name not in self.on_phone

    @property
    def file_columns(self) -> list[tuple[str, Column]]:
        """Each with its heading."""
        return [
            (str(bound.column.file_heading or bound.header), bound.column)
            for bound in self.columns
            if bound.column.in_file
        ]
