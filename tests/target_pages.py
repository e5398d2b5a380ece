"""The grid of targets as its writer meets it: fields by unit and column, sent as a form is."""

from typing import Any, Self

from django.test import Client
from django.urls import reverse

from coverage.models import AdministrativeUnit, Indicator
from entry_pages import EntryPage
from targets.models import Document


def years_of(document: Document, indicator: Indicator, number: str = "people", **span: int) -> str:
    """The address of the years of one indicator; `span` has the first and the last year."""
    page = reverse("targets_of_indicator", args=[document.pk, number, indicator.pk])
    return f"{page}?from={span['first']}&to={span['last']}" if span else page


def indicators_of(document: Document, year: int, number: str = "people") -> str:
    return reverse("targets_of_year", args=[document.pk, number, year])


class TargetPage(EntryPage):
    """`column` is a year, or an indicator's id."""

    def cell_at(self, unit: AdministrativeUnit, column: int) -> Any:
        heads = self.page.root.xpath("//thead//th/@id")
        place = heads.index(f"c{column}") + 3
        return self.page.first(
            f'//table[contains(@class, "grid")]//tr[th[@id="u{unit.pk}"]]/*[{place}]'
        )

    def field(self, unit: AdministrativeUnit, column: int) -> str:
        """What stands in the cell's field."""
        value: str = self.form.fields[f"v-{unit.pk}-{column}"]
        return value

    def type(self, unit: AdministrativeUnit, column: int, text: str) -> Self:
        self.put(f"v-{unit.pk}-{column}", text)
        return self

    def because(self, reason: str) -> Self:
        """Why targets in force are revised."""
        self.put("reason", reason)
        return self

    def whose(self, unit: AdministrativeUnit, column: int, whose: str) -> Self:
        self.put(f"c-{unit.pk}-{column}", whose)
        return self


def open_grid(client: Client, path: str) -> TargetPage:
    page = TargetPage.open(client, path)
    assert isinstance(page, TargetPage)
    return page
