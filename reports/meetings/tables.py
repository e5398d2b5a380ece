"""The tables of meetings: the list of them, and what was adjusted since one."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage.models import Basis
from coverage.notation.periods import to_slug
from coverage.tables.columns import SMALL, Beside, Column
from coverage.tables.notations import DAY, MONTH, SECOND, YEAR, write_second
from coverage.tables.table import Table
from reports.figures.adjustment_words import (
    adjustment_name,
    correction_lines,
    said_text,
    said_value,
)
from reports.figures.adjustments import Adjustment, Adjustments, RecordedVersion
from reports.figures.words import NOTHING
from reports.meetings.said_otherwise import SaidOtherwise
from targets.wording import TARGET


class MeetingsTable(Table):
    name = "meetings"
    heading = gettext_lazy("Meetings")
    css = "figures meetings"
    scroll = "fitted"
    on_phone = ("held_on", "title", "month")

    held_on = Column(gettext_lazy("Held on"), lambda meeting: meeting.held_on, DAY)
    title = Column(
        gettext_lazy("Meeting"),
        lambda meeting: meeting.title,
        is_heading=True,
        address=lambda meeting: reverse("meeting", args=[meeting.pk]),
    )
    month = Column(gettext_lazy("Month"), lambda meeting: meeting.period, MONTH)
    moment = Column(gettext_lazy("Data frozen at"), lambda meeting: meeting.moment, SECOND)
    created_by = Column(gettext_lazy("By"), lambda meeting: str(meeting.created_by))


def change_lines(changes: Adjustments, said: Sequence[SaidOtherwise]) -> list[str]:
    """Each change in a line: of what, both values, who and when."""
    found = (*changes.figures, *changes.targets, *changes.denominators)
    return [*(_change_line(each) for each in found), *(_said_line(each) for each in said)]


def _said_line(each: SaidOtherwise) -> str:
    both = f"{each.then or NOTHING} → {each.now or NOTHING}"
    who = f"{each.by}, {write_second(each.at)}" if each.by else write_second(each.at)
    return f"{each.of}, {each.what}: {both} ({who})"


def _change_line(each: Adjustment) -> str:
    line = f"{adjustment_name(each)}: {said_text(each.then)} → {said_text(each.now)}"
    if each.now is None:
        return line
    return f"{line} ({each.now.recorded_by}, {write_second(each.now.recorded_at)})"


def _document_html(said: RecordedVersion | None) -> SafeString:
    if said is None or said.document_id is None or not said.document:
        return SafeString()
    address = reverse("document", args=[said.document_id])
    return format_html('<small><a href="{}">{}</a></small>', address, said.document)


def _document(said: RecordedVersion | None) -> str:
    return said.document if said is not None else ""


def _now_html(each: Adjustment) -> SafeString:
    text, document = said_text(each.now), _document_html(each.now)
    if each.keeps_its_value:
        same = _("the value is the same")
        return format_html("{}<small>{}</small>{}", text, same, document)
    return format_html("<strong>{}</strong>{}", text, document)


def _reasons_html(each: Adjustment) -> SafeString:
    lines = correction_lines(each) or [NOTHING]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines))


class AdjustmentsTable(Table):
    """What stood at the meeting and what stands now; each kind adds what it is about."""

    scroll = "fitted adjustments"
    on_phone = ("unit", "indicator", "assigner", "then", "now")

    unit = Column(
        gettext_lazy("Unit"), lambda each: each.unit.full_name, css="unit", is_heading=True
    )
    then = Column(
        gettext_lazy("Seen by the meeting"),
        lambda each: said_value(each.then),
        TARGET,
        write=lambda each: said_text(each.then),
        beside=(Beside(lambda each: _document(each.then), markup=""),),
        draw=lambda each: format_html("{}{}", said_text(each.then), _document_html(each.then)),
    )
    now = Column(
        gettext_lazy("Now"),
        lambda each: said_value(each.now),
        TARGET,
        write=lambda each: said_text(each.now),
        beside=(
            Beside(
                lambda each: _("the value is the same") if each.keeps_its_value else "", markup=""
            ),
            Beside(lambda each: _document(each.now), markup=""),
        ),
        draw=_now_html,
    )
    changed_by = Column(
        gettext_lazy("Changed by"),
        lambda each: each.latest.recorded_by if each.latest else None,
        css="day",
        beside=(
            Beside(
                lambda each: write_second(each.latest.recorded_at) if each.latest else "", SMALL
            ),
        ),
    )


class SaidOtherwiseTable(Table):
    """What the meeting saw written of units, documents and rules, and what is written now."""

    name = "names"
    labelled_by = "names-heading"
    heading = gettext_lazy("Units, names and rules")
    scroll = "fitted adjustments"
    on_phone = ("of", "what", "then", "now")

    of = Column(gettext_lazy("Of"), lambda each: each.of, css="unit", is_heading=True)
    what = Column(gettext_lazy("What"), lambda each: each.what)
    then = Column(gettext_lazy("Seen by the meeting"), lambda each: each.then or None)
    now = Column(gettext_lazy("Now"), lambda each: each.now or None)
    changed_by = Column(
        gettext_lazy("Changed by"),
        lambda each: each.by or None,
        css="day",
        beside=(Beside(lambda each: write_second(each.at), SMALL),),
    )
    why = Column(gettext_lazy("Why"), lambda each: each.why or None, css="why")


INDICATOR = Column(gettext_lazy("Indicator"), lambda each: each.indicator.label)
MONTH_OF_IT = Column(gettext_lazy("Month"), lambda each: each.period, MONTH)
YEAR_OF_IT = Column(gettext_lazy("Year"), lambda each: each.year, YEAR, css="day")
ASSIGNER = Column(gettext_lazy("Set by"), lambda each: each.assigner)
BASIS = Column(gettext_lazy("Denominator"), lambda each: capfirst(str(Basis(each.basis).label)))
WHY = Column(
    gettext_lazy("Reason of each correction"),
    lambda each: "\n".join(correction_lines(each)) or None,
    css="why",
    draw=lambda each: _reasons_html(each),
)
# What each kind of adjustment is about, and whether a reason was asked for it.
ABOUT: dict[str, tuple[dict[str, Column], bool]] = {
    "figures": ({"indicator": INDICATOR, "month": MONTH_OF_IT}, True),
    "targets": ({"assigner": ASSIGNER, "indicator": INDICATOR, "year": YEAR_OF_IT}, True),
    "denominators": ({"basis": BASIS, "year": YEAR_OF_IT}, False),
    "months": ({"month": MONTH_OF_IT}, True),
}


def adjustments_table(
    kind: str, heading: str, shown: Sequence[Adjustment], left_out: int, moment: datetime
) -> AdjustmentsTable | None:
    """None where nothing of the kind was adjusted. `left_out`: how many more there are."""
    if not shown:
        return None
    about, has_reasons = ABOUT[kind]
    more = [*about.items(), *([("why", WHY)] if has_reasons else [])]
    own = [(name, copy(column)) for name, column in more]
    table = AdjustmentsTable(
        shown,
        heading=heading,
        notes=[_left_out(left_out)] if left_out else [],
        extra_columns=own,
        sequence=("unit", *about, "then", "now", "changed_by", "..."),
    )
    table.name, table.labelled_by = kind, f"{kind}-heading"
    if kind == "figures":
        table.columns["indicator"].column.address = lambda each: _history(each, moment)
    return table


def _history(each: Adjustment, moment: datetime) -> str:
    """Of the figure, as the meeting saw it."""
    if each.indicator is None or each.period is None:
        return ""
    place = [each.unit.pk, each.indicator.pk, to_slug(each.period)]
    return f"{reverse('cell_history', args=place)}?{urlencode({'as_seen': moment.isoformat()})}"


def _left_out(count: int) -> str:
    return ngettext("… and %(more)s more.", "… and %(more)s more.", count) % {"more": count}
