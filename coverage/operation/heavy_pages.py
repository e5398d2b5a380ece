"""Few pages cost seconds of a processor; they take turns, so that the many that cost none are
answered meanwhile.
"""

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse

from coverage.operation import error_pages
from coverage.tables.answer import asks_for_table

SECONDS_TO_WAIT = 8

# By name of the address; what asks for a table of a page as a file is heavy on every page.
HEAVY = {
    "monthly_workbook",
    "report_document",
    "parts_workbook",
    "indicator_workbook",
    "what_if",
    "import_template",
    "import_file",
    "import_columns",
    "import_list",
    "target_template",
    "target_file",
    "target_file_columns",
    "target_file_list",
}
HEAVY_WHEN_POSTED = {"exports", "import_month", "target_import", "check_report", "unit_acts_bulk"}


class Places:
    """So many are at work at once and so many wait, each of which holds a thread; whoever comes
    then is sent away at once."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_work = BoundedSemaphore(at_once)
        self._inside = BoundedSemaphore(at_once + waiting)

    def take(self, seconds: float) -> bool:
        if not self._inside.acquire(blocking=False):
            return False
        if self._at_work.acquire(timeout=seconds):
            return True
        self._inside.release()
        return False

    def give_back(self) -> None:
        self._at_work.release()
        self._inside.release()


# Of each process that serves: half of the most threads one has
# (coverage/operation/serving/threads.py).
PLACES = Places(at_once=2, waiting=6)


class HeavyPagesMiddleware:
    """The last of all: nobody takes a place who is not let through to the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not is_heavy(request):
            return None
        if not PLACES.take(SECONDS_TO_WAIT):
            return error_pages.busy(request)
        try:
            response: HttpResponse = view(request, *args, **kwargs)
            return response
        finally:
            PLACES.give_back()


def is_heavy(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    is_posted = request.method == "POST" and name in HEAVY_WHEN_POSTED
    return name in HEAVY or is_posted or asks_for_table(request)
