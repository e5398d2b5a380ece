"""How the report writes what remains and what changed: in Vietnamese words, without a minus."""

from coverage.notation.numbers import write_people
from coverage.tables.notations import PEOPLE_FORMAT, Notation, quoted
from reports.written_report import sentences as wording
from reports.written_report import words

_OVER = wording.OVER.format(people="")

REMAINING = Notation(
    lambda people: f"{_OVER if people < 0 else ''}{write_people(abs(people))}",
    f"{PEOPLE_FORMAT};{quoted(_OVER)}{PEOPLE_FORMAT}",
)
CHANGE = Notation(
    lambda people: f"{words.direction(people)} {write_people(abs(people))}" if people else "0",
    f"{quoted(wording.RISE + ' ')}{PEOPLE_FORMAT};{quoted(wording.FALL + ' ')}{PEOPLE_FORMAT};0",
)
