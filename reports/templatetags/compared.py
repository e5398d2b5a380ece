"""Tags that put a heat table on a page."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from coverage.models import Origin
from reports.compared.heat_table import HeatCell, HeatRow, HeatTable, sign_texts

register = template.Library()


@register.simple_tag
def heat_body(table: HeatTable) -> SafeString:
    """The rows of a heat table, that of the whole last."""
    words = sign_texts()
    rows = [_row(row, words, "") for row in table.rows]
    if table.whole is not None:
        rows.append(_row(table.whole, words, ' class="whole"'))
    return mark_safe("".join(rows))  # noqa: S308 - every text in it was escaped


def _row(row: HeatRow, words: dict[str, str], css: str) -> str:
    mark = ""
    if row.simulated:
        mark = (
            f' <span class="origin-mark origin-simulated">{escape(Origin.SIMULATED.label)}</span>'
        )
    cells = "".join(_cell(cell, words) for cell in row.cells)
    name = escape(row.unit.full_name)
    return f'<tr{css}><th scope="row" class="unit">{name}{mark}</th>{cells}</tr>'


def _cell(cell: HeatCell, words: dict[str, str]) -> str:
    now = f' <span class="now">↻ {escape(cell.now)}</span>' if cell.now else ""
    if not cell.sign:
        step = "" if cell.step is None else f" heat-{cell.step}"
        return f'<td class="num{step}">{escape(cell.text)}{now}</td>'
    said = escape(words[cell.sign])
    sign = f'<abbr title="{said}">{escape(cell.sign)}</abbr>'
    return f'<td class="num heat-other">{escape(cell.text)}{sign}{now}</td>'
