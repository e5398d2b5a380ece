"""A line of a table of units: what it is, and what its cells say. Pure text."""

from dataclasses import dataclass

from coverage.tables.notations import Notation
from reports.figures.notations import rate_in_row
from reports.figures.standing import OwnPromise, Row, Standing
from reports.figures.words import NOTHING, month_state_text, plan_text
from reports.figures.year_turn import unset_lines
from targets.pace import Light

BELOW_SIGN = "▼"
LIGHT_ORDER = (Light.MISSED, Light.BEHIND, Light.ON_PATH, Light.REACHED)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A line of a table: a unit's row beside the promise of the chosen assigner; `place`: in a
    ranking, None where it has none."""

    row: Row
    promised: OwnPromise | None
    place: int | None = None

    @property
    def standing(self) -> Standing | None:
        """The promise as far as it is of the year, and so judged."""
        return self.promised if isinstance(self.promised, Standing) else None


def rate_in_line(line: JudgedRow) -> Notation:
    return rate_in_row(line.row, [line.promised] if line.promised else ())


def rate_of_line(line: JudgedRow) -> str:
    rate = rate_in_line(line).text(line.row.value.rate)
    return f"{BELOW_SIGN} {rate}" if line.row.is_below_average else rate


def plan_of_line(line: JudgedRow) -> str:
    """The target as it was set; one turned from a rate into people says so by its rate."""
    return NOTHING if line.promised is None else plan_text(line.promised.promise.promise)


def month_of_line(line: JudgedRow) -> str | None:
    """The state of the month of a unit below; None where it was no unit then."""
    row = line.row
    return month_state_text(row.state) if row.is_part and row.state is not None else None


def unset_in_line(line: JudgedRow) -> str:
    """Of a unit without a target among others that have one."""
    return "; ".join(unset_lines(line.row)) if line.promised is None else ""


def light_rank(line: JudgedRow) -> int | None:
    """The worst first; None where it is not judged."""
    if line.standing is None or line.standing.light not in LIGHT_ORDER:
        return None
    return LIGHT_ORDER.index(line.standing.light)
