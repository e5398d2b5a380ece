"""A line of a table of units: what it is, and what its cells say. Pure text."""

from dataclasses import dataclass

from coverage.tables.notations import Notation
from reports.figures.standing import Row, Standing
from reports.figures.words import NOTHING, plan_text, rate_in
from targets.pace import Light

BELOW_SIGN = "▼"
LIGHT_ORDER = (Light.BEHIND, Light.ON_PATH, Light.REACHED)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A line of a table: a unit's row, judged by the promise of the chosen assigner; `place`: in a
    ranking, None where it has none."""

    row: Row
    standing: Standing | None
    place: int | None = None


def rate_in_line(line: JudgedRow) -> Notation:
    return rate_in(line.row.value, [line.standing] if line.standing else ())


def rate_of_line(line: JudgedRow) -> str:
    rate = rate_in_line(line).text(line.row.value.rate)
    return f"{BELOW_SIGN} {rate}" if line.row.is_below_average else rate


def plan_of_line(line: JudgedRow) -> str:
    """The target as it was set; one turned from a rate into people says so by its rate."""
    return NOTHING if line.standing is None else plan_text(line.standing.promise.promise)


def light_rank(line: JudgedRow) -> int | None:
    """The worst first; None where it is not judged."""
    if line.standing is None or line.standing.light not in LIGHT_ORDER:
        return None
    return LIGHT_ORDER.index(line.standing.light)
