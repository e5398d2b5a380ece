"""How the report writes what remains and what changed: in Vietnamese words, without a minus."""

from coverage.notation.numbers import write_people
from coverage.tables.notations import PEOPLE_FORMAT, Notation, quoted
from reports.written_report import sentences as wording
from reports.written_report import words

_OVER, _SHORT = wording.OVER.format(people=""), wording.SHORT.format(people="")
_OVER_FORM = f"{quoted(_OVER)}{PEOPLE_FORMAT}"


def _remaining(people: int) -> str:
    return f"{_OVER if people < 0 else ''}{write_people(abs(people))}"


REMAINING = Notation(_remaining, f"{PEOPLE_FORMAT};{_OVER_FORM}")
# Of a year that is over.
SHORT = Notation(
    lambda people: f"{_SHORT if people > 0 else ''}{_remaining(people)}",
    f"{quoted(_SHORT)}{PEOPLE_FORMAT};{_OVER_FORM};{PEOPLE_FORMAT}",
)
CHANGE = Notation(
    lambda people: f"{words.direction(people)} {write_people(abs(people))}" if people else "0",
    f"{quoted(wording.RISE + ' ')}{PEOPLE_FORMAT};{quoted(wording.FALL + ' ')}{PEOPLE_FORMAT};0",
)
