"""Columns of what one of two meetings saw: people, rate, and what was attained of a target."""

from collections.abc import Callable

from coverage.tables.columns import MARK, Beside, Column
from coverage.tables.notations import NUMBER, PEOPLE, Exact, Notation
from reports.figures.columns import people_css, people_or_why
from reports.figures.judged_rows import JudgedRow, rate_in_line, rate_of_line
from reports.figures.marks import row_marks
from reports.figures.notations import attained_in, people_in
from reports.figures.words import NOTHING, incomplete_text, people_text, rate_of_text
from reports.meetings.since_last import SinceLine, is_same_target

Side = Callable[[SinceLine], JudgedRow | None]


def _of(side: Side, take: Callable[[JudgedRow], Exact]) -> Callable[[SinceLine], Exact]:
    """Of that side of the line; None where the meeting before saw nothing of it."""

    def taken(line: SinceLine) -> Exact:
        found = side(line)
        return take(found) if found is not None else None

    return taken


def _text(side: Side, write: Callable[[JudgedRow], str]) -> Callable[[SinceLine], str]:
    def written(line: SinceLine) -> str:
        found = side(line)
        return write(found) if found is not None else NOTHING

    return written


def _beside(side: Side, say: Callable[[JudgedRow], str]) -> Beside:
    def said(line: SinceLine) -> str:
        found = side(line)
        return say(found) if found is not None else ""

    return Beside(said, MARK)


def _notation(
    side: Side, usual: Notation, notation_of: Callable[[JudgedRow], Notation]
) -> Callable[[SinceLine], Notation]:
    def found(line: SinceLine) -> Notation:
        row = side(line)
        return notation_of(row) if row is not None else usual

    return found


def _attainment(line: JudgedRow) -> Exact:
    return line.promised.assessment.attainment if line.promised else None


def beside_people(side: Side, *, once: bool = False) -> tuple[Beside, Beside]:
    """How many units a sum holds, and the marks of the number. `once`: that nothing was approved
    is said under the table."""
    return (
        _beside(side, lambda line: incomplete_text(line.row.value)),
        _beside(side, lambda line: row_marks(line.row, all_unapproved=once)),
    )


def people_of(side: Side) -> Column:
    return Column(
        "",
        _of(side, lambda line: people_or_why(line.row.value)),
        PEOPLE,
        css=lambda line: people_css(row.row.value) if (row := side(line)) else "num",
        head_css="num",
        of_line=_notation(side, PEOPLE, lambda line: people_in(line.row.value)),
        write=_text(side, lambda line: people_text(line.row.value)),
        beside=beside_people(side),
    )


def rate_of(side: Side) -> Column:
    return Column(
        "",
        _of(side, lambda line: line.row.value.rate),
        NUMBER,
        of_line=_notation(side, NUMBER, rate_in_line),
        write=_text(side, rate_of_line),
        beside=(_beside(side, lambda line: rate_of_text(line.row.value)),),
    )


def attained_of(side: Side) -> Column:
    return Column(
        "",
        _of(side, _attainment),
        NUMBER,
        of_line=_notation(
            side,
            NUMBER,
            lambda line: attained_in(
                line.promised.assessment.attainment if line.promised else None
            ),
        ),
        beside=(Beside(lambda line: _other_target(line, side(line))),),
    )


def _other_target(line: SinceLine, found: JudgedRow | None) -> str:
    """Whose target of which year it is of, where that is not the one that is shown for now."""
    promised, shown = found.promised if found else None, line.now.standing
    if promised is None or (shown is not None and is_same_target(promised, shown)):
        return ""
    return f"{promised.promise.assigner}, {promised.promise.year}"
