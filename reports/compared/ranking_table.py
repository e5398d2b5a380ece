"""The parts of a unit ranked by one indicator: the parts table with places."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from coverage.notation.numbers import write_change
from reports.figures.columns import CHANGE_FORMAT, PEOPLE_FORMAT, POINTS_FORMAT, FigureColumn, Line
from reports.figures.standing import Row
from reports.figures.tables import PartsTable
from reports.figures.terms import Terms, of_whole
from reports.figures.words import NOTHING, people_text
from targets.comparable import ranks


def _points_change(comparison: str) -> dict[str, Any]:
    """The points of rate gained or lost since one of the row's earlier months."""

    def difference(line: Line) -> Decimal | None:
        found: Decimal | None = getattr(line.row, comparison).rate_points
        return found

    return {
        "take": difference,
        "write": lambda line: write_change(difference(line), 2) or NOTHING,
        "number_format": POINTS_FORMAT,
    }


class RankingByPeople(PartsTable):
    """Ranked by the number of people; a unit whose number is not complete has no place."""

    shown = Terms.PEOPLE

    class Meta(PartsTable.Meta):
        exclude: tuple[str, ...] = ("state",)

    def lines_of(self, rows: Sequence[Row], assigner_id: int | None) -> list[Line]:
        ranked = ranks([of_whole(row.value, self.shown) for row in rows])
        return [
            Line(row, row.standing_by(assigner_id), place)
            for row, place in zip(rows, ranked, strict=True)
        ]


class RankingByRate(RankingByPeople):
    """Ranked by the rate; the changes are of the rate, in points."""

    shown = Terms.RATE

    month = FigureColumn(**_points_change("month"), verbose_name=_("On last month, points"))
    year = FigureColumn(
        **_points_change("year"), verbose_name=_("On the same month last year, points")
    )
    december = FigureColumn(**_points_change("december"), verbose_name=_("On 31 December, points"))

    class Meta(RankingByPeople.Meta):
        sequence = ("unit", "place", "rate", "...")


class RankingOfCounts(RankingByPeople):
    """Ranked by what was counted since January, which has no denominator."""

    people = FigureColumn(
        take=lambda line: line.row.value.people,
        write=lambda line: people_text(line.row.value),
        number_format=PEOPLE_FORMAT,
        verbose_name=_("Counted since January"),
    )
    month = FigureColumn(
        take=lambda line: line.row.month.people.difference,
        write=lambda line: write_change(line.row.month.people.difference) or NOTHING,
        number_format=CHANGE_FORMAT,
        verbose_name=_("In the month"),
    )

    class Meta(RankingByPeople.Meta):
        exclude = ("state", "base", "rate", "december")
