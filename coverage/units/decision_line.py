"""What is said of a decision in one line: number, day, issuer. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from coverage.notation.periods import write_date
from coverage.notation.text import search_key

_LINE = re.compile(r"(?P<number>.+) ngày (?P<day>\d\d/\d\d/\d{4}) của (?P<issuer>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DecisionSaid:
    number: str
    issued_on: date
    issuer: str

    @property
    def line(self) -> str:
        return f"{self.number} ngày {write_date(self.issued_on)} của {self.issuer}"

    def is_of_one_number(self, text: str) -> bool:
        """Whether a line, or a shorter one that names the number alone, may be of the same
        decision, or of one with the same number by the same issuer on another day."""
        other = read_line(text)
        if other is None:
            return f" {search_key(self.number)} " in f" {search_key(text)} "
        return (search_key(other.number), search_key(other.issuer)) == (
            search_key(self.number),
            search_key(self.issuer),
        )


def read_line(text: str) -> DecisionSaid | None:
    """None of a line that says less, or otherwise."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    try:
        day = datetime.strptime(match["day"], "%d/%m/%Y").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None
    return DecisionSaid(match["number"], day, match["issuer"])
