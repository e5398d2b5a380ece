"""Filters for the plain template that a table is measured against."""

from decimal import Decimal

from django import template

from coverage.tables.notations import NUMBER
from reports.figures.words import light_text, remaining_text

register = template.Library()
register.filter("remaining_text", remaining_text)
register.filter("light_text", light_text)


@register.filter
def number(value: Decimal | None) -> str:
    return NUMBER.text(value)
