"""What would become of a figure in a file: new, changed, the same, left, or two values at once.

The file is compared with what stands now and with what stood when its writer last knew the
figures: a value the writer never touched does not overwrite one that somebody corrected since,
and where both changed it, a person chooses.
"""

from dataclasses import dataclass

from coverage.entry import Cell
from coverage.month_import.cell_values import FigureValue
from coverage.month_import.known import Key, Known, Standing
from coverage.workbooks.judging import Verdict, Whose


@dataclass(frozen=True, slots=True)
class Judged:
    """`cell` is what to write, None where nothing is; `standing` what stands there now."""

    verdict: Verdict
    standing: Standing | None = None
    cell: Cell | None = None


def choice_name(key: Key, standing: Standing) -> str:
    """The field of a choice. It names the version that was shown, so that it says nothing of one
    that came later."""
    return f"c-{key[0]}-{key[1]}-{standing.pk}"


def judge(known: Known, key: Key, said: FigureValue, choice: str, source: str) -> Judged:
    """`choice` is what was chosen in the field of `choice_name`, "" where nothing was."""
    standing = known.in_force.get(key)
    if _says_the_same(said, standing):
        return Judged(Verdict.SAME, standing)
    verdict = _changed_meanwhile(known, key, said, standing, choice)
    if verdict is not None:
        return Judged(verdict, standing)
    if not known.is_writable(key[0]):
        return Judged(Verdict.LOCKED, standing)
    is_new = standing is None or not standing.says_something
    cell = _cell(key, said, standing, source)
    return Judged(Verdict.NEW if is_new else Verdict.CHANGED, standing, cell)


def _changed_meanwhile(
    known: Known, key: Key, said: FigureValue, standing: Standing | None, choice: str
) -> Verdict | None:
    if standing is None or standing.recorded_at <= known.since or choice == Whose.MINE:
        return None
    if choice == Whose.THEIRS or _says_the_same(said, known.stood(key)):
        return Verdict.KEPT
    return Verdict.CONFLICT if standing.by_id != known.user.pk else None


def _says_the_same(said: FigureValue, standing: Standing | None) -> bool:
    """Of what the file says at all: people alone say nothing of a rate."""
    if standing is None or standing.absence != said.absence:
        return False
    return said.people in (None, standing.people) and said.rate in (None, standing.rate)


def _cell(key: Key, said: FigureValue, standing: Standing | None, source: str) -> Cell:
    """People alone leave a rate behind that was printed with other people, and keep one that
    stood by itself; a rate alone keeps the people."""
    people, rate = said.people, said.rate
    if standing is not None and not said.absence:
        if people is None:
            people = standing.people
        elif rate is None and standing.people is None:
            rate = standing.rate
    return Cell(
        *key,
        people=people,
        rate=rate,
        absence=said.absence,
        scope=standing.scope if standing else "",
        source=source,
        shown=standing.pk if standing else None,
    )
