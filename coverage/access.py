"""Who may read and write which unit: the only place that knows.

A role over a unit holds for everything below it. Reading also covers what a unit was formed
from: the committee of a merged province reads the history of the provinces that went into it.
"""

from collections.abc import Collection

from coverage.lineage import predecessors
from coverage.models import (
    AdministrativeUnit,
    Assignment,
    ChangeKind,
    Role,
    UnitChangeLink,
    User,
)
from coverage.models.units import UnitQuerySet

READING_ROLES = (Role.CLERK, Role.APPROVER, Role.VIEWER, Role.DRAFTER)


def _assigned_ids(user: User, *roles: Role) -> list[int]:
    return list(
        Assignment.objects.filter(user=user, role__in=roles).values_list("unit_id", flat=True)
    )


def _with_predecessors(unit_ids: list[int]) -> list[int]:
    return [*unit_ids, *{before.unit_id for before in predecessors(unit_ids)}]


def writable_units(user: User) -> UnitQuerySet:
    """Units whose figures the user may enter and submit."""
    return AdministrativeUnit.objects.within(_assigned_ids(user, Role.CLERK))


def approvable_units(user: User) -> UnitQuerySet:
    """Units whose months the user may open, approve, return and reopen."""
    return AdministrativeUnit.objects.within(_assigned_ids(user, Role.APPROVER))


def draftable_units(user: User) -> UnitQuerySet:
    """Units for whose reports the user may write texts; who approves answers for the text too."""
    return AdministrativeUnit.objects.within(_assigned_ids(user, Role.DRAFTER, Role.APPROVER))


def may_change_units(user: User, above: Collection[AdministrativeUnit]) -> bool:
    """Whether the user may record acts on units that lie, or will lie, directly below these: who
    approves over both sides, between two of them over what lies above both. At most eight
    statements."""
    over = unit_over(above)
    return over is not None and approvable_units(user).filter(pk=over.pk).exists()


def unit_over(units: Collection[AdministrativeUnit]) -> AdministrativeUnit | None:
    """The lowest unit that is each of them or lies above it; None of none."""
    over = {each.pk: each for each in units}
    while len(over) > 1:
        lowest = max(over.values(), key=lambda unit: unit.level)
        if (parent := lowest.parent) is None:
            return None
        del over[lowest.pk]
        over[parent.pk] = parent
    return next(iter(over.values()), None)


def may_see_drafts(user: User, unit: AdministrativeUnit) -> bool:
    """Whether the unit's pages may show what is still being entered: who writes or approves its
    months has it before them anyway (design section 5, "Drafts")."""
    units = writable_units(user) | approvable_units(user)
    return units.filter(pk=unit.pk).exists()


def readable_units(user: User) -> UnitQuerySet:
    """Units whose pages the user may open. An administrator reads all, and writes nowhere."""
    if user.is_superuser:
        return AdministrativeUnit.objects.all()
    assigned = _assigned_ids(user, *READING_ROLES)
    units = AdministrativeUnit.objects.within(_with_predecessors(assigned))
    # What was transferred from elsewhere is read here with what it was before.
    own = AdministrativeUnit.objects.within(assigned).values("pk")
    transferred = UnitChangeLink.objects.filter(
        new__in=own, weight=1, change__kind=ChangeKind.TRANSFER
    )
    return units | AdministrativeUnit.objects.filter(pk__in=transferred.values("old"))


def home_unit(user: User) -> AdministrativeUnit | None:
    """The unit the user's pages open on: the one assigned highest, the latest of its kind."""
    if user.is_superuser:
        return AdministrativeUnit.objects.filter(parent__isnull=True).first()
    assigned = AdministrativeUnit.objects.filter(assignments__user=user)
    return assigned.order_by("level", "-valid_from", "sort_key").first()
