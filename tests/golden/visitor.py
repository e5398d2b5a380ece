"""Somebody signed in, whose every answer is written down as one text file."""

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from django.apps import apps
from django.conf import settings
from django.test import Client
from lxml import html

from file_text import document_text, workbook_text
from page_text import page_text
from world import World

Answer = Any  # what Django's test client answers with
CALLED = (
    "//form//button[@value=$by or contains(@formaction, $by)]",
    "//form//*[@name=$by]",
)
# Moments finer than a second, names that files are given on the disk, sizes of zipped files, the
# beginnings of salts and hashed passwords.
MASKED = re.compile(
    r"\.\d{6}(?=\+|%2B)|[0-9a-f]{32}(?=\.(?:pdf|docx?)\b)|[\d,.]+(?=\sKB\b)|\S{6}(?=\*{6})"
)
HEADERS_SHOWN = ("Location", "Content-Disposition")


class Record:
    """The folder that is written to; `unusual`: what was refused, missing or broken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files = 0
        self.unusual: list[str] = []

    def write(self, name: str, asked: str, answer: Answer) -> None:
        path = self._folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        said = [asked, f"{answer.status_code} {answer.headers.get('Content-Type', '')}"]
        said += [f"led on to {address}" for address, _ in getattr(answer, "redirect_chain", ())]
        said += [unquote(answer.headers[name]) for name in HEADERS_SHOWN if name in answer.headers]
        with path.open("x", encoding="utf-8") as file:
            file.write(MASKED.sub("…", "\n".join([*said, "", _body(answer), ""])))
        self.files += 1
        if answer.status_code not in (200, 302):
            self.unusual.append(f"{answer.status_code} {name}")


def _body(answer: Answer) -> str:
    content, kind = answer.getvalue(), answer.headers.get("Content-Type", "")
    if "spreadsheetml" in kind:
        return workbook_text(content)
    if "wordprocessingml" in kind:
        return document_text(content)
    return page_text(content.decode()) if _is_page(answer) else content.decode()


def _is_page(answer: Answer) -> bool:
    kind: str = answer.headers.get("Content-Type", "")
    return kind.startswith("text/html") and bool(answer.content)


class Visitor:
    """`name`: an account of the demo; "" for somebody who has not signed in. `address`: of the
    page that is open; `content`: of the file that was read last."""

    def __init__(self, record: Record, world: World, name: str, language: str = "vi") -> None:
        self._record, self._world, self._name = record, world, name
        self._client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
        self._client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if name:
            user = apps.get_model(settings.AUTH_USER_MODEL).objects.get(username=name)
            self._client.force_login(user)
        self.address, self.content = "", b""
        self._root: Any = None

    def read(self, file: str, address: str, headers: dict[str, str] | None = None) -> None:
        """A page or file, and every table of the page as the file that its link gives."""
        if address.endswith("/progress/"):
            self._wait_for(address)
        answer = self._keep(file, f"GET {address}", self._client.get(address, headers=headers))
        for link in dict.fromkeys(self.links("xlsx=")) if _is_page(answer) else ():
            table, there = parse_qs(urlsplit(link).query)["xlsx"][0], urljoin(self.address, link)
            self._record.write(f"{file}.table-{table}", f"GET {there}", self._client.get(there))

    def links(self, part: str) -> list[str]:
        """Those of the page that is open whose target has that part."""
        return [link for link in self._root.xpath("//a/@href") if part in link]

    def send(self, file: str, by: str, typed: dict[str, Any] | None = None) -> None:
        """The form of the open page that has a button worth, or a field called `by`, as a browser
        sends it, with what is typed; afterwards time passes."""
        pressed = next(found[0] for way in CALLED if (found := self._root.xpath(way, by=by)))
        form = next(pressed.iterancestors("form"))
        sent: dict[str, Any] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        if pressed.tag == "button" and pressed.get("name"):
            sent[pressed.get("name")] = pressed.get("value")
        address = pressed.get("formaction") or form.get("action") or self.address
        address = urljoin(self.address, address)
        answer = self._client.post(address, sent | (typed or {}), follow=True)
        self._keep(file, f"POST {address} {by}", answer)
        self._world.pass_time()

    def _wait_for(self, address: str) -> None:
        """Until the answer says that something is done, a minute at most."""
        for _ in range(300):
            if '"done"' in self._client.get(address).content.decode():
                return
            time.sleep(0.2)
        raise TimeoutError(address)

    def _keep(self, file: str, asked: str, answer: Answer) -> Answer:
        self._record.write(file, f"{asked}\nas {self._name or 'nobody'}", answer)
        if _is_page(answer):
            request = answer.request
            self.address = "?".join(filter(None, (request["PATH_INFO"], request["QUERY_STRING"])))
            self._root = html.document_fromstring(answer.content.decode())
        else:
            self.content = answer.getvalue()
        return answer
