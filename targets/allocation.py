"""Do the targets of one document add up? Parts against the whole, per cent against people, each
year against the year before.

Pure and exact: `int` and `Decimal` in and out, compared by multiplication, nothing rounded. Every
gap is listed and none is judged: targets that do not add up are common and may be meant.

A per cent stands for the interval that its last decimal allows, rounded half up or cut off, as
offices print it; a whole per cent is taken at one decimal, since 95 % in a resolution is meant as
95,0. People are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from targets.attainment import EXACT, Promise, Quantity, people_from_rate, percent

# Unit, indicator, year.
Key = tuple[int, int, int]


class GapKind(StrEnum):
    PARTS_DIFFER = "parts_differ"
    PART_MISSING = "part_missing"
    POOLED_DIFFERS = "pooled_differs"
    PEOPLE_AND_PERCENT = "people_and_percent"
    PEOPLE_ABOVE_BASE = "people_above_base"
    ABOVE_HUNDRED = "above_hundred"
    BELOW_THE_YEAR_BEFORE = "below_the_year_before"


@dataclass(frozen=True, slots=True)
class TargetBase:
    """A denominator in use: its people, the year it is of, and who says so."""

    people: int
    year: int
    source: str = ""
    is_simulated: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that does not add up, at one cell: the whole's for a gap between whole and parts.

    said: what the cell says, in people or, where `in_percent`, in per cent.
    found: what the others make of it: the sum or pooled rate of the parts, the share the people
        are, the denominator, 100, or the year before. None where nothing can be computed.
    base: the denominator behind `found`; of a pooled rate, that of all parts together.
    units: the parts this is about: those without a target, in the order they were given.
    other_year: the year compared with.
    """

    kind: GapKind
    key: Key
    said: Quantity | None
    found: Quantity | None
    in_percent: bool = False
    base: TargetBase | None = None
    units: tuple[int, ...] = ()
    other_year: int | None = None

    @property
    def difference(self) -> Quantity | None:
        """`found` less `said`: above zero where the parts promise more than the whole."""
        if self.said is None or self.found is None:
            return None
        if isinstance(self.said, int) and isinstance(self.found, int):
            return self.found - self.said
        return EXACT.subtract(Decimal(self.found), Decimal(self.said))


@dataclass(frozen=True, slots=True)
class Allocation:
    """The targets of one document. `parts` are the units that together make the `whole`; `bases`
    has the denominator in use for a cell, where there is one; `levels` are the indicators that
    measure a level, which alone are expected not to fall from year to year. Where the document
    sets only the parts, `wholes_elsewhere` has what another document sets for the whole."""

    whole: int
    parts: Sequence[int]
    promises: Mapping[Key, Promise]
    bases: Mapping[Key, TargetBase]
    levels: frozenset[int]
    wholes_elsewhere: Mapping[Key, Promise] = field(default_factory=dict)


def gaps(allocation: Allocation) -> list[Gap]:
    """By indicator and year as the keys sort, the whole's own cell before its parts'."""
    rank = {unit: place for place, unit in enumerate((allocation.whole, *allocation.parts))}
    found = [
        *_of_single_cells(allocation),
        *_of_years(allocation),
        *_of_whole_and_parts(allocation),
    ]
    return sorted(found, key=lambda gap: (gap.key[1:], rank.get(gap.key[0], len(rank))))


def agrees(share: Decimal, said: Decimal) -> bool:
    """Whether a share, unrounded, may have been printed as `said`."""
    exponent = said.normalize().as_tuple().exponent
    places = max(1, -exponent) if isinstance(exponent, int) else 1
    half = Decimal(5).scaleb(-places - 1)
    return EXACT.subtract(said, half) <= share < EXACT.add(said, half * 2)


def _of_single_cells(allocation: Allocation) -> Iterable[Gap]:
    for key, promise in allocation.promises.items():
        base = allocation.bases.get(key)
        share = percent(promise.people, base.people) if base else None
        if promise.percent is not None and promise.percent > 100:
            yield Gap(GapKind.ABOVE_HUNDRED, key, promise.percent, Decimal(100), in_percent=True)
        if share is None or base is None:
            continue
        if promise.percent is not None and not agrees(share, promise.percent):
            kind = GapKind.PEOPLE_AND_PERCENT
            yield Gap(kind, key, promise.percent, share, in_percent=True, base=base)
        elif share > 100:
            kind = GapKind.PEOPLE_ABOVE_BASE
            yield Gap(kind, key, promise.people, base.people, base=base)


