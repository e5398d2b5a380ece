"""Who sends or reads slowly keeps few threads, and leaves everybody else theirs."""

import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse

from cast import PASSWORD, Cast
from coverage.operation import transfers
from coverage.operation.transfers import (
    OF_ONE,
    OF_STRANGERS,
    PIECE,
    STRANGERS,
    LongAnswersMiddleware,
    Transfers,
    asker_of,
)
from installs import NewInstall
from pages import in_english, signed_in_as
from served_processes import Serving, serving

ADDRESSES = [f"203.0.113.{number}" for number in range(OF_STRANGERS)]


@pytest.fixture
def on_their_way(monkeypatch: pytest.MonkeyPatch) -> Transfers:
    fresh = Transfers()
    monkeypatch.setattr(transfers, "TRANSFERS", fresh)
    monkeypatch.setattr("coverage.operation.bodies.TRANSFERS", fresh)
    return fresh


def taken(held: Transfers, *asker: str) -> int:
    count = 0
    while held.take(asker):
        count += 1
    return count


def test_one_person_has_few_places_and_leaves_those_of_others() -> None:
    held = Transfers()
    assert taken(held, "person 1") == OF_ONE
    assert taken(held, "person 2") == OF_ONE
    held.give_back(("person 1",))
    assert taken(held, "person 1") == 1


def test_one_address_leaves_places_to_strangers_elsewhere_and_strangers_to_the_signed_in() -> None:
    held = Transfers()
    assert taken(held, STRANGERS, "203.0.113.1") == OF_ONE
    assert held.take((STRANGERS, "203.0.113.2"))
    assert (
        sum(taken(held, STRANGERS, address) for address in ADDRESSES) == OF_STRANGERS - OF_ONE - 1
    )
    assert held.take(("person 1",))


def test_a_refused_asker_takes_nothing() -> None:
    held = Transfers()
    taken(held, "203.0.113.1")
    assert not held.take((STRANGERS, "203.0.113.1"))
    assert taken(held, STRANGERS) == OF_STRANGERS


def test_one_subscriber_of_ipv6_is_one_asker() -> None:
    askers = {
        asker_of(RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:1:2::{number}"))
        for number in range(1, 9)
    }
    assert len(askers) == 1


@pytest.mark.usefixtures("static_files")
def test_a_form_is_received_in_a_place_that_it_gives_back(
    cast: Cast, on_their_way: Transfers
) -> None:
    pc = in_english(Client(REMOTE_ADDR=ADDRESSES[0]))
    typed = {"username": "an", "password": PASSWORD}
    held = taken(on_their_way, STRANGERS, ADDRESSES[0])
    refused = pc.post(reverse("sign_in"), typed)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    assert in_english(Client(REMOTE_ADDR=ADDRESSES[1])).post("/sign-in/", typed).status_code == 302
    on_their_way.give_back((STRANGERS, ADDRESSES[0]))
    for _ in range(held + 1):
        pc.cookies.clear()
        assert in_english(pc).post(reverse("sign_in"), typed).status_code == 302


@pytest.mark.usefixtures("static_files")
def test_a_person_at_an_address_of_slow_strangers_saves(
    cast: Cast, on_their_way: Transfers
) -> None:
    taken(on_their_way, STRANGERS, "127.0.0.1")
    pc = signed_in_as(Client(), cast.an)
    assert pc.post(reverse("set_language"), {"language": "vi"}).status_code == 302


def answered(length: int, address: str = ADDRESSES[0]) -> HttpResponseBase:
    def view(request: HttpRequest) -> HttpResponseBase:
        return FileResponse(BytesIO(b"x" * length), filename="so-lieu.xlsx")

    return LongAnswersMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=address))


def test_an_answer_that_the_server_takes_at_once_needs_no_place(on_their_way: Transfers) -> None:
    short: Any = [answered(2 * PIECE) for _ in range(OF_ONE + 1)]
    assert {each.status_code for each in short} == {200}
    assert [len(piece) for piece in short[0]] == [PIECE, PIECE]


@pytest.mark.usefixtures("cast")
def test_a_long_one_has_a_place_until_it_is_sent_or_given_up(on_their_way: Transfers) -> None:
    long: Any = [answered(2 * PIECE + 1) for _ in range(OF_ONE + 1)]
    assert [each.status_code for each in long] == [200] * OF_ONE + [503]
    assert answered(2 * PIECE + 1, ADDRESSES[1]).status_code == 200
    assert sum(map(len, long[0])) == 2 * PIECE + 1
    for each in long[:OF_ONE]:
        each.close()
    assert answered(2 * PIECE + 1).status_code == 200


@pytest.mark.usefixtures("static_files")
def test_what_a_browser_gets_of_the_charts_library_needs_no_place() -> None:
    path = Path(settings.STATIC_ROOT, library())
    for packed in (".br", ".gz"):
        assert path.with_name(path.name + packed).stat().st_size <= 2 * PIECE


@pytest.fixture(scope="module")
def server(static_files: None, new_install: NewInstall) -> Iterator[Serving]:
    """It believes who connects about whom it asks for."""
    with new_install() as folder, serving(folder, TRUSTED_PROXIES="127.0.0.1") as server:
        yield server
        assert server.stop() == 0


def connected(server: Serving, request: str) -> socket.socket:
    """Send this, and read nothing of the answer."""
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.connect(("127.0.0.1", server.port))
    peer.sendall(request.replace("\n", "\r\n").encode())
    return peer


def library() -> str:
    storage: Any = staticfiles_storage
    name: str = storage.stored_name("plotly/plotly.min.js")
    return name


def status(server: Serving, method: str, path: str, address: str, body: str = "") -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    kind = "application/x-www-form-urlencoded"
    connection.request(method, path, body, {"X-Forwarded-For": address, "Content-Type": kind})
    answer = connection.getresponse().status
    connection.close()
    return answer


@pytest.mark.process
def test_forty_who_never_finish_sending_leave_the_site_to_others(server: Serving) -> None:
    head = f"POST /sign-in/ HTTP/1.1\nHost: localhost\nX-Forwarded-For: {ADDRESSES[0]}\n"
    begun = f"{head}Content-Type: application/x-www-form-urlencoded\nContent-Length: 1000\n\na="
    peers = [connected(server, begun) for _ in range(40)]
    assert status(server, "GET", "/sign-in/", ADDRESSES[0]) == 200
    assert status(server, "POST", "/sign-in/", ADDRESSES[1], "username=an") == 403
    assert status(server, "POST", "/sign-in/", ADDRESSES[0], "username=an") == 503
    for peer in peers:
        peer.close()


@pytest.mark.process
def test_forty_who_never_read_what_they_asked_for_leave_the_site_to_others(
    server: Serving,
) -> None:
    request = (
        f"GET /static/{library()} HTTP/1.1\nHost: localhost\nX-Forwarded-For: {ADDRESSES[0]}\n\n"
    )
    peers = [connected(server, request) for _ in range(40)]
    assert status(server, "GET", "/sign-in/", ADDRESSES[0]) == 200
    assert status(server, "POST", "/sign-in/", ADDRESSES[1], "username=an") == 403
    for peer in peers:
        peer.close()
