"""What a browser may keep of an answer, on a PC that several people use.

Nothing, but for pages of figures: those it may keep for their reader if it asks each time whether
they still hold. Static files are none of this, they are answered before.
"""

import re
from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

# A browser may keep these if it asks each time whether they still hold; of all others nothing.
PAGES_OF_FIGURES = {
    "overview",
    "unit",
    "indicator",
    "report",
    "meeting",
    "documents",
    "document",
    "unit_history",
    "cell_history",
}

# Of each answer another, though the page be the same.
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


class CachingMiddleware:
    """A view that has said what may be kept of its answer has the last word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if not _is_page_of_figures(request, response):
            response.headers["Cache-Control"] = "private, no-store"
            return response
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["ETag"] = etag = _etag(request, response)
        return get_conditional_response(request, etag=etag, response=response) or response


def _is_page_of_figures(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    return (
        match is not None
        and match.view_name in PAGES_OF_FIGURES
        and request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and response.headers["Content-Type"].startswith("text/html")
    )


def _etag(request: HttpRequest, response: HttpResponse) -> str:
    """Of the page and of the session: its forms hold the token of that alone."""
    secret = request.META.get("CSRF_COOKIE", "")
    content = _TOKEN.sub(rb"\1", response.content)
    return f'"{sha256(secret.encode() + content).hexdigest()[:32]}"'
