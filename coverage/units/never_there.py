"""What ends with a unit that an act opened which is void: it was never there.

Its own rules and the months opened for it, blank all of them: who had written for it keeps the act
from being void. They end with nothing in their place; who ended them, and why, the act says.
"""

from collections.abc import Collection

from coverage.models import ReportingRule, Submission
from coverage.models.versioned import lock_for_writing


def end_with(unit_ids: Collection[int]) -> None:
    """Call it with the units' months held (coverage.units.locking)."""
    for rows in (ReportingRule.objects, Submission.objects):
        moment = lock_for_writing(rows.model._meta.db_table)
        rows.current().filter(unit__in=unit_ids).update(superseded_at=moment)
