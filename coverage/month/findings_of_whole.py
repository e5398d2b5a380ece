"""Of the findings of a unit, those that a clerk of its parts should see above their grid."""

from collections.abc import Sequence

from coverage.access import readable_units
from coverage.checks import Finding, Rule
from coverage.models import AdministrativeUnit, Indicator, User
from coverage.month.finding_words import finding_text


def sentences_of_the_whole(
    user: User, whole: AdministrativeUnit, found: Sequence[Finding], columns: Sequence[Indicator]
) -> list[str]:
    """Where what the units below reported does not fit what the whole did. Nothing for a user who
    may not read the whole."""
    differing = [finding for finding in found if finding.rule == Rule.UNITS_AND_WHOLE]
    if not differing or not readable_units(user).filter(pk=whole.pk).exists():
        return []
    names = {column.code: column.label for column in columns}
    return [finding_text(finding, names) for finding in differing]
