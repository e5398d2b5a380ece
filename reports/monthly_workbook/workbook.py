"""The monthly workbook: the committee's report as live formulas over the data it rests on."""

from django.utils.translation import pgettext

from coverage.notation.periods import write_period
from coverage.tables.written_book import WrittenBook
from reports.monthly_workbook.adjustments_sheet import write_adjustments
from reports.monthly_workbook.charts_sheet import write_charts
from reports.monthly_workbook.check_sheet import write_check
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.denominators_sheet import DenominatorsSheet
from reports.monthly_workbook.figures_sheet import write_figures
from reports.monthly_workbook.flows_sheet import write_flows
from reports.monthly_workbook.months_sheet import write_months
from reports.monthly_workbook.report_lines import Places
from reports.monthly_workbook.report_sheet import write_report
from reports.monthly_workbook.sources_sheet import write_sources
from reports.monthly_workbook.states_sheet import write_states
from reports.monthly_workbook.targets_sheet import write_targets


def monthly_workbook(content: Content) -> bytes:
    """The file. Sheets stand in reading order; the data are written before what points at them."""
    unit, month = content.overview.unit.full_name, write_period(content.overview.months.now)
    book = WrittenBook(footer=f"{unit}, {month}")
    book.workbook.set_properties({"title": f"{unit}, {month}", "author": content.made_by})
    report_sheet = book.add_sheet(pgettext("sheet", "Report"))
    charts_sheet = book.add_sheet(pgettext("sheet", "Charts"))
    flows_sheet = book.add_sheet(pgettext("sheet", "Newly enrolled")) if content.flows else None
    months_sheet = book.add_sheet(pgettext("sheet", "Months"))
    states_sheet = book.add_sheet(pgettext("sheet", "States"))
    figures_sheet = book.add_sheet(pgettext("sheet", "Figures"))
    targets_sheet = book.add_sheet(pgettext("sheet", "Targets"))
    denominators_sheet = book.add_sheet(pgettext("sheet", "Denominators"))
    sources_sheet = book.add_sheet(pgettext("sheet", "Sources"))
    check_sheet = book.add_sheet(pgettext("sheet", "Check"))
    if content.adjustments is not None:
        adjusted_sheet = book.add_sheet(pgettext("sheet", "Adjusted since"))
        write_adjustments(adjusted_sheet, content.adjustments, content.seen_by)

    denominators = DenominatorsSheet(denominators_sheet, content)
    denominators.start()
    figures = write_figures(figures_sheet, content, denominators)
    targets = write_targets(targets_sheet, content)
    checked = write_flows(flows_sheet, content, figures) if flows_sheet else []
    checked += write_months(months_sheet, content, figures)
    write_states(states_sheet, content)
    places = Places(content.overview.months, figures, targets, denominators)
    report = write_report(report_sheet, content, places, check_sheet, checked)
    denominators.finish()
    write_charts(book, charts_sheet, report_sheet, report)
    write_sources(sources_sheet, content)
    write_check(check_sheet, report.checked)
    return book.as_bytes()
