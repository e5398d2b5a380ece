"""What is too much is refused by its length, before it is read."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from cast import JUNE, Cast
from coverage.document_files import MAX_BYTES
from coverage.models import User
from coverage.notation.periods import to_slug
from coverage.operation.bodies import BYTES_OF_STRANGERS, KEPT_FOR_THEIR_WRITERS, UPLOADS
from coverage.workbooks.reading.limits import FILE_BYTES, MEGABYTE
from installs import NewInstall
from served_processes import serving

pytestmark = pytest.mark.usefixtures("static_files")


def post(path: str, length: int, user: User | None = None, body: bytes = b"") -> Any:
    """Say a length, and send nothing where it is to be refused by that."""
    client: Any = Client(raise_request_exception=True)
    client.cookies["django_language"] = "en"
    if user is not None:
        client.force_login(user)
    kind = "application/x-www-form-urlencoded"
    return client.post(path, body, content_type=kind, CONTENT_LENGTH=str(length))


@pytest.fixture
def grid(cast: Cast) -> str:
    return reverse("entry_month", args=(cast.cau_ke.pk, to_slug(JUNE)))


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("path", ["/sign-in/", "/language/", "/documents/new/", "/check/"])
def test_a_stranger_may_send_a_few_kilobytes(path: str) -> None:
    answer = post(path, BYTES_OF_STRANGERS + 1)
    assert answer.status_code == 413
    assert "This page takes at most 16 kB at a time." in answer.text
    assert "sign in, then send it again" in answer.text


def test_a_whole_grid_of_a_writer_whose_session_has_ended_is_still_taken(grid: str) -> None:
    answer = post(grid, MEGABYTE, body=b"x" * MEGABYTE)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={grid}")
    assert post(grid, MEGABYTE + 1).status_code == 413


def test_a_form_of_the_signed_in_may_be_as_large_as_a_whole_grid(grid: str, cast: Cast) -> None:
    answer = post(grid, MEGABYTE + 1, cast.an)
    assert answer.status_code == 413
    assert "This page takes at most 1 MB at a time." in answer.text
    assert "Nothing was read, and nothing was saved." in answer.text
    assert "sign in, then" not in answer.text


def test_each_address_of_files_takes_its_largest_file_and_a_form_beside_it(cast: Cast) -> None:
    path = reverse("import_month", args=(cast.cau_ke.pk, to_slug(JUNE)))
    assert post(path, UPLOADS["import_month"] + 1, cast.an).status_code == 413
    assert UPLOADS["import_month"] == UPLOADS["target_import"] == FILE_BYTES + MEGABYTE
    documents = {most for name, most in UPLOADS.items() if "document" in name}
    assert documents == {MAX_BYTES + MEGABYTE}


@pytest.mark.parametrize("name", [*UPLOADS, *sorted(KEPT_FOR_THEIR_WRITERS)])
def test_each_limit_is_of_an_address_that_there_is(name: str) -> None:
    namespace, _, last = name.rpartition(":")
    resolver: Any = get_resolver()
    if namespace:
        _prefix, resolver = resolver.namespace_dict[namespace]
    assert last in resolver.reverse_dict


@pytest.mark.usefixtures("cast")
def test_a_body_without_a_length_is_refused() -> None:
    client: Any = Client()
    answer = client.post("/sign-in/", HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411


@pytest.fixture(scope="module")
def port(new_install: NewInstall) -> Iterator[int]:
    with new_install() as folder, serving(folder) as server:
        yield server.port
        assert server.stop() == 0


def send(port: int, head: str, piece: Callable[[], bytes], most: int) -> tuple[str, int]:
    """Send a body piece by piece until there is an answer: its first line, and the bytes sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as peer:
        peer.sendall(f"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\n{head}\r\n\r\n".encode())
        peer.settimeout(0.2)
        sent = 0
        while sent <= most:
            try:
                return peer.recv(1000).decode(errors="replace").partition("\r\n")[0], sent
            except TimeoutError:
                sent += peer.send(piece())
    return "no answer", sent


@pytest.mark.process
def test_the_server_refuses_300_megabytes_before_one_is_sent(port: int) -> None:
    length = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 300000000"
    said, sent = send(port, length, lambda: b"x" * 65536, MEGABYTE)
    assert (said, sent <= MEGABYTE) == ("HTTP/1.1 413 Payload Too Large", True)


@pytest.mark.process
def test_the_server_refuses_a_body_without_end_before_a_megabyte_of_it(port: int) -> None:
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    said, sent = send(port, "Transfer-Encoding: chunked", lambda: piece, MEGABYTE)
    assert (said, sent <= MEGABYTE) == ("HTTP/1.1 411 Length Required", True)
