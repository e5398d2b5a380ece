"""Acts made of what was decided: what lies below a unit that ends goes on below the one that takes
its place."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q

from coverage.models import AdministrativeUnit, ChangeKind, UnitChange
from coverage.notation.unit_names import full_name
from coverage.units.act import Act, ActLink, OpenedUnit
from coverage.units.draft import Change, Decided, NewUnit, Part
from coverage.units.refusals import UnitsBelowRemain

_LONGEST_CODE = 60


def acts_of(decided: Decided) -> list[Act]:
    """An act of each change, one more where units below are kept. A statement a level, two more.
    Raises UnitsBelowRemain where it is not said under which of several they go on."""
    codes = _Codes(decided)
    acts = [_act(decided, change, codes) for change in decided.changes]
    acts += [_giving(decided, part, codes) for part in decided.parts]
    under = {
        unit.pk: _key(change, change.news[0])
        for change in decided.changes
        for unit in change.olds
        if len(change.news) == 1
    }
    below = _kept_below(decided, under, [unit.pk for unit in decided.olds])
    if below:
        acts.append(_keeping(decided, below, codes))
    return acts


def _act(decided: Decided, change: Change, codes: "_Codes") -> Act:
    return Act(
        code=codes.of(change),
        kind=change.kind,
        takes_effect=decided.takes_effect,
        first_month=_later(decided),
        decision=decided.decision,
        source=decided.decision,
        ends=[unit.pk for unit in change.olds],
        opens=[
            OpenedUnit(
                key=_key(change, new),
                level=change.olds[0].level,
                code=new.code,
                kind=new.kind,
                name=new.name,
                full_name=full_name(new.kind, new.name),
                parent=change.above.pk,
            )
            for new in change.news
        ],
        links=[
            ActLink(old, _key(change, new), share)
            for new in change.news
            for old, share in new.shares.items()
        ],
    )


def _giving(decided: Decided, part: Part, codes: "_Codes") -> Act:
    return Act(
        code=codes.of(part),
        kind=ChangeKind.TRANSFER,
        takes_effect=decided.takes_effect,
        first_month=_later(decided),
        decision=decided.decision,
        source=decided.decision,
        links=[ActLink(part.giver.pk, part.receiver.pk, part.share)],
    )


def _later(decided: Decided) -> date | None:
    is_later = decided.first_month > decided.takes_effect
    return decided.first_month if is_later else None


def _key(change: Change, new: NewUnit) -> str:
    return f"{change.olds[0].level}.{new.code}"


def _kept_below(
    decided: Decided, under: dict[int, str], ended: Sequence[int]
) -> list[tuple[AdministrativeUnit, str]]:
    """The units below those that end, each with the key of the unit above it from then on; the
    highest first."""
    found: list[tuple[AdministrativeUnit, str]] = []
    level = list(ended)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=decided.first_month)
    while level:
        units = list(AdministrativeUnit.objects.filter(lasting, parent__in=level).order_by("pk"))
        if homeless := [unit for unit in units if unit.parent_id not in under]:
            raise UnitsBelowRemain(homeless)
        for unit in units:
            found.append((unit, under[unit.parent_id or 0]))
            under[unit.pk] = f"{unit.level}.{unit.code}"
        level = [unit.pk for unit in units]
    return found


def _keeping(
    decided: Decided, below: Sequence[tuple[AdministrativeUnit, str]], codes: "_Codes"
) -> Act:
    return Act(
        code=codes.kept(),
        kind=ChangeKind.KEEP,
        takes_effect=decided.takes_effect,
        first_month=_later(decided),
        decision=decided.decision,
        source=decided.decision,
        ends=[unit.pk for unit, _above in below],
        opens=[
            OpenedUnit(
                key=f"{unit.level}.{unit.code}",
                level=unit.level,
                code=unit.code,
                kind=unit.kind,
                name=unit.name,
                full_name=unit.full_name,
                parent=above,
            )
            for unit, above in below
        ],
        links=[ActLink(unit.pk, f"{unit.level}.{unit.code}", Decimal(1)) for unit, _above in below],
    )


class _Codes:
    """Codes of acts: the same act has the same code, unless the one before it is void."""

    def __init__(self, decided: Decided) -> None:
        day = f"{decided.takes_effect:%Y-%m-%d}"
        self._names = {id(change): self._said(day, change) for change in decided.changes}
        self._names |= {id(part): self._given(day, part) for part in decided.parts}
        first = min(self._names.values())
        self._kept = f"{first}/keep"[:_LONGEST_CODE]
        asked = Q()
        for name in (*self._names.values(), self._kept):
            asked |= Q(code__startswith=name)
        void = UnitChange.objects.filter(asked, is_void=True)
        self._void = list(void.values_list("code", flat=True))

    def of(self, decided: Change | Part) -> str:
        return self._free(self._names[id(decided)])

    def kept(self) -> str:
        return self._free(self._kept)

    def _said(self, day: str, change: Change) -> str:
        level, codes = change.olds[0].level, sorted(new.code for new in change.news)
        olds = min(unit.code for unit in change.olds)
        said = f"{day}/{level}.{olds}/{change.kind}/{'+'.join(codes)}"
        return said[: _LONGEST_CODE - 8]

    def _given(self, day: str, part: Part) -> str:
        """By ids: of a unit that goes on the code alone is not enough to name it."""
        return f"{day}/{part.giver.level}.{part.giver.pk}/part/{part.receiver.pk}"

    def _free(self, name: str) -> str:
        before = sum(code == name or code.startswith(f"{name}~") for code in self._void)
        return f"{name}~{before + 1}" if before else name
