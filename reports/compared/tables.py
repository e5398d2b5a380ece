"""The tables under the ranking: month by month, and why the rate changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.periods import write_period
from coverage.tables.columns import MARK, Beside, Column
from coverage.tables.notations import NUMBER, PEOPLE, POINTS, WHOLE, Exact
from coverage.tables.table import Group, Table
from reports.compared.heat_table import MARKED, RECKONED, HeatCell, HeatRow, HeatTable, sign_texts
from reports.compared.query import Compared
from reports.compared.rate_changes import RateChange
from reports.figures.columns import mark_simulated

MONTHS_ON_PHONE = 4


class HeatMonths(Table):
    """The whole stands last, among the lines: it is ordered with nothing."""

    name = element_id = "heat"
    css = "figures heat"
    scroll = "from-end"
    labelled_by = "heat-heading"

    unit = Column(
        gettext_lazy("Unit"),
        lambda row: row.unit.full_name,
        css="unit",
        is_heading=True,
        origin=lambda row: mark_simulated(row.simulated),
    )

    def __init__(self, heat: HeatTable, heading: str) -> None:
        self.whole = heat.whole
        months = range(len(heat.periods))
        self.on_phone = ["unit", *(f"month_{place}" for place in months[-MONTHS_ON_PHONE:])]
        signs = sign_texts()
        super().__init__(
            [*heat.rows, *([heat.whole] if heat.whole else [])],
            heading=heading,
            groups=[Group(str(year), span, "year") for year, span in heat.years],
            extra_columns=[
                (f"month_{place}", _month_column(place, heat, signs)) for place in months
            ],
        )

    def attributes_of(self, line: HeatRow) -> Mapping[str, str]:
        return {"class": "whole"} if line is self.whole else {}


def _month_column(place: int, heat: HeatTable, signs: Mapping[str, str]) -> Column:
    def cell(row: HeatRow) -> HeatCell:
        return row.cells[place]

    def held(row: HeatRow) -> Exact:
        """The number, else in words why there is none."""
        found = cell(row)
        return signs[found.sign] if found.held is None else found.held

    def marked(row: HeatRow) -> str:
        found = cell(row)
        return signs[found.sign] if found.sign and found.held is not None else ""

    return Column(
        f"{heat.periods[place]:%m}",
        held,
        NUMBER if heat.places else WHOLE,
        of_line=lambda row: cell(row).written_in,
        css=lambda row: _css(cell(row)),
        head_css="num",
        draw=lambda row: _html(cell(row), signs),
        beside=(
            Beside(marked, markup=""),
            Beside(lambda row: cell(row).mark, markup=""),
            Beside(lambda row: cell(row).now, markup="", plain="↻ {}"),
        ),
        file_heading=write_period(heat.periods[place]),
    )


def _css(cell: HeatCell) -> str:
    if cell.sign:
        return "num heat-other reckoned" if cell.sign == RECKONED else "num heat-other"
    return "num" if cell.step is None else f"num heat-{cell.step}"


def _html(cell: HeatCell, signs: Mapping[str, str]) -> SafeString:
    html = escape(cell.text)
    if cell.sign:
        html += f'<abbr title="{escape(signs[cell.sign])}">{escape(cell.sign)}</abbr>'
    if cell.mark:
        html += f'<abbr title="{escape(cell.mark)}">{MARKED}</abbr>'
    if cell.now:
        html += f' <span class="now">↻ {escape(cell.now)}</span>'
    return mark_safe(html)  # noqa: S308 - every text in it was escaped


class RateChanges(Table):
    name = element_id = "changes"
    labelled_by = "change-heading"
    on_phone = ("unit", "total", "by_people", "by_denominator")

    unit = Column(
        gettext_lazy("Unit"),
        lambda change: change.unit.full_name,
        css="unit",
        is_heading=True,
        origin=lambda change: mark_simulated(change.simulated),
    )
    people_before = Column("", lambda change: change.before.people, PEOPLE)
    people_now = Column("", lambda change: change.now.people, PEOPLE)
    base_before = Column("", lambda change: change.before.base, PEOPLE)
    base_now = Column("", lambda change: change.now.base, PEOPLE)
    rate_before = Column("", lambda change: change.before.rate, NUMBER)
    rate_now = Column("", lambda change: change.now.rate, NUMBER)
    total = Column(
        gettext_lazy("Change, points"), lambda change: change.split and change.split.total, POINTS
    )
    by_people = Column(
        gettext_lazy("by people"), lambda change: change.split and change.split.by_people, POINTS
    )
    by_denominator = Column(
        gettext_lazy("by the denominator"),
        lambda change: change.split and change.split.by_denominator,
        POINTS,
    )
    marks = Column(
        gettext_lazy("Notes"), lambda change: change.why_not + _printed_text(change), css="marks"
    )


def rate_changes_table(
    compared: Compared, changes: Sequence[RateChange], whole: RateChange
) -> RateChanges:
    months = {"before": write_period(compared.since), "now": write_period(compared.period)}
    said = {
        "people": _("Participants %(month)s"),
        "base": _("Denominator %(month)s"),
        "rate": _("Rate %(month)s, %%"),
    }
    table = RateChanges(
        changes,
        heading=_("Why the rate changed from %(since)s to %(month)s")
        % {"since": months["before"], "month": months["now"]},
        notes=[_rule()],
        totals=[whole],
        headings={
            f"{name}_{when}": heading % {"month": month}
            for name, heading in said.items()
            for when, month in months.items()
        },
    )
    for name, month in (("people_before", compared.since), ("people_now", compared.period)):
        table.columns[name].column.beside = (_marks_in(compared, month),)
    return table


def _marks_in(compared: Compared, month: date) -> Beside:
    return Beside(lambda change: compared.marks.get((change.unit.pk, month), ""), MARK)


def _printed_text(change: RateChange) -> str:
    return _("the printed rate differs") if change.is_printed else ""


def _rule() -> str:
    return _(
        "The rate here is people on denominator. Each part moves one of the two and holds the "
        "other half way between its two months, so that the parts add up to the change; each "
        "number is rounded by itself."
    )
