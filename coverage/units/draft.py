"""What an approver wants to have recorded, before it is made an act of the units as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, ChangeKind


class ActSort(models.TextChoices):
    """What the page calls an act; the address says it."""

    MERGE = "merge", gettext_lazy("Merger")
    SPLIT = "split", gettext_lazy("Split")
    TRANSFER = "transfer", gettext_lazy("Transfer to another unit above")
    PART = "part", gettext_lazy("Adjustment of a part")
    RENAME = "rename", gettext_lazy("Change of name")
    RECLASSIFY = "reclassify", gettext_lazy("Change of kind")

    @property
    def change_kind(self) -> ChangeKind:
        return _CHANGE_KINDS[self]

    @property
    def ends_several(self) -> bool:
        return self == ActSort.MERGE

    @property
    def opens_several(self) -> bool:
        return self == ActSort.SPLIT


_CHANGE_KINDS = {
    ActSort.MERGE: ChangeKind.MERGE,
    ActSort.SPLIT: ChangeKind.SPLIT,
    ActSort.TRANSFER: ChangeKind.TRANSFER,
    ActSort.PART: ChangeKind.TRANSFER,
    ActSort.RENAME: ChangeKind.RENAME,
    ActSort.RECLASSIFY: ChangeKind.RENAME,
}


@dataclass(frozen=True, slots=True)
class NewUnit:
    """`shares`: by id of a unit that ends, how much of it goes here, 1 being all."""

    code: str
    kind: str
    name: str
    shares: dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class Change:
    """Units that end and those that begin in their place, below `above`."""

    kind: ChangeKind
    olds: Sequence[AdministrativeUnit]
    news: Sequence[NewUnit]
    above: AdministrativeUnit


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the giver's people that goes to the receiver; both units go on."""

    giver: AdministrativeUnit
    receiver: AdministrativeUnit
    share: Decimal


@dataclass(frozen=True, slots=True)
class Decided:
    """What one decision brings about. `first_month`: the month from which units are counted by
    it."""

    changes: Sequence[Change]
    takes_effect: date
    first_month: date
    decision: str
    why: str
    parts: Sequence[Part] = ()

    @property
    def olds(self) -> list[AdministrativeUnit]:
        return [unit for change in self.changes for unit in change.olds]

    @property
    def partners(self) -> list[AdministrativeUnit]:
        """Those that give or receive a part, each once."""
        units = [unit for part in self.parts for unit in (part.giver, part.receiver)]
        return list({unit.pk: unit for unit in units}.values())