def _of_years(allocation: Allocation) -> Iterable[Gap]:
    """A year is compared with the last one before it that the document sets."""
    kind = GapKind.BELOW_THE_YEAR_BEFORE
    before: dict[tuple[int, int], tuple[int, Promise]] = {}
    for key in sorted(allocation.promises):
        unit, indicator, year = key
        promise = allocation.promises[key]
        earlier_year, earlier = before.get((unit, indicator), (year, Promise()))
        before[unit, indicator] = (year, promise)
        if indicator not in allocation.levels:
            continue
        if _is_less(promise.people, earlier.people):
            yield Gap(kind, key, promise.people, earlier.people, other_year=earlier_year)
        if _is_less(promise.percent, earlier.percent):
            yield Gap(
                kind,
                key,
                promise.percent,
                earlier.percent,
                in_percent=True,
                other_year=earlier_year,
            )


def _is_less(now: Quantity | None, before: Quantity | None) -> bool:
    return now is not None and before is not None and now < before


def _of_whole_and_parts(allocation: Allocation) -> Iterable[Gap]:
    parts = set(allocation.parts)
    columns = {key[1:] for key in allocation.promises if key[0] in parts}
    for indicator, year in sorted(columns):
        keys = [(part, indicator, year) for part in allocation.parts]
        whole = (allocation.whole, indicator, year)
        missing = [key for key in keys if key not in allocation.promises]
        set_for = [key for key in keys if key in allocation.promises]
        promised = allocation.promises.get(whole) or allocation.wholes_elsewhere.get(
            whole, Promise()
        )
        if missing:
            yield _missing(allocation, whole, promised, missing, set_for)
        yield from _sum_differs(allocation, whole, promised, set_for, is_whole=not missing)
        if not missing:
            yield from _pooled_differs(allocation, whole, promised, keys)


def _missing(
    allocation: Allocation, whole: Key, promised: Promise, missing: list[Key], set_for: list[Key]
) -> Gap:
    return Gap(
        GapKind.PART_MISSING,
        whole,
        promised.people,
        _people_of(allocation, set_for),
        units=tuple(key[0] for key in missing),
    )


def _sum_differs(
    allocation: Allocation, whole: Key, promised: Promise, keys: list[Key], *, is_whole: bool
) -> Iterable[Gap]:
    """The sum of some of the parts can only be too large."""
    total = _people_of(allocation, keys)
    if promised.people is None or total is None:
        return
    if total > promised.people or (is_whole and total < promised.people):
        yield Gap(GapKind.PARTS_DIFFER, whole, promised.people, total)


def _people_of(allocation: Allocation, keys: Iterable[Key]) -> int | None:
    """None where one of them is not set in people."""
    people = [allocation.promises[key].people for key in keys]
    known = [each for each in people if each is not None]
    return sum(known) if known and len(known) == len(people) else None


def _pooled_differs(
    allocation: Allocation, whole: Key, promised: Promise, keys: list[Key]
) -> Iterable[Gap]:
    """All parts' people, promised or their rate of the denominator, on all denominators."""
    bases = [allocation.bases[key] for key in keys if key in allocation.bases]
    if promised.percent is None or len(bases) < len(keys):
        return
    people = [
        _share_of(allocation.promises[key], base) for key, base in zip(keys, bases, strict=True)
    ]
    known = [each for each in people if each is not None]
    if len(known) < len(people):
        return
    base = TargetBase(
        sum(each.people for each in bases),
        max(each.year for each in bases),
        is_simulated=any(each.is_simulated for each in bases),
    )
    share = percent(reduce(EXACT.add, known), base.people)
    if share is not None and not agrees(share, promised.percent):
        kind = GapKind.POOLED_DIFFERS
        yield Gap(kind, whole, promised.percent, share, in_percent=True, base=base)


def _share_of(promise: Promise, base: TargetBase) -> Decimal | None:
    """Planned people; of a rate, not rounded to whole people, so that many parts lose nothing."""
    if promise.people is not None:
        return Decimal(promise.people)
    if promise.percent is None:
        return None
    return EXACT.divide(EXACT.multiply(promise.percent, base.people), 100)


def people_meant(gap: Gap) -> int | None:
    """How many people the per cent of a cell is, at the denominator in use."""
    said = Decimal(gap.said) if gap.said is not None and gap.in_percent else None
    return people_from_rate(said, gap.base.people if gap.base else None)
