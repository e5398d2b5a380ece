"""The acts on the units below one: what they did, who recorded them, which may be taken back."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    DecisionFile,
    LinkVersion,
    UnitChange,
    UnitChangeVersion,
    User,
)
from coverage.units.beginning import FIRST_ACT, began_by
from coverage.units.checking import units_with_data_since
from coverage.units.decision_files import files_of, folded


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """`decided`: what was said of the decision on recording, "" where it is not known; `file`: its
    text; `voided`: the version that took the act back, None while it stands; `has_figures`: units
    that it opened, or units below them, have some: it stands then."""

    change: UnitChange
    links: list[LinkVersion]
    recorded_at: datetime
    recorded_by: User | None
    why: str
    voided: UnitChangeVersion | None
    has_figures: bool
    decided: str
    file: DecisionFile | None

    @property
    def olds(self) -> list[AdministrativeUnit]:
        return _units([link.old for link in self.links])

    @property
    def news(self) -> list[AdministrativeUnit]:
        return _units([link.new for link in self.links])

    @property
    def opened(self) -> list[AdministrativeUnit]:
        return _units([link.new for link in self.links if began_by(self.change, link)])

    @property
    def is_of_a_part(self) -> bool:
        """Whether all units go on, the one without what it gave."""
        return self.change.kind == ChangeKind.TRANSFER and not self.opened

    @property
    def can_be_taken_back(self) -> bool:
        """Those below a unit go back with it."""
        is_main = self.change.kind != ChangeKind.KEEP
        ended = any(unit.valid_to is not None for unit in self.opened)
        return self.voided is None and is_main and not self.has_figures and not ended


def _units(ends: list[AdministrativeUnit | None]) -> list[AdministrativeUnit]:
    return list({unit.pk: unit for unit in ends if unit is not None}.values())


def acts_on(unit: AdministrativeUnit) -> list[RecordedAct]:
    """On the units directly below, and on the unit itself; the latest first. Seven statements."""
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
    found = acts_with([change_id])
    return found[0] if found else None


def acts_with(change_ids: Collection[int]) -> list[RecordedAct]:
    """The latest first. Seven statements."""
    return _recorded(LinkVersion.objects.filter(change__in=change_ids))


def _recorded(asked: QuerySet[LinkVersion]) -> list[RecordedAct]:
    ids = set(asked.values_list("change_id", flat=True))
    links: dict[int, list[LinkVersion]] = defaultdict(list)
    rows = LinkVersion.objects.filter(change__in=ids, holds=True).annotate(first_act=FIRST_ACT)
    for link in rows.select_related("old", "new").order_by("pk"):
        links[link.change_id].append(link)
    versions: dict[int, list[UnitChangeVersion]] = defaultdict(list)
    said = UnitChangeVersion.objects.filter(change__in=ids).select_related("recorded_by")
    for version in said.order_by("pk"):
        versions[version.change_id].append(version)
    changes = list(UnitChange.objects.filter(pk__in=ids).order_by("-takes_effect", "-pk"))
    opened = {
        change.pk: {link.new_id for link in links[change.pk] if began_by(change, link)}
        for change in changes
    }
    with_figures = _with_figures_below({pk for new in opened.values() for pk in new if pk})
    files = files_of([said[0].decision for said in versions.values()])
    return [
        RecordedAct(
            change,
            links[change.pk],
            versions[change.pk][0].recorded_at,
            versions[change.pk][0].recorded_by,
            versions[change.pk][0].why,
            versions[change.pk][-1] if change.is_void else None,
            not with_figures.isdisjoint(opened[change.pk]),
            versions[change.pk][0].decision,
            files.get(folded(versions[change.pk][0].decision)),
        )
        for change in changes
    ]
