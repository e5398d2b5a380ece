"""Which units began by an act: one that was given a part was there before, or began by another."""

from django.db.models import OuterRef, Subquery

from coverage.models import (
    AdministrativeUnit,
    LinkVersion,
    UnitChange,
    UnitChangeLink,
    UnitVersion,
)

# Of a link's new unit; null where it was written past the writers of acts.
FIRST_ACT = Subquery(
    UnitVersion.objects.filter(unit=OuterRef("new")).order_by("pk").values("act")[:1]
)


def began_by(change: UnitChange, link: UnitChangeLink | LinkVersion) -> bool:
    """Of a link of the act with its `first_act`."""
    first_act: int | None = link.first_act  # type: ignore[union-attr]  # annotated
    is_first_day = link.new is not None and link.new.valid_from == change.works_from
    return is_first_day and first_act in (None, change.pk)


def opened_by(change: UnitChange) -> list[AdministrativeUnit]:
    """One statement."""
    links = UnitChangeLink.objects.filter(change=change).select_related("new")
    began = [link.new for link in links.annotate(first_act=FIRST_ACT) if began_by(change, link)]
    return list({unit.pk: unit for unit in began if unit is not None}.values())
