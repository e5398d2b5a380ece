"""What an act may not be, said before it is written. The database refuses the same (migration
0020); here it is said in the reader's language, and of all units at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    ReportedFigure,
    State,
    Submission,
    UnitChange,
    UnitChangeLink,
)
from coverage.units.act import Act, OpenedUnit, UnitOrKey
from coverage.units.refusals import (
    ActKnownAlready,
    BeginsOnlyThen,
    CodeHeld,
    CodeTwice,
    DatesDoNotMeet,
    DraftsAfter,
    NothingLeft,
    NotOneLevel,
    NotOpenNow,
    NotThereThen,
    OtherProvince,
    ReportedAfter,
    ReportedWithout,
    SharesDoNotAddUp,
    UnitsBelowRemain,
)
from coverage.units.share import is_a_part


@dataclass(frozen=True)
class Known:
    """The units that the acts name: those that are there, by id, those they open, by key."""

    units: Mapping[int, AdministrativeUnit]
    opened: Mapping[str, OpenedUnit]

    def name(self, unit: UnitOrKey) -> str:
        said = self.opened[unit] if isinstance(unit, str) else self.units[unit]
        return said.full_name

    def level(self, unit: UnitOrKey) -> int:
        said = self.opened[unit] if isinstance(unit, str) else self.units[unit]
        return said.level

    def parent(self, unit: UnitOrKey) -> UnitOrKey | None:
        return self.opened[unit].parent if isinstance(unit, str) else self.units[unit].parent_id


def known_to(acts: Sequence[Act]) -> Known:
    """One statement. Raises KeyError where an act names a unit that is not there."""
    opened = {each.key: each for act in acts for each in act.opens}
    ids = {pk for act in acts for pk in act.ends}
    ids |= _ids(end for act in acts for link in act.links for end in (link.old, link.new))
    ids |= _ids(each.parent for each in opened.values())
    return Known(AdministrativeUnit.objects.in_bulk(list(ids)), opened)


def _ids(units: Iterable[UnitOrKey | None]) -> set[int]:
    return {each for each in units if isinstance(each, int)}


def check_acts(acts: Sequence[Act], known: Known) -> None:
    """Raises an ActRefused. A fixed number of statements an act."""
    codes = [act.code for act in acts]
    there = UnitChange.objects.filter(code__in=codes).values_list("code", flat=True)
    if found := sorted({*there, *(code for code in codes if codes.count(code) > 1)}):
        raise ActKnownAlready(found)
    ended = {pk for act in acts for pk in act.ends}
    for act in acts:
        _check_ends(act, [known.units[pk] for pk in act.ends], ended)
        _check_codes(act, ended)
        _check_opens(act)
        _check_links(act, acts, known)
        _check_shares(act, known)
        _check_parts(act, known)


def _check_ends(act: Act, units: Sequence[AdministrativeUnit], ended: Collection[int]) -> None:
    wrong = [each for each in units if each.valid_to is not None or each.valid_from > act.eve]
    if wrong:
        raise NotOpenNow(wrong, act.works_from)
    handed_in, written = (_months_since(rows, act) for rows in _data())
    if handed_in:
        raise ReportedAfter(_by_unit(units, handed_in), act.works_from)
    if written:
        raise DraftsAfter(_by_unit(units, written), act.works_from)
    longer = Q(valid_to__isnull=True) | Q(valid_to__gt=act.eve)
    below = AdministrativeUnit.objects.filter(longer, parent__in=act.ends).exclude(pk__in=ended)
    if remaining := list(below.order_by("sort_key")):
        raise UnitsBelowRemain(remaining)


def units_with_data_since(unit_ids: Collection[int], first: date | None = None) -> set[int]:
    """Those of which a month that begins on the day or later was handed in or holds figures; None:
    any month. Two statements."""
    since = Q(period__gte=first) if first else Q()
    found: set[int] = set()
    for each in _data():
        found |= set(each.filter(since, unit__in=unit_ids).values_list("unit_id", flat=True))
    return found


def _data() -> tuple[QuerySet[Submission], QuerySet[ReportedFigure]]:
    return Submission.objects.exclude(state=State.OPEN), ReportedFigure.objects.all()


def _months_since(rows: QuerySet[Any], act: Act) -> dict[int, set[date]]:
    """By unit that the act ends, the months from its first on of which there are such rows."""
    found: dict[int, set[date]] = {}
    mine = rows.filter(unit__in=act.ends, period__gte=act.works_from)
    for unit, period in mine.values_list("unit_id", "period").distinct():
        found.setdefault(unit, set()).add(period)
    return found


def _by_unit(
    units: Sequence[AdministrativeUnit], months: Mapping[int, set[date]]
) -> dict[AdministrativeUnit, set[date]]:
    return {unit: months[unit.pk] for unit in units if unit.pk in months}


def _check_codes(act: Act, ended: Collection[int]) -> None:
    by_level: dict[int, list[str]] = {}
    for each in act.opens:
        codes = by_level.setdefault(each.level, [])
        if each.code in codes:
            raise CodeTwice(each.code)
        codes.append(each.code)
    for level, codes in by_level.items():
        units = AdministrativeUnit.objects.filter(level=level, code__in=codes)
        later = Q(valid_to__isnull=True) | Q(valid_to__gte=act.works_from)
        is_there = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from") - timedelta(days=1))
        if held := list(units.filter(later, is_there).exclude(pk__in=ended)):
            raise CodeHeld(held, act.works_from)


def _check_shares(act: Act, known: Known) -> None:
    """Of a unit that ends, what goes to each adds up to the whole; an unknown share is not judged,
    nor what a transfer takes of a unit that goes on."""
    shares: dict[int, list[Decimal | None]] = {}
    for link in act.links:
        if link.old is not None and link.old in act.ends and link.new is not None:
            shares.setdefault(link.old, []).append(link.weight)
    for old, given in shares.items():
        told = [share for share in given if share is not None]
        if len(told) == len(given) and sum(told) != 1:
            raise SharesDoNotAddUp(known.name(old), sum(told, Decimal(0)))


def _check_parts(act: Act, known: Known) -> None:
    """Of what a unit gives that goes on: both are there when it is given, and something is left."""
    given: dict[int, Decimal] = {}
    for link in act.links:
        if act.kind != ChangeKind.TRANSFER or link.old is None or link.old in act.ends:
            continue
        giver = known.units[link.old]
        ends = [giver, *(known.units[pk] for pk in _ids([link.new]))]
        absent = [unit for unit in ends if not unit.exists_on(act.works_from)]
        if absent:
            raise NotThereThen(absent, act.works_from)
        if not giver.exists_on(act.eve):
            raise BeginsOnlyThen([giver], act.works_from)
        if link.weight is not None:
            given[link.old] = given.get(link.old, Decimal(0)) + link.weight
    if too_much := [pk for pk, share in given.items() if not is_a_part(share)]:
        raise NothingLeft([known.units[pk] for pk in too_much])


def _check_opens(act: Act) -> None:
    parents = _ids(each.parent for each in act.opens)
    handed_in = Submission.objects.exclude(state=State.OPEN).filter(
        period__gte=act.works_from, unit__parent__in=parents
    )
    last = dict(handed_in.values_list("unit__parent_id").annotate(Max("period")))
    without = [each for each in act.opens if each.parent in last]
    if without:
        names = [each.full_name for each in without]
        raise ReportedWithout(names, act.works_from, max(last.values()))


def _check_links(act: Act, acts: Sequence[Act], known: Known) -> None:
    keys = {each.key for each in act.opens}
    for link in act.links:
        if link.old is not None and link.new is not None:
            _check_pair(act, acts, known, link.old, link.new)
        if act.kind == ChangeKind.TRANSFER:
            continue
        if link.old is not None and link.old not in act.ends:
            raise DatesDoNotMeet(known.name(link.old), act.works_from)
        if link.new is not None and link.new not in keys:
            raise DatesDoNotMeet(known.name(link.new), act.works_from)


def _check_pair(act: Act, acts: Sequence[Act], known: Known, old: int, new: UnitOrKey) -> None:
    if known.level(old) != known.level(new):
        raise NotOneLevel(known.name(old), known.name(new))
    above = known.parent(old), known.parent(new)
    if act.kind == ChangeKind.TRANSFER or above[0] == above[1]:
        return
    with_it = {
        (link.old, link.new)
        for other in acts
        for link in other.links
        if other.works_from == act.works_from
    }
    if above in with_it or _went_into(*above, act.works_from):
        return
    raise OtherProvince(known.name(old), known.name(new))


def _went_into(old: UnitOrKey | None, new: UnitOrKey | None, day: date) -> bool:
    """Whether an act that is recorded already turned the one into the other on that day."""
    if not (isinstance(old, int) and isinstance(new, int)):
        return False
    links = UnitChangeLink.objects.filter(old=old, new=new)
    worked_from = Q(change__first_month=day) | Q(
        change__first_month__isnull=True, change__takes_effect=day
    )
    return links.filter(worked_from).exists()
