"""Tags that put values and tables on a page."""

from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from coverage.models import Origin, Scope
from coverage.numbers import write_change, write_decimal, write_people
from coverage.periods import write_date, write_period
from reports.columns import FigureColumn, Line
from reports.tables import PartsTable
from reports.values import OwnFigure
from reports.wording import (
    NOTHING,
    light_text,
    people_text,
    plan_text,
    precision_text,
    remaining_text,
)

register = template.Library()

register.filter("people_text", people_text)
register.filter("remaining_text", remaining_text)
register.filter("light_text", light_text)
register.filter("plan_text", plan_text)
register.filter("precision_text", precision_text)
register.filter("write_period", write_period)
register.filter("write_date", write_date)


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
def points(value: Decimal | None) -> str:
    return NOTHING if value is None else write_change(value, 2)


@register.simple_tag
def table_body(table: PartsTable) -> SafeString:
    """The rows of a table, written by walking its columns once a row.

    django-tables2's own loop inspects the signature of every column for every cell, which takes
    many times as long as the page.
    """
    columns = _columns(table)
    rows = (_row(columns, line, table.link_query) for line in table.data)
    return mark_safe("".join(rows))  # noqa: S308 - every text in it was escaped


@register.simple_tag
def table_total(table: PartsTable) -> SafeString:
    """The line of the whole, under the rows."""
    return _row(_columns(table), table.whole, None)


def _columns(table: PartsTable) -> list[FigureColumn]:
    return [bound.column for bound in table.columns]


def _row(columns: list[FigureColumn], line: Line, link_query: str | None) -> SafeString:
    cells = "".join(
        f'<td class="{column.css}">{escape(column.write(line))}</td>' for column in columns[1:]
    )
    name = _name_cell(columns[0], line, link_query)
    return mark_safe(f"<tr>{name}{cells}</tr>")  # noqa: S308 - every text in it was escaped


def _name_cell(column: FigureColumn, line: Line, link_query: str | None) -> str:
    name: str = escape(column.write(line))
    if link_query is not None:
        address = reverse("overview", args=[line.row.unit.pk])
        name = f'<a href="{address}{escape(link_query)}">{name}</a>'
    if line.row.value.simulated:
        mark = escape(Origin.SIMULATED.label)
        name = f'{name} <span class="origin-mark origin-simulated">{mark}</span>'
    return f'<th scope="row" class="{column.css}">{name}</th>'
