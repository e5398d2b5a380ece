"""The tables of the check: a contradiction's numbers, and the unit beside its parts."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.numbers import write_change
from coverage.tables.columns import Column
from coverage.tables.notations import CHANGE, PEOPLE
from coverage.tables.table import Table
from reports.figures.columns import mark_simulated
from reports.report_check.shown_verdict import ShownFinding, ShownVerdict
from reports.report_check.stored_report import SumOfUnits


class NumbersTable(Table):
    """What was printed is exact as it was printed; what it may be is a span, in words."""

    name = "contradictions"
    scroll = "fitted"
    caption = gettext_lazy("Numbers that cannot all be true")

    number = Column(gettext_lazy("Number"), lambda number: number.name, is_heading=True)
    printed = Column(gettext_lazy("Printed"), lambda number: number.printed, css="num")
    allows = Column(gettext_lazy("The print allows"), lambda number: number.allows, css="num")
    implied = Column(gettext_lazy("The others require"), lambda number: number.implied, css="num")


def numbers_tables(verdict: ShownVerdict | None) -> list[tuple[ShownFinding, NumbersTable]]:
    """Each contradiction with the numbers that cannot all be true."""
    if verdict is None:
        return []
    heading = _("Numbers that cannot all be true")
    return [
        (finding, NumbersTable(finding.numbers, heading=f"{heading} ({place})"))
        for place, finding in enumerate(verdict.findings, start=1)
    ]


class SumsTable(Table):
    name = "sums"
    heading = gettext_lazy("The unit and the sum of the units below it")
    scroll = "fitted"

    indicator = Column(
        gettext_lazy("Indicator"), lambda each: each.row.indicator.label, is_heading=True
    )
    people = Column(gettext_lazy("Reported by the unit"), lambda each: each.people, PEOPLE)
    parts = Column(
        gettext_lazy("Sum of the units below"),
        lambda each: each.parts,
        PEOPLE,
        origin=lambda each: mark_simulated(each.is_simulated),
    )
    difference = Column(
        gettext_lazy("Difference"),
        lambda each: each.difference,
        CHANGE,
        write=lambda each: f"{'✕' if each.difference else '✓'} {write_change(each.difference)}",
        draw=lambda each: _difference_html(each),
    )


def _difference_html(each: SumOfUnits) -> SafeString:
    if not each.difference:
        return format_html('<span class="good">✓ {}</span>', 0)
    return format_html('<strong class="bad">✕ {}</strong>', write_change(each.difference))
