"""The place of each unit among its like. Pure."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from reports.figures.standing import Row, Standing
from targets.attainment import Quantity, Rule


def ranks(values: Sequence[Quantity | None]) -> list[int | None]:
    """The highest is 1; equals share a rank and the next ones are left out (1, 2, 2, 4). What has
    no value has no rank."""
    counts = Counter(value for value in values if value is not None)
    descending = sorted(counts, reverse=True)
    before = [0, *accumulate(counts[value] for value in descending)]
    rank_of = {value: 1 + above for value, above in zip(descending, before, strict=False)}
    return [None if value is None else rank_of[value] for value in values]


def places(judged: Sequence[tuple[Row, Standing | None]]) -> list[int | None]:
    """Units of a table by what each attained of its target; by their rates where `has_targets` says
    that none has a target. None where the figure lacks some of the unit: that would be unfair."""
    if has_targets(judged):
        return ranks([_attainment(row, standing) for row, standing in judged])
    return ranks([row.value.whole_rate for row, _ in judged])


def has_targets(judged: Sequence[tuple[Row, Standing | None]]) -> bool:
    return any(standing is not None for _, standing in judged)


def _attainment(row: Row, standing: Standing | None) -> Decimal | None:
    if standing is None:
        return None
    by_rate = standing.assessment.rule is Rule.RATE_ON_RATE
    counted = row.value.whole_rate if by_rate else row.value.whole_people
    return None if counted is None else standing.assessment.attainment
