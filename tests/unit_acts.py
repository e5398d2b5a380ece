"""Ending, linking and renaming units in tests, the one way that there is: by acts and versions."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    Indicator,
    IndicatorVersion,
    UnitChange,
    UnitChangeLink,
    UnitVersion,
    User,
    VersionOfRow,
)
from coverage.people.roles import end_role
from coverage.units.act import Act, ActLink
from coverage.version_entry import in_force_of, next_version, record_versions, said_by
from targets.models import Document, DocumentVersion

WHY = "theo bài thử"


def recorder() -> User:
    user, _made = User.objects.get_or_create(
        username="nguoi-ghi", defaults={"full_name": "Người ghi", "is_active": False}
    )
    return user


def act_of(day: date, kind: str, code: str) -> UnitChange:
    """An act that works from the day on; the same for the same code."""
    act, _made = UnitChange.objects.get_or_create(
        code=code, defaults={"takes_effect": day, "kind": kind, "source": "dàn nhân vật"}
    )
    return act


def end(unit: AdministrativeUnit, last_day: date, act: UnitChange | None = None) -> None:
    """It is there for the last time on that day; what lies below it has ended already."""
    next_day = last_day + timedelta(days=1)
    act = act or act_of(next_day, ChangeKind.ABOLISH, f"{next_day}/{unit.pk}/thôi")
    say(unit, UnitVersion, valid_to=last_day, act_id=act.pk)


def join(
    olds: list[AdministrativeUnit],
    new: AdministrativeUnit,
    kind: str = ChangeKind.MERGE,
    weight: Any = 1,
) -> None:
    """The old units became the new one on the day it begins; those that go on end on the eve,
    but for a transfer of a part. Weight None is an unknown share."""
    day = new.valid_from
    act = act_of(day, kind, f"{day}/{new.pk}/{kind}")
    for old in olds:
        if old.valid_to is None and kind != ChangeKind.TRANSFER:
            end(old, day - timedelta(days=1), act)
    for old in olds:
        UnitChangeLink.objects.create(change=act, old=old, new=new, weight=weight)


def part_of(
    giver: AdministrativeUnit,
    receiver: AdministrativeUnit,
    share: Decimal | None,
    *more: ActLink,
    day: date = date(2023, 7, 1),
) -> Act:
    """The act by which a share of the giver goes to the receiver, and `more` elsewhere."""
    links = [ActLink(giver.pk, receiver.pk, share), *more]
    return Act(f"{day}/một phần", ChangeKind.TRANSFER, day, "NQ 1", "NQ 1", links=links)


def say(row: Model, version: type[VersionOfRow], **said: Any) -> None:
    """A new version of the row, which in memory follows."""
    standing = in_force_of(version, row)
    record_versions(recorder(), WHY, [next_version(version, standing, **_key(version, row) | said)])
    row.refresh_from_db()


def _key(version: type[VersionOfRow], row: Model) -> dict[str, Any]:
    return {version.row_field: row.pk}


def save(row: Indicator) -> None:
    """A new version that says what the row says in memory."""
    said = said_by(row, IndicatorVersion)
    say(row, IndicatorVersion, **said)


def rename(unit: AdministrativeUnit, **names: str) -> None:
    """A typing error in what it is called, corrected."""
    for name, text in names.items():
        setattr(unit, name, text)
    unit.clean()
    keys = {"sort_key": unit.sort_key, "search_key": unit.search_key}
    say(unit, UnitVersion, name=unit.name, full_name=unit.full_name, **keys)


def restate(document: Document, **said: Any) -> None:
    say(document, DocumentVersion, **said)


def end_roles(user: User) -> None:
    for held in user.assignments.all():
        end_role(recorder(), held, WHY)
