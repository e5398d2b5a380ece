"""The warnings that hold for what counts of a month, line by line, on pages and in their files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, Indicator, Measure
from coverage.notation.periods import write_period
from coverage.tables.columns import Column
from coverage.tables.notations import MOMENT, write_moment
from coverage.tables.table import Table
from coverage.warnings.finding_words import finding_text
from coverage.warnings.query import warnings_of
from coverage.warnings.standing import Explanation, UnitWarning


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A warning of a unit, with its sentence."""

    unit: AdministrativeUnit
    warning: UnitWarning
    text: str

    @property
    def explanation(self) -> Explanation | None:
        """None: the warning is open."""
        return self.warning.explanation

    @property
    def state(self) -> str:
        sign, word = ("⚠", _("not explained")) if self.warning.is_open else ("✓", _("explained"))
        return f"{sign} {word}"


class WarningsTable(Table):
    name = "warnings"
    css = "figures warnings"

    unit = Column(
        gettext_lazy("Unit"), lambda line: line.unit.full_name, css="first", is_heading=True
    )
    text = Column(
        gettext_lazy("Warning"),
        lambda line: line.text,
        css="said",
        draw=lambda line: _warning_html(line),
    )
    state = Column(gettext_lazy("State of the warning"), lambda line: line.state, on_page=False)
    note = Column(
        gettext_lazy("Explanation"),
        lambda line: line.explanation.note if line.explanation else None,
        css="said",
        draw=lambda line: _note_html(line.explanation),
    )
    by = Column(
        gettext_lazy("By"),
        lambda line: line.explanation.by if line.explanation else None,
        on_page=False,
    )
    at = Column(
        gettext_lazy("Since"),
        lambda line: line.explanation.at if line.explanation else None,
        MOMENT,
        on_page=False,
    )


def warning_lines(
    units: Iterable[AdministrativeUnit], period: date, moment: datetime | None = None
) -> list[WarningLine]:
    """Open ones first, else in the order of the units. Two statements."""
    known = list(units)
    columns = Indicator.objects.filter(measure=Measure.STOCK)
    names = {column.code: column.label for column in columns}
    found = warnings_of([unit.pk for unit in known], [period], moment)
    lines = [
        WarningLine(unit, each, finding_text(each.finding, names))
        for unit in known
        for each in found.of(unit.pk, period)
    ]
    return sorted(lines, key=lambda line: not line.warning.is_open)


def warnings_heading(period: date) -> str:
    return _("Warnings and explanations of %(month)s") % {"month": write_period(period)}


def _warning_html(line: WarningLine) -> SafeString:
    css = "mark-warn" if line.warning.is_open else "mark-note"
    return format_html('<span class="mark {}">{}</span> {}', css, line.state, line.text)


def _note_html(explanation: Explanation | None) -> SafeString:
    if explanation is None:
        return format_html("{}", "")
    said = f"{explanation.by}, {write_moment(explanation.at)}"
    return format_html("{}<small>{}</small>", explanation.note, said)
