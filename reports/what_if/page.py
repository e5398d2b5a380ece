"""What if: some units with more people, another denominator, and what follows for each target."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.counting.closed import Closing
from coverage.models import AdministrativeUnit, Indicator, User
from coverage.notation.periods import write_period
from coverage.refusals import Refused
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from reports.figures.break_words import standing_from_to_text
from reports.figures.page_heads import page_head
from reports.figures.query import overview
from reports.figures.shown_month import shown_month_of
from reports.figures.standing import Row
from reports.figures.unit_breaks import UnitBreak
from reports.filters import LONGEST_PROBLEM, Filters
from reports.models import Scenario
from reports.page_request import as_asked, asked_filters, asked_place, signed_in
from reports.what_if.form import WhatIfForm, typed_in
from reports.what_if.gap_table import parts_of_gap
from reports.what_if.result import WhatIf, what_if
from reports.what_if.result_table import result_table
from reports.what_if.scenarios import (
    Draft,
    ScenarioGone,
    delete_scenario,
    save_scenario,
    scenarios_of,
)

DEFAULT_INDICATOR = "BHYT"


@dataclass(frozen=True)
class WhatIfPage:
    """The unit's month, with what was chosen on the page; `scenarios` of the unit, and the one
    `opened`."""

    filters: Filters
    period: date
    user: User
    scenarios: Sequence[Scenario]
    opened: Scenario | None
    unit: AdministrativeUnit
    whole: Row
    rows: Sequence[Row]
    indicators: Sequence[Indicator]
    periods: Sequence[date]
    closed: Closing | None
    breaks: Sequence[UnitBreak]

    @property
    def indicator(self) -> Indicator:
        return self.whole.indicator

    @property
    def is_own(self) -> bool:
        """Whether the scenario opened is the reader's own, to be changed and deleted."""
        return self.opened is not None and self.opened.user_id == self.user.pk

    @property
    def left_out(self) -> list[AdministrativeUnit]:
        """Units of the scenario opened that are not there in this month."""
        there = {row.unit.pk for row in self.rows}
        changes = self.opened.changes.all() if self.opened else ()
        return [change.unit for change in changes if change.unit_id not in there]

    @property
    def is_simulated(self) -> bool:
        return any(row.shows_simulated for row in (self.whole, *self.rows))

    def indicator_links(self) -> list[tuple[Indicator, str]]:
        return [(each, self.filters.about(each.code)) for each in self.indicators]

    @property
    def address(self) -> str:
        """The page as it was asked for, without a scenario."""
        return reverse("what_if", args=[self.unit.pk]) + self.filters.as_query()

    @property
    def here(self) -> str:
        """The same, with the scenario opened."""
        return f"{self.address}&scenario={self.opened.pk}" if self.opened else self.address

    def opening(self, scenario: Scenario) -> str:
        """A saved scenario brings its own month and indicator."""
        code = scenario.indicator.code
        filters = replace(self.filters, period=scenario.period, indicator=code, not_understood=())
        address = reverse("what_if", args=[self.unit.pk])
        return f"{address}{filters.as_query()}&scenario={scenario.pk}"

    def saved(self) -> list[tuple[Scenario, str]]:
        return [(each, self.opening(each)) for each in self.scenarios]

    def answer(self, form: WhatIfForm) -> WhatIf:
        """What follows; from numbers that could not be read, what is."""
        assigner = self.filters.assigner
        if not form.has_numbers():
            return what_if(self.whole, self.rows, {}, None, assigner)
        return what_if(self.whole, self.rows, form.changes, form.whole_denominator, assigner)


@require_http_methods(["GET", "HEAD", "POST"])
@as_asked
def what_if_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Terms to whoever reads the unit; saving and deleting keep to the reader's own scenarios."""
    place = asked_place(request, unit_id)
    page = _page(request, place.unit)
    typed = typed_in(page.opened) if page.opened else {}
    form = WhatIfForm(page.rows, request.POST if request.method == "POST" else typed)
    status = HTTPStatus.OK
    if request.method == "POST":
        answer = _acted(request, page, form)
        if answer is not None:
            return answer
        status = HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY
    result = page.answer(form)
    tables = {
        "result_table": result_table(place.unit, result, has_numbers=form.has_numbers()),
        "lines_table": parts_of_gap(form, result),
    }
    context = {
        "breadcrumbs": place.breadcrumbs,
        "unit": place.unit,
        "page": page,
        "form": form,
        "result": result,
        **tables,
    }
    template = "reports/what_if/page.html"
    return page_with_tables(request, template, context, _head(page), tables.values(), status)


