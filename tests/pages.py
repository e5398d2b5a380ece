"""A page as its reader meets it: texts of its parts, by the names the page gives them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string
from lxml import html

from coverage.models import AdministrativeUnit, User


def open_overview(client: Client, unit: AdministrativeUnit, **query: Any) -> "Page":
    return Page.of(client.get(reverse("overview", args=[unit.pk]), query))


def signed_in_as(client: Client, user: User) -> Client:
    client.cookies[settings.SESSION_COOKIE_NAME] = begin_session(user)
    return client


def begin_session(user: User) -> str:
    """The key of a session as a sign-in leaves it, in one statement: Client.force_login takes 18,
    most of them to note when and from where. What a sign-in does: coverage/people/test_sign_in.py.
    """
    told = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    store = SessionStore()
    key = get_random_string(32)
    Session.objects.bulk_create(
        [Session(pk=key, session_data=store.encode(told), expire_date=store.get_expiry_date())]
    )
    return key


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@dataclass(frozen=True)
class Page:
    status: int
    source: str
    root: Any

    @classmethod
    def of(cls, response: Any) -> "Page":
        source = response.content.decode()
        return cls(response.status_code, source, html.document_fromstring(source))

    @property
    def text(self) -> str:
        """Everything a reader sees, white space run together."""
        return text_of(self.root.find("body"))

    def first(self, selector: str) -> Any:
        """The one element the XPath finds; fails when there is none or more."""
        found = self.root.xpath(selector)
        assert len(found) == 1, f"{selector}: {len(found)} found"
        return found[0]

    def card(self, code: str) -> "Card":
        return Card(self.first(f'//*[@id="card-{code}"]'))

    def has_card(self, code: str) -> bool:
        return bool(self.root.xpath(f'//*[@id="card-{code}"]'))

    def table(self) -> list[list[str]]:
        """The rows of the units below, the line of the whole last; the heading is left out."""
        rows = self.root.xpath('//table[contains(@class, "figures")][.//tfoot]//tr[td]')
        return [[text_of(cell) for cell in row.xpath("./th|./td")] for row in rows]

    def rows(self, css: str) -> list[list[str]]:
        """The lines of the one table of that class."""
        lines = self.first(f'//table[contains(@class, "{css}")]').xpath("./tbody/tr")
        return [[text_of(cell) for cell in line.xpath("./th|./td")] for line in lines]

    def table_heading(self) -> list[str]:
        cells = self.root.xpath('//table[contains(@class, "figures")][.//tfoot]/thead//th')
        return [text_of(cell).rstrip(" ↑↓") for cell in cells]

    def column(self, heading: str) -> list[str]:
        """A column of the table by its heading, without the line of the whole."""
        position = self.table_heading().index(heading)
        return [row[position] for row in self.table()[:-1]]


@dataclass(frozen=True)
class Card:
    """One indicator of the overview."""

    element: Any

    @property
    def text(self) -> str:
        return text_of(self.element)

    @property
    def people(self) -> str:
        return self._one("people")

    @property
    def rate(self) -> str:
        return self._one("rate")

    def standing(self, assigner: str) -> list[str]:
        """What stands in the line of one assigner: target, attained, remaining."""
        for row in self.element.xpath(".//tbody/tr[th]"):
            if row.xpath("./th/a")[0].text_content().strip() == assigner:
                return [text_of(cell) for cell in row.xpath("./td")]
        raise AssertionError(f"{assigner} is not on the card: {self.text}")

    def assigners(self) -> list[str]:
        return [text_of(link) for link in self.element.xpath(".//tbody/tr/th/a")]

    def goals(self) -> list[str]:
        """The goals of units above, apart from the targets."""
        return [text_of(line) for line in self.element.xpath('.//p[contains(@class, "goal")]')]

    def change(self, label: str) -> str:
        for pair in self.element.xpath(".//dl/div"):
            if text_of(pair.find("dt")) == label:
                return text_of(pair.find("dd"))
        raise AssertionError(f"{label} is not on the card: {self.text}")

    def _one(self, css: str) -> str:
        found = self.element.xpath(f'.//*[contains(concat(" ", @class, " "), " {css} ")]')
        assert len(found) == 1, f"{css}: {len(found)} on the card"
        return text_of(found[0])


def text_of(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())
