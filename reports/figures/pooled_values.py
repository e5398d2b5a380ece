"""The values of several units, or of the pieces of an indicator, taken as one. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.figures.values import (
    NOT_APPLICABLE,
    NOTHING,
    PartsSum,
    RateBase,
    Reckoned,
    Share,
    Value,
)
from targets.attainment import Pooled, percent, pooled, shared


def summed_value(parts: PartsSum) -> Value:
    """What the parts reported, pooled; the rate counts only parts with a denominator."""
    return Value(
        people=parts.people,
        rate=parts.pooled.rate,
        base=_pooled_base(parts.pooled, parts.counted, parts.simulated),
        pooled=parts.pooled,
        counted=parts.counted,
        expected=parts.expected,
        simulated=parts.simulated,
        excluded=parts.excluded,
        unapproved=parts.unapproved,
        being_edited=parts.being_edited,
    )


def rated_by(value: Value, own: RateBase | None) -> Value:
    """A complete sum with the unit's own denominator, which goes before the sum of its parts'; a
    sum that lacks some is no part of it."""
    if own is None or value.own is not None or not value.is_complete:
        return value
    rate = percent(value.people, own.people)
    simulated = value.simulated or own.simulated
    return replace(value, rate=rate, base=own, pooled=None, simulated=simulated)


def pool_values(values: Sequence[Value], *, from_predecessors: bool = False) -> Value:
    """Several units' values taken as one unit's; those to which it does not apply are left out.
    Whom the others leave out, the one leaves out."""
    values = [value for value in values if not value.does_not_apply]
    known = [value for value in values if value.people is not None]
    people = sum(value.people for value in known if value.people is not None)
    rated = pooled(value.rated for value in values)
    fully_rated = sum(value.base is not None for value in known)
    simulated = any(value.simulated for value in known)
    return Value(
        people=people if known else None,
        rate=rated.rate,
        base=_pooled_base(rated, len(known), simulated) if fully_rated == len(known) else None,
        pooled=rated,
        counted=len(known),
        expected=len(values),
        has_gaps=not all(value.is_complete for value in known),
        simulated=simulated,
        from_predecessors=from_predecessors,
        excluded=frozenset[int]().union(*(value.excluded for value in known)),
        unapproved=sum(value.unapproved > 0 for value in known),
        being_edited=sum(value.being_edited > 0 for value in known),
    )


def pool_by_unit(values: Mapping[int, Value], *, from_predecessors: bool = False) -> Value:
    """The values of units by their ids, pooled, with the ids of those that are left out."""
    pooled = pool_values([*values.values()], from_predecessors=from_predecessors)
    left_out = {pk for pk, value in values.items() if value.does_not_apply}
    return replace(pooled, excluded=pooled.excluded | left_out)


def reckoned_value(came_from: Sequence[tuple[Share, Value]]) -> Value:
    """What went into a unit by shares. NOTHING where one of these is not known whole."""
    applying = [(share, value) for share, value in came_from if not value.does_not_apply]
    whole = [(share.weight, value.whole_people) for share, value in applying]
    known = [(weight, people) for weight, people in whole if people is not None]
    if not known or len(known) < len(whole):
        return NOTHING
    people = shared(known)
    bases = [(share.weight, value.base.people) for share, value in applying if value.base]
    return Value(
        reckoned=Reckoned(
            people=people,
            rate=percent(people, shared(bases)) if len(bases) == len(applying) else None,
            shares=tuple(share for share, _value in applying),
        ),
        simulated=any(value.simulated for _share, value in applying),
    )


def _pooled_base(rated: Pooled, counted: int, simulated: bool) -> RateBase | None:
    """The denominators added up, where each of the parts counted has one."""
    if rated.denominator is None or rated.counted < counted:
        return None
    return RateBase(rated.denominator, year=None, simulated=simulated)


def sum_of_bases(bases: Sequence[RateBase | None]) -> RateBase | None:
    """The denominators of several units added up; None where there are none or one has none."""
    known = [base for base in bases if base is not None and base.people]
    if not known or len(known) < len(bases):
        return None
    people, is_made_up = sum(base.people for base in known), any(base.simulated for base in known)
    return RateBase(people, year=None, simulated=is_made_up)


def sum_of_pieces(pieces: Sequence[Value], base: RateBase | None) -> Value:
    """An indicator that is the sum of its pieces, where each that applies is known; not applicable
    where none applies. `base`: the unit's own denominator."""
    if not pieces or not all(each.is_complete or each.does_not_apply for each in pieces):
        return NOTHING
    if all(each.does_not_apply for each in pieces):
        return NOT_APPLICABLE
    return computed_whole(pieces, base)


def computed_whole(pieces: Sequence[Value], base: RateBase | None) -> Value:
    """An indicator added up from its part-indicators in one unit and month: all that apply are
    known, and those that do not add nothing.

    Its denominator is theirs where they have the same; else `base`, the unit's own."""
    known = [piece for piece in pieces if not piece.does_not_apply]
    widest = max(known, key=lambda piece: piece.expected)
    people = sum(piece.people or 0 for piece in known)
    if all(piece.base == known[0].base for piece in known):
        base = known[0].base or base
    return Value(
        people=people,
        rate=percent(people, base.people if base else None),
        base=base,
        counted=widest.counted,
        expected=widest.expected,
        simulated=any(piece.simulated for piece in known),
        from_predecessors=widest.from_predecessors,
        computed_from_parts=True,
        of_own_pieces=all(piece.own is not None for piece in known),
        excluded=frozenset.intersection(*(piece.excluded for piece in known)),
        unapproved=max(piece.unapproved for piece in known),
        being_edited=max(piece.being_edited for piece in known),
    )
