"""The link under a table that takes it along as a workbook."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coverage.page_tables.middleware import PARAMETER

register = template.Library()


@register.simple_tag(takes_context=True)
def table_file(context: Context, name: str) -> str | SafeString:
    """The page's own address with the table's name; nothing on the answer to a form, whose content
    that address would not give again."""
    request = context.get("request")
    if not isinstance(request, HttpRequest) or request.method not in ("GET", "HEAD"):
        return ""
    query = request.GET.copy()
    query[PARAMETER] = name
    return format_html(
        '<p class="table-file no-print"><a href="?{}" download>{}</a></p>',
        query.urlencode(),
        _("Download the table (.xlsx)"),
    )
