"""The tables of the pages, and of the workbooks made from them."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from coverage.notation.numbers import write_change, write_decimal, write_people
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.columns import (
    CHANGE_FORMAT,
    PEOPLE_FORMAT,
    PERCENT_FORMAT,
    TEXT_FORMAT,
    FigureColumn,
    Line,
    Lines,
)
from reports.figures.differences import RowsNow
from reports.figures.ranking import is_by_attainment, places
from reports.figures.standing import Row
from reports.figures.words import (
    NOTHING,
    light_text,
    month_state_text,
    people_text,
    plan_text,
    remaining_text,
)
from targets.pace import Light

BELOW_SIGN = "▼"
LIGHT_ORDER = (Light.BEHIND, Light.ON_PATH, Light.REACHED)


def _people_change(comparison: str) -> dict[str, Any]:
    """The people gained or lost since one of the row's earlier months."""

    def difference(line: Line) -> int | None:
        found: int | None = getattr(line.row, comparison).people.difference
        return found

    return {
        "take": difference,
        "write": lambda line: write_change(difference(line)) or NOTHING,
        "number_format": CHANGE_FORMAT,
    }


class PartsTable(tables.Table):
    """The units below one, for one indicator and month, against one assigner's targets."""

    unit = FigureColumn(
        take=lambda line: line.row.unit.full_name,
        write=lambda line: line.row.unit.full_name,
        number_format=TEXT_FORMAT,
        css="unit",
        sort_by=lambda line: line.row.unit.sort_key,
        verbose_name=_("Unit"),
    )
    place = FigureColumn(
        take=lambda line: line.place,
        write=lambda line: NOTHING if line.place is None else str(line.place),
        number_format=PEOPLE_FORMAT,
        css="num narrow",
        verbose_name=_("Rank"),
    )
    people = FigureColumn(
        take=lambda line: line.row.value.people,
        write=lambda line: people_text(line.row.value),
        number_format=PEOPLE_FORMAT,
        is_given=True,
        verbose_name=_("Participants"),
    )
    base = FigureColumn(
        take=lambda line: line.row.value.base.people if line.row.value.base else None,
        write=lambda line: (
            write_people(line.row.value.base.people) if line.row.value.base else NOTHING
        ),
        number_format=PEOPLE_FORMAT,
        is_given=True,
        verbose_name=_("Denominator"),
    )
    rate = FigureColumn(
        take=lambda line: line.row.value.rate,
        write=lambda line: _rate(line),
        number_format=PERCENT_FORMAT,
        verbose_name=_("Coverage, %"),
    )
    plan = FigureColumn(
        take=lambda line: line.standing.assessment.plan_people if line.standing else None,
        write=lambda line: _plan(line),
        number_format=PEOPLE_FORMAT,
        is_given=True,
        verbose_name=_("Target"),
    )
    attainment = FigureColumn(
        take=lambda line: line.standing.assessment.attainment if line.standing else None,
        write=lambda line: (
            (write_decimal(line.standing.assessment.attainment) if line.standing else "") or NOTHING
        ),
        number_format=PERCENT_FORMAT,
        verbose_name=_("Attained, %"),
    )
    bar = FigureColumn(
        take=lambda line: line.standing.assessment.attainment if line.standing else None,
        write=lambda line: NOTHING,
        number_format=TEXT_FORMAT,
        css="bar",
        draw=lambda line: bullet_svg(line.row, line.standing),
        verbose_name=_("Figure, path, target"),
    )
    remaining = FigureColumn(
        take=lambda line: line.standing.assessment.remaining if line.standing else None,
        write=lambda line: remaining_text(
            line.standing.assessment.remaining if line.standing else None
        ),
        number_format=PEOPLE_FORMAT,
        verbose_name=_("Remaining"),
    )
    needed = FigureColumn(
        take=lambda line: line.standing.needed_pace if line.standing else None,
        write=lambda line: (
            (write_decimal(line.standing.needed_pace, 0) if line.standing else "") or NOTHING
        ),
        number_format=PEOPLE_FORMAT,
        verbose_name=_("Needed a month"),
    )
    month = FigureColumn(**_people_change("month"), verbose_name=_("On last month"))
    year = FigureColumn(**_people_change("year"), verbose_name=_("On the same month last year"))
    december = FigureColumn(**_people_change("december"), verbose_name=_("On 31 December"))
    light = FigureColumn(
        take=lambda line: light_text(line.standing.light) if line.standing else None,
        write=lambda line: light_text(line.standing.light) if line.standing else NOTHING,
        number_format=TEXT_FORMAT,
        css="light",
        sort_by=lambda line: _light_rank(line),
        verbose_name=_("Judgement"),
    )
    state = FigureColumn(
        take=lambda line: month_state_text(line.row.state) if line.row.is_part else None,
        write=lambda line: month_state_text(line.row.state) if line.row.is_part else NOTHING,
        number_format=TEXT_FORMAT,
        css="state",
        verbose_name=_("Month"),
    )

    class Meta:
        attrs = {"class": "figures parts"}

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
        self.link_query = link_query
        self.assigner_id = assigner_id
        self.rows_now = rows_now or {}
        lines = self.lines_of(rows, assigner_id)
        self.whole = Line(whole, whole.standing_by(assigner_id))
        super().__init__(Lines(lines), order_by=order or "unit", order_by_field="sort")

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
        """Whether `order` names one of the columns, with or without a minus."""
        return order.removeprefix("-") in cls.base_columns


def _rate(line: Line) -> str:
    rate = write_decimal(line.row.value.rate) or NOTHING
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
