"""Targets of one document as a grid: years of one indicator, or indicators of one year."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.grid import unsaved
from coverage.grid.answering import grid_answer
from coverage.grid.block import Key, PostedBlock
from coverage.grid.states import CellState
from coverage.grid.words import grid_words, saved_text
from coverage.models import Indicator, Origin, User
from coverage.notation.periods import FIRST_YEAR, LAST_YEAR
from coverage.refusals import Conflict
from coverage.requests import SignedInRequest
from coverage.tables.answer import asks_for_table, table_answer
from coverage.tables.workbook import Head
from targets.models import Target
from targets.refusals import RevisionWithoutReason
from targets.register.asking import questions_of
from targets.register.block import TargetReading, read_targets
from targets.register.gaps_found import gaps_of
from targets.register.rows import TargetRow, target_rows
from targets.register.saving import save_targets
from targets.register.scope import (
    TargetScope,
    bare_in,
    changeable_document,
    indicator_in,
    year_in,
    years_of,
)
from targets.register.sheet import TargetSheet
from targets.register.tables import gaps_table
from targets.register.typed_text import Bare, counted_only, what_a_dash_may_mean

# Of what a cell of targets nothing warns.
STATES = [state for state in CellState if state != CellState.WARNED]


@require_safe
def target_entry(request: SignedInRequest, document_id: int) -> HttpResponse:
    """To the grid asked for (`?indicator=3` or `?year=2023`, `&number=percent`, `&from=2021`,
    `&to=2030`); what is not understood is left out."""
    found = changeable_document(request.user, document_id)
    bare = bare_in(request.GET, found)
    year = year_in(request.GET.get("year", ""))
    if year is not None:
        return redirect("targets_of_year", found.pk, bare.value, year)
    chosen = indicator_in(request.GET, found)
    if chosen is None:
        raise Http404
    page = reverse("targets_of_indicator", args=(found.pk, bare.value, chosen.pk))
    span = {
        name: request.GET[name] for name in ("from", "to") if year_in(request.GET.get(name, ""))
    }
    return redirect(f"{page}?{urlencode(span)}" if span else page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def target_grid(
    request: HttpRequest,
    document_id: int,
    number: str,
    indicator_id: int | None = None,
    year: int | None = None,
) -> HttpResponse:
    """Open to the signed-out only to keep what they had typed."""
    if not isinstance(request.user, User):
        return unsaved.to_sign_in(request)
    scope = _scope(request, request.user, document_id, number, indicator_id, year)
    if asks_for_table(request):
        head = Head(str(scope.document), [str(scope.document), _("Enter targets")])
        return table_answer(request, head, [gaps_table(gaps_of(scope.document))])
    return grid_answer(request, TargetGrid(request, scope, scope.sheet()))


def _scope(
    request: HttpRequest,
    user: User,
    document_id: int,
    number: str,
    indicator_id: int | None,
    year: int | None,
) -> TargetScope:
    if number not in list(Bare) or (year is not None and not FIRST_YEAR <= year <= LAST_YEAR):
        raise Http404
    found = changeable_document(user, document_id)
    indicators = list(Indicator.objects.order_by("order"))
    indicator = next((each for each in indicators if each.pk == indicator_id), None)
    if indicator is None and year is None:
        raise Http404
    years = years_of(found, request.GET)
    return TargetScope(user, found, Bare(number), indicators, years, indicator, year)


@dataclass
class TargetGrid:
    """The targets that one request asks for; `sheet` is what stood when it was last looked at."""

    request: HttpRequest
    scope: TargetScope
    sheet: TargetSheet
    reason: str = ""  # why targets in force are revised, as it was typed
    lacks_reason: bool = False
    template = "targets/register/grid.html"

    @property
    def user(self) -> User:
        return self.scope.user

    def read(self, posted: QueryDict) -> TargetReading:
        self.reason = posted.get("reason", "")
        reading = read_targets(PostedBlock.of(posted), self.sheet)
        reading.questions = questions_of(reading, self.sheet)
        return reading

    def write(self, reading: TargetReading) -> list[str]:
        try:
            return [saved_text(save_targets(self.user, self.sheet, reading, self.reason))]
        except RevisionWithoutReason:
            self.lacks_reason = True
            raise

    def theirs(self, conflict: Conflict) -> dict[Key, Target | None]:
        self.sheet = self.scope.sheet()
        return {
            cell: theirs
            for key, theirs in conflict.theirs.items()
            if (cell := self.sheet.cell_of(key))
        }

    def address_after(self) -> str:
        return self.request.get_full_path()

    def page(self, reading: TargetReading) -> tuple[list[TargetRow], dict[str, object]]:
        document = self.scope.document
        rows = target_rows(self.sheet, reading)
        return rows, {
            "asked": self.scope,
            "document": document,
            "states": STATES,
            "columns": self.sheet.columns,
            "has_rates": any(column.has_rate for column in self.sheet.columns),
            "gaps": gaps_of(document),
            "has_targets": any(not row.is_withdrawn for row in self.sheet.targets.values()),
            "reason": self.reason,
            "lacks_reason": self.lacks_reason,
            "is_simulated": document.origin == Origin.SIMULATED
            or any(base.is_simulated for row in rows for base in row.bases),
            "words": _words(),
        }


def _words() -> dict[str, str]:
    """What the script says: the sentences of the entry grid by name, some in other words."""
    return {
        **grid_words(),
        "dash": what_a_dash_may_mean(),
        "counted_only": counted_only(),
        "paste_read": _(
            "Cells understood: %(cells)s (with a target: %(numbers)s, blank: %(blanks)s)."
        ),
    }
