"""The tables of the last look: what was looked for, what was found, which numbers differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.periods import to_slug
from coverage.tables.columns import Column
from coverage.tables.notations import CHANGE, MONTH, PEOPLE
from coverage.tables.table import Table
from reports.integrity.result import Found, Result
from reports.integrity.words import KINDS


@dataclass(frozen=True, slots=True)
class Check:
    kind: str
    count: int


class ChecksTable(Table):
    name = "checks"
    heading = gettext_lazy("What must not be")
    scroll = "fitted"
    labelled_by = "checks-heading"

    what = Column(
        gettext_lazy("Looked for"),
        lambda check: str(KINDS[check.kind]),
        css="unit",
        is_heading=True,
    )
    count = Column(gettext_lazy("Found"), lambda check: check.count, PEOPLE)


def checks_table(result: Result) -> ChecksTable | None:
    known = ((kind, result.counts[kind]) for kind in KINDS if kind in result.counts)
    return ChecksTable.if_any(Check(kind, count) for kind, count in known)


@dataclass(frozen=True, slots=True)
class Line:
    """Something found, of the kind of that name, "" for a difference."""

    kind: str
    found: Found

    @property
    def period(self) -> date | None:
        return date.fromisoformat(f"{self.found.month}-01") if self.found.month else None

    @property
    def difference(self) -> int | None:
        shown, recounted = self.found.shown, self.found.recounted
        return None if shown is None or recounted is None else shown - recounted

    @property
    def address(self) -> str:
        """Of the unit's overview of the month."""
        if self.found.unit_id is None or self.period is None:
            return ""
        page = reverse("overview", args=[self.found.unit_id])
        return f"{page}?month={to_slug(self.period)}"


UNIT = Column(
    gettext_lazy("Unit"),
    lambda line: line.found.unit or None,
    css="unit",
    is_heading=True,
    address=lambda line: line.address,
)
INDICATOR = Column(gettext_lazy("Indicator"), lambda line: line.found.indicator or None)
MONTH_OF_IT = Column(gettext_lazy("Month"), lambda line: line.period, MONTH)


class FoundTable(Table):
    name = "found"
    heading = gettext_lazy("Found")
    scroll = "fitted"
    labelled_by = "found-heading"

    unit = UNIT
    kind = Column(gettext_lazy("Looked for"), lambda line: str(KINDS[line.kind]))
    indicator = INDICATOR
    month = MONTH_OF_IT
    what = Column(gettext_lazy("Row or act"), lambda line: line.found.what or None)
    shown = Column(gettext_lazy("As it is"), lambda line: line.found.shown, PEOPLE)
    recounted = Column(gettext_lazy("Recounted"), lambda line: line.found.recounted, PEOPLE)


def found_table(result: Result) -> FoundTable | None:
    lines = [Line(kind, found) for kind in KINDS for found in result.findings.get(kind, ())]
    return FoundTable.if_any(lines, notes=_left_out(result.count - len(lines)))


class DifferencesTable(Table):
    name = "differences"
    heading = gettext_lazy("Numbers that are not what the units below have together")
    scroll = "fitted"
    labelled_by = "differences-heading"

    unit = UNIT
    indicator = INDICATOR
    month = MONTH_OF_IT
    own = Column(gettext_lazy("Its own number"), lambda line: line.found.shown, PEOPLE)
    parts = Column(gettext_lazy("Its units together"), lambda line: line.found.recounted, PEOPLE)
    difference = Column(gettext_lazy("Difference"), lambda line: line.difference, CHANGE)


def differences_table(result: Result) -> DifferencesTable | None:
    lines = [Line("", found) for found in result.differences]
    return DifferencesTable.if_any(lines, notes=_left_out(result.differ - len(lines)))


def _left_out(count: int) -> Iterable[str]:
    return [_("and %(count)s more") % {"count": count}] if count > 0 else []
