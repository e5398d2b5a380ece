"""The months of a trend with what is said of them: two statements."""

from dataclasses import replace

from coverage.counting.figures import ReadAs
from reports.figures.known import Known
from reports.month_notes.query import notes_on
from reports.trend.months import Trend


def with_notes(found: Trend, facts: Known, read_as: ReadAs) -> Trend:
    """Of what counts also where drafts are shown: what is still typed explains nothing yet."""
    unit, indicator = facts.top, found.indicator
    asked = {(unit.pk, month.period): facts.rows_in(unit, month.period) for month in found.months}
    notes = notes_on(asked, [indicator.pk], read_as.moment)
    months = [
        replace(month, notes=notes.get((unit.pk, indicator.pk, month.period), ()))
        for month in found.months
    ]
    return replace(found, months=months)
