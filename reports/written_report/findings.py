"""What the check of the stored figures finds, for who drafts the report: none of it is in it."""

from collections.abc import Sequence

from reports.figures.query import Overview
from reports.report_check.arithmetic.input import read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.shown_verdict import ShownFinding, page_language, show
from reports.report_check.stored_report import stored_report


def findings(found: Overview) -> Sequence[ShownFinding]:
    """In the language of the screen."""
    return show(judge(read_report(stored_report(found))), page_language()).findings
