"""The columns of tables of units: what a line is, and how figures of units are written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coverage.tables.columns import Column
from coverage.tables.notations import PEOPLE, PEOPLE_FORMAT, Exact, Notation, quoted
from reports.figures.standing import Row, Standing
from reports.figures.words import remaining_text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a unit's row, judged by the promise of the chosen assigner; `place`: in a
    ranking, None where it has none."""

    row: Row
    standing: Standing | None
    place: int | None = None


class FigureColumn(Column):
    """`is_given`: a value as it was reported or set, which may be adjusted later."""

    def __init__(
        self,
        take: Callable[[Any], Exact],
        notation: Notation = PEOPLE,
        *,
        css: str = "num",
        is_given: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(take, notation, css=css, **options)
        self.is_given = is_given


def _remaining_form(_remaining: int) -> str:
    """What is exceeded has no minus, on the page as in the workbook."""
    before, _number, after = _("exceeded by %(people)s").partition("%(people)s")
    return f"{PEOPLE_FORMAT};{quoted(before)}{PEOPLE_FORMAT}{quoted(after)}"


REMAINING = Notation(remaining_text, _remaining_form)
