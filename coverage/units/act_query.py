"""The acts on the units below one: what they did, who recorded them, which may be taken back."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    LinkVersion,
    UnitChange,
    UnitChangeVersion,
    User,
)
from coverage.units.checking import units_with_data_since


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """`opened`: the units that began by it; `voided`: the version that took it back, None while it
    stands; `has_figures`: units that it opened, or units below them, have some: it stands then."""

    change: UnitChange
    links: list[LinkVersion]
    recorded_at: datetime
    recorded_by: User | None
    why: str
    voided: UnitChangeVersion | None
    has_figures: bool

    @property
    def olds(self) -> list[AdministrativeUnit]:
        return _units([link.old for link in self.links])

    @property
    def news(self) -> list[AdministrativeUnit]:
        return _units([link.new for link in self.links])

    @property
    def can_be_taken_back(self) -> bool:
        """Those below a unit go back with it."""
        is_main = self.change.kind != ChangeKind.KEEP
        ended = any(unit.valid_to is not None for unit in self.news)
        return self.voided is None and is_main and not self.has_figures and not ended


def _units(ends: list[AdministrativeUnit | None]) -> list[AdministrativeUnit]:
    return list({unit.pk: unit for unit in ends if unit is not None}.values())


def acts_on(unit: AdministrativeUnit) -> list[RecordedAct]:
    """On the units directly below, and on the unit itself; the latest first. Six statements."""
    ends = Q(old__parent=unit) | Q(new__parent=unit) | Q(old=unit) | Q(new=unit)
    return _recorded(LinkVersion.objects.filter(ends))


def _with_figures_below(unit_ids: Collection[int]) -> set[int]:
    """Those that have figures, or have units below them that do."""
    lines = AdministrativeUnit.objects.within(list(unit_ids)).values_list(
        "pk", "parent_id", "parent__parent_id", "parent__parent__parent_id"
    )
    upwards = {line[0]: set(line) for line in lines}
    with_data = units_with_data_since(upwards.keys())
    return {pk for pk in unit_ids if any(pk in upwards[each] for each in with_data)}


def act_with(change_id: int) -> RecordedAct | None:
    found = _recorded(LinkVersion.objects.filter(change=change_id))
    return found[0] if found else None


def _recorded(asked: QuerySet[LinkVersion]) -> list[RecordedAct]:
    ids = set(asked.values_list("change_id", flat=True))
    links: dict[int, list[LinkVersion]] = defaultdict(list)
    rows = LinkVersion.objects.filter(change__in=ids, holds=True)
    for link in rows.select_related("old", "new").order_by("pk"):
        links[link.change_id].append(link)
    versions: dict[int, list[UnitChangeVersion]] = defaultdict(list)
    said = UnitChangeVersion.objects.filter(change__in=ids).select_related("recorded_by")
    for version in said.order_by("pk"):
        versions[version.change_id].append(version)
    new = {link.new_id for found in links.values() for link in found if link.new_id}
    with_figures = _with_figures_below(new)
    changes = UnitChange.objects.filter(pk__in=ids).order_by("-takes_effect", "-pk")
    return [
        RecordedAct(
            change,
            links[change.pk],
            versions[change.pk][0].recorded_at,
            versions[change.pk][0].recorded_by,
            versions[change.pk][0].why,
            versions[change.pk][-1] if change.is_void else None,
            any(link.new_id in with_figures for link in links[change.pk]),
        )
        for change in changes
    ]
