"""A table column that feeds both the page and the workbook: one definition, one value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString
from django_tables2.data import TableListData
from django_tables2.utils import OrderBy

from reports.figures.standing import Row, Standing

PEOPLE_FORMAT = "#,##0"
CHANGE_FORMAT = "+#,##0;-#,##0;0"
PERCENT_FORMAT = "#,##0.00"
POINTS_FORMAT = "+#,##0.00;-#,##0.00;0.00"
TEXT_FORMAT = "@"

Scalar = int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a unit's row, judged by the promise of the chosen assigner; `place`: in a
    ranking, None where it has none."""

    row: Row
    standing: Standing | None
    place: int | None = None


class FigureColumn(tables.Column):
    """`take` gives the unrounded value of a line, `write` its text on the page, `number_format`
    how a workbook shows the value. A line without a value has None: never a zero. `draw` gives a
    drawing for the page in place of the text; a column of drawings stands in no workbook.
    `is_given`: a value as it was reported or set, which may be adjusted later."""

    def __init__(
        self,
        take: Callable[[Line], Scalar],
        write: Callable[[Line], str],
        number_format: str,
        *,
        css: str = "num",
        sort_by: Callable[[Line], Any] | None = None,
        draw: Callable[[Line], SafeString] | None = None,
        is_given: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(empty_values=(), attrs={"th": {"class": css}}, **options)
        self.take = take
        self.write = write
        self.number_format = number_format
        self.css = css
        self.sort_value = sort_by or take
        self.draw = draw
        self.is_given = is_given

    def render(self, record: Line) -> str:
        return self.write(record)

    def value(self, record: Line) -> Scalar:
        return self.take(record)


class Lines(TableListData):
    """Lines in the order of one column; those without a value come last in either direction."""

    data: list[Line]

    def order_by(self, aliases: Sequence[str]) -> None:
        for alias in reversed(list(aliases)):
            sort_value = self.table.columns[OrderBy(alias).bare].column.sort_value
            present = [line for line in self.data if sort_value(line) is not None]
            absent = [line for line in self.data if sort_value(line) is None]
            present.sort(key=sort_value, reverse=alias.startswith("-"))
            self.data = present + absent
