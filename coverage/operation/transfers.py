"""Who sends or reads slowly keeps a thread for as long as that takes, which nobody can cut short:
the server gives a thread to a request whose body is still on its way. So one asker may keep few
threads that way, and all strangers together half of them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from threading import Lock

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from coverage.client_address import counted_as, read_address
from coverage.operation import error_pages

# Of the threads of a process (coverage/operation/serving/threads.py).
OF_ONE, OF_STRANGERS = 4, 8
# The server takes two pieces of an answer off a thread's hands before the reader has read any:
# scripts and styles, and of the charts' library what a browser asks for, keep none.
PIECE = 768 * 1024

Asker = tuple[str, ...]
STRANGERS = "strangers"


class Transfers:
    """What is on its way at the moment, by who asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: Counter[str] = Counter()

    def take(self, asker: Asker) -> bool:
        with self._lock:
            if any(self._held[each] >= _most(each) for each in asker):
                return False
            self._held.update(asker)
            return True

    def give_back(self, asker: Asker) -> None:
        with self._lock:
            self._held.subtract(asker)
            self._held = +self._held


TRANSFERS = Transfers()


def asker_of(request: HttpRequest) -> Asker:
    """A person, or an address and all strangers together."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return (f"person {user.pk}",)
    return STRANGERS, counted_as(read_address(request.META["REMOTE_ADDR"]))


class LongAnswersMiddleware:
    """An answer of more pieces than the server takes at once has a place until it is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, FileResponse):
            response.block_size = PIECE
        if not isinstance(response, StreamingHttpResponse) or not _is_long(response):
            return response
        asker = asker_of(request)
        if not TRANSFERS.take(asker):
            response.close()
            return error_pages.busy(request)
        response.streaming_content = _Held(response.streaming_content, asker)
        return response


class _Held:
    """Django closes it when the answer is sent or its reader has gone."""

    def __init__(self, pieces: object, asker: Asker) -> None:
        self._pieces, self._asker = pieces, asker

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)  # type: ignore[call-overload, no-any-return]

    def close(self) -> None:
        TRANSFERS.give_back(self._asker)


def _is_long(response: StreamingHttpResponse) -> bool:
    length = response.headers.get("Content-Length")
    return length is None or int(length) > 2 * PIECE


def _most(each: str) -> int:
    return OF_STRANGERS if each == STRANGERS else OF_ONE
