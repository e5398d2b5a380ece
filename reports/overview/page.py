"""The page most readers open: where a unit stands, and which of its parts is behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.access import home_unit
from coverage.counting.expected import expectations
from coverage.models import AdministrativeUnit
from coverage.notation.periods import last_day, month_of, months, write_date, write_period
from coverage.tables.answer import attachment, file_name, page_with_tables
from coverage.tables.workbook import Head, tables_workbook
from reports.figures.assigners import assigners_of
from reports.figures.differences import RowsNow, differences, meeting_text, rows_of
from reports.figures.footnotes import Footnotes, footnotes
from reports.figures.page_heads import overview_line, page_head
from reports.figures.query import Overview, overview
from reports.figures.reported import first_and_last_period
from reports.figures.standing import Row, Standing
from reports.figures.tables import PartsTable
from reports.filters import LONGEST_PROBLEM, Filters
from reports.overview.gains import best_gains
from reports.overview.paces import Stretches, stretches
from reports.overview.standings_table import standings_table
from reports.overview.status import month_status
from reports.overview.tables import PacesTable, others_table
from reports.page_request import asked_filters, asked_place, asked_unit, signed_in

DEFAULT_INDICATOR = "BHYT"


def home(request: HttpRequest) -> HttpResponse:
    """The user's own unit."""
    unit = home_unit(signed_in(request))
    if unit is None:
        return render(request, "reports/overview/no_unit.html")
    return redirect("overview", unit.pk)


@dataclass(frozen=True)
class OverviewPage:
    """The overview with what was chosen on it: month, indicator of the table, assigner; and, where
    it shows an earlier moment, the rows of now."""

    filters: Filters
    overview: Overview
    first: date | None
    last: date | None
    whole: Row | None
    rows: Sequence[Row]
    assigners: Sequence[Standing]
    assigner_id: int | None
    rows_now: RowsNow

    @property
    def chosen_assigner(self) -> Standing | None:
        chosen = (each for each in self.assigners if each.promise.assigner_id == self.assigner_id)
        return next(chosen, None)

    @property
    def below_average(self) -> list[Row]:
        return [row for row in self.rows if row.is_below_average]

    @property
    def footnotes(self) -> Footnotes:
        """What the attainments of the table are of."""
        shown = [*self.rows, self.whole] if self.whole else self.rows
        return footnotes([(row, row.standing_by(self.assigner_id)) for row in shown])

    @property
    def periods(self) -> list[date]:
        """Every month from the first to the last with figures, latest first."""
        if self.first is None or self.last is None:
            return [self.overview.months.now]
        around = {*months(self.first, self.last), self.overview.months.now}
        return sorted(around, reverse=True)

    @property
    def filters_of_others(self) -> Filters:
        """What other pages are asked for: in no order of this page's table."""
        return replace(self.filters, sort=None)

    def table(self) -> PartsTable | None:
        if self.whole is None or not self.rows:
            return None
        return PartsTable(
            self.rows,
            self.whole,
            self.assigner_id,
            self.filters.sort,
            self.filters_of_others.as_query(),
            self.rows_now,
        )


def overview_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    place = asked_place(request, unit_id)
    page = _page(place.unit, asked_filters(request))
    found, stretches = page.overview, _stretches(page)
    cards = [(card, standings_table(card)) for card in found.cards]
    others = others_table(found.without_targets, page.filters_of_others, page.rows_now)
    paces = PacesTable.if_any(stretches.found if stretches else ())
    context = {
        "breadcrumbs": place.breadcrumbs,
        "page": page,
        "overview": found,
        "unit": place.unit,
        "month_status": month_status(found, expectations([place.unit])[place.unit.pk]),
        "cards": cards,
        "others": others,
        "stretches": stretches,
        "paces": paces,
        "table": page.table(),
    }
    head = page_head(
        f"{place.unit.full_name} {write_period(found.months.now)}",
        [place.unit.full_name, overview_line(found)],
        page.filters,
        is_simulated=found.is_simulated,
    )
    tables = [*(table for _card, table in cards), others, paces]
    return page_with_tables(request, "reports/overview/page.html", context, head, tables)


