"""The tables of a page, and the link under each that takes it along as a workbook."""

from django import template
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coverage.tables.answer import PARAMETER
from coverage.tables.markup import body_html, foot_html, head_html
from coverage.tables.table import Table

register = template.Library()
register.simple_tag(body_html, name="table_body")
register.simple_tag(foot_html, name="table_foot")


@register.simple_tag(takes_context=True)
def table_head(context: Context, table: Table) -> SafeString:
    request = context.get("request")
    query = request.GET if isinstance(request, HttpRequest) else QueryDict()
    return head_html(table, query)


@register.simple_tag(takes_context=True)
def table_file(context: Context, name: str) -> str | SafeString:
    """The page's own address with the table's name; nothing on the answer to a form, whose content
    that address would not give again."""
    request = context.get("request")
    if not name or not isinstance(request, HttpRequest) or request.method not in ("GET", "HEAD"):
        return ""
    query = request.GET.copy()
    query[PARAMETER] = name
    return format_html(
        '<p class="table-file no-print"><a href="?{}" download>{}</a></p>',
        query.urlencode(),
        _("Download the table (.xlsx)"),
    )
