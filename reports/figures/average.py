"""The parts of a unit that are below its pooled rate. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.figures.standing import Row
from targets.attainment import below_pooled, pooled


def with_averages(
    wholes: Sequence[Row], parts: Mapping[str, Sequence[Row]]
) -> tuple[list[Row], dict[str, Sequence[Row]]]:
    """The rows of an overview, with those that are below the average marked. `parts`: of each
    indicator, by its code."""
    found: list[Row] = []
    part_of: dict[str, Sequence[Row]] = dict(parts)
    for whole in wholes:
        code = whole.indicator.code
        made, part_of[code] = _with_average(whole, part_of.get(code, []))
        found.append(made)
    return found, part_of


def _with_average(whole: Row, parts: Sequence[Row]) -> tuple[Row, Sequence[Row]]:
    """Each that is below, and the average, carries the rates it must not be read alike with."""
    average, below = whole.value.whole_rate, _below(whole, parts)
    if average is None or not below:
        return whole, parts
    rates = [row.value.rate for row in parts if row.unit.pk in below and row.value.rate is not None]
    marked = [
        replace(row, is_below_average=True, rates_beside=[average]) if row.unit.pk in below else row
        for row in parts
    ]
    return replace(whole, rates_beside=rates), marked


def _below(whole: Row, parts: Sequence[Row]) -> set[int]:
    """Parts below the rate of the whole, that which is shown of it. They are compared by people
    and denominators, a rate reported alone as it was printed. A part or a whole that lacks units of
    its own is not compared."""
    average = whole.value.whole_rate
    rates = {row.unit.pk: row.value.whole_rate for row in parts}
    if average is None:
        return set()
    if whole.value.people is None or whole.value.base is None:
        return {pk for pk, rate in rates.items() if rate is not None and rate < average}
    triples = [(row.unit.pk, *row.value.rated) for row in parts if rates[row.unit.pk] is not None]
    return set(below_pooled(triples, pooled([whole.value.rated])))
