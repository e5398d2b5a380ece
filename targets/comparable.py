"""What may be judged, ranked and compared: only what counts all of a unit. Pure.

A sum that lacks units has no light, no place among others, has reached no target and is nobody's
average; pages, workbooks and documents ask here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Protocol

from targets.attainment import Assessment, Quantity, Rule


class Counted(Protocol):
    """What is known of a unit and month, as far as all of the unit is counted."""

    @property
    def whole_people(self) -> int | None: ...

    @property
    def whole_rate(self) -> Decimal | None: ...


def judged(value: Counted, rule: Rule | None) -> Quantity | None:
    """What of a value is held against a target: people on people, or rate on rate. `rule`: None
    where nothing could be assessed."""
    return value.whole_rate if rule is Rule.RATE_ON_RATE else value.whole_people


def scores(units: Sequence[tuple[Counted, Assessment | None]]) -> list[Decimal | None]:
    """By what units stand in order: what each attained of its target; where none of them has one,
    their rates. `assessment`: of the target of one assigner, and of all of the unit."""
    if has_targets(assessment for _, assessment in units):
        return [assessment.attainment if assessment else None for _, assessment in units]
    return [value.whole_rate for value, _ in units]


def has_targets(assessments: Iterable[Assessment | None]) -> bool:
    """Whether units are ranked by attainment; else by their rates."""
    return any(assessment is not None for assessment in assessments)


def ranks(values: Sequence[Quantity | None]) -> list[int | None]:
    """The highest is 1; equals share a rank and the next ones are left out (1, 2, 2, 4). What has
    no value has no rank."""
    counts = Counter(value for value in values if value is not None)
    descending = sorted(counts, reverse=True)
    before = [0, *accumulate(counts[value] for value in descending)]
    rank_of = {value: 1 + above for value, above in zip(descending, before, strict=False)}
    return [None if value is None else rank_of[value] for value in values]
