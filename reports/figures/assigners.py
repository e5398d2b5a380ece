"""Whose targets a table of units is measured against. Pure."""

from collections import Counter
from collections.abc import Sequence

from reports.figures.standing import Row, Standing


def assigners_of(rows: Sequence[Row], whole: Row | None) -> list[Standing]:
    """One standing for each assigner of the table: first who set the most targets of it, then who
    is nearest to the units. Goals set for a unit above are left out."""
    table = [*rows, whole] if whole else rows
    own = [each for row in table for each in row.standings if not each.is_from_above]
    counts = Counter(each.promise.assigner_id for each in own)
    found: dict[int, Standing] = {}
    for standing in own:
        found.setdefault(standing.promise.assigner_id, standing)
    return sorted(
        found.values(),
        key=lambda each: (
            -counts[each.promise.assigner_id],
            each.promise.assigner_kind,
            each.promise.assigner,
        ),
    )
