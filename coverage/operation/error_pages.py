"""Pages for what went wrong: what happened, what to do, nothing of our insides.

They are rendered without context processors, so that none of them needs the database; but for that
of a unit that never was, for who is signed in.
"""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import loader
from django.utils import translation

from coverage.grid import unsaved
from coverage.operation.advice import is_of_full_disk
from coverage.operation.database_limits import was_given_up
from coverage.void_units import UnitNeverWas, never_was_page

SECONDS_TO_RETRY = 60
SECONDS_WHERE_BUSY = 30


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "coverage/operation/400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "coverage/operation/403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, UnitNeverWas):
        return never_was_page(request, exception.unit)
    return _page(request, "coverage/operation/404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: mostly one that outlived its session.

    What its writer had typed, where the form says who that is, comes back on the form's own page.
    """
    if unsaved.keep(request):
        return redirect(request.get_full_path())
    return _page(request, "coverage/operation/403_csrf.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the disk was full or the database did not answer, or not in time."""
    error = sys.exc_info()[1]
    if was_given_up(error):
        return busy(request)
    if is_of_full_disk(error):
        return _page_to_retry(request, "coverage/operation/503_full.html", SECONDS_TO_RETRY)
    if isinstance(error, (OperationalError, InterfaceError)):
        return _page_to_retry(request, "coverage/operation/503.html", SECONDS_TO_RETRY)
    return _page(request, "coverage/operation/500.html", 500)


def busy(request: HttpRequest) -> HttpResponse:
    """For a request that had to wait too long for others."""
    return _page_to_retry(request, "coverage/operation/503_busy.html", SECONDS_WHERE_BUSY)


def length_required(request: HttpRequest) -> HttpResponse:
    """For a body that does not say how long it is."""
    return _page(request, "coverage/operation/400.html", 411)


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """For a body of more than `most` bytes."""
    kilobytes = most // 1024
    said = f"{kilobytes // 1024} MB" if kilobytes >= 1024 else f"{kilobytes} kB"
    words = {"most": said, "is_signed_in": request.user.is_authenticated}
    return _page(request, "coverage/operation/413.html", 413, words)


def _page_to_retry(request: HttpRequest, template: str, seconds: int) -> HttpResponse:
    response = _page(request, template, 503)
    response.headers["Retry-After"] = str(seconds)
    return response


def _page(
    request: HttpRequest, template: str, status: int, words: dict[str, object] | None = None
) -> HttpResponse:
    """In the reader's language, also where the error left the middleware that had set it."""
    with translation.override(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)):
        return HttpResponse(loader.get_template(template).render(words), status=status)
