"""The list of acts on the units below one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import UnitChange
from coverage.notation.periods import write_date, write_period
from coverage.refusals import names_of
from coverage.tables.columns import Column
from coverage.tables.notations import MOMENT, write_moment
from coverage.tables.table import Table
from coverage.units.act_query import RecordedAct
from coverage.units.share import write_share
from coverage.wording import change_text


@dataclass(frozen=True, slots=True)
class ActLine:
    """`state`: that it is in force, or from when on, or that it was taken back, by whom, when and
    why. `address`: where it is taken back, "" where it cannot be. `links`: to the text of its
    decision, each an address and what it is called."""

    day: date
    from_month: date
    what: str
    units: str
    decision: str
    recorded_at: datetime
    by: str
    why: str
    state: str
    address: str
    links: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, act: RecordedAct, unit_id: int, *, may_take_back: bool) -> "ActLine":
        change = act.change
        can = may_take_back and act.can_be_taken_back
        return cls(
            change.takes_effect,
            change.works_from,
            kind_text(act),
            units_text(act),
            change.decision or _("decision not known"),
            act.recorded_at,
            str(act.recorded_by or "–"),
            act.why,
            _state(act),
            reverse("unit_act_void", args=[unit_id, change.pk]) if can else "",
            _links(act, unit_id, may_replace=may_take_back),
        )


class ActsTable(Table):
    name = "acts"
    heading = gettext_lazy("Acts on the units below")
    css = "figures acts"

    day = Column(gettext_lazy("Date of effect"), lambda row: write_date(row.day), is_heading=True)
    from_month = Column(gettext_lazy("Counted from"), lambda row: write_period(row.from_month))
    what = Column(gettext_lazy("What"), lambda row: row.what)
    units = Column(gettext_lazy("Units"), lambda row: row.units, draw=lambda row: _units_html(row))
    decision = Column(
        gettext_lazy("Decision"), lambda row: row.decision, draw=lambda row: _decision_html(row)
    )
    at = Column(
        gettext_lazy("Recorded"),
        lambda row: row.recorded_at,
        MOMENT,
        write=lambda row: write_moment(row.recorded_at),
    )
    by = Column(gettext_lazy("By"), lambda row: row.by)
    why = Column(gettext_lazy("Reason"), lambda row: row.why)
    state = Column(gettext_lazy("State"), lambda row: row.state)
    take_back = Column(
        gettext_lazy("If entered by mistake"),
        lambda row: row.address,
        css="no-print",
        draw=lambda row: _take_back_html(row),
        in_file=False,
    )


def kind_text(act: RecordedAct) -> str:
    is_whole = all(link.weight == 1 for link in act.links)
    return change_text(act.change.kind, is_whole=is_whole, ends=[(e.old, e.new) for e in act.links])


def units_text(act: RecordedAct) -> str:
    olds, news = names_of(act.olds), names_of(act.news)
    said = f"{olds or '–'} → {news or '–'}"
    shares = [write_share(link.weight) for link in act.links if link.weight is not None]
    return f"{said} ({', '.join(shares)})" if act.is_of_a_part and shares else said


def acts_table(
    acts: list[RecordedAct], unit_id: int, may_take_back: Callable[[RecordedAct], bool]
) -> ActsTable | None:
    lines = [ActLine.of(act, unit_id, may_take_back=may_take_back(act)) for act in acts]
    can_any = any(line.address for line in lines)
    return ActsTable.if_any(lines, exclude=() if can_any else ("take_back",))


def _state(act: RecordedAct) -> str:
    if act.voided is None:
        return _in_force_text(act.change)
    said = {"by": act.voided.recorded_by or "–", "at": write_moment(act.voided.recorded_at)}
    return _("taken back by %(by)s, %(at)s") % said + f": {act.voided.why}"


def _in_force_text(change: UnitChange) -> str:
    today = timezone.localdate()
    if change.takes_effect > today:
        return _("in force from %(day)s") % {"day": write_date(change.takes_effect)}
    if change.works_from > today:
        said = {"month": write_period(change.works_from)}
        return _("in force, counted from month %(month)s on") % said
    return _("in force")


def _links(act: RecordedAct, unit_id: int, *, may_replace: bool) -> list[tuple[str, str]]:
    here, found = [unit_id, act.change.pk], []
    if act.file:
        found.append((reverse("unit_act_file", args=here), _("Download the text")))
    if may_replace and act.decided:
        said = _("Replace the text") if act.file else _("Add the text (PDF, Word)")
        found.append((reverse("unit_act_file_new", args=here), said))
    return found


def _decision_html(line: ActLine) -> SafeString:
    links = format_html_join("", '<br><a class="no-print" href="{}">{}</a>', line.links)
    return format_html("{}{}", line.decision, links)


def _units_html(line: ActLine) -> SafeString:
    return format_html("<s>{}</s>" if line.state else "{}", line.units)


def _take_back_html(line: ActLine) -> SafeString:
    if not line.address:
        return SafeString()
    css, said = "btn btn-outline-secondary btn-sm", _("Take back …")
    return format_html('<a class="{}" href="{}">{}</a>', css, line.address, said)
