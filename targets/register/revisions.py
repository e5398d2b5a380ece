"""What a document changed: beside each revised target the one it took the place of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from coverage.models import User
from coverage.notation.numbers import write_change
from targets.attainment import points
from targets.models import Document, Target
from targets.wording import target_text

MAX_REVISIONS = 500
CellKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Revision:
    """A target and what stood in its place: an earlier version of the same document, or what the
    document it amends says. `now` is blank where it was withdrawn; `difference` is in people and
    in points, blank where the two are not of one kind. `is_amendment`: it stood in the other
    document."""

    target: Target
    before: str
    is_amendment: bool
    before_by: User
    before_at: datetime
    now: str
    difference: str


def revisions(document: Document) -> list[Revision]:
    """By unit, indicator and year; at most MAX_REVISIONS. Two statements, three where the
    document amends another."""
    current = {_cell(row): row for row in _rows(document, superseded_at__isnull=True)}
    earlier = {_cell(row): row for row in _amended(document)}
    # The latest of the versions replaced goes before what the amended document says.
    own = _rows(document, superseded_at__isnull=False, is_withdrawn=False)
    earlier |= {_cell(row): row for row in sorted(own, key=lambda row: row.recorded_at)}
    found = [
        _revision(row, earlier[cell])
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
    return (target.people, target.percent, target.qualifier)


def _differ(target: Target, before: Target) -> bool:
    return _said(target) != _said(before)


def _revision(target: Target, before: Target) -> Revision:
    return Revision(
        target=target,
        before=target_text(before.people, before.percent, before.qualifier),
        is_amendment=before.document_id != target.document_id,
        before_by=before.recorded_by,
        before_at=before.recorded_at,
        now=target_text(target.people, target.percent, target.qualifier),
        difference=_difference(target, before),
    )


def _difference(target: Target, before: Target) -> str:
    parts = []
    if target.people is not None and before.people is not None:
        parts.append(write_change(target.people - before.people))
    if (change := points(target.percent, before.percent)) is not None:
        parts.append(_("%(points)s points") % {"points": write_change(change, 2)})
    return "; ".join(parts)
