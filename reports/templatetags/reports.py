"""Tags that put values and tables on a page."""

from decimal import Decimal
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from coverage.models import Origin, Scope
from coverage.notation.numbers import write_change, write_decimal, write_people
from coverage.notation.periods import write_date, write_period
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.columns import FigureColumn, Line
from reports.figures.judgement import (
    base_text,
    light_rule_text,
    pace_text,
    rule_text,
    version_text,
    working_text,
)
from reports.figures.tables import PartsTable
from reports.figures.values import OwnFigure
from reports.figures.words import (
    NOTHING,
    incomplete_text,
    light_text,
    month_state_text,
    people_text,
    plan_text,
    precision_text,
    remaining_text,
)

register = template.Library()

ANY_UNIT = 2**31

register.filter("people_text", people_text)
register.filter("incomplete_text", incomplete_text)
register.filter("remaining_text", remaining_text)
register.filter("light_text", light_text)
register.filter("plan_text", plan_text)
register.filter("month_state_text", month_state_text)
register.filter("precision_text", precision_text)
register.filter("write_period", write_period)
register.filter("write_date", write_date)
register.filter("rule_text", rule_text)
register.filter("version_text", version_text)
register.filter("base_text", base_text)
register.filter("light_rule_text", light_rule_text)
register.filter("pace_text", pace_text)
register.filter("working_text", working_text)
register.filter("bullet_svg", bullet_svg)


@register.filter
def scope_text(own: OwnFigure) -> str:
    return str(Scope(own.scope).label)


@register.filter
def people(value: int | None) -> str:
    return NOTHING if value is None else write_people(value)


@register.filter
def percent(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{write_decimal(value)} %"


@register.filter
def number(value: Decimal | None) -> str:
    return NOTHING if value is None else write_decimal(value)


@register.filter
def whole_number(value: Decimal | None) -> str:
    return NOTHING if value is None else write_decimal(value, 0)


@register.filter
def change(value: int | None) -> str:
    return NOTHING if value is None else write_change(value)


@register.filter
def whole_change(value: Decimal | None) -> str:
    return NOTHING if value is None else write_change(value)


@register.filter
def points(value: Decimal | None) -> str:
    return NOTHING if value is None else write_change(value, 2)


@register.simple_tag
def table_body(table: PartsTable) -> SafeString:
    """The rows of a table, written by walking its columns once a row.

    django-tables2's own loop inspects the signature of every column for every cell, which takes
    many times as long as the page.
    """
    columns = _columns(table)
    before_id, after_id = _around_id(reverse("overview", args=[ANY_UNIT]))
    after_id += escape(table.link_query)
    rows = (
        _row(columns, line, f"{before_id}{line.row.unit.pk}{after_id}", table.line_now(line))
        for line in table.data
    )
    return mark_safe("".join(rows))  # noqa: S308 - every text in it was escaped


@register.simple_tag
def table_total(table: PartsTable) -> SafeString:
    """The line of the whole, under the rows."""
    return _row(_columns(table), table.whole, None, table.line_now(table.whole))


def _around_id(address: str) -> tuple[str, str]:
    """Asked for once a table: an address is found in as much time as a row is written."""
    before, _id, after = address.rpartition(str(ANY_UNIT))
    return before, after


def _columns(table: PartsTable) -> list[FigureColumn]:
    return [bound.column for bound in table.columns]


def _row(
    columns: list[FigureColumn], line: Line, address: str | None, now: Line | None
) -> SafeString:
    cells = "".join(
        f'<td class="{column.css}">{_content(column, line)}'
        f"{_adjusted(column, line, now) if now else ''}</td>"
        for column in columns[1:]
    )
    name = _name_cell(columns[0], line, address)
    return mark_safe(f"<tr>{name}{cells}</tr>")  # noqa: S308 - every text in it was escaped


def _content(column: FigureColumn, line: Line) -> str:
    if column.draw is None:
        return escape(column.write(line))
    return column.draw(line) or NOTHING


def _adjusted(column: FigureColumn, line: Line, now: Line) -> str:
    """What a given value reads now, where it reads otherwise."""
    if not column.is_given or column.write(now) == column.write(line):
        return ""
    label = escape(_("adjusted since"))
    return (
        f'<span class="adjusted"><span role="img" aria-label="{label}">↻</span>'
        f" → {escape(column.write(now))}</span>"
    )


def _name_cell(column: FigureColumn, line: Line, address: str | None) -> str:
    name = escape(column.write(line))
    if address is not None:
        name = f'<a href="{address}">{name}</a>'
    if line.row.value.simulated:
        mark = escape(str(Origin.SIMULATED.label))
        name = f'{name} <span class="origin-mark origin-simulated">{mark}</span>'
    missing = incomplete_text(line.row.value)
    if missing:
        name = f'{name} <span class="mark mark-warn">{escape(missing)}</span>'
    return f'<th scope="row" class="{column.css}">{name}</th>'
