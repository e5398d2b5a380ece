"""The tables of what meetings concluded: by one itself, and carried on from those before it."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.periods import write_date
from coverage.tables.columns import MARK, SMALL, Beside, Column
from coverage.tables.notations import DAY, PEOPLE, write_moment
from coverage.tables.table import Table
from reports.models import Conclusion, Meeting

DONE_SIGN, OPEN_SIGN = "✓", "○"
# On a phone, where no heading stands over a cell.
LABEL = '<span class="label">{}</span>'


def is_overdue(conclusion: Conclusion, today: date) -> bool:
    return not conclusion.is_done and conclusion.due_on < today


def state_text(conclusion: Conclusion) -> str:
    if conclusion.done_on is None:
        return f"{OPEN_SIGN} {_('to be done')}"
    return f"{DONE_SIGN} " + _("done on %(day)s") % {"day": write_date(conclusion.done_on)}


class ConclusionsTable(Table):
    """As each stands now, with who wrote that and when."""

    name = "conclusions"
    css = "figures conclusions"
    labelled_by = "conclusions-heading"
    heading = gettext_lazy("Conclusions")

    number = Column(gettext_lazy("No."), lambda each: each.number, PEOPLE, css="num narrow")
    text = Column(gettext_lazy("Conclusion"), lambda each: each.text, css="said", is_heading=True)
    doer = Column(gettext_lazy("Who does it"), lambda each: each.doer, css="unit")
    due_on = Column(gettext_lazy("Due by"), lambda each: each.due_on, DAY)
    state = Column(
        gettext_lazy("State"),
        state_text,
        css="state",
        beside=(Beside(lambda each: each.remark),),
    )
    recorded = Column(
        gettext_lazy("Written by"),
        lambda each: str(each.recorded_by),
        css="day",
        beside=(Beside(lambda each: write_moment(each.recorded_at), SMALL),),
    )


class CarriedTable(ConclusionsTable):
    """Of meetings before this one, that were still to be done when it was held."""

    name = "carried"
    labelled_by = "carried-heading"
    heading = gettext_lazy("Carried on from earlier meetings")

    meeting = Column(
        gettext_lazy("Carried from the meeting of"),
        lambda each: each.meeting.held_on,
        DAY,
        address=lambda each: reverse("meeting", args=[each.meeting_id]),
        beside=(Beside(lambda _each: _("meeting"), LABEL, plain=""),),
    )

    class Meta:
        sequence = ("meeting", "...")


def conclusions_table(
    found: Sequence[Conclusion], today: date, at: Meeting | None = None
) -> ConclusionsTable | None:
    """None of none. `at`: the meeting whose page shows those of earlier ones; None: its own."""
    if not found:
        return None
    table = ConclusionsTable(found) if at is None else CarriedTable(found)
    table.columns["due_on"].column.beside = (
        Beside(lambda _each: _("due by"), LABEL, plain=""),
        Beside(lambda each: "⚠ " + _("overdue") if is_overdue(each, today) else "", MARK),
    )
    return table


def with_addresses(table: ConclusionsTable | None, at: Meeting) -> None:
    """For who may write: the text of each leads to the page on which it is corrected or closed, and
    back to the meeting `at` which it is read."""
    if table is not None:
        table.columns["text"].column.address = lambda each: (
            reverse("conclusion", args=[each.meeting_id, each.number]) + f"?at={at.pk}"
        )
