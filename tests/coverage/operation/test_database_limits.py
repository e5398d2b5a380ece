"""What keeps a page waiting too long is given up and said; commands take the time they need."""

import logging
import os
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from coverage.operation import worker
from coverage.operation.database_limits import LIMITS, limit_pages
from coverage.urls import handler500  # noqa: F401
from coverage.urls import urlpatterns as product
from databases import using_database

pytestmark = pytest.mark.usefixtures("static_files")


@login_not_required
def slow(request: HttpRequest) -> HttpResponse:
    _set("statement_timeout", "20ms")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse()


@login_not_required
def locked(request: HttpRequest) -> HttpResponse:
    _set("lock_timeout", "20ms")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM coverage_reportedfigure")
    return HttpResponse()


@login_not_required
def idle(request: HttpRequest) -> HttpResponse:
    _set("idle_in_transaction_session_timeout", "20ms")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        time.sleep(0.5)
        cursor.execute("SELECT 1")
    return HttpResponse()


def _set(name: str, limit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [name, limit])


urlpatterns = [path("slow/", slow), path("locked/", locked), path("idle/", idle), *product]


@pytest.fixture
def visitor(
    settings: Settings, caplog: pytest.LogCaptureFixture, transactional_db: None
) -> Iterator[Client]:
    settings.ROOT_URLCONF = __name__
    caplog.set_level(logging.CRITICAL, logger="django.request")
    visitor = Client(raise_request_exception=False)
    visitor.cookies["django_language"] = "en"
    yield visitor
    connection.close()


def assert_is_busy(answer: Any) -> None:
    said = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Too much is going on just now" in said
    assert "Nothing was saved" in said
    assert "what you typed is still in the form" in said


def test_a_statement_that_takes_too_long_is_said_to_have_been_given_up(visitor: Client) -> None:
    assert_is_busy(visitor.get("/slow/"))


def test_a_table_that_others_hold_is_waited_for_only_so_long(visitor: Client) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], dbname=_name()) as other:
        other.execute("LOCK TABLE coverage_reportedfigure IN ACCESS EXCLUSIVE MODE")
        assert_is_busy(visitor.get("/locked/"))


def test_a_transaction_left_open_too_long_is_said_not_to_have_been_saved(visitor: Client) -> None:
    answer = visitor.get("/idle/")
    assert answer.status_code == 503
    assert "Nothing was saved" in answer.text


def test_the_page_of_a_busy_product_is_vietnamese_unless_switched(visitor: Client) -> None:
    visitor.cookies["django_language"] = "vi"
    assert "Hệ thống đang quá bận" in visitor.get("/slow/").text


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The options of connections, as they may be changed by the test."""
    database: Any = settings.DATABASES["default"]
    monkeypatch.setitem(database, "OPTIONS", dict(database["OPTIONS"]))
    changed: dict[str, str] = database["OPTIONS"]
    return changed


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def limits_of_a_new_connection() -> dict[str, str]:
    with using_database(_name()), connections["default"].cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = any(%s)", [[*LIMITS]])
        return dict(cursor.fetchall())


@pytest.mark.usefixtures("db")
def test_a_process_that_serves_pages_limits_its_connections(options: dict[str, str]) -> None:
    assert set(limits_of_a_new_connection().values()) == {"0"}
    limit_pages()
    assert limits_of_a_new_connection() == {
        "statement_timeout": "8000",
        "lock_timeout": "4000",
        "idle_in_transaction_session_timeout": "15000",
    }
    assert "work_mem=32MB" in options["options"]


@pytest.mark.usefixtures("db")
def test_a_limit_in_the_address_of_the_database_holds(options: dict[str, str]) -> None:
    options["options"] = "-c lock_timeout=1234"
    limit_pages()
    assert limits_of_a_new_connection()["lock_timeout"] == "1234"


def test_a_worker_limits_itself_and_no_process_that_it_starts(
    options: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "setpgrp", lambda: None)
    monkeypatch.setattr(worker, "_end_with_the_server", lambda: None)
    before = dict(os.environ)
    worker.make_application()
    assert "-c lock_timeout=4s" in options["options"]
    assert dict(os.environ) == before
