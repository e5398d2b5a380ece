"""A column of a table: what its cell says on the page, and what exactly it holds in a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from coverage.tables.notations import TEXT, TEXT_FORMAT, Exact, Notation, form_around

HINT = '<span class="hint">{}</span>'
MARK = ' <span class="mark mark-warn">{}</span>'
SMALL = "<small>{}</small>"
MUTED = '<div class="muted">{}</div>'
LONGEST_AROUND = 20

Say = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the value of a cell, "" where nothing does: on the page within `markup`,
    in a workbook within `plain`, a further line of a text or the comment of a number. Blank where
    it is not said there."""

    say: Say
    markup: str = HINT
    plain: str = "{}"


class Column(tables.Column):
    """`take` gives the exact value of a line, None where there is none, and `notation` how it is
    written; `write` another text for the page where that says more than the value.

    `of_line` gives the notation of a line's own value where lines differ, as printed numbers do.

    `css` is the class of the cells, or a function of the line, and that of the heading where
    `head_css` is no other; the notation's where none is said. `address` is where the cell leads,
    or ""; `origin` the origin of the line's figures, which the page marks and the workbook names in
    a column of its own. `draw` gives the page's whole content in place of all that, `draw_heading`
    that of the heading. `on_page` and `in_file` say where the column stands; `file_heading` is what
    a workbook says over it where that differs."""

    def __init__(
        self,
        heading: str | Promise,
        take: Callable[[Any], Exact],
        notation: Notation = TEXT,
        *,
        of_line: Callable[[Any], Notation] | None = None,
        write: Say | None = None,
        css: str | Say | None = None,
        head_css: str = "",
        is_heading: bool = False,
        address: Say | None = None,
        origin: Say | None = None,
        beside: Sequence[Beside] = (),
        draw: Callable[[Any], SafeString] | None = None,
        draw_heading: Callable[[], SafeString] | None = None,
        sort_by: Callable[[Any], Any] | None = None,
        on_page: bool = True,
        in_file: bool = True,
        file_heading: str | Promise = "",
        **options: Any,
    ) -> None:
        super().__init__(heading, empty_values=(), **options)
        self.take = take
        self.notation = notation
        self.notation_of = of_line or (lambda _line: notation)
        self.write = write or _text_writer(take, notation, of_line)
        self.css = css = notation.css if css is None else css
        self.head_css = head_css or (css if isinstance(css, str) else "")
        self.is_heading = is_heading
        self.address = address
        self.origin = origin
        self.beside = beside
        self.draw = draw
        self.draw_heading = draw_heading
        self.sort_value = sort_by or take
        self.on_page = on_page
        self.in_file = in_file
        self.file_heading = file_heading

    def render(self, record: Any) -> str:
        """The text of the cell on the page."""
        return self.write(record)

    def value(self, record: Any) -> Exact:
        """The exact value, as the workbook holds it."""
        return self.take(record)

    def format_of(self, record: Any) -> str:
        """The number format of the value in a workbook, with the few signs or words that the page
        writes around the number."""
        held = self.take(record)
        form = self.notation_of(record).format_of(held)
        before, after = self._around(record, held)
        if form == TEXT_FORMAT or not 0 < len(before + after) <= LONGEST_AROUND:
            return form
        return form_around(form, before, after)

    def _around(self, record: Any, held: Exact) -> tuple[str, str]:
        """Nothing where the page writes the value in other terms."""
        number = self.notation_of(record).text(held)
        before, found, after = self.write(record).partition(number)
        return (before, after) if found else ("", "")

    def said_beside(self, record: Any) -> list[str]:
        """What a workbook says beside the value."""
        said = ((each.plain, each.say(record)) for each in self.beside)
        return [plain.format(text) for plain, text in said if plain and text]


def _text_writer(
    take: Callable[[Any], Exact], notation: Notation, of_line: Callable[[Any], Notation] | None
) -> Say:
    if of_line is None:
        return lambda line: notation.text(take(line))
    return lambda line: of_line(line).text(take(line))
