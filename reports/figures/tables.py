"""The tables of units, of the pages and of the workbooks made from them."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import Origin
from coverage.tables.columns import MARK, Beside
from coverage.tables.notations import CHANGE, NUMBER, TEXT, WHOLE
from coverage.tables.table import Table
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.columns import REMAINING, FigureColumn, Line
from reports.figures.differences import RowsNow
from reports.figures.places import is_by_attainment, places
from reports.figures.standing import Row
from reports.figures.words import (
    NOTHING,
    incomplete_text,
    light_text,
    month_state_text,
    origin_text,
    people_text,
    plan_text,
)
from targets.pace import Light

BELOW_SIGN = "▼"
LIGHT_ORDER = (Light.BEHIND, Light.ON_PATH, Light.REACHED)
ANY_UNIT = 2**31


def _people_change(comparison: str) -> Callable[[Line], int | None]:
    """The people gained or lost since one of the row's earlier months."""

    def difference(line: Line) -> int | None:
        found: int | None = getattr(line.row, comparison).people.difference
        return found

    return difference


def _assessed(name: str) -> Callable[[Line], Any]:
    """A value of the judgement; None where nobody promised anything."""

    def take(line: Line) -> Any:
        return getattr(line.standing.assessment, name) if line.standing else None

    return take


class PartsTable(Table):
    """The units below one, for one indicator and month, against one assigner's targets."""

    css = "figures parts"
    labelled_by = "parts-heading"
    is_sortable = True
    adds_origins = False

    unit = FigureColumn(
        lambda line: line.row.unit.full_name,
        TEXT,
        css="unit",
        is_heading=True,
        origin=lambda line: Origin.SIMULATED if line.row.value.simulated else "",
        beside=(Beside(lambda line: incomplete_text(line.row.value), MARK),),
        sort_by=lambda line: line.row.unit.sort_key,
        verbose_name=gettext_lazy("Unit"),
    )
    place = FigureColumn(
        lambda line: line.place, css="num narrow", verbose_name=gettext_lazy("Rank")
    )
    people = FigureColumn(
        lambda line: line.row.value.people,
        write=lambda line: people_text(line.row.value),
        is_given=True,
        verbose_name=gettext_lazy("Participants"),
    )
    base = FigureColumn(
        lambda line: line.row.value.base.people if line.row.value.base else None,
        is_given=True,
        verbose_name=gettext_lazy("Denominator"),
    )
    rate = FigureColumn(
        lambda line: line.row.value.rate,
        NUMBER,
        write=lambda line: _rate(line),
        verbose_name=gettext_lazy("Coverage, %"),
    )
    plan = FigureColumn(
        _assessed("plan_people"),
        write=lambda line: _plan(line),
        is_given=True,
        verbose_name=gettext_lazy("Target"),
    )
    attainment = FigureColumn(
        _assessed("attainment"), NUMBER, verbose_name=gettext_lazy("Attained, %")
    )
    bar = FigureColumn(
        _assessed("attainment"),
        css="bar",
        in_file=False,
        draw=lambda line: bullet_svg(line.row, line.standing),
        verbose_name=gettext_lazy("Figure, path, target"),
    )
    remaining = FigureColumn(
        _assessed("remaining"), REMAINING, verbose_name=gettext_lazy("Remaining")
    )
    needed = FigureColumn(
        lambda line: line.standing.needed_pace if line.standing else None,
        WHOLE,
        verbose_name=gettext_lazy("Needed a month"),
    )
    month = FigureColumn(
        _people_change("month"), CHANGE, verbose_name=gettext_lazy("On last month")
    )
    year = FigureColumn(
        _people_change("year"), CHANGE, verbose_name=gettext_lazy("On the same month last year")
    )
    december = FigureColumn(
        _people_change("december"), CHANGE, verbose_name=gettext_lazy("On 31 December")
    )
    light = FigureColumn(
        lambda line: light_text(line.standing.light) if line.standing else None,
        TEXT,
        css="light",
        sort_by=lambda line: _light_rank(line),
        verbose_name=gettext_lazy("Judgement"),
    )
    state = FigureColumn(
        lambda line: month_state_text(line.row.state) if line.row.is_part else None,
        TEXT,
        css="state",
        verbose_name=gettext_lazy("Month"),
    )
    origin = FigureColumn(
        lambda line: origin_text(line.row.value) or None,
        TEXT,
        on_page=False,
        verbose_name=gettext_lazy("Origin"),
    )

    def __init__(
        self,
        rows: Sequence[Row],
        whole: Row,
        assigner_id: int | None,
        order: str | None = None,
        link_query: str = "",
        rows_now: RowsNow | None = None,
    ) -> None:
        """`whole` is the row of the unit above, shown as the total; `link_query` goes with the
        link from each name to the unit's own page; `rows_now`: the same rows as they are now, of a
        table that shows an earlier moment."""
        self.assigner_id = assigner_id
        self.rows_now = rows_now or {}
        lines = self.lines_of(rows, assigner_id)
        self.whole = Line(whole, whole.standing_by(assigner_id))
        super().__init__(
            lines, totals=[self.whole], order_by=order or "unit", order_by_field="sort"
        )
        self.columns["unit"].column.address = _addresses(link_query)
        if self.rows_now:
            for bound in self.columns:
                if bound.column.is_given:
                    bound.column.beside = (self._beside_now(bound.column),)

    def _beside_now(self, column: FigureColumn) -> Beside:
        """What a given value reads now, where it reads otherwise."""
        write = column.write
        label = escape(_("adjusted since"))

        def say(line: Line) -> str:
            now = self.line_now(line)
            return "" if now is None or write(now) == write(line) else write(now)

        markup = (
            f'<span class="adjusted"><span role="img" aria-label="{label}">↻</span> → {{}}</span>'
        )
        return Beside(say, markup, plain="↻ → {}")

    def lines_of(self, rows: Sequence[Row], assigner_id: int | None) -> list[Line]:
        self.is_ranked_by_rate = not is_by_attainment(rows, assigner_id)
        ranked = zip(rows, places(rows, assigner_id), strict=True)
        return [Line(row, row.standing_by(assigner_id), place) for row, place in ranked]

    def line_now(self, line: Line) -> Line | None:
        """The same line as it is now; None where the table shows what is now."""
        now = self.rows_now.get((line.row.unit.pk, line.row.indicator.code))
        return Line(now, now.standing_by(self.assigner_id)) if now is not None else None

    @classmethod
    def can_sort_by(cls, order: str) -> bool:
        """Whether `order` names one of the page's columns, with or without a minus."""
        column = cls.base_columns.get(order.removeprefix("-"))
        return column is not None and column.on_page


def _rate(line: Line) -> str:
    rate = NUMBER.text(line.row.value.rate)
    return f"{BELOW_SIGN} {rate}" if line.row.is_below_average else rate


def _plan(line: Line) -> str:
    """The target as it was set; one turned from a rate into people says so by its rate."""
    if line.standing is None:
        return NOTHING
    return plan_text(line.standing.promise.promise, line.standing.promise.qualifier)


def _light_rank(line: Line) -> int | None:
    if line.standing is None or line.standing.light not in LIGHT_ORDER:
        return None
    return LIGHT_ORDER.index(line.standing.light)


def _addresses(query: str) -> Callable[[Line], str]:
    """Of a unit's own page. Asked for once a table: an address is found in as much time as a row
    is written."""
    before, _id, after = reverse("overview", args=[ANY_UNIT]).rpartition(str(ANY_UNIT))
    return lambda line: f"{before}{line.row.unit.pk}{after}{query}"
