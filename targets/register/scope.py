"""Which document, and which part of its targets, an address is about: years of one indicator, or
indicators of one year. What an address says that is not understood is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Max, Min
from django.shortcuts import get_object_or_404

from coverage.models import Indicator, User
from coverage.notation.periods import FIRST_YEAR, LAST_YEAR
from coverage.notation.row_ids import read_id
from targets.access import may_change
from targets.models import Document
from targets.register.sheet import (
    TargetColumn,
    TargetSheet,
    columns_of_indicators,
    columns_of_years,
    sheet,
)
from targets.register.typed_text import Bare

USUAL_YEARS = 5
MOST_YEARS = 12
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class TargetScope:
    """What the page is about, and for whom. One of `indicator` and `year` is None: the grid has
    the years of that indicator, or the indicators of that year. `years` are those to choose
    from, and in the first case the columns."""

    user: User
    document: Document
    bare: Bare
    indicators: Sequence[Indicator]
    years: Sequence[int]
    indicator: Indicator | None = None
    year: int | None = None

    def sheet(self) -> TargetSheet:
        return sheet(self.document, self.bare, self._columns())

    def _columns(self) -> list[TargetColumn]:
        if self.indicator is not None:
            return columns_of_years(self.indicator, self.years, self.bare)
        return columns_of_indicators(self.indicators, self.year or 0, self.bare)


def changeable_document(user: User, document_id: int) -> Document:
    """404 where there is none, 403 where the user may not change it. Two statements."""
    found = get_object_or_404(
        Document.objects.select_related("binds", "assigner", "adjusts"), pk=document_id
    )
    if not may_change(user, found):
        raise PermissionDenied
    return found


def scope_in(user: User, document: Document, query: Mapping[str, str]) -> TargetScope:
    """`indicator=3`, `from=2021`, `to=2030` or `year=2023`, and `number=percent`; with neither
    the years of the document's own first indicator."""
    indicators = list(Indicator.objects.order_by("order"))
    bare, years = bare_in(query, document), years_of(document, query)
    year = year_in(query.get("year", ""))
    indicator = None if year is not None else indicator_in(query, document)
    return TargetScope(user, document, bare, indicators, years, indicator, year)


def indicator_in(query: Mapping[str, str], document: Document) -> Indicator | None:
    """The one asked for, else the first the document sets, else the first there is."""
    indicators = Indicator.objects.order_by("order")
    chosen = indicators.filter(pk=read_id(query.get("indicator", "")) or 0).first()
    return chosen or indicators.filter(targets__document=document).first() or indicators.first()


def bare_in(query: Mapping[str, str], document: Document) -> Bare:
    """What is asked for, else per cent where the document has set only per cent so far."""
    number = query.get("number", "")
    if number in list(Bare):
        return Bare(number)
    rows = document.targets.current().filter(is_withdrawn=False)
    in_people = rows.filter(people__isnull=False).exists()
    return Bare.PERCENT if rows.exists() and not in_people else Bare.PEOPLE


def years_of(document: Document, query: Mapping[str, str]) -> list[int]:
    """Those asked for, else from the document's own years, at least USUAL_YEARS of them."""
    own = document.targets.aggregate(first=Min("year"), last=Max("year"))
    first = min(own["first"] or LAST_YEAR, document.effective_on.year)
    last = max(own["last"] or FIRST_YEAR, first + USUAL_YEARS - 1)
    first = year_in(query.get("from", "")) or first
    last = max(year_in(query.get("to", "")) or last, first)
    return list(range(first, min(last, first + MOST_YEARS - 1, LAST_YEAR) + 1))


def year_in(text: str) -> int | None:
    if not _YEAR.fullmatch(text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        return None
    return int(text)
