"""A clerk who saves one cell again and again on a real server, and never gives up on a save."""

import http.client
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, connections

from cast import JUNE, Cast
from entry_pages import EntryPage, address

FAILED = (OSError, http.client.HTTPException)


@contextmanager
def using_embedded(data_dir: Path) -> Iterator[None]:
    """Send everything inside to the embedded server of this folder."""
    usual = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["HOST"] = str(data_dir / "postgres")
    connection.settings_dict["NAME"] = "bao_phu"
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["HOST"], connection.settings_dict["NAME"] = usual


@dataclass(frozen=True)
class Answer:
    status_code: int
    content: bytes


@dataclass
class Browser:
    """What the pages of tests need of a browser, on a connection a request."""

    port: int
    cookies: dict[str, str]

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None)

    def post(self, path: str, form: dict[str, list[str]]) -> Answer:
        return self._send("POST", path, urlencode(form, doseq=True))

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        """Raises what FAILED names."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            asking.request(method, path, body, headers)
            answer = asking.getresponse()
            for each in answer.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: given.value for name, given in SimpleCookie(each).items()}
            return Answer(answer.status, answer.read())
        finally:
            asking.close()


@dataclass
class Clerk:
    """Saves 1, 2, 3 … into one cell; `saved` are those that were acknowledged, and `answered_at`
    is when the last was."""

    cast: Cast
    browser: Browser
    saved: list[int] = field(default_factory=list)
    answered_at: float = 0
    lost_answers: int = 0
    told_to_stop: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        while not self.told_to_stop.is_set():
            self._save(len(self.saved) + 1)

    def _save(self, number: int) -> None:
        path = address(self.cast.tra_vinh, JUNE)
        page = self._insist(lambda: self.browser.get(path), 200)
        form = EntryPage._of(self.browser, path, page)  # type: ignore[arg-type]
        sent = form.fill(self.cast.cau_ke, self.cast.bhyt, str(number)).fields()
        self._insist(lambda: self.browser.post(path, sent | {"action": ["save"]}), 302)
        self.saved.append(number)
        self.answered_at = time.monotonic()

    def _insist(self, send: Any, wanted: int) -> Answer:
        """Send the very same again until it is answered as it should be."""
        while True:
            with suppress(*FAILED):
                answer: Answer = send()
                if answer.status_code == wanted:
                    return answer
                assert answer.status_code >= 500, answer.content.decode()
            self.lost_answers += 1
            time.sleep(0.05)


@contextmanager
def working(clerk: Clerk) -> Iterator[Clerk]:
    """The clerk saves inside, and finishes the last save."""
    thread = threading.Thread(target=clerk.work, daemon=True)
    thread.start()
    try:
        yield clerk
    finally:
        clerk.told_to_stop.set()
        thread.join(120)
    assert not thread.is_alive(), "a save was never acknowledged"


def seconds_away(clerk: Clerk, break_something: Any, dice: random.Random) -> float:
    """Break something while the clerk saves; how long until a save was acknowledged again."""
    _wait_for_a_save(clerk, time.monotonic())
    time.sleep(dice.uniform(0, 0.3))
    broken_at = time.monotonic()
    break_something()
    return _wait_for_a_save(clerk, broken_at + 0.02) - broken_at


def _wait_for_a_save(clerk: Clerk, since: float) -> float:
    deadline = time.monotonic() + 120
    while clerk.answered_at <= since:
        assert time.monotonic() < deadline, "nobody is served any more"
        time.sleep(0.01)
    return clerk.answered_at


def cookies_of(session: str | None) -> dict[str, str]:
    assert session is not None
    return {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: "en"}
