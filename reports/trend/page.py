"""A unit's months one after another: a chart, and under it the table of the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, Indicator, User
from coverage.notation.periods import write_period
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from reports.figures.break_words import standing_from_to_text
from reports.figures.judgement import no_path_text
from reports.figures.measures import measure_name, measure_text
from reports.figures.page_heads import page_head
from reports.figures.reported import figures_span
from reports.figures.shown_month import month_with_figures
from reports.figures.terms import Terms
from reports.figures.year_end import NoForecast, YearEnd
from reports.figures.year_turn import unset_line
from reports.filters import Filters, UnitsOf
from reports.office_text import may_write_texts
from reports.page_request import as_asked, asked_filters, asked_place, signed_in
from reports.trend.chart import trend_chart
from reports.trend.chosen import chosen_indicator, chosen_measure, first_month
from reports.trend.forecast import year_end
from reports.trend.forecast_table import forecast_table
from reports.trend.forecast_words import ForecastSection, forecast_section
from reports.trend.lines import month_lines, reference_texts, set_targets
from reports.trend.months import Trend, TrendMonth
from reports.trend.note_column import NotesOfTrend
from reports.trend.query import trend
from reports.trend.table import (
    MonthsTable,
    SetTargetsTable,
    months_table,
    set_targets_table,
)
from reports.trend.target_lines import TargetLine, target_lines
from targets.forecast import TooShort


@dataclass(frozen=True)
class TrendPage:
    """The trend with what was chosen on it: measure, assigner of the path, months to choose."""

    filters: Filters
    trend: Trend
    shown: Terms
    lines: Sequence[TargetLine]
    assigner_id: int | None
    indicators: Sequence[Indicator]
    periods: Sequence[date]
    may_note: bool

    @property
    def measure(self) -> str:
        return measure_text(self.trend.indicator, self.shown)

    @property
    def series(self) -> str:
        return measure_name(self.trend.indicator, self.shown)

    @property
    def has_series(self) -> bool:
        return self.trend.has_quantity(self.shown)

    @property
    def has_chart(self) -> bool:
        return self.has_series or any(line.steps or line.references for line in self.lines)

    @property
    def lines_with_steps(self) -> list[TargetLine]:
        """Those with a target for a year shown; the others have only milestones."""
        return [line for line in self.lines if line.steps]

    @property
    def path_to(self) -> str:
        """The assigner to whose targets the path climbs; "" where there is no path to show."""
        for line in self.lines:
            if line.assigner_id == self.assigner_id and self._has_path():
                return line.assigner
        return ""

    def _has_path(self) -> bool:
        standings = (
            (month, month.standing_by(self.assigner_id))
            for month in (*self.trend.months, *self.trend.ahead)
        )
        return any(
            standing is not None and month.path(standing, self.shown) is not None
            for month, standing in standings
        )

    @property
    def year_notes(self) -> list[str]:
        """What the year of the last month lacks: targets, and a December to draw the path from."""
        last, about = self.trend.months[-1], self.trend.indicator
        notes = [unset_line(each, last.milestones, about) for each in last.year_before]
        standing = last.standing_by(self.assigner_id)
        if standing is not None and standing.path is None:
            notes.append(f"{standing.promise.assigner}: {no_path_text(standing)}")
        return notes

    @cached_property
    def year_end(self) -> YearEnd | TooShort | NoForecast | None:
        return year_end(self.trend)

    def forecast(self) -> ForecastSection | None:
        return forecast_section(self.year_end, self.trend.last.year)

    def chart(self) -> dict[str, Any]:
        forecast = self.year_end if isinstance(self.year_end, YearEnd) else None
        return trend_chart(self.trend, self.lines, self.shown, self.assigner_id, forecast)

    def months_table(self) -> MonthsTable:
        lines = self.lines_with_steps
        return months_table(
            month_lines(self.trend, lines, self.shown, self.assigner_id),
            self.shown,
            is_flow=self.trend.is_flow,
            assigners=[line.assigner for line in lines],
            path_to=self.path_to,
            former=self.trend.former,
            sources=self.trend.sources,
            notes=self.notes,
        )

    @property
    def notes(self) -> NotesOfTrend:
        unit, indicator = self.trend.unit, self.trend.indicator
        return NotesOfTrend(unit.pk, indicator.code, self.may_note, self.filters.seen_as)

    def noted(self) -> list[tuple[TrendMonth, str]]:
        """The months of which something is said, latest first, each with where it is read whole."""
        return [(month, self.notes.address(month.period)) for month in self.trend.noted]

    def targets_table(self) -> SetTargetsTable | None:
        lines = set_targets(self.lines, self.trend.goals)
        return set_targets_table(lines, self.shown, self.measure)

    def reference_texts(self) -> list[str]:
        return reference_texts(self.lines, self.shown)

    def indicator_links(self) -> list[tuple[Indicator, str]]:
        return [
            (indicator, replace(self.filters, indicator=indicator.code).as_query())
            for indicator in self.indicators
        ]

    def measure_links(self) -> list[tuple[Terms, str, str]]:
        """Of a count without a denominator there is only one measure."""
        if self.trend.is_flow:
            return []
        indicator = self.trend.indicator
        return [(each, measure_name(indicator, each), self._with_measure(each)) for each in Terms]

    def _with_measure(self, shown: Terms) -> str:
        return replace(self.filters, measure=shown.value).as_query()


@as_asked
def unit_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    place = asked_place(request, unit_id)
    page = _page(signed_in(request), place.unit, asked_filters(request, place.unit))
    forecast = page.forecast()
    is_known = page.has_chart or page.trend.has_values
    tables = {
        "forecast_table": forecast_table(forecast),
        "months_table": page.months_table() if is_known else None,
        "targets_table": page.targets_table(),
    }
    context = {
        "breadcrumbs": place.breadcrumbs,
        "page": page,
        "trend": page.trend,
        "unit": place.unit,
        "chart": page.chart() if page.has_chart else None,
        "forecast": forecast,
        **tables,
    }
    template = "reports/trend/page.html"
    return page_with_tables(request, template, context, _head(page), tables.values())


def _head(page: TrendPage) -> Head:
    found, unit = page.trend, page.trend.unit
    last = write_period(found.last)
    span = strip_tags(_("Month by month from %(first)s to <strong>%(last)s</strong>"))
    line = span % {"first": write_period(found.first), "last": last}
    standing = standing_from_to_text(unit, found.last, found.own_breaks)
    return page_head(
        f"{unit.full_name}: {found.indicator.short_name} {last}",
        [
            f"{unit.full_name}: {found.indicator.label}",
            " · ".join(each for each in (line, standing) if each),
            *(found.closed.lines if found.closed else ()),
            *page.year_notes,
        ],
        page.filters,
        found.switch,
        is_simulated=found.is_simulated,
    )


def _page(user: User, unit: AdministrativeUnit, filters: Filters) -> TrendPage:
    indicators = list(Indicator.objects.all())
    indicator = chosen_indicator(indicators, filters.indicator)
    span = figures_span(unit, indicator, filters.read_as)
    month = month_with_figures(unit, filters, span)
    first = first_month(span[0], month.period)
    by = filters.units or UnitsOf.TODAY
    found = trend(unit, indicator, first, month.period, filters.read_as, by)
    shown = chosen_measure(filters.measure, found)
    lines = target_lines(found, shown)
    known_ids = {line.assigner_id for line in lines if line.steps}
    return TrendPage(
        filters=replace(filters, period=month.period, indicator=indicator.code),
        trend=found,
        shown=shown,
        lines=lines,
        assigner_id=(
            filters.assigner if filters.assigner in known_ids else found.nearest_assigner_id()
        ),
        indicators=indicators,
        periods=month.choices,
        may_note=filters.as_seen is None and may_write_texts(user, unit),
    )
