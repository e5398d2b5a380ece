"""The place of each unit among its like, measured by one assigner's targets. Pure."""

from collections.abc import Sequence

from reports.figures.assigners import Assigners
from reports.figures.standing import Row
from targets.attainment import Assessment
from targets.comparable import has_targets, ranks, scores


def places(rows: Sequence[Row], assigners: Assigners | None) -> list[int | None]:
    """In the order of the rows; None where not all of a unit is counted."""
    judged = [(row.value, _assessment(row, assigners)) for row in rows]
    return ranks(scores(judged))


def is_by_attainment(rows: Sequence[Row], assigners: Assigners | None) -> bool:
    """Else the places are by coverage: the assigner set none of the units a target."""
    return has_targets(_assessment(row, assigners) for row in rows)


def _assessment(row: Row, assigners: Assigners | None) -> Assessment | None:
    standing = row.standing_by(assigners)
    return standing.assessment if standing else None
