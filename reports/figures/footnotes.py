"""Under a table of units: by which documents and denominators its attainments were computed. Pure.

Lines that share document, year, version and rule are named together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.figures.standing import OwnPromise, Reached, Row
from reports.figures.values import RateBase
from targets.attainment import Rule
from targets.in_force import PromiseInForce


@dataclass(frozen=True, slots=True)
class PromiseNote:
    """`promise` is one of those that stand together; `units`: whose lines it is, empty where it is
    all that have a target."""

    promise: PromiseInForce
    rule: Rule | None
    units: Sequence[str]


@dataclass(frozen=True, slots=True)
class BaseNote:
    """`base` is one of those that share year, source and note; `units` as above."""

    base: RateBase
    units: Sequence[str]


@dataclass(frozen=True, slots=True)
class Footnotes:
    promises: Sequence[PromiseNote]
    bases: Sequence[BaseNote]


PromiseKey = tuple[int, int, datetime, Rule | None]
BaseKey = tuple[int | None, str, str, bool, bool]


def footnotes(lines: Sequence[tuple[Row, OwnPromise | None]]) -> Footnotes:
    """Of the lines of a table, each with the promise it is held against."""
    promises: dict[PromiseKey, list[tuple[Row, OwnPromise]]] = {}
    bases: dict[BaseKey, list[tuple[Row, RateBase]]] = {}
    for row, promised in lines:
        if promised is not None:
            promises.setdefault(_promise_key(promised), []).append((row, promised))
        for base in _bases_of(row, promised):
            bases.setdefault(_base_key(base), []).append((row, base))
    return Footnotes(
        promises=[
            PromiseNote(
                group[0][1].promise,
                group[0][1].assessment.rule,
                [] if len(promises) == 1 else [row.unit.full_name for row, _ in group],
            )
            for group in promises.values()
        ],
        bases=[
            BaseNote(
                group[0][1], [] if len(bases) == 1 else [row.unit.full_name for row, _ in group]
            )
            for group in bases.values()
        ],
    )


def _bases_of(row: Row, promised: OwnPromise | None) -> list[RateBase]:
    """That of the month, and that of the December by which the year before is held."""
    found = [row.value.base, promised.base if isinstance(promised, Reached) else None]
    return list({_base_key(base): base for base in found if base is not None}.values())


def _promise_key(promised: OwnPromise) -> PromiseKey:
    promise = promised.promise
    return (promise.document_id, promise.year, promise.recorded_at, promised.assessment.rule)


def _base_key(base: RateBase) -> BaseKey:
    return (base.year, base.source, base.note, base.estimate, base.simulated)
