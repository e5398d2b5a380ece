"""How much anybody may paste to be checked.

What judging may take is bounded by itself; these bounds keep the page readable, and a model of one
unit and date small enough to build.
"""

from collections import Counter

from reports.report_check.arithmetic.report import PrintedReport

RECORDS_AT_MOST = 400
TOGETHER_AT_MOST = 30


class TooManyRecordsError(ValueError):
    """More than can be judged; `together`: of one unit and date, else in all."""

    def __init__(self, at_most: int, *, together: bool) -> None:
        super().__init__(at_most, together)
        self.at_most = at_most
        self.together = together


def refuse_too_many(report: PrintedReport) -> None:
    """Raises TooManyRecordsError."""
    if len(report.records) > RECORDS_AT_MOST:
        raise TooManyRecordsError(RECORDS_AT_MOST, together=False)
    # Editions are compared with each other, so they count as one place.
    places = Counter((record.unit, record.as_of, record.group) for record in report.records)
    if any(count > TOGETHER_AT_MOST for count in places.values()):
        raise TooManyRecordsError(TOGETHER_AT_MOST, together=True)
