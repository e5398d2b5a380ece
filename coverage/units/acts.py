"""The only writer of acts: it ends, opens and links units, all or nothing. Whoever writes for these
units at the same time is waited for, or waits and is told (coverage.units.locking).

Whether a person may do it is asked by the page that calls it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Protocol, TypeVar

from django.db import IntegrityError, transaction

from coverage.models import (
    AdministrativeUnit,
    LinkVersion,
    UnitChange,
    UnitChangeLink,
    UnitChangeVersion,
    UnitVersion,
    User,
)
from coverage.notation.text import nfc, search_key, sort_key
from coverage.units.act import Act, OpenedUnit, UnitOrKey
from coverage.units.beginning import opened_by
from coverage.units.checking import Known, check_acts, known_to, units_with_data_since
from coverage.units.locking import hold_months, lock_units
from coverage.units.refusals import ActRefused, LaterActStands, OpenedHaveFigures
from coverage.version_entry import new_ids, next_version, record_versions


class _HasLevel(Protocol):
    @property
    def level(self) -> int: ...


Unit = TypeVar("Unit", bound=_HasLevel)


def record_acts(user: User, acts: Sequence[Act], why: str) -> list[UnitChange]:
    """Acts of one decision, recorded together. Units end from below to above, then others begin
    from above to below, then they are linked. Raises an ActRefused, ReasonMissing, KeyError where
    an act names a unit that is not there."""
    try:
        with transaction.atomic():
            known = known_to(acts)
            _hold_still(acts, known)
            known = known_to(acts)
            check_acts(acts, known)
            return _write(user, acts, why, known)
    except IntegrityError as error:
        raise ActRefused from error


def check_acts_now(acts: Sequence[Act]) -> None:
    """Raises the ActRefused that recording them would, as far as it can be told beforehand."""
    check_acts(acts, known_to(acts))


def void_act(user: User, change: UnitChange, why: str) -> None:
    """Take back an act that was entered by mistake, while no unit that it opened has figures: what
    it ended goes on, what it opened was never there. The act stays, void. Raises
    OpenedHaveFigures, LaterActStands, ActRefused, ReasonMissing."""
    try:
        with transaction.atomic():
            touched = UnitVersion.objects.current().filter(act=change).select_related("unit")
            units = {each.unit_id: each.unit for each in touched}
            lock_units(units)
            hold_months(units, change.works_from)
            opened = {pk: u for pk, u in units.items() if u.valid_from == change.works_from}
            if with_data := units_with_data_since(opened):
                raise OpenedHaveFigures([opened[pk] for pk in sorted(with_data)])
            links = list(UnitChangeLink.objects.filter(change=change))
            if later := [unit for unit in opened_by(change) if unit.pk not in opened]:
                raise LaterActStands(later)
            void = next_version(UnitChangeVersion, change, is_void=True)
            record_versions(user, why, [void])
            record_versions(
                user, why, [_link(change.pk, *_said(each), holds=False) for each in links]
            )
            _take_back(user, why, change, units)
    except IntegrityError as error:
        raise ActRefused from error


def _take_back(
    user: User, why: str, change: UnitChange, units: dict[int, AdministrativeUnit]
) -> None:
    opened = [unit for unit in units.values() if unit.valid_from == change.works_from]
    for level in _by_level(opened):
        never = [
            next_version(UnitVersion, unit, valid_to=_eve(unit), act_id=change.pk) for unit in level
        ]
        record_versions(user, why, never)
    ended = [unit for unit in units.values() if unit.valid_from != change.works_from]
    for level in reversed(_by_level(ended)):
        going_on = [next_version(UnitVersion, u, valid_to=None, act_id=change.pk) for u in level]
        record_versions(user, why, going_on)


def _eve(unit: AdministrativeUnit) -> date:
    return unit.valid_from - timedelta(days=1)


def _hold_still(acts: Sequence[Act], known: Known) -> None:
    opens_below = [e.parent for act in acts for e in act.opens if isinstance(e.parent, int)]
    lock_units(known.units, beside_below=opens_below)
    ended = [pk for act in acts for pk in act.ends]
    hold_months(ended, min(act.works_from for act in acts), beside_below=opens_below)


def _write(user: User, acts: Sequence[Act], why: str, known: Known) -> list[UnitChange]:
    changes = dict(zip((act.code for act in acts), new_ids(UnitChange, len(acts)), strict=True))
    record_versions(user, why, [_change(act, changes[act.code]) for act in acts])
    ending = {pk: act for act in acts for pk in act.ends}
    for units in _by_level(known.units[pk] for pk in ending):
        ended = [_ended(unit, ending[unit.pk], changes[ending[unit.pk].code]) for unit in units]
        record_versions(user, why, ended)
    ids = dict(zip(known.opened, new_ids(AdministrativeUnit, len(known.opened)), strict=True))
    opening = {each.key: act for act in acts for each in act.opens}
    for level in reversed(_by_level(known.opened.values())):
        opened = [
            _opened(each, opening[each.key], changes[opening[each.key].code], ids) for each in level
        ]
        record_versions(user, why, opened)
    for linked in _links(acts, changes, ids, known):
        record_versions(user, why, linked)
    return list(UnitChange.objects.filter(pk__in=changes.values()).order_by("pk"))


def _by_level(units: Iterable[Unit]) -> list[list[Unit]]:
    """The lowest level first. Each is written by a statement of its own: the database looks at the
    units above and below as they stand then."""
    in_order = sorted(units, key=lambda unit: -unit.level)
    return [list(group) for _level, group in groupby(in_order, key=lambda unit: unit.level)]


def _change(act: Act, pk: int) -> UnitChangeVersion:
    return UnitChangeVersion(
        change_id=pk,
        takes_effect=act.takes_effect,
        first_month=act.first_month if act.first_month != act.takes_effect else None,
        kind=act.kind,
        code=act.code,
        decision=act.decision,
        source=act.source,
    )


def _ended(unit: AdministrativeUnit, act: Act, change_id: int) -> UnitVersion:
    return next_version(UnitVersion, unit, valid_to=act.eve, act_id=change_id)


def _opened(opened: OpenedUnit, act: Act, change_id: int, ids: dict[str, int]) -> UnitVersion:
    name, full_name = nfc(opened.name), nfc(opened.full_name)
    return UnitVersion(
        unit_id=ids[opened.key],
        level=opened.level,
        code=opened.code,
        kind=opened.kind,
        name=name,
        full_name=full_name,
        parent_id=_id(opened.parent, ids),
        valid_from=act.works_from,
        source=opened.source or act.source,
        sort_key=sort_key(name),
        search_key=search_key(full_name),
        act_id=change_id,
    )


def _id(unit: UnitOrKey | None, ids: dict[str, int]) -> int | None:
    return ids[unit] if isinstance(unit, str) else unit


def _links(
    acts: Sequence[Act], changes: dict[str, int], ids: dict[str, int], known: Known
) -> Iterator[list[LinkVersion]]:
    """The highest level first: communes of two provinces are linked only where these are."""
    levels: dict[int, list[LinkVersion]] = {}
    for act in acts:
        for link in act.links:
            ends = [end for end in (link.old, link.new) if end is not None]
            version = _link(changes[act.code], link.old, _id(link.new, ids), link.weight)
            levels.setdefault(known.level(ends[0]), []).append(version)
    for level in sorted(levels):
        yield levels[level]


def _said(link: UnitChangeLink) -> tuple[int | None, int | None, Decimal | None]:
    return link.old_id, link.new_id, link.weight


def _link(
    change_id: int, old: int | None, new: int | None, weight: Decimal | None, *, holds: bool = True
) -> LinkVersion:
    return LinkVersion(change_id=change_id, old_id=old, new_id=new, weight=weight, holds=holds)
