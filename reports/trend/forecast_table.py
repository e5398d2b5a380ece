"""The table of the forecast to the year's end."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.tables.columns import Beside, Column
from coverage.tables.markup import origin_html
from coverage.tables.table import Table
from reports.figures.columns import PEOPLE_OR_PERCENT, mark_simulated
from reports.trend.forecast_words import ForecastLine, ForecastSection


class ForecastTable(Table):
    name = "forecast"
    labelled_by = "forecast-heading"
    on_phone = ("subject", "middle", "outlook")

    subject = Column(
        "",
        lambda line: line.subject,
        css="unit",
        is_heading=True,
        origin=lambda line: mark_simulated(line.is_simulated),
        beside=(Beside(lambda line: line.hint, markup=""),),
        draw=lambda line: _subject_html(line),
    )
    low = Column(gettext_lazy("Low end"), lambda line: line.ends[0], PEOPLE_OR_PERCENT)
    middle = Column(
        gettext_lazy("Forecast"),
        lambda line: line.ends[1],
        PEOPLE_OR_PERCENT,
        draw=lambda line: format_html("<strong>{}</strong>", PEOPLE_OR_PERCENT.text(line.ends[1])),
    )
    high = Column(gettext_lazy("High end"), lambda line: line.ends[2], PEOPLE_OR_PERCENT)
    outlook = Column(
        gettext_lazy("What to expect"), lambda line: line.outlook, css=lambda line: line.css
    )


def forecast_table(section: ForecastSection | None) -> ForecastTable | None:
    """None where there is no forecast."""
    if section is None:
        return None
    return ForecastTable.if_any(
        section.lines,
        heading=section.heading,
        notes=section.notes,
        headings={"subject": _("On %(day)s") % {"day": section.day}},
    )


def _subject_html(line: ForecastLine) -> SafeString:
    if line.promise is None:
        return format_html("{}", line.subject)
    return format_html(
        '{}{}<span class="hint">{} · <a href="{}">{}</a></span>',
        line.subject,
        SafeString(origin_html(mark_simulated(line.is_simulated))),
        line.plan,
        reverse("document", args=[line.promise.document_id]),
        line.promise.document,
    )
