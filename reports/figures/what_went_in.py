"""What a unit comes to by the units that went into it. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from coverage.lineage import Predecessor, is_kept
from reports.figures.pooled_values import pool_by_unit, reckoned_value
from reports.figures.tree import WHOLE
from reports.figures.values import Share, Value


def value_of_what_went_in(
    name: str, came_from: Sequence[Predecessor], values: Sequence[Value], unknown: Value
) -> Value:
    """`values`: of each that went into the unit called `name`, in the same order. The sum of those
    that went in whole, and of one alone just what it reported; by shares where one went in part;
    `unknown` where a share is not known, or a figure by which it is reckoned."""
    if any(each.weight != WHOLE for each in came_from):
        found = _by_shares(came_from, values)
        return unknown if found is None or found.reckoned is None else found
    if is_kept(name, [(each.name, each.weight) for each in came_from]):
        return values[0]
    former = tuple(each.name for each in came_from)
    if len(values) == 1:
        return replace(values[0], from_predecessors=True, former=former)
    units = [each.unit_id for each in came_from]
    summed = pool_by_unit(dict(zip(units, values, strict=True)), from_predecessors=True)
    return replace(summed, former=former)


def _by_shares(came_from: Sequence[Predecessor], values: Sequence[Value]) -> Value | None:
    shares = [Share(each.name, each.weight) for each in came_from if each.weight is not None]
    if len(shares) < len(came_from):
        return None
    return reckoned_value(list(zip(shares, values, strict=True)))
