"""The tables of the overview beside the one by unit: standings, other indicators, paces."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from coverage.tables.columns import MARK, Beside, Column
from coverage.tables.notations import CHANGE, CHANGE_IN_PERCENT, MONTH, NUMBER, PEOPLE
from coverage.tables.table import Table
from reports.figures.columns import mark_simulated, origin_of, people_css, people_or_why
from reports.figures.comparison import Comparison
from reports.figures.differences import RowsNow, differences
from reports.figures.estimate_held import held_of
from reports.figures.former_targets import former_target_lines
from reports.figures.marks import row_marks
from reports.figures.notations import people_in, rate_in
from reports.figures.partial_words import (
    beside_text,
    comparison_text,
    estimate_text,
    old_territory_text,
)
from reports.figures.printed_rates import contradiction_text
from reports.figures.standing import Row
from reports.figures.words import (
    incomplete_text,
    missing_rate_text,
    precision_text,
    rate_of_text,
)
from reports.filters import Filters

ADJUSTED = '<p class="adjusted"><span aria-hidden="true">↻</span> {}</p>'


class OthersTable(Table):
    """Indicators without a target; the link to each, and what of it reads otherwise now, are the
    page's."""

    name = "others"
    heading = gettext_lazy("Indicators without a target")
    labelled_by = "others-heading"
    on_phone = ("indicator", "people", "rate", "december")

    indicator = Column(
        gettext_lazy("Indicator"),
        lambda row: row.indicator.label,
        css="unit",
        is_heading=True,
        origin=lambda row: origin_of(row.value),
    )
    people = Column(
        gettext_lazy("Participants"),
        lambda row: people_or_why(row.value),
        PEOPLE,
        css=lambda row: f"{people_css(row.value)} people",
        head_css="num people",
        of_line=lambda row: people_in(row.value),
        beside=(
            Beside(
                lambda row: precision_text(row.value.own) if row.value.own else "",
                ' <span class="hint">{}</span>',
            ),
            Beside(lambda row: row_marks(row), MARK),
            Beside(missing_rate_text, MARK),
            Beside(lambda row: beside_text(row.value, row.beside) if row.beside else ""),
            Beside(lambda row: _estimate_text(row)),
            Beside(lambda row: "; ".join(former_target_lines(row))),
        ),
    )
    rate = Column(
        gettext_lazy("Coverage, %"),
        lambda row: row.value.rate,
        NUMBER,
        css="num rate",
        of_line=lambda row: rate_in(row.value),
        beside=(
            Beside(lambda row: contradiction_text(row.value), MARK),
            Beside(lambda row: rate_of_text(row.value), MARK),
        ),
    )
    month = Column(
        gettext_lazy("On last month"),
        lambda row: row.month.people.difference,
        CHANGE,
        beside=(Beside(lambda row: comparison_text(row.month)), Beside(old_territory_text)),
    )
    year = Column(
        gettext_lazy("On the same month last year"),
        lambda row: row.year.people.difference,
        CHANGE,
        beside=(Beside(lambda row: _in_percent(row.year), " {}"),),
    )
    december = Column(
        gettext_lazy("On 31 December"),
        lambda row: row.december.people.difference,
        CHANGE,
    )

    def attributes_of(self, line: Row) -> Mapping[str, str]:
        return {"id": f"card-{line.indicator.code}"}


def others_table(rows: Sequence[Row], filters: Filters, rows_now: RowsNow) -> OthersTable | None:
    """None where each indicator has a target."""
    table = OthersTable.if_any(rows)
    if table is None:
        return None
    column = table.columns["indicator"].column
    column.address = lambda row: (
        reverse("unit", args=[row.unit.pk]) + filters.about(row.indicator.code)
    )
    column.beside = (
        Beside(lambda row: incomplete_text(row.value), MARK),
        Beside(lambda row: _adjusted_text(row, rows_now), ADJUSTED, plain="↻ {}"),
    )
    return table


def _estimate_text(row: Row) -> str:
    found = held_of(row, None)
    return estimate_text(found) if found else ""


def _adjusted_text(row: Row, rows_now: RowsNow) -> str:
    now = rows_now.get((row.unit.pk, row.indicator.code))
    found = differences(row, now) if now is not None else []
    return "; ".join(str(each) for each in found)


def _in_percent(comparison: Comparison) -> str:
    share = comparison.people.percent
    return "" if share is None else f"({CHANGE_IN_PERCENT.text(share)})"


class PacesTable(Table):
    name = "paces"
    heading = gettext_lazy("Units that must gain more each month than they ever did")
    scroll = "fitted paces"
    labelled_by = "paces-heading"
    on_phone = ("unit", "needed", "best", "last_year")

    unit = Column(
        gettext_lazy("Unit"),
        lambda each: each.row.unit.full_name,
        css="unit",
        is_heading=True,
        origin=lambda each: mark_simulated(each.is_simulated),
    )
    needed = Column(gettext_lazy("Needed a month"), lambda each: each.needed, PEOPLE)
    best = Column(gettext_lazy("Best month ever"), lambda each: each.best.people, CHANGE)
    period = Column(gettext_lazy("In month"), lambda each: each.best.period, MONTH)
    last_year = Column(
        gettext_lazy("Same months last year, a month"),
        lambda each: each.row.pace_last_year,
        CHANGE,
    )
