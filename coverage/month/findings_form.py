"""What the page of points to check holds of what it shows, so that what is handed in is what was
read: of each unit the state, the ids of its figures, as a grid holds them, and the warnings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from coverage.grid.block import PostedBlock
from coverage.month.query import Key, UnitMonth
from coverage.month.shown import ShownReports, versions_of
from coverage.month.stale import StaleMonth
from coverage.month.submitting import Review, warning_texts


@dataclass(frozen=True, slots=True)
class HeldByForm:
    """Of one unit; `figures` are ids by the key of the cell."""

    month: UnitMonth
    figures: list[tuple[str, int]]
    warnings: list[str]


def held_by_form(
    months: Iterable[UnitMonth],
    in_force: Mapping[Key, int],
    reviews: Mapping[int, Review],
    names: Mapping[str, str],
) -> list[HeldByForm]:
    """Of the units that may be handed in."""
    figures: dict[int, list[tuple[str, int]]] = {}
    for (unit, indicator), pk in in_force.items():
        figures.setdefault(unit, []).append((f"{unit}-{indicator}", pk))
    return [
        HeldByForm(
            month,
            figures.get(month.unit.pk, []),
            warning_texts(reviews[month.unit.pk], names),
        )
        for month in months
        if month.can_be_written
    ]


def shown_in(posted: QueryDict, months: Iterable[UnitMonth]) -> ShownReports:
    """What the form says it showed; `months`: the units as it showed them."""
    versions = versions_of(months)
    return ShownReports(
        versions,
        PostedBlock.of(posted).shown,
        warnings={pk: posted.getlist(f"w-{pk}") for pk in versions},
    )


def with_warnings(
    stale: Iterable[StaleMonth],
    shown: ShownReports,
    reviews: Mapping[int, Review],
    names: Mapping[str, str],
) -> list[StaleMonth]:
    """With the warnings then and now, where they differ."""
    found = []
    for each in stale:
        then = list((shown.warnings or {}).get(each.unit.pk, ()))
        now = warning_texts(reviews[each.unit.pk], names)
        differ = set(then) != set(now)
        found.append(replace(each, warnings_then=then, warnings_now=now) if differ else each)
    return found
