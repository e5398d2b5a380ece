"""A person's exports of the last day as a table; how far each is, its cell tells."""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from coverage.models import ExportedVersions, ExportState, FigureExport
from coverage.notation.numbers import write_people
from coverage.notation.periods import write_period
from coverage.tables.columns import Column
from coverage.tables.notations import MOMENT, PEOPLE
from coverage.tables.table import Table


class ExportsTable(Table):
    """It has no file: each of its lines is one."""

    heading = gettext_lazy("Your workbooks of the last day")
    css = "figures exports"
    scroll = "fitted"
    labelled_by = "own-exports"

    unit = Column(
        gettext_lazy("Unit"),
        lambda export: export.unit.full_name,
        css="first",
        is_heading=True,
        draw=lambda export: _unit_html(export),
    )
    file = Column(
        gettext_lazy("File"),
        lambda export: export.state,
        css="export-state",
        draw=lambda export: _state_html(export),
    )
    months = Column(
        gettext_lazy("Months"),
        lambda export: f"{write_period(export.first)} – {write_period(export.last)}",
        css="day",
    )
    started_at = Column(gettext_lazy("Asked for at"), lambda export: export.started_at, MOMENT)
    total = Column(gettext_lazy("Rows"), lambda export: export.total, PEOPLE)


def is_writing(table: ExportsTable | None) -> bool:
    return table is not None and any(each.state == ExportState.WRITING for each in table.data)


def _unit_html(export: FigureExport) -> SafeString:
    if export.versions == ExportedVersions.COUNTING:
        return format_html("{}", export.unit.full_name)
    return format_html(
        '{}<small class="muted">{}</small>',
        export.unit.full_name,
        ExportedVersions(export.versions).label,
    )


def _state_html(export: FigureExport) -> SafeString:
    numbers = {"written": write_people(export.written), "total": write_people(export.total)}
    return SafeString(
        render_to_string("coverage/exporting/_state.html", {"export": export, **numbers})
    )
