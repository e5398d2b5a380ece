"""Monthly entry: a block of figures of one month, saved whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.access import may_see_drafts
from coverage.checks import Finding
from coverage.entry import record_figures
from coverage.grid import unsaved
from coverage.grid.answering import grid_answer
from coverage.grid.block import Key, PostedBlock
from coverage.grid.states import CellState
from coverage.grid.words import saved_text
from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    Measure,
    ReportedFigure,
    User,
)
from coverage.month.block import FigureReading, cells_to_write, read_figures
from coverage.month.cut_off import FIELD, cut_off_field, read_cut_off, usual_cut_off
from coverage.month.grid_rows import FigureRow, base_notes, figure_rows
from coverage.month.grid_warnings import sentences_of_shifted_rows, sentences_of_the_whole
from coverage.month.places import period_or_404, place, reach_or_403, to_chosen_place
from coverage.month.query import EntryMonth, Reach, UnitMonth, entry_month, unit_months
from coverage.month.selection import Selection, came_later
from coverage.month.shown import ShownReports, months_shown, versions_of
from coverage.month.stale import StaleMonth, changes_from, changes_since, stale_months
from coverage.month.submitting import submit_explained
from coverage.month.words import (
    figure_words,
    month_a_year_ago,
    month_before,
    submitted_text,
    taken_back_text,
    to_drafts,
    with_left_out,
)
from coverage.month.workflow import take_back
from coverage.notation.periods import previous_month, same_month_last_year, to_slug, write_period
from coverage.refusals import Conflict, NotReady, ShownChanged
from coverage.requests import SignedInRequest
from coverage.warnings.findings import findings

# Of a figure nothing is asked before it is saved.
STATES = [state for state in CellState if state != CellState.ASKED]
MOVES: dict[str, Callable[[UnitMonth], bool]] = {
    "submit": lambda row: row.can_be_written,
    "take_back": lambda row: row.can_be_taken_back,
}
ADDRESSES = {Measure.STOCK: "entry_month", Measure.FLOW: "entry_flows"}


@require_safe
def usual_entry(request: SignedInRequest) -> HttpResponseRedirect:
    return to_chosen_place(request, ADDRESSES[Measure.STOCK], WRITABLE_STATES)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry_page(
    request: HttpRequest, unit_id: int, month: str, measure: Measure = Measure.STOCK
) -> HttpResponse:
    """The grid of one month. Open to the signed-out only to keep what they had typed."""
    if not isinstance(request.user, User):
        return unsaved.to_sign_in(request)
    period = period_or_404(month)
    unit, reach = reach_or_403(request.user, unit_id)
    return grid_answer(request, FigureGrid(request, request.user, unit, reach, period, measure))


@dataclass
class FigureGrid:
    """A month of the units below `unit`, as one request asks for it. `cut_off` is the date as
    typed, "" where none was; `unready` the units that must be explained before they are
    submitted; `drafted` those of which something was saved that stays a draft. Of a month to be
    handed in or taken back: the units as they were `shown`, the ids of those it is about
    (`moving`), and of those among them that are `stale`."""

    request: HttpRequest
    user: User
    unit: AdministrativeUnit
    reach: Reach
    period: date
    measure: Measure
    template = "coverage/month/grid.html"
    cut_off: str = ""
    unready: list[int] = field(default_factory=list)
    drafted: set[int] = field(default_factory=set)
    shown: list[UnitMonth] = field(default_factory=list)
    moving: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    def read(self, posted: QueryDict) -> FigureReading:
        self.cut_off = posted.get(FIELD, "").strip()
        block = PostedBlock.of(posted)
        # A form that was kept through a sign-in is shown again, as far as its cells are there.
        if self.request.method == "POST":
            self._refuse_others(block)
        return read_figures(block, self.period)

    def _refuse_others(self, block: PostedBlock) -> None:
        own = {unit.pk for unit in self.reach.units}
        if not {unit for unit, _indicator in block.texts} <= own:
            raise PermissionDenied

    def write(self, reading: FigureReading) -> list[str]:
        """Everything the button asks for: the cells, then the months that go with them."""
        cells = cells_to_write(reading, self._cut_off()) if reading.changes else []
        recorded = record_figures(self.user, self.period, cells)
        if recorded.written:
            self.drafted = {cell.unit_id for cell in cells}
        return [saved_text(recorded.written), *self._moved(reading)]

    def _cut_off(self) -> date:
        """As the block says, else the usual one."""
        if self.cut_off:
            return read_cut_off(self.cut_off, self.period)
        return usual_cut_off(self.unit, self.period)

    def _moved(self, reading: FigureReading) -> list[str]:
        """Hands in or takes back what the grid showed."""
        posted, period = self.request.POST, self.period
        if (action := posted.get("action")) not in MOVES:
            return []
        can_be_done = MOVES[action]
        self.shown = months_shown(posted, unit_months(self.reach, period), period)
        chosen = Selection.of(posted)
        self.moving = chosen.among(self.shown, can_be_done)
        try:
            self._move(action, self._shown_in(reading))
        except ShownChanged as changed:
            self.stale = changed.unit_ids
            raise
        except NotReady:
            self.unready = self.moving
            return []
        said = {"submit": submitted_text, "take_back": taken_back_text}[action](len(self.moving))
        if not chosen.is_all:
            return [said]
        left = came_later(unit_months(self.reach, period), self.moving, can_be_done)
        return [with_left_out(said, left)]

    def _move(self, action: str, shown: ShownReports) -> None:
        if action == "take_back":
            take_back(self.user, self.moving, self.period, shown=shown.versions)
            return
        submit_explained(self.user, self.moving, self.period, {}, shown)
        self.drafted.difference_update(self.moving)

    def _shown_in(self, reading: FigureReading) -> ShownReports:
        return ShownReports(
            versions_of(self.shown),
            reading.block.shown,
            self.measure,
            written=frozenset(reading.changes),
        )

    def theirs(self, conflict: Conflict) -> dict[Key, ReportedFigure | None]:
        return dict(conflict.theirs)

    def address_after(self) -> str:
        """The grid; or the page that asks for the notes, though what was typed is saved."""
        place_asked = (self.unit.pk, to_slug(self.period))
        if self.drafted:
            messages.info(self.request, to_drafts(self._shown_with_drafts(), self.period))
        if not self.unready:
            return reverse(ADDRESSES[self.measure], args=place_asked)
        said = _("Not submitted yet: the points below must be explained first.")
        messages.warning(self.request, said)
        query = urlencode({"unit": self.unready}, doseq=True)
        return f"{reverse('month_checks', args=place_asked)}?{query}"

    def _shown_with_drafts(self) -> list[AdministrativeUnit]:
        """Whose pages may show this writer what was saved: the unit above, else the units saved."""
        if may_see_drafts(self.user, self.unit):
            return [self.unit]
        return [unit for unit in self.reach.units if unit.pk in self.drafted]

    def page(self, reading: FigureReading) -> tuple[list[FigureRow], dict[str, object]]:
        month = entry_month(self.reach, self.unit, self.period, self.measure)
        found = self._findings(month)
        rows = figure_rows(month, reading, found)
        return rows, {
            "grid": self,
            "states": STATES,
            "month": write_period(self.period),
            "slug": to_slug(self.period),
            "place": place(self.user, self.unit, self.reach, self.period, ADDRESSES[self.measure]),
            "columns": month.columns,
            "inputmode": "decimal",
            "whole": sentences_of_the_whole(
                self.user, self.unit, found.get(self.unit.pk, ()), month.columns
            ),
            "shifted": sentences_of_shifted_rows([row.unit for row in rows], found, month.columns),
            "as_of": cut_off_field(self.cut_off, self.unit, self.period, month.figures.values()),
            "bases": base_notes(month.bases.values()),
            "is_future": self.period > timezone.localdate(),
            "is_simulated": any(row.has_simulated for row in rows),
            "may_write": any(row.month.may_write for row in rows),
            "can_write": any(row.month.can_be_written for row in rows),
            "can_take_back": any(row.month.can_be_taken_back for row in rows),
            "chosen": self._chosen(),
            "stale": self._stale(month, reading),
            "before": month_before(previous_month(self.period)),
            "year_ago": month_a_year_ago(same_month_last_year(self.period)),
            "words": figure_words(),
        }

    def _chosen(self) -> Selection:
        """What stays ticked: of months that were not as shown, the others."""
        if self.stale:
            return Selection(frozenset(self.moving) - frozenset(self.stale))
        return Selection.of(self.request.POST)

    def _stale(self, month: EntryMonth, reading: FigureReading) -> list[StaleMonth]:
        """A locked row of the grid holds no versions of its cells; they stay as they were."""
        stale = [row for row in self.shown if row.unit.pk in self.stale]
        typed = [row.unit.pk for row in stale if row.is_open]
        locked = [row.unit.pk for row in stale if not row.is_open]
        changes = {
            **changes_since(locked, stale, self.period),
            **changes_from(typed, self._shown_in(reading), self.period),
        }
        return stale_months(self.stale, stale, month.rows, changes)

    def _findings(self, month: EntryMonth) -> dict[int, list[Finding]]:
        """Of what is saved, by unit, the whole among them; counts within the month are not
        checked."""
        if self.measure != Measure.STOCK:
            return {}
        ids = [row.unit.pk for row in month.rows]
        return findings([*ids, self.unit.pk], month.columns, self.period, tables=[ids])