def _head(page: WhatIfPage) -> Head:
    month = write_period(page.period)
    question = _("What if some units had more people, or the denominator were another?")
    supposed = _(
        "What stands under “If” was supposed by a reader of this page. It is nobody’s report, is "
        "kept apart from all figures and reaches no other page or file."
    )
    return page_head(
        f"{_('What if')} – {page.unit.full_name}: {page.indicator.short_name} {month}",
        [
            f"{page.unit.full_name}: {page.indicator.label}",
            f"{question} {_('Month')} {month}",
            standing_from_to_text(page.unit, page.period, page.breaks),
            *(page.closed.lines if page.closed else ()),
        ],
        page.filters,
        warnings=[f"{_('Hypothetical.')} {supposed}"],
        is_simulated=page.is_simulated,
    )


def _acted(request: HttpRequest, page: WhatIfPage, form: WhatIfForm) -> HttpResponse | None:
    """Where to go after saving or deleting; None where the page is to be shown again."""
    action, opened = request.POST.get("action"), page.opened
    try:
        if action == "delete" and opened is not None:
            name = delete_scenario(page.user, page.unit, opened.pk)
            messages.success(request, _("“%(name)s” was deleted.") % {"name": name})
            return redirect(page.address)
        if action in ("save", "save_as"):
            return _saved(request, page, form, in_place=action == "save" and page.is_own)
    except ScenarioGone as refusal:
        form.add_error(None, str(refusal))
    except Refused as refusal:
        form.add_error("name", str(refusal))
    return None


def _saved(
    request: HttpRequest, page: WhatIfPage, form: WhatIfForm, *, in_place: bool
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    name = form.cleaned_data["name"]
    if not name:
        form.add_error("name", _("Give it a name to save it."))
        return None
    draft = Draft(name, page.indicator, page.period, form.changes, form.whole_denominator)
    opened = page.opened
    kept = save_scenario(page.user, page.unit, draft, opened.pk if in_place and opened else None)
    messages.success(request, _("“%(name)s” is saved.") % {"name": kept.name})
    return redirect(page.opening(kept))


def _page(request: HttpRequest, unit: AdministrativeUnit) -> WhatIfPage:
    filters = asked_filters(request, unit)
    scenarios = list(scenarios_of(unit))
    opened, not_understood = _opened(request, scenarios)
    if opened and not filters.period:
        filters = replace(filters, period=opened.period)
    month = shown_month_of(unit, filters)
    found = overview(unit, month.period, filters.read_as)
    asked = filters.indicator or (opened.indicator.code if opened else DEFAULT_INDICATOR)
    whole = found.whole(asked) or found.whole(DEFAULT_INDICATOR) or found.wholes[0]
    code = whole.indicator.code
    return WhatIfPage(
        filters=replace(
            filters,
            period=month.period,
            indicator=code,
            not_understood=(*filters.not_understood, *not_understood),
        ),
        period=month.period,
        user=signed_in(request),
        scenarios=scenarios,
        opened=opened,
        unit=unit,
        whole=whole,
        rows=found.parts[code] or [whole],
        indicators=[row.indicator for row in found.wholes],
        periods=month.choices,
        closed=found.closed,
        breaks=found.breaks,
    )


def _opened(
    request: HttpRequest, scenarios: Sequence[Scenario]
) -> tuple[Scenario | None, tuple[str, ...]]:
    """The one that the address names, and what of it was not understood."""
    text = request.GET.get("scenario", "").strip()
    opened = next((each for each in scenarios if str(each.pk) == text), None)
    if opened is not None or not text:
        return opened, ()
    return None, (f"scenario={text}"[:LONGEST_PROBLEM],)
