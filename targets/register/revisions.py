"""What a document changed: beside each revised target the one it took the place of."""

from collections.abc import Iterable
from dataclasses import dataclass

from coverage.notation.numbers import write_change
from coverage.notation.printed import write_printed
from targets.attainment import Quantity, points
from targets.models import Document, Target
from targets.wording import points_text, target_text

MAX_REVISIONS = 500
CellKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Revision:
    """A target and what stood in its place, `earlier`: a version of the same document, or what the
    document it amends says."""

    target: Target
    earlier: Target

    @property
    def is_amendment(self) -> bool:
        """It stood in the other document."""
        return self.earlier.document_id != self.target.document_id

    @property
    def before(self) -> str:
        return _text(self.earlier)

    @property
    def now(self) -> str:
        """Blank where it was withdrawn."""
        return _text(self.target)

    @property
    def difference(self) -> Quantity | str | None:
        """In people, or in points as a Decimal; both in words, None where the two targets are not
        of one kind."""
        people, earlier = self.target.people, self.earlier.people
        change = None if people is None or earlier is None else people - earlier
        moved = points(self.target.percent, self.earlier.percent)
        if change is not None and moved is not None:
            return f"{write_change(change)}; {points_text(moved)}"
        return moved if change is None else change


def revisions(document: Document) -> list[Revision]:
    """By unit, indicator and year; at most MAX_REVISIONS. Two statements, three where the
    document amends another."""
    current = {_cell(row): row for row in _rows(document, superseded_at__isnull=True)}
    earlier = {_cell(row): row for row in _amended(document)}
    # The latest of the versions replaced goes before what the amended document says.
    own = _rows(document, superseded_at__isnull=False, is_withdrawn=False)
    earlier |= {_cell(row): row for row in sorted(own, key=lambda row: row.recorded_at)}
    found = [
        Revision(row, earlier[cell])
        for cell, row in current.items()
        if cell in earlier and _differ(row, earlier[cell])
    ]
    return found[:MAX_REVISIONS]


def _rows(document: Document, **only: bool) -> Iterable[Target]:
    return (
        document.targets.filter(**only)
        .select_related("unit", "indicator", "recorded_by")
        .order_by("unit__level", "unit__sort_key", "unit", "indicator__order", "year")
    )


def _amended(document: Document) -> Iterable[Target]:
    if document.adjusts is None:
        return ()
    return _rows(document.adjusts, superseded_at__isnull=True, is_withdrawn=False)


def _cell(target: Target) -> CellKey:
    return (target.unit_id, target.indicator_id, target.year)


def _said(target: Target) -> tuple[object, ...]:
    percent = None if target.percent is None else write_printed(target.percent)
    return (target.people, target.people_qualifier, percent, target.percent_qualifier)


def _differ(target: Target, before: Target) -> bool:
    return _said(target) != _said(before)


def _text(target: Target) -> str:
    return target_text(target)
