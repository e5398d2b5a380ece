"""What would follow from what was supposed, beside what is: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.figures.standing import OwnPromise, Row, Standing
from targets.attainment import Assessment, percent
from targets.what_if import (
    Change,
    Level,
    Supposed,
    assess_supposed,
    shares,
    supposed_level,
    uncovered_people,
)


@dataclass(frozen=True, slots=True)
class PartResult:
    """One unit now and as supposed. `need`: its share of what then remains to the chosen target;
    None where it gets none."""

    row: Row
    moved: int | None
    people: int | None
    rate: Decimal | None
    need: int | None


@dataclass(frozen=True, slots=True)
class PromiseResult:
    """A promise beside what was reported, and what was supposed."""

    promised: OwnPromise
    now: Assessment
    then: Assessment


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The whole and its parts as supposed. `promises`: targets of the year, then milestones;
    `chosen`: the one whose gap is shared, a milestone only if it is asked for; `can_be_closed` is
    False where fewer people are left uncovered than remain to it."""

    whole: Row
    supposed: Supposed
    people: int | None
    rate: Decimal | None
    denominator: int | None
    promises: Sequence[PromiseResult]
    parts: Sequence[PartResult]
    chosen: PromiseResult | None
    can_be_closed: bool

    @property
    def gap(self) -> int | None:
        """What then remains, below zero when exceeded; None where it cannot be told."""
        return self.chosen.then.remaining if self.chosen else None

    @property
    def denominator_now(self) -> int | None:
        return self._base_counted or _level(self.whole).denominator

    @property
    def is_denominator_of_some(self) -> bool:
        """Of a whole that lacks units: that of the units it has, whose the rate is."""
        return self._base_counted is not None

    @property
    def _base_counted(self) -> int | None:
        value = self.whole.value
        return value.base.people if value.base and not value.is_complete else None

    @property
    def denominator_then(self) -> int | None:
        return self.denominator_now if self.supposed.denominator is None else self.denominator


def what_if(
    whole: Row,
    parts: Sequence[Row],
    changes: Mapping[int, Change],
    denominator: int | None = None,
    assigner_id: int | None = None,
) -> WhatIf:
    """The parts' moves are the whole's. `parts`: the units with lines of their own; `changes`: unit
    id -> what is supposed of it; `denominator`: the whole's, None where it stays."""
    moves = {
        row.unit.pk: changes[row.unit.pk].move(row.value.people)
        for row in parts
        if row.unit.pk in changes
    }
    supposed = Supposed(sum(move or 0 for move in moves.values()), denominator)
    level = supposed_level(_level(whole), supposed)
    judged = supposed_level(_judged_level(whole), supposed)
    promises = [_judged(each, judged, supposed) for each in whole.to_reach]
    chosen = _chosen(promises, assigner_id)
    gap = chosen.then.remaining if chosen else None
    needs = None if gap is None else shares(gap, _uncovered(parts, moves))
    return WhatIf(
        whole=whole,
        supposed=supposed,
        people=level.people,
        rate=whole.value.rate if supposed.is_nothing else percent(*level.rated),
        denominator=level.denominator,
        promises=promises,
        parts=[_part(row, moves, needs or {}) for row in parts],
        chosen=chosen,
        can_be_closed=gap is None or needs is not None,
    )


def _judged(promised: OwnPromise, level: Level, supposed: Supposed) -> PromiseResult:
    """Where nothing is supposed, what is stays as it was judged, its printed rate included."""
    now = promised.assessment
    then = now if supposed.is_nothing else assess_supposed(promised.promise.promise, level)
    return PromiseResult(promised, now, then)


def _chosen(promises: Sequence[PromiseResult], assigner_id: int | None) -> PromiseResult | None:
    """The target whose gap is shared: of the assigner asked for, else the nearest for the year."""
    asked = [each for each in promises if each.promised.promise.assigner_id == assigner_id]
    of_year = [each for each in promises if isinstance(each.promised, Standing)]
    return next(iter([*asked, *of_year]), None)


def _part(row: Row, moves: Mapping[int, int | None], needs: Mapping[int, int]) -> PartResult:
    moved = moves.get(row.unit.pk)
    level = supposed_level(_level(row), Supposed(moved or 0))
    return PartResult(
        row=row,
        moved=moved,
        people=level.people,
        rate=percent(*level.rated) if moved else row.value.rate,
        need=needs.get(row.unit.pk),
    )


def _uncovered(parts: Sequence[Row], moves: Mapping[int, int | None]) -> dict[int, int | None]:
    """unit id -> those whom it would not cover yet."""
    found: dict[int, int | None] = {}
    for row in parts:
        level = supposed_level(_level(row), Supposed(moves.get(row.unit.pk) or 0))
        found[row.unit.pk] = uncovered_people(*level.rated)
    return found


def _level(row: Row) -> Level:
    base = row.plan_base
    return Level(row.value.people, base.people if base else None, row.value.rated)


def _judged_level(row: Row) -> Level:
    """Only of all of the unit: what lacks units is held against nothing."""
    base, value = row.plan_base, row.value
    rated = (None, None) if value.whole_rate is None else value.rated
    return Level(value.whole_people, base.people if base else None, rated)
