"""Whether a target is likely, beside the target before it and what was reached. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from coverage.notation.rates import hundredfold
from targets.attainment import Promise, Quantity, people_from_rate

# A target is asked about where it is so many times off from everything that is known.
TIMES_OFF = 5
# Among a handful of people everything is many times something.
LEAST_PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Doubt:
    """A target far from all that is known; `meant` is the same times or by a hundred, where that
    comes near; `people` what its rate comes to on the denominator in use."""

    meant: Promise | None
    people: int | None


def doubt_of(said: Promise, known: Iterable[Promise], base: int | None) -> Doubt | None:
    """None where nothing is known to hold it against, or something known is not far from it. Of
    people and per cent each is held against what is known by itself; where nothing is, against the
    other."""
    percent = replace(said, people=None) if said.percent is not None else None
    people = replace(said, percent=None) if said.people is not None else None
    others = list(known)
    for number, beside in ((percent, people), (people, percent)):
        if number is None:
            continue
        pairs = list(_pairs(number, others or ([beside] if beside else []), base))
        if pairs and all(_is_far(mine, other) for mine, other in pairs):
            return Doubt(
                _beside(said, _meant(number, pairs)), people_from_rate(number.percent, base)
            )
    return None


def _beside(said: Promise, meant: Promise | None) -> Promise | None:
    """The number meant, and the other as it was said."""
    if meant is None:
        return None
    people = said.people if meant.people is None else meant.people
    percent = said.percent if meant.percent is None else meant.percent
    return replace(said, people=people, percent=percent)


def _pairs(
    said: Promise, known: Iterable[Promise], base: int | None
) -> Iterator[tuple[Quantity, Quantity]]:
    """What can be compared, each in the same unit: people, else per cent."""
    for other in known:
        mine, theirs = _people(said, base), _people(other, base)
        if said.percent is not None and other.percent is not None:
            yield said.percent, other.percent
        elif mine is not None and theirs is not None:
            yield mine, theirs


def _people(promise: Promise, base: int | None) -> int | None:
    return people_from_rate(promise.percent, base) if promise.people is None else promise.people


def _is_far(mine: Quantity, other: Quantity) -> bool:
    if isinstance(mine, int) and isinstance(other, int) and abs(mine - other) < LEAST_PEOPLE:
        return False
    return not (other <= TIMES_OFF * mine and mine <= TIMES_OFF * other)


def _meant(said: Promise, pairs: Iterable[tuple[Quantity, Quantity]]) -> Promise | None:
    """Of a target in people or in per cent alone."""
    for mine, other in pairs:
        found = hundredfold(Decimal(mine), Decimal(other))
        if found is None:
            continue
        is_more = found > mine
        if said.people is None and said.percent is not None:
            return replace(said, percent=_hundredth(said.percent, is_more=is_more))
        if said.percent is None and said.people is not None:
            people = _hundredth(Decimal(said.people), is_more=is_more)
            return replace(said, people=int(people)) if people == int(people) else None
    return None


def _hundredth(number: Decimal, *, is_more: bool) -> Decimal:
    """Without zeros that nobody typed."""
    found = number.scaleb(2 if is_more else -2).normalize()
    return found if found % 1 else found.quantize(Decimal(1))
