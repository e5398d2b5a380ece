"""Numbers that stand one row too low or too high in a table of units, as after a paste that began
in the wrong row. Pure; static/js/grid-shifts.js says the same of what was just pasted.

A number tells for its neighbour where it is near what the neighbour had a month ago, nearer than
to the neighbour on the other side, and far from what its own unit had. Units whose numbers are
alike tell nothing, and a month in which no number moved by more than a quarter is never in doubt.

One column alone is believed where nearly all of its rows tell. Several together are believed in
fewer rows, and between units that are alike, if what tells is close and hardly anything speaks
against it: see `_together`. The numbers were chosen on the made-up past of 33 provinces and 63 (456
tables, 9.524 rows): no month of it is in doubt, and where numbers are made to jump or waver no
more months are than by the columns one by one; of three rows shifted in seven columns nine in ten
are found, with all of their columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

# Near: off by at most that share of the larger number. Far: by more than that, by so many people,
# and by so many times as much as from the neighbour's.
NEAR, FAR = Fraction(1, 5), Fraction(1, 4)
LEAST_PEOPLE = 10
TIMES_AS_FAR = 3
# Of one column so many units, and more than two thirds of the block, must tell for a neighbour.
LEAST_UNITS = 3
# Of columns together at least so many numbers by how many units they are of, and more than a third
# of the block; numbers within CLOSE alone are counted, and for each that is near neither its own
# unit's nor the neighbour's there must be more than ten.
LEAST_NUMBERS: Mapping[int, int] = {2: 8, 3: 5}
CLOSE = Fraction(1, 20)
TIMES_AS_MANY = 10


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
    CLOSELY = "closely"
    FOR_NEITHER = "neither"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Run:
    """`rows`: those that tell for their neighbour, in `numbers` numbers; `against`: how many
    numbers from the first to the last of them are near neither. `codes`: the columns that tell
    enough by themselves."""

    rows: frozenset[int]
    numbers: int
    against: int
    codes: frozenset[str] = frozenset()

    @property
    def first(self) -> int:
        return min(self.rows)

    @property
    def last(self) -> int:
        return max(self.rows)

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def shifted_blocks(rows: Sequence[UnitRow]) -> list[ShiftedBlock]:
    """The rows as they stand one under the other. From above first, then by the first row. Columns
    whose runs touch are one block, with every column that looks shifted in its rows."""
    codes = list(dict.fromkeys(code for row in rows for code in row.people))
    found = []
    for step in (1, -1):
        alone: list[_Run] = []
        close: list[_Run] = []
        for code in codes:
            for stretch in _stretches(rows, code, step):
                alone += [replace(run, codes=frozenset({code})) for run in _alone(stretch)]
                close += _closely(stretch)
        together = [run for run in (*close, *_merged(close)) if _is_enough(run)]
        for run in _merged([*alone, *together]):
            units = tuple(row.unit for row in rows[run.first : run.last + 1])
            named = tuple(
                code for code in codes if code in run.codes or _holds(rows, run, code, step)
            )
            if named:
                found.append(ShiftedBlock(units, named, step > 0))
    return found


_Stretch = Sequence[tuple[int, _Tells]]


def _stretches(rows: Sequence[UnitRow], code: str, step: int) -> Iterator[_Stretch]:
    """Of a column the rows between numbers that tell for their own units."""
    found: list[tuple[int, _Tells]] = []
    for at in range(len(rows) + 1):
        told = _tells(rows, at, code, step)
        if told is not _Tells.FOR_OWN:
            found.append((at, told))
        elif found:
            yield found
            found = []


def _alone(stretch: _Stretch) -> Iterator[_Run]:
    """From the first to the last that tells for the unit `step` rows above, if these are enough."""
    telling = [at for at, told in stretch if told in (_Tells.FOR_NEIGHBOUR, _Tells.CLOSELY)]
    if len(telling) >= LEAST_UNITS and 3 * len(telling) > 2 * (telling[-1] - telling[0] + 1):
        yield _Run(frozenset(telling), len(telling), 0)


def _closely(stretch: _Stretch) -> Iterator[_Run]:
    telling = [at for at, told in stretch if told is _Tells.CLOSELY]
    if telling:
        against = [at for at, told in stretch if told is _Tells.FOR_NEITHER]
        within = sum(telling[0] <= at <= telling[-1] for at in against)
        yield _Run(frozenset(telling), len(telling), within)


def _is_enough(run: _Run) -> bool:
    """What was counted closely, of one column or of several."""
    units = len(run.rows)
    least = LEAST_NUMBERS.get(min(units, max(LEAST_NUMBERS)))
    if least is None or run.numbers < least or 3 * units <= run.length:
        return False
    return run.numbers > TIMES_AS_MANY * run.against


def _holds(rows: Sequence[UnitRow], run: _Run, code: str, step: int) -> bool:
    """Of the numbers of its rows that are nearer to the one or the other more than two thirds are
    nearer to the neighbour's. Rows between may be sound: an approved one breaks a paste."""
    nearer = farther = 0
    for at in run.rows:
        now, own = rows[at].people.get(code), rows[at].before.get(code)
        theirs = rows[at - step].before.get(code)
        if now is not None and own is not None and theirs is not None:
            to_theirs, to_own = _share_off(now, theirs), _share_off(now, own)
            nearer += to_theirs < to_own
            farther += to_own < to_theirs
    return nearer > 2 * farther and nearer >= min(LEAST_NUMBERS)


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
        return _Tells.FOR_OWN if _is_near(now, own) else _Tells.FOR_NEITHER
    is_theirs = others is None or _share_off(now, theirs) < _share_off(now, others)
    if not is_theirs or not _is_far(now, own, theirs):
        return _Tells.NOTHING
    return _Tells.CLOSELY if _share_off(now, theirs) <= CLOSE else _Tells.FOR_NEIGHBOUR


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
    """Those that overlap, or follow one another, are one."""
    merged: list[_Run] = []
    for run in sorted(runs, key=lambda each: each.first):
        last = merged[-1] if merged else None
        if last is not None and run.first <= last.last + 1:
            merged[-1] = _Run(
                last.rows | run.rows,
                last.numbers + run.numbers,
                last.against + run.against,
                last.codes | run.codes,
            )
        else:
            merged.append(run)
    return merged
