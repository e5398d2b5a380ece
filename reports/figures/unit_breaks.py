"""The acts that formed a unit, renamed it or ended it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from coverage.models import AdministrativeUnit, ChangeKind, UnitChangeLink
from coverage.notation.periods import last_day
from coverage.wording import Ends, change_text
from reports.figures.tree import Tree


@dataclass(frozen=True, slots=True)
class UnitBreak:
    """A change of the unit itself; `is_end`: the unit went into `after` and reports no more;
    `is_beginning`: it was none before. Neither is what gave or took a part and went on. `is_whole`:
    nobody went there or left by a share. `ends`: of each link, the old unit and the new."""

    takes_effect: date
    kind: str
    decision: str
    before: Sequence[AdministrativeUnit]
    after: Sequence[AdministrativeUnit]
    is_end: bool
    is_beginning: bool = False
    is_whole: bool = True
    ends: Sequence[Ends] = ()

    @property
    def text(self) -> str:
        return change_text(self.kind, is_whole=self.is_whole, ends=self.ends)


def breaks_between(tree: Tree, first: date, last: date) -> list[UnitBreak]:
    """The changes of the months that formed the unit or what went into it, and the one that ended
    it. One statement."""
    formed = [tree.top.pk, *(before.unit_id for before in tree.before.get(tree.top.pk, ()))]
    in_range = Q(change__takes_effect__range=(first, last_day(last)), new__in=formed)
    return _breaks(tree.top, in_range | Q(old=tree.top), leaves_out=[ChangeKind.KEEP])


def own_breaks(tree: Tree) -> list[UnitBreak]:
    """Those that made the unit what it is, and the one that ended it, also where it goes on under
    another row. No statement for a unit that was always there, else one."""
    if tree.top.valid_to is None and not tree.before.get(tree.top.pk):
        return []
    found = _breaks(tree.top, Q(new=tree.top) | Q(old=tree.top))
    return [each for each in found if each.is_end or each.is_beginning]


def _breaks(
    unit: AdministrativeUnit, asked: Q, leaves_out: Collection[ChangeKind] = ()
) -> list[UnitBreak]:
    links = (
        UnitChangeLink.objects.filter(asked)
        .exclude(change__kind__in=leaves_out)
        .select_related("change", "old", "new")
        .order_by("change__takes_effect", "change_id", "old__sort_key", "new__sort_key")
    )
    grouped: dict[int, list[UnitChangeLink]] = {}
    for link in links:
        grouped.setdefault(link.change_id, []).append(link)
    return [
        UnitBreak(
            takes_effect=group[0].change.takes_effect,
            kind=group[0].change.kind,
            decision=group[0].change.decision,
            before=_distinct(link.old for link in group),
            after=_distinct(link.new for link in group),
            is_end=any(link.old_id == unit.pk for link in group)
            and not unit.exists_on(group[0].change.works_from),
            is_beginning=unit.valid_from >= group[0].change.works_from,
            is_whole=all(link.weight == 1 for link in group),
            ends=[(link.old, link.new) for link in group],
        )
        for group in grouped.values()
    ]


def _distinct(units: Iterable[AdministrativeUnit | None]) -> list[AdministrativeUnit]:
    return list({unit.pk: unit for unit in units if unit is not None}.values())
