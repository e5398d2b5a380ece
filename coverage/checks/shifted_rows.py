"""Numbers that stand one row too low or too high in a table of units, as after a paste that began
in the wrong row. Pure; static/js/grid-shifts.js says the same of what was just pasted.

A number tells for its neighbour where it is near what the neighbour had a month ago, nearer than
to the neighbour on the other side, and far from what its own unit had. Units whose numbers are
alike tell nothing, and a month in which no number
moved by more than a quarter is never in doubt.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

# So many units, and more than two thirds of the block, must tell for their neighbours.
LEAST_UNITS = 3
# Near: off by at most that share of the larger number. Far: by more than that, by so many people,
# and by so many times as much as from the neighbour's.
NEAR, FAR = Fraction(1, 5), Fraction(1, 4)
LEAST_PEOPLE = 10
TIMES_AS_FAR = 3


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's people by code, this month and a month before; a code not reported is missing."""

    unit: int
    people: Mapping[str, int]
    before: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ShiftedBlock:
    """Units one under the other whose numbers, of these codes, look like those of the units one
    row above them (`is_from_above`: they stand too low) or below."""

    units: tuple[int, ...]
    codes: tuple[str, ...]
    is_from_above: bool


class _Tells(Enum):
    FOR_OWN = "own"
    FOR_NEIGHBOUR = "neighbour"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int
    codes: tuple[str, ...]


def shifted_blocks(rows: Sequence[UnitRow]) -> list[ShiftedBlock]:
    """The rows as they stand one under the other. From above first, then by the first row."""
    codes = list(dict.fromkeys(code for row in rows for code in row.people))
    return [
        ShiftedBlock(tuple(row.unit for row in rows[run.first : run.last + 1]), run.codes, step > 0)
        for step in (1, -1)
        for run in _merged([run for code in codes for run in _runs(rows, code, step)])
    ]


def _runs(rows: Sequence[UnitRow], code: str, step: int) -> Iterator[_Run]:
    """Stretches without a number that tells for its own unit, from the first to the last that
    tells for the unit `step` rows above."""
    found: list[int] = []
    for at in range(len(rows) + 1):
        told = _tells(rows, at, code, step)
        if told is _Tells.FOR_NEIGHBOUR:
            found.append(at)
        elif told is _Tells.FOR_OWN:
            if len(found) >= LEAST_UNITS and 3 * len(found) > 2 * (found[-1] - found[0] + 1):
                yield _Run(found[0], found[-1], (code,))
            found = []


def _tells(rows: Sequence[UnitRow], at: int, code: str, step: int) -> _Tells:
    """The ends of the table tell for themselves: there is no neighbour."""
    if at == len(rows) or not 0 <= at - step < len(rows):
        return _Tells.FOR_OWN
    now, own = rows[at].people.get(code), rows[at].before.get(code)
    theirs, others = rows[at - step].before.get(code), None
    if 0 <= at + step < len(rows):
        others = rows[at + step].before.get(code)
    if now is None or own is None or theirs is None:
        return _Tells.NOTHING
    if not _is_near(now, theirs):
        return _Tells.FOR_OWN if _is_near(now, own) else _Tells.NOTHING
    is_theirs = others is None or _share_off(now, theirs) < _share_off(now, others)
    return _Tells.FOR_NEIGHBOUR if is_theirs and _is_far(now, own, theirs) else _Tells.NOTHING


def _share_off(now: int, before: int) -> Fraction:
    """Of the larger number."""
    return Fraction(abs(now - before), max(now, before, 1))


def _is_near(now: int, before: int) -> bool:
    return _share_off(now, before) <= NEAR


def _is_far(now: int, own: int, theirs: int) -> bool:
    off = _share_off(now, own)
    is_more = off > FAR and off >= TIMES_AS_FAR * _share_off(now, theirs)
    return is_more and abs(now - own) >= LEAST_PEOPLE


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    """Of several codes, those that overlap are one block."""
    merged: list[_Run] = []
    for run in sorted(runs, key=lambda each: each.first):
        last = merged[-1] if merged else None
        if last is not None and run.first <= last.last:
            codes = tuple(dict.fromkeys((*last.codes, *run.codes)))
            merged[-1] = _Run(last.first, max(last.last, run.last), codes)
        else:
            merged.append(run)
    return merged
