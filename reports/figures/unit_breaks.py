"""The acts that formed a unit, renamed it or ended it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from coverage.models import AdministrativeUnit, ChangeKind, UnitChangeLink
from coverage.notation.periods import last_day
from coverage.wording import Ends, change_text
from reports.figures.tree import Tree, told_apart


@dataclass(frozen=True, slots=True)
class PartMoved:
    """The share of a unit that went over, None where that is not known; `other`: who gave it or was
    given it."""

    other: AdministrativeUnit
    weight: Decimal | None
    is_given: bool


@dataclass(frozen=True, slots=True)
class UnitBreak:
    """A change of the unit itself; `is_end`: the unit went into `after` and reports no more;
    `is_beginning`: it was none before. Neither is what gave or took a part and went on. `is_whole`:
    nobody went there or left by a share; `goes_on`: each became one other alone, whole, which is
    the same unit by another row; `first_month`: from which on units are counted by it, None where
    that is its day itself; `ends`: of each link, the old unit and the new; `parts`: what the unit
    gave and was given, where it stood before and goes on."""

    takes_effect: date
    kind: str
    decision: str
    before: Sequence[AdministrativeUnit]
    after: Sequence[AdministrativeUnit]
    is_end: bool
    is_beginning: bool = False
    is_whole: bool = True
    goes_on: bool = False
    first_month: date | None = None
    ends: Sequence[Ends] = ()
    parts: Sequence[PartMoved] = ()

    @property
    def text(self) -> str:
        return change_text(self.kind, is_whole=self.is_whole, ends=self.ends)


def breaks_of(unit: AdministrativeUnit, rows: Iterable[int] = ()) -> list[UnitBreak]:
    """Those that formed the unit, the one that ended it, and those by which it gave a part; and
    those that formed what went into it, where its `rows` are more than itself. One statement."""
    others = UnitChangeLink.objects.filter(
        change=OuterRef("change"), new=OuterRef("new"), old__isnull=False
    ).exclude(pk=OuterRef("pk"))
    links = (
        UnitChangeLink.objects.filter(Q(new__in={unit.pk, *rows}) | Q(old=unit))
        .annotate(is_of_others=Exists(others))
        .select_related("change", "old", "new")
        .order_by("change__takes_effect", "change_id", "old__sort_key", "new__sort_key")
    )
    grouped: dict[int, list[UnitChangeLink]] = {}
    for link in links:
        grouped.setdefault(link.change_id, []).append(link)
    return [_break(unit, group) for group in grouped.values()]


def own_breaks(tree: Tree) -> list[UnitBreak]:
    """Those that made the unit what it is, and the one that ended it, also where it goes on under
    another row. No statement for a unit that was always there, whole, by today; else one."""
    if tree.top.valid_to is None and not tree.before.get(tree.top.pk):
        return []
    return own(breaks_of(tree.top))


def end_of(unit: AdministrativeUnit) -> UnitBreak | None:
    """The one that ended it; None where none is recorded. One statement."""
    return next((each for each in breaks_of(unit) if each.is_end), None)


def became_in(end: UnitBreak | None, period: date) -> list[AdministrativeUnit]:
    """The units of the month that those are which it went into. A statement more for each of them
    that has ended too."""
    found: dict[int, AdministrativeUnit] = {}
    for unit in end.after if end else ():
        has_ended = unit.valid_to is not None and unit.valid_to < period
        later = became_in(end_of(unit), period) if has_ended else [unit]
        found.update({each.pk: each for each in later})
    return list(found.values())


def own(breaks: Iterable[UnitBreak]) -> list[UnitBreak]:
    """Those that made the unit what it is, also by a part, and the one that ended it."""
    return [each for each in breaks if each.is_end or each.is_beginning or each.parts]


def breaks_between(
    unit: AdministrativeUnit, breaks: Iterable[UnitBreak], first: date, last: date
) -> list[UnitBreak]:
    """Those of the months, and whatever the unit gave or became; none by which it was only kept."""
    return [
        each
        for each in breaks
        if each.kind != ChangeKind.KEEP
        and (unit in each.before or first <= each.takes_effect <= last_day(last))
    ]


def _break(unit: AdministrativeUnit, links: Sequence[UnitChangeLink]) -> UnitBreak:
    act, goes_on = links[0].change, all(map(_is_of_one_alone, links))
    before, after = _distinct(link.old for link in links), _distinct(link.new for link in links)
    is_end = any(link.old_id == unit.pk for link in links) and not unit.exists_on(act.works_from)
    is_beginning = (
        any(link.new_id == unit.pk for link in links) and unit.valid_from >= act.works_from
    )
    return UnitBreak(
        takes_effect=act.takes_effect,
        kind=act.kind,
        decision=act.decision,
        before=[
            each if goes_on or each.exists_on(act.works_from) else told_apart(each, *after)
            for each in before
        ],
        after=after,
        is_end=is_end,
        is_beginning=is_beginning,
        is_whole=all(link.weight == 1 for link in links),
        goes_on=goes_on,
        first_month=act.first_month,
        ends=[(link.old, link.new) for link in links],
        parts=[] if is_end or is_beginning else list(_parts(unit, links)),
    )


def _parts(unit: AdministrativeUnit, links: Iterable[UnitChangeLink]) -> Iterator[PartMoved]:
    for link in links:
        if link.old is None or link.new is None or link.weight == 1:
            continue
        if unit.pk == link.new_id:
            yield PartMoved(link.old, link.weight, is_given=False)
        elif unit.pk == link.old_id:
            yield PartMoved(link.new, link.weight, is_given=True)


def _is_of_one_alone(link: UnitChangeLink) -> bool:
    """The new unit begins by it and is of no other old one than this, which went there whole."""
    is_of_others: bool = link.is_of_others  # type: ignore[attr-defined]
    if link.old is None or link.new is None or link.weight != 1 or is_of_others:
        return False
    return link.new.valid_from == link.change.works_from


def _distinct(units: Iterable[AdministrativeUnit | None]) -> list[AdministrativeUnit]:
    return list({unit.pk: unit for unit in units if unit is not None}.values())
