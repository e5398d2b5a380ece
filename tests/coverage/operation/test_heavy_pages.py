"""Heavy pages take turns; the others are answered meanwhile."""

import logging
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event, Semaphore
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver, path, resolve
from pytest_django import Settings

from coverage.operation import heavy_pages
from coverage.operation.heavy_pages import HEAVY, HEAVY_WHEN_POSTED, Places, is_heavy
from coverage.operation.serving.threads import threads_a_worker
from coverage.urls import handler404, handler500  # noqa: F401
from coverage.urls import urlpatterns as product

pytestmark = pytest.mark.usefixtures("static_files")

at_work, may_end = Semaphore(0), Event()


@login_not_required
def working(request: HttpRequest) -> HttpResponse:
    at_work.release()
    assert may_end.wait(30)
    return HttpResponse("done")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise Http404


@login_not_required
def light(request: HttpRequest) -> HttpResponse:
    return HttpResponse("light")


urlpatterns = [
    path("working/", working, name="working"),
    path("broken/", broken, name="broken"),
    path("light/", light, name="light"),
    *product,
]


@pytest.fixture
def few_places(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Two at work, one waiting; no `db`, so that no page here may ask the database."""
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(heavy_pages, "HEAVY", {"working", "broken"})
    monkeypatch.setattr(heavy_pages, "PLACES", Places(at_once=2, waiting=1))
    caplog.set_level(logging.CRITICAL, logger="django.request")
    may_end.clear()
    while at_work.acquire(blocking=False):
        pass
    yield
    may_end.set()


@pytest.fixture
def people(few_places: None) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(5) as people:
        try:
            yield people
        finally:
            may_end.set()


def ask(address: str) -> Any:
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = "en"
    return client.get(address)


def two_at_work(people: ThreadPoolExecutor) -> list[Future[Any]]:
    asked = [people.submit(ask, "/working/") for _ in range(2)]
    assert all(at_work.acquire(timeout=30) for _ in asked)
    return asked


def test_a_third_waits_for_a_place_and_gets_it(people: ThreadPoolExecutor) -> None:
    asked = two_at_work(people)
    third = people.submit(ask, "/working/")
    assert not at_work.acquire(timeout=0.2)
    may_end.set()
    assert [each.result(30).text for each in (*asked, third)] == ["done"] * 3
    assert at_work.acquire(timeout=30)


def test_who_waits_too_long_is_told_to_come_again(
    people: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heavy_pages, "SECONDS_TO_WAIT", 0.05)
    asked = two_at_work(people)
    for _ in range(3):
        answer = ask("/working/")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert "Too much is going on just now" in answer.text
    may_end.set()
    assert [each.result(30).status_code for each in asked] == [200, 200]
    assert ask("/working/").text == "done"


def test_where_as_many_wait_as_may_the_next_is_sent_away_at_once(
    people: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an hour to wait the test would not end."""
    monkeypatch.setattr(heavy_pages, "SECONDS_TO_WAIT", 3600)
    two_at_work(people)
    racing = [people.submit(ask, "/working/") for _ in range(2)]
    ended, waiting = wait(racing, timeout=30, return_when=FIRST_COMPLETED)
    assert [each.result().status_code for each in ended] == [503]
    assert len(waiting) == 1
    may_end.set()


def test_light_pages_are_answered_meanwhile(people: ThreadPoolExecutor) -> None:
    two_at_work(people)
    assert ask("/light/").text == "light"
    assert ask("/healthz").text == "ok\n"


@pytest.mark.usefixtures("few_places")
def test_a_page_that_fails_gives_its_place_back() -> None:
    assert [ask("/broken/").status_code for _ in range(5)] == [404] * 5


@pytest.mark.parametrize("name", sorted(HEAVY | HEAVY_WHEN_POSTED))
def test_each_heavy_page_is_one_that_there_is(name: str) -> None:
    names: Any = get_resolver().reverse_dict
    assert name in names


@pytest.mark.parametrize(
    ("method", "address", "expected"),
    [
        ("get", "/units/1/monthly.xlsx", True),
        ("get", "/units/1/", False),
        ("get", "/units/1/?xlsx=parts", True),
        ("get", "/figures/export/", False),
        ("post", "/figures/export/", True),
        ("get", "/entry/import/1/2023-06/", False),
        ("post", "/entry/import/1/2023-06/", True),
    ],
)
def test_heavy_is_what_makes_or_reads_a_file(method: str, address: str, expected: bool) -> None:
    request = getattr(RequestFactory(), method)(address)
    request.resolver_match = resolve(request.path)
    assert is_heavy(request) is expected


@pytest.mark.parametrize(("workers", "threads"), [(1, 16), (2, 16), (5, 16), (8, 10), (64, 1)])
def test_all_threads_together_leave_the_database_connections(workers: int, threads: int) -> None:
    assert threads_a_worker(workers) == threads
    assert workers * threads <= 80
