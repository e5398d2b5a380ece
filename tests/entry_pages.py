"""The page of entry as its writer meets it: fields by unit and indicator, sent as a form is."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.test import Client
from django.urls import reverse

from coverage.models import AdministrativeUnit, Indicator, User
from coverage.notation.periods import to_slug
from pages import Page, signed_in_as, text_of


def in_english(user: User) -> Client:
    """A browser of this user's, in the language of the message ids."""
    client = signed_in_as(Client(), user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def address(unit: AdministrativeUnit, period: date, page: str = "entry_month") -> str:
    return reverse(page, args=[unit.pk, to_slug(period)])


@dataclass
class EntryPage:
    client: Client
    path: str
    page: Page
    status: int

    @classmethod
    def open(cls, client: Client, path: str) -> Self:
        return cls._of(client, path, client.get(path))

    @classmethod
    def _of(cls, client: Client, path: str, response: Any) -> Self:
        return cls(client, path, Page.of(response), response.status_code)

    @property
    def form(self) -> Any:
        (form,) = (form for form in self.page.root.forms if "entry" in form.classes)
        return form

    def fields(self) -> dict[str, list[str]]:
        sent: dict[str, list[str]] = {}
        for name, value in self.form.form_values():
            sent.setdefault(name, []).append(value)
        return sent

    def rows(self) -> list[str]:
        return [text_of(cell) for cell in self.page.root.xpath("//tbody/tr/th")]

    def lines(self) -> list[str]:
        return [text_of(row) for row in self.page.root.xpath("//tbody/tr")]

    def row(self, unit: AdministrativeUnit) -> str:
        return text_of(self.page.first(f'//tr[th[@id="u{unit.pk}"]]'))

    def cell(self, unit: AdministrativeUnit, indicator: Indicator) -> Any:
        columns = self.page.root.xpath("//thead//th/@id")
        place = columns.index(f"i{indicator.pk}") + 2
        return self.page.first(f'//tr[th[@id="u{unit.pk}"]]/td[{place}]')

    def text(self, unit: AdministrativeUnit, indicator: Indicator) -> str:
        return text_of(self.cell(unit, indicator))

    def typed(self, unit: AdministrativeUnit, indicator: Indicator) -> str:
        """What stands in the cell's field."""
        (field,) = self.cell(unit, indicator).xpath('.//input[starts-with(@name, "v-")]')
        value: str = field.get("value")
        return value

    def fill(self, unit: AdministrativeUnit, indicator: Indicator, text: str) -> Self:
        return self.put(f"v-{unit.pk}-{indicator.pk}", text)

    def choose(self, unit: AdministrativeUnit, indicator: Indicator, whose: str) -> Self:
        return self.put(f"c-{unit.pk}-{indicator.pk}", whose)

    def tick(self, *units: AdministrativeUnit) -> Self:
        for box in self.form.xpath('.//input[@name="unit"]'):
            if box.get("value") in {str(unit.pk) for unit in units}:
                box.checked = True
        return self

    def tick_all(self) -> Self:
        self.form.xpath('.//input[@name="all"]')[0].checked = True
        return self

    def put(self, name: str, value: str) -> Self:
        self.form.fields[name] = value
        return self

    def press(self, action: str = "save") -> Self:
        """Send the form; the page that answers, after its redirect where there is one."""
        sent = self.fields() | {"action": [action]}
        return self._of(self.client, self.path, self.client.post(self.path, sent, follow=True))
