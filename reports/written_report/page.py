"""The committee's written report: as a page and as a Word document, to sign and to check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coverage.models import AdministrativeUnit
from coverage.notation.periods import to_slug, write_period
from coverage.tables.answer import attachment, file_name, page_with_tables
from reports.figures.adjusted import adjusted_since
from reports.figures.page_heads import overview_lines, page_head
from reports.figures.query import Overview
from reports.figures.shown_month import shown_month_of
from reports.filters import Filters, UnitsOf
from reports.layouts import layout_of, lines_of, may_change_layout
from reports.models import ReportLayout, TextSection
from reports.office_text import may_write_texts
from reports.page_request import as_asked, asked_filters, asked_place, asked_unit, signed_in
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.adjusted import adjusted_lines
from reports.written_report.appendix_tables import (
    PartsOfReport,
    SourcesTable,
    TasksOfUnits,
    sources_table,
)
from reports.written_report.compose import compose
from reports.written_report.copies import copy_to_check, copy_to_sign
from reports.written_report.findings import findings
from reports.written_report.frame_words import appendix_subject, remarks, seen_note
from reports.written_report.own_text import OwnText
from reports.written_report.query import own_texts, report_facts
from reports.written_report.report import Appendix, Headings, Report, appendices
from reports.written_report.word.document import DOCX, report_document


@dataclass(frozen=True, slots=True)
class Untouched:
    label: str
    month: str


@dataclass(frozen=True)
class ReportPage:
    """The report with what was chosen on its page; `texts`: the office's own, by section."""

    filters: Filters
    overview: Overview
    report: Report
    layout: ReportLayout
    texts: Mapping[str, OwnText]
    periods: Sequence[date]

    @property
    def lines(self) -> dict[str, str]:
        """The lines of the document that a name or a date is filled into."""
        return {
            "number_line": wording.NUMBER_LINE.format(symbol=self.layout.symbol),
            "place_line": wording.PLACE_AND_DATE.format(place=self.layout.place),
            "seen_note": seen_note(self.report.moment, self.report.seen_by),
            **{f"{each}_appendix": heading for each, heading in self.appendices.items()},
        }

    @property
    def to_sign(self) -> str:
        """The query string that asks for that copy of it."""
        return self.filters.as_query_of_copy(None)

    @property
    def to_check(self) -> str:
        return self.filters.as_query_of_copy("check")

    @property
    def month_slug(self) -> str:
        return to_slug(self.report.period)

    @property
    def untouched(self) -> list[Untouched]:
        """The sections that are a copy of an earlier month's, and so not in the copy to sign."""
        return [
            Untouched(str(TextSection(section).label), write_period(own.copied_from))
            for section, own in self.texts.items()
            if own.copied_from is not None
        ]

    @property
    def appendices(self) -> dict[Appendix, str]:
        """Those it has, with their headings."""
        period = self.report.period
        return {
            each: f"{wording.APPENDIX.format(number=words.roman(number))}. "
            f"{appendix_subject(each, period)}"
            for number, each in enumerate(appendices(self.report), start=1)
        }

    @property
    def addressees(self) -> list[str]:
        return lines_of(self.layout.addressees)

    @property
    def recipients(self) -> list[str]:
        return lines_of(self.layout.recipients)


@require_safe
@as_asked
def report_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    place = asked_place(request, unit_id)
    page = _page(place.unit, asked_filters(request, place.unit))
    found, report = page.overview, page.report
    blocks = [
        (block, PartsOfReport(block, number)) for number, block in enumerate(report.blocks, start=1)
    ]
    tasks, sources = _tables(page)
    context = {
        "breadcrumbs": place.breadcrumbs,
        "page": page,
        "overview": found,
        "unit": found.unit,
        "report": report,
        "layout": page.layout,
        "wording": wording,
        **page.lines,
        "blocks": blocks,
        "tasks": tasks,
        "sources": sources,
        "findings": findings(found),
        "may_change_layout": may_change_layout(signed_in(request), found.unit),
        "may_write": may_write_texts(signed_in(request), found.unit),
    }
    names = {"unit": found.unit, "month": write_period(found.months.now)}
    head = page_head(
        _("%(unit)s: report %(month)s") % names,
        [found.unit.full_name, *overview_lines(found)],
        page.filters,
        found.switch,
        is_simulated=report.is_simulated,
    )
    tables = [*(table for _block, table in blocks), tasks, sources]
    return page_with_tables(request, "reports/written_report/page.html", context, head, tables)


@require_safe
@as_asked
def report_as_document(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The same report as .docx; the name says unit, month and as of when it was read. There is none
    to sign while a section is an untouched copy; what a meeting saw so can be mended no more, and
    is without it."""
    unit = asked_unit(request, unit_id)
    page = _page(unit, asked_filters(request, unit))
    if page.untouched and not page.filters.copy and page.filters.as_seen is None:
        return _not_to_be_signed(request, page)
    name = file_name(
        page.overview.unit.full_name,
        wording.KIND_OF_DOCUMENT,
        to_slug(page.report.period),
        *([wording.TO_CHECK] if page.filters.copy else []),
        moment=localtime(page.report.moment),
        extension="docx",
    )
    return attachment(report_document(page.report, page.layout), name, DOCX)


def _not_to_be_signed(request: HttpRequest, page: ReportPage) -> HttpResponse:
    unit = page.overview.unit
    context = {
        "page": page,
        "unit": unit,
        "untouched": page.untouched,
        "slug": page.month_slug,
        "may_write": may_write_texts(signed_in(request), unit),
    }
    template = "reports/written_report/untouched.html"
    return render(request, template, context, status=HTTPStatus.CONFLICT)


def _page(unit: AdministrativeUnit, filters: Filters) -> ReportPage:
    month = shown_month_of(unit, filters)
    by = filters.units or UnitsOf.THEN
    facts = report_facts(unit, month.period, filters.read_as, timezone.now(), by)
    layout, texts = layout_of(unit), own_texts(unit, month.period, filters.as_seen)
    copy_of = copy_to_check if filters.copy else copy_to_sign
    report = replace(copy_of(compose(facts, _headings(layout), texts)), seen_by=filters.meeting)
    if filters.as_seen and not filters.copy:
        note = seen_note(report.moment, report.seen_by)
        report = replace(report, notes=[*report.notes, note])
    return ReportPage(
        filters=replace(filters, period=month.period),
        overview=facts.overview,
        report=replace(
            report,
            adjusted=_adjusted(unit, filters.as_seen),
            remarks=remarks(filters, facts.overview.switch),
        ),
        layout=layout,
        texts=texts,
        periods=month.choices,
    )


def _adjusted(unit: AdministrativeUnit, moment: datetime | None) -> list[str]:
    return adjusted_lines(adjusted_since(unit, moment)) if moment is not None else []


def _headings(layout: ReportLayout) -> Headings:
    return Headings(
        layout.assessment_heading,
        layout.results_heading,
        layout.limits_heading,
        layout.tasks_heading,
        layout.proposals_heading,
    )


def _tables(page: ReportPage) -> tuple[TasksOfUnits | None, SourcesTable | None]:
    headings, report = page.appendices, page.report
    tasks = TasksOfUnits(report.tasks, headings[Appendix.TASKS]) if report.tasks else None
    sources = sources_table(report, headings[Appendix.SOURCES]) if report.sources else None
    return tasks, sources
