"""What is said above a grid: of the whole, and of a block of rows; the rest stands in its rows."""

from collections.abc import Mapping, Sequence

from coverage.access import readable_units
from coverage.checks import Finding, Rule
from coverage.models import AdministrativeUnit, Indicator, User
from coverage.warnings.finding_words import finding_text


def sentences_of_the_whole(
    user: User, whole: AdministrativeUnit, found: Sequence[Finding], columns: Sequence[Indicator]
) -> list[str]:
    """For above the grid of a clerk of its parts: where what the units below reported does not fit
    what the whole did. Nothing for a user who may not read the whole."""
    differing = [finding for finding in found if finding.rule == Rule.UNITS_AND_WHOLE]
    if not differing or not readable_units(user).filter(pk=whole.pk).exists():
        return []
    names = {column.code: column.label for column in columns}
    return [finding_text(finding, names) for finding in differing]


def sentences_of_shifted_rows(
    rows: Sequence[AdministrativeUnit],
    found: Mapping[int, Sequence[Finding]],
    columns: Sequence[Indicator],
) -> list[str]:
    """For above a grid, of the rows in its order: each block that stands one row too low or too
    high, with its first unit and its last."""
    names = {column.code: column.label for column in columns}
    return [
        f"{unit} – {rows[at + int(finding.numbers[0]) - 1]}: {finding_text(finding, names)}"
        for at, unit in enumerate(rows)
        for finding in found.get(unit.pk, ())
        if finding.rule == Rule.SHIFTED_ROWS
    ]
