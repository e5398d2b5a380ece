"""One indicator in the parts of a unit: ranked, month by month, and why its rate changed."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import (
    last_december,
    to_slug,
    write_period,
)
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from reports.compared.query import Compared, compared
from reports.compared.shown_page import IndicatorPage, table_class
from reports.figures.block_file import BlockFile
from reports.figures.blocks import block_of
from reports.figures.break_words import standing_from_to_text
from reports.figures.cut_offs import cut_off_text
from reports.figures.page_heads import page_head, remarks
from reports.figures.partial_words import whole_estimate_text
from reports.figures.reported import figures_span
from reports.figures.shown_month import month_with_figures
from reports.figures.terms import Terms
from reports.filters import LONGEST_PROBLEM, Filters, UnitsOf
from reports.page_request import as_asked, asked_filters, asked_place, asked_unit

DEFAULT_SPAN = 24


@as_asked
def indicator_page(request: HttpRequest, unit_id: int, code: str) -> HttpResponse:
    """404 also where there is no such indicator."""
    place = asked_place(request, unit_id)
    page = _page(place.unit, code, asked_filters(request, place.unit))
    heat = page.heat()
    heat_months, changes = page.heat_months(heat), page.rate_changes()
    context = {
        "breadcrumbs": place.breadcrumbs,
        "unit": place.unit,
        "page": page,
        "compared": page.compared,
        "table": page.table(),
        "heat": heat,
        "heat_months": heat_months,
        "changes": changes,
        "workbook_query": replace(page.filters, sort=page.sort).as_query(),
    }
    template = "reports/compared/page.html"
    return page_with_tables(request, template, context, _head(page), [heat_months, changes])


def _head(page: IndicatorPage) -> Head:
    found = page.compared
    unit, month = found.unit, write_period(found.period)
    line = [
        f"{_('Units compared in month')} {month}",
        _("counted since January") if found.is_flow else "",
        standing_from_to_text(unit, found.period, found.breaks),
    ]
    closed = found.closed.lines if found.closed else ()
    return page_head(
        f"{unit.full_name}: {found.indicator.short_name} {_('by unit')} {month}",
        [
            f"{unit.full_name}: {found.indicator.label}",
            " · ".join(each for each in line if each),
            *closed,
        ],
        page.filters,
        found.switch,
        is_simulated=found.is_simulated,
    )


@as_asked
def ranking_as_workbook(request: HttpRequest, unit_id: int, code: str) -> HttpResponse:
    """The ranking of the page as .xlsx: same rows, columns and order."""
    unit = asked_unit(request, unit_id)
    page = _page(unit, code, asked_filters(request, unit))
    found = page.compared
    lines = [
        f"{cut_off_text(page.block.rows)}.",
        _("Ranked by: %(measure)s.") % {"measure": page.measure},
        *(found.closed.lines if found.closed else ()),
        whole_estimate_text(page.block),
        *remarks(page.filters, found.switch),
    ]
    said = [line for line in lines if line]
    file = BlockFile(page.block, found.period, found.moment, found.is_simulated, said)
    return file.answer(page.table())


def _page(unit: AdministrativeUnit, code: str, filters: Filters) -> IndicatorPage:
    indicators = list(Indicator.objects.all())
    indicator = next((each for each in indicators if each.code == code), None)
    if indicator is None:
        raise Http404
    with_figures = figures_span(unit, indicator, filters.read_as)
    month = month_with_figures(unit, filters, with_figures)
    period = month.period
    filters, since = _since(filters, period)
    span = filters.span or DEFAULT_SPAN
    by = filters.units or UnitsOf.THEN
    found = compared(unit, indicator, period, since, span, filters.read_as, by)
    shown = _measure(filters, found)
    filters, sort = _sort(filters, found, shown)
    return IndicatorPage(
        filters=replace(filters, period=period, indicator=code),
        sort=sort,
        compared=found,
        block=block_of(found.whole, found.rows, filters.assigner),
        shown=shown,
        is_common=(filters.scale or ("common" if shown is Terms.RATE else "own")) == "common",
        indicators=indicators,
        periods=month.choices,
        now=compared(unit, indicator, period, since, span, by=by) if filters.as_seen else None,
    )


def _since(filters: Filters, period: date) -> tuple[Filters, date]:
    """The month a change is counted from: last December, unless an earlier month was asked for."""
    if filters.since is None or filters.since < period:
        return filters, filters.since or last_december(period)
    named = _with_problem(filters, f"since={to_slug(filters.since)}")
    return replace(named, since=None), last_december(period)


def _sort(filters: Filters, found: Compared, shown: Terms) -> tuple[Filters, str | None]:
    """The order asked for, where the table has that column; other pages are not asked for it."""
    others = replace(filters, sort=None)
    if filters.sort is None or table_class(found.is_flow, shown).can_sort_by(filters.sort):
        return others, filters.sort
    return _with_problem(others, f"sort={filters.sort}"), None


def _with_problem(filters: Filters, problem: str) -> Filters:
    named = (*filters.not_understood, problem[:LONGEST_PROBLEM])
    return replace(filters, not_understood=named)


def _measure(filters: Filters, found: Compared) -> Terms:
    """Rates, by which units of different size compare, where any is known; a count has none."""
    if found.is_flow:
        return Terms.PEOPLE
    if filters.measure is not None:
        return Terms(filters.measure)
    rates = [row.value.whole_rate for row in (*found.rows, found.whole)]
    return Terms.PEOPLE if all(rate is None for rate in rates) else Terms.RATE
