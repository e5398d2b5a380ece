"""What may be typed into a cell of the entry page, and what a figure looks like there.

A number of people as coverage.notation.numbers reads it; `k` where there are no data ("không có số
liệu"); `kad` where the indicator does not apply ("không áp dụng"); nothing where nothing is known
yet. The two codes are the same in every language, so that a sheet can be pasted by anybody.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.grid.words import explain_text
from coverage.models import Absence
from coverage.notation.numbers import NumberError, read_people, write_people
from coverage.notation.text import nfc

CODES = {"k": Absence.NOT_AVAILABLE, "kad": Absence.NOT_APPLICABLE}
WORDS = {"không có số liệu": Absence.NOT_AVAILABLE, "không áp dụng": Absence.NOT_APPLICABLE}
_WRITTEN = {absence: code for code, absence in CODES.items()}


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """What a cell says: people, an absence, or (both empty) nothing."""

    people: int | None = None
    absence: str = ""

    @property
    def is_blank(self) -> bool:
        return self.people is None and not self.absence


def read_cell(text: str) -> TypedFigure:
    """Read what was typed into a cell. Raises NumberError."""
    word = nfc(" ".join(text.split())).lower()
    absence = CODES.get(word) or WORDS.get(word)
    return TypedFigure(absence=absence) if absence else TypedFigure(people=read_people(text))


def write_cell(people: int | None, absence: str) -> str:
    """The text that reads back as this; "" for a figure that was withdrawn, or has a rate only."""
    return _WRITTEN.get(Absence(absence), "") if absence else write_people(people)


def explain_cell(error: NumberError) -> str:
    """Why a text was refused and what to write instead, in the reader's language."""
    return explain_text(error, what_a_dash_may_mean())


def what_a_dash_may_mean() -> str:
    return _("This is not clear: write 0 for nobody, k for no data, kad for not applicable.")