def _stretches(page: OverviewPage) -> Stretches | None:
    """None where the table is of no stock."""
    if page.whole is None:
        return None
    found, units = page.overview, [row.unit for row in page.rows]
    gains = best_gains(units, page.whole.indicator, found.months.now, found.moment)
    return stretches(page.rows, page.assigner_id, gains)


def parts_as_workbook(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The table of the page as .xlsx: same rows, columns and order."""
    page = _page(asked_unit(request, unit_id), asked_filters(request))
    table = page.table()
    if table is None or page.whole is None:
        return redirect(reverse("overview", args=[unit_id]) + page.filters.as_query())
    unit, period = page.overview.unit, page.overview.months.now
    title = _("%(unit)s: %(indicator)s, month %(month)s") % {
        "unit": unit.full_name,
        "indicator": page.whole.indicator.label,
        "month": write_period(period),
    }
    head = Head(title, [title, *_lines_under_title(page)])
    seen = localtime(page.overview.moment) if page.overview.moment else None
    name = file_name(unit.full_name, page.whole.indicator.code, f"{period:%Y-%m}", moment=seen)
    return attachment(tables_workbook(head, [table], _sources(page)), name)


def _page(unit: AdministrativeUnit, filters: Filters) -> OverviewPage:
    if filters.sort is not None and not PartsTable.can_sort_by(filters.sort):
        problem = f"sort={filters.sort}"[:LONGEST_PROBLEM]
        filters = replace(filters, sort=None, not_understood=(*filters.not_understood, problem))
    first, last = first_and_last_period(unit, filters.as_seen)
    period = filters.period or last or month_of(timezone.localdate())
    found = overview(unit, period, filters.as_seen)
    code = filters.indicator or _code_to_show(found)
    rows = found.parts.get(code, ())
    whole = found.whole(code)
    assigners = assigners_of(rows, whole)
    known_ids = {standing.promise.assigner_id for standing in assigners}
    nearest = assigners[0].promise.assigner_id if assigners else None
    return OverviewPage(
        filters=replace(filters, period=period, indicator=code),
        overview=found,
        first=first,
        last=last,
        whole=whole,
        rows=rows,
        assigners=assigners,
        assigner_id=filters.assigner if filters.assigner in known_ids else nearest,
        rows_now=rows_of(overview(unit, period)) if filters.as_seen else {},
    )


def _code_to_show(found: Overview) -> str:
    codes = [card.indicator.code for card in found.cards]
    return DEFAULT_INDICATOR if DEFAULT_INDICATOR in codes or not codes else codes[0]


def _lines_under_title(page: OverviewPage) -> list[str]:
    found = page.overview
    lines = [
        _("Figures up to %(day)s; %(reported)s of %(expected)s units have reported.")
        % {
            "day": write_date(last_day(found.months.now)),
            "reported": found.reported,
            "expected": found.expected,
        }
    ]
    chosen = page.chosen_assigner
    if chosen is not None:
        lines.append(
            _("Targets set by %(assigner)s: %(document)s.")
            % {"assigner": chosen.promise.assigner, "document": chosen.promise.document}
        )
    if found.is_simulated:
        lines.append(_("SIMULATED FIGURES: made up for demonstration, nobody’s report."))
    return lines


def _sources(page: OverviewPage) -> list[str]:
    """What stands under the table: where its values come from, and when it was made."""
    shown = [page.whole, *page.rows] if page.whole else page.rows
    named = dict.fromkeys(row.value.own.source for row in shown if row.value.own)
    sources = [_("Source: %(source)s") % {"source": source} for source in named if source]
    seen = page.overview.moment or timezone.now()
    sources.append(
        _("As recorded at %(moment)s.")
        % {"moment": date_format(localtime(seen), "DATETIME_FORMAT")}
    )
    if page.filters.meeting is not None:
        sources.append(meeting_text(page.filters.meeting))
    for row in shown:
        now = page.rows_now.get((row.unit.pk, row.indicator.code))
        found = differences(row, now) if now is not None else []
        sources += [f"{row.unit.full_name}: {difference}" for difference in found]
    return sources
