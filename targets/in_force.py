"""Which promise holds for a unit in a year: of each assigner, the latest effective document's."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from coverage.models import AdministrativeUnit, Origin
from targets.attainment import Promise
from targets.models import Target

Key = tuple[int, int]
# A unit -> the rows under which it stood earlier, whose promises still bind it.
Earlier = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class PromiseInForce:
    """A target as a page shows it: the promise and everything that names it.

    `year` is the target's own: the year asked for, the one before, or a later one, which makes it a
    milestone.
    `unit_id` is the unit it was set for; another than the one asked for when it is a goal set
    for a unit above. `is_revised`: it took the place of another, of the same document or of an
    earlier one of its assigner. `reason`: why, of the same document. `original`: what the earliest
    effective document of its assigner set for the year, where that is another document.
    """

    target_id: int
    unit_id: int
    indicator_id: int
    year: int
    promise: Promise
    note: str
    reason: str
    recorded_at: datetime
    document_id: int
    document_number: str
    document_title: str
    effective_on: date
    assigner_id: int
    assigner: str
    assigner_kind: int
    origin: str
    is_revised: bool = False
    original: "PromiseInForce | None" = None

    @property
    def is_simulated(self) -> bool:
        return self.origin == Origin.SIMULATED

    @property
    def document(self) -> str:
        return self.document_number or self.document_title


# (unit, indicator) -> what `in_force` gives of a year.
Promises = dict[Key, list[PromiseInForce]]

FIELDS = (
    "pk",
    "unit_id",
    "indicator_id",
    "year",
    "people",
    "percent",
    "people_qualifier",
    "percent_qualifier",
    "note",
    "reason",
    "recorded_at",
    "document_id",
    "document__number",
    "document__title",
    "document__effective_on",
    "document__assigner_id",
    "document__assigner__name",
    "document__assigner__kind",
    "document__origin",
)
EARLIER_VERSIONS = Target.objects.filter(
    **{name: OuterRef(name) for name in ("document", "unit", "indicator", "year")},
    pk__lt=OuterRef("pk"),
)


def promises_in_force(
    unit_ids: Collection[int],
    year: int,
    on: date,
    moment: datetime | None = None,
    earlier: Earlier | None = None,
) -> dict[Key, list[PromiseInForce]]:
    """(unit, indicator) -> its promises for the year, as `in_force` has them.

    In force on a date is the latest document of the same assigner that has taken effect by then
    and says something of that unit, indicator and year. `moment`: as the rows stood then; None:
    now. One statement.
    """
    grouped: dict[Key, list[PromiseInForce]] = {}
    for found in _effective(unit_ids, on, moment, earlier or {}, year__gte=year - 1):
        grouped.setdefault((found.unit_id, found.indicator_id), []).append(found)
    chosen = {key: in_force(said, year, on) for key, said in grouped.items()}
    return {key: found for key, found in chosen.items() if found}


def in_force(promises: Iterable[PromiseInForce], year: int, on: date) -> list[PromiseInForce]:
    """Of promises for one unit and indicator, nearest assigner first: of each assigner the one for
    the year. Of one that set none for it, the one for the year before, as it was when that year
    ended, and its next later milestone (design section 5, "The year's turn")."""
    said = list(promises)
    chosen = of_year_or_next(said, year, on)
    of_year = {pk for pk, found in chosen.items() if found.year == year}
    former = [each for each in said if each.year == year - 1 and each.assigner_id not in of_year]
    before = of_year_or_next(former, year - 1, min(on, date(year - 1, 12, 31)))
    return sorted([*before.values(), *chosen.values()], key=_nearest_first)


def of_year_or_next(
    promises: Iterable[PromiseInForce], year: int, on: date
) -> dict[int, PromiseInForce]:
    """Of promises for one unit and indicator: assigner -> the one for the year, else its next
    milestone; nearest assigner first."""
    effective = [each for each in promises if each.year >= year and each.effective_on <= on]
    chosen: dict[int, PromiseInForce] = {}
    for found in sorted(effective, key=_year_then_latest):
        later = chosen.setdefault(found.assigner_id, found)
        if later is not found and later.year == found.year:
            chosen[found.assigner_id] = replace(later, is_revised=True, original=found)
    return {each.assigner_id: each for each in sorted(chosen.values(), key=_nearest_first)}


def with_goals_above(
    own: Iterable[PromiseInForce], goals: Iterable[Iterable[PromiseInForce]], year: int
) -> list[PromiseInForce]:
    """A unit's own promises, then goals for the year or a later one that were set for a unit above
    by assigners that set it none; `goals` by unit, the nearest unit first."""
    chosen = list(own)
    for of_unit in goals:
        known = {each.assigner_id for each in chosen if each.year >= year}
        chosen += [
            as_yardstick(goal)
            for goal in of_unit
            if goal.year >= year
            and goal.assigner_id not in known
            and goal.promise.percent is not None
        ]
    return chosen


def as_yardstick(goal: PromiseInForce) -> PromiseInForce:
    """A goal for a unit above, as it holds for a part: its rate alone, never people."""
    said = goal.promise
    return replace(
        goal, promise=Promise(percent=said.percent, percent_qualifier=said.percent_qualifier)
    )


def goals_since(
    year: int, promises: Iterable[PromiseInForce], above: Sequence[AdministrativeUnit]
) -> list[PromiseInForce]:
    """Of promises for one indicator, those for units above, as rates; of each assigner and year
    that of the latest document, the earliest year first."""
    line = [unit.pk for unit in above]
    found = [
        each
        for each in promises
        if each.unit_id in line and each.year >= year and each.promise.percent is not None
    ]
    found.sort(key=lambda each: (each.effective_on, each.document_id))
    latest = {(each.year, each.assigner_kind, each.assigner_id): each for each in found}
    return [as_yardstick(latest[key]) for key in sorted(latest)]


def promises_effective_by(
    unit_ids: Collection[int],
    indicator_ids: Collection[int],
    on: date,
    moment: datetime | None = None,
    earlier: Earlier | None = None,
) -> list[PromiseInForce]:
    """The targets of all documents that had taken effect by a day, of whatever year, also of those
    amended since; the earliest document first. `moment`: as the rows stood then; None: now. One
    statement."""
    found = _effective(unit_ids, on, moment, earlier or {}, indicator__in=indicator_ids)
    return sorted(found, key=lambda each: (each.effective_on, each.document_id, each.year))


def _effective(
    unit_ids: Collection[int],
    on: date,
    moment: datetime | None,
    earlier: Earlier,
    **only: Any,
) -> list[PromiseInForce]:
    """What a document said of an earlier row of a unit counts as said of the unit, unless the same
    document speaks of the unit itself."""
    today = {old: unit_id for unit_id, selves in earlier.items() for old in selves}
    rows = (
        Target.objects.as_seen(moment)
        .filter(unit__in={*unit_ids, *today}, document__effective_on__lte=on, **only)
        .filter(is_withdrawn=False)
        .values_list(*FIELDS, Exists(EARLIER_VERSIONS))
    )
    promises = [_promise(*row) for row in rows]
    said: dict[tuple[int, int, int, int], PromiseInForce] = {}
    for found in sorted(promises, key=lambda each: each.unit_id in today):
        unit_id = today.get(found.unit_id, found.unit_id)
        key = (found.document_id, unit_id, found.indicator_id, found.year)
        said.setdefault(key, replace(found, unit_id=unit_id))
    return list(said.values())


def _nearest_first(found: PromiseInForce) -> tuple[int, str, int]:
    return (found.assigner_kind, found.assigner, found.year)


def _year_then_latest(found: PromiseInForce) -> tuple[int, int, int]:
    """The year asked for before milestones; of one year, the latest document first."""
    return (found.year, -found.effective_on.toordinal(), -found.document_id)


def _promise(
    target_id: int,
    unit_id: int,
    indicator_id: int,
    year: int,
    people: int | None,
    percent: Decimal | None,
    people_qualifier: str,
    percent_qualifier: str,
    *named_by: Any,
) -> PromiseInForce:
    promise = Promise(people, percent, people_qualifier, percent_qualifier)
    return PromiseInForce(target_id, unit_id, indicator_id, year, promise, *named_by)
