"""Which numbers of a whole a formula over the lines of its units comes to. Pure."""

from collections.abc import Sequence

from reports.figures.values import Value
from targets.attainment import pooled


def adds_up(whole: Value, parts: Sequence[Value]) -> bool:
    """Whether the people of the whole are what these parts come to."""
    if not parts or whole.own is not None or whole.from_predecessors or whole.computed_from_parts:
        return False
    expected = [part for part in parts if not part.does_not_apply]
    counted = [part.people for part in expected if part.people is not None]
    people = sum(counted) if counted else None
    found = (people, len(counted), len(expected))
    return (whole.people, whole.counted, whole.expected) == found


def is_pooled(whole: Value, parts: Sequence[Value]) -> bool:
    """Whether the rate of the whole is that of these parts' people and denominators; else it has
    a denominator of its own."""
    if whole.pooled is None:
        return False
    rated = pooled((part.people, _denominator(part)) for part in parts)
    return (whole.pooled.people, whole.pooled.denominator) == (rated.people, rated.denominator)


def _denominator(value: Value) -> int | None:
    return (value.base.people or None) if value.base else None
