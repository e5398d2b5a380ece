"""Whether the stored figures of a unit's month agree among themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coverage.models import AdministrativeUnit
from coverage.notation.periods import to_slug, write_period
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.warnings.table import WarningsTable, warning_lines, warnings_heading
from reports.figures.page_heads import overview_lines, page_head
from reports.figures.query import Overview, overview
from reports.figures.shown_month import shown_month_of
from reports.filters import Filters
from reports.page_request import as_asked, asked_filters, asked_place
from reports.report_check.arithmetic.input import read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.shown_verdict import KnownFigure, ShownVerdict, page_language, show
from reports.report_check.stored_report import (
    SumOfUnits,
    group_of,
    shown_rows,
    stored_report,
    sums_of_units,
)
from reports.report_check.tables import SumsTable, numbers_tables


@dataclass(frozen=True)
class CheckPage:
    filters: Filters
    overview: Overview
    verdict: ShownVerdict
    sums: list[SumOfUnits]
    periods: Sequence[date]
    is_simulated: bool


@require_safe
@as_asked
def unit_check(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The figures of the unit and of those below it, judged; each finding leads to its figures."""
    place = asked_place(request, unit_id)
    unit = place.unit
    filters = asked_filters(request, unit)
    month = shown_month_of(unit, filters)
    found = overview(unit, month.period, filters.read_as)
    filters = replace(filters, period=month.period)
    verdict = judge(read_report(stored_report(found)))
    page = CheckPage(
        filters=filters,
        overview=found,
        verdict=show(verdict, page_language(), known=_known(found, filters)),
        sums=sums_of_units(found),
        periods=month.choices,
        is_simulated=any(row.value.simulated for row in shown_rows(found)),
    )
    numbers, sums = numbers_tables(page.verdict), SumsTable.if_any(page.sums)
    below = {row.unit.pk: row.unit for rows in found.parts.values() for row in rows}
    lines = warning_lines([unit, *below.values()], month.period, filters.as_seen)
    warnings = WarningsTable.if_any(lines, heading=warnings_heading(month.period))
    context = {
        "breadcrumbs": place.breadcrumbs,
        "page": page,
        "overview": found,
        "unit": unit,
        "verdict": page.verdict,
        "numbers": numbers,
        "sums": sums,
        "warnings": warnings,
        "open_warnings": sum(line.warning.is_open for line in lines),
        "month_slug": to_slug(month.period),
    }
    tables = [*(table for _finding, table in numbers), warnings, sums]
    template = "reports/report_check/stored_page.html"
    return page_with_tables(request, template, context, _head(unit, page), tables)


def _head(unit: AdministrativeUnit, page: CheckPage) -> Head:
    names = {"unit": unit, "month": write_period(page.overview.months.now)}
    return page_head(
        _("%(unit)s: check of the figures of %(month)s") % names,
        [unit.full_name, *overview_lines(page.overview)],
        page.filters,
        is_simulated=page.is_simulated,
    )


def _known(found: Overview, filters: Filters) -> dict[tuple[str, str], KnownFigure]:
    """(group, indicator) of a record -> the page with that figure's months and sources, of a unit
    for which the assigner asked for may have set nothing."""
    others = replace(filters, assigner=None)
    return {
        (group_of(row.unit), row.indicator.code): KnownFigure(
            reverse("unit", args=[row.unit.pk]) + others.about(row.indicator.code),
            row.value.simulated,
        )
        for row in shown_rows(found)
    }
