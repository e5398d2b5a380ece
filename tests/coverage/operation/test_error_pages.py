"""What went wrong, in the reader's words, without traces and without the database."""

import errno
import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from psycopg.errors import DiskFull
from pytest_django import Settings

from coverage.urls import (  # noqa: F401
    handler400,
    handler403,
    handler404,
    handler500,
)
from coverage.urls import urlpatterns as product

pytestmark = pytest.mark.usefixtures("static_files")

FAILURES = {
    "suspicious": SuspiciousOperation("bí mật"),
    "refused": PermissionDenied("bí mật"),
    "missing": Http404("bí mật"),
    "broken": RuntimeError("bí mật"),
    "down": OperationalError("bí mật"),
    "closed": InterfaceError("bí mật"),
    "full": OSError(errno.ENOSPC, "bí mật"),
}


@login_not_required
def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise FAILURES[how]


urlpatterns = [path("fail/<str:how>/", fail), *product]


@pytest.fixture
def visitor(settings: Settings, caplog: pytest.LogCaptureFixture) -> Client:
    settings.ROOT_URLCONF = __name__
    caplog.set_level(logging.CRITICAL, logger="django.request")
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("suspicious", 400, "The request could not be read"),
        ("refused", 403, "You may not open this page"),
        ("missing", 404, "There is no such page"),
        ("broken", 500, "Something went wrong on our side"),
        ("down", 503, "The database does not answer"),
        ("closed", 503, "The database does not answer"),
        ("full", 503, "The disk of the server is full"),
    ],
)
def test_each_failure_has_a_page_without_a_query_or_a_trace(
    visitor: Client, how: str, status: int, words: str
) -> None:
    """No `db` fixture: a query would fail the test."""
    visitor.cookies["django_language"] = "en"
    answer = visitor.get(f"/fail/{how}/")
    assert answer.status_code == status
    assert words in answer.text
    assert '<html lang="en">' in answer.text
    assert "bí mật" not in answer.text
    assert "Traceback" not in answer.text


def test_the_pages_are_vietnamese_unless_switched(visitor: Client) -> None:
    answer = visitor.get("/fail/down/")
    assert '<html lang="vi">' in answer.text
    assert "Cơ sở dữ liệu không trả lời" in answer.text


def test_a_database_that_is_down_asks_to_try_again_in_a_minute(visitor: Client) -> None:
    assert visitor.get("/fail/down/").headers["Retry-After"] == "60"
    assert "Retry-After" not in visitor.get("/fail/broken/").headers


def test_a_database_without_room_is_a_full_disk_and_not_a_database_that_is_down(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = OperationalError("bí mật")
    refused.__cause__ = DiskFull("bí mật")
    monkeypatch.setitem(FAILURES, "no room", refused)
    answer = visitor.get("/fail/no room/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Ổ đĩa của máy chủ đã đầy" in answer.text


def test_a_session_that_cannot_be_read_is_the_database_being_down(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sessions are in the database: there the outage shows first, before any view."""

    def unreadable(self: SessionStore) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(SessionStore, "load", unreadable)
    visitor.cookies["sessionid"] = "mot-phien-lam-viec"
    visitor.cookies["django_language"] = "en"
    answer = visitor.get("/documents/")
    assert answer.status_code == 503
    assert "what you typed is still in the form" in answer.text


def test_a_form_without_a_valid_token_says_how_to_keep_the_text(visitor: Client) -> None:
    visitor.cookies["django_language"] = "en"
    answer = visitor.post("/sign-in/", {"username": "an"})
    assert answer.status_code == 403
    assert "The form is out of date" in answer.text
    assert "what you typed is still in the form" in answer.text


def test_an_address_that_leads_nowhere_is_404_also_before_signing_in(visitor: Client) -> None:
    assert visitor.get("/khong-co-trang-nay/").status_code == 404
