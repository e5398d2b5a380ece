"""The product as a person meets it: the real server, in Chromium.

A test takes ``page`` (a new browser session at the server) and has the mark ``browser``.
It fails on any request to another host, on a script's error and on a breach of the content
security policy, whatever else it checks.
"""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.signals import setting_changed
from django.db import connections
from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, Request, sync_playwright
from pytest_django import DjangoDbBlocker

from coverage.models import User
from databases import copy_database, drop_database, own_name_of, using_database
from pages import begin_session

# The one without windows, menus and address bar shows pages the same and is twice as fast.
WHOLE_CHROMIUM = Path("/usr/bin/chromium")
CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), WHOLE_CHROMIUM)
CHROMIUM = next(filter(Path.exists, CHROMIUMS), WHOLE_CHROMIUM)
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Pages of its own for the address bar: half the time of a new session.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup",
]
NOT_RUN = f"The browser tests were NOT RUN: {WHOLE_CHROMIUM} is missing (apt-get install chromium)."
START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running server: its address, its database and folder, and how a test's models get there."""

    url: str
    database: str
    folder: Path
    data: Callable[[], AbstractContextManager[None]]


def _may_be_left_out() -> bool:
    return not CHROMIUM.exists() and os.environ.get("CI") != "true"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _may_be_left_out():
        left_out = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _may_be_left_out():
        terminalreporter.section("browser tests", yellow=True)
        terminalreporter.line(NOT_RUN)


@pytest.fixture(scope="session")
def static_files() -> None:
    """Collected and compressed, once for all workers."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with open(root.parent / "static.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("collectstatic", interactive=False, verbosity=0)
    # A page rendered before this would have left an empty list of names behind.
    setting_changed.send(sender=None, setting="STATIC_ROOT", value=str(root), enter=True)


@pytest.fixture(scope="session")
def server(
    empty_database: str,
    static_files: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    """The worker's one server, on a database of its own that each module begins anew."""
    name = own_name_of("served")
    log = tmp_path_factory.mktemp("served") / "server.log"

    @contextmanager
    def data() -> Iterator[None]:
        with django_db_blocker.unblock(), using_database(name):
            yield

    copy_database(empty_database, name)
    with running_server(name, log) as url:
        yield Served(url, name, _folder_of(log), data)
    drop_database(name)


@pytest.fixture(scope="module")
def served(server: Served, reference_database: str) -> Served:
    """The server on the reference data, as if the module had one of its own.

    ``with served.data():`` the models read and write its database.
    """
    copy_database(reference_database, server.database)
    return server


@contextmanager
def running_server(database: str, log: Path, **environment: str) -> Iterator[str]:
    """Its address. One process serves a folder, so each has its own beside its log; the key is the
    tests', whose sessions it shall believe."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    of_database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", f"--port={port}"]
    own = {
        "DATABASE_URL": of_database,
        "DATA_DIR": str(_folder_of(log)),
        "SECRET_KEY": settings.SECRET_KEY,
        "WORKERS": "1",
    }
    with open(log, "w") as output:
        process = subprocess.Popen(
            command,
            env=os.environ | own | environment,
            stdout=output,
            stderr=output,
        )
    try:
        _wait_for_answer(process, url, log)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _folder_of(log: Path) -> Path:
    return log.with_suffix(".data")


def _wait_for_answer(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()
        except HTTPError as answer:
            answer.close()
        except (URLError, TimeoutError):
            time.sleep(0.1)
            continue
        return
    pytest.fail(f"The server does not answer at {url}:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker; each test gets a fresh profile from it."""
    if not CHROMIUM.exists():
        pytest.fail(NOT_RUN, pytrace=False)
    # Playwright keeps an event loop in this thread, in which Django would refuse every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    usual = connections["default"]
    with sync_playwright() as playwright:
        # In that thread Django would also begin a connection of its own, beside the one in which a
        # module's world lies: neither would end, and whoever needs its rows would wait for ever.
        connections["default"] = usual
        with closing(_launched(playwright.chromium, CHROMIUM)) as chromium:
            yield chromium


@pytest.fixture
def whole_browser(browser: Browser) -> Iterator[Browser]:
    """For fingers: without windows a tap ends with the mouse leaving what was tapped."""
    if not WHOLE_CHROMIUM.exists():
        pytest.fail(NOT_RUN, pytrace=False)
    with closing(_launched(browser.browser_type, WHOLE_CHROMIUM)) as chromium:
        yield chromium


def _launched(of_type: BrowserType, executable: Path) -> Browser:
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return of_type.launch(executable_path=executable, args=flags)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What went wrong behind the page; a test that provokes an error page clears it."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def page(browser: Browser, served: Served, complaints: list[str]) -> Iterator[Page]:
    """A visitor who has not signed in; addresses are relative to the server's."""
    # Reduced motion: a colour half-way from one theme to the other is nobody's to be judged.
    options: Any = {"base_url": served.url, "locale": "vi-VN", "reduced_motion": "reduce"}
    with closing(browser.new_context(**options)) as context:
        yield watched(context.new_page(), served, complaints)


def watched(page: Page, served: Served, complaints: list[str]) -> Page:
    """Have the page's errors and its calls to other hosts added to the complaints."""
    host = urlsplit(served.url).netloc

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != host:
            complaints.append(f"called another host: {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location.get('url')})")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def sign_in(page: Page, served: Served, username: str) -> None:
    """With a session as the form begins one; test_frame.py fills in the form itself."""
    with served.data():
        key = begin_session(User.objects.get(username=username))
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": served.url}]
    )
