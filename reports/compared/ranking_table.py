"""The parts of a unit ranked by one indicator: the parts table with places."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from coverage.tables.notations import CHANGE, POINTS
from reports.figures.columns import FigureColumn, Line
from reports.figures.standing import Row
from reports.figures.tables import PartsTable
from reports.figures.terms import Terms, of_whole
from reports.figures.words import people_text
from targets.comparable import ranks


def _points_change(comparison: str) -> Callable[[Line], Decimal | None]:
    """The points of rate gained or lost since one of the row's earlier months."""

    def difference(line: Line) -> Decimal | None:
        found: Decimal | None = getattr(line.row, comparison).rate_points
        return found

    return difference


class RankingByPeople(PartsTable):
    """Ranked by the number of people; a unit whose number is not complete has no place."""

    shown = Terms.PEOPLE

    class Meta:
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

    month = FigureColumn(_points_change("month"), POINTS, verbose_name=_("On last month, points"))
    year = FigureColumn(
        _points_change("year"), POINTS, verbose_name=_("On the same month last year, points")
    )
    december = FigureColumn(
        _points_change("december"), POINTS, verbose_name=_("On 31 December, points")
    )

    class Meta(RankingByPeople.Meta):
        sequence = ("unit", "place", "rate", "...")


class RankingOfCounts(RankingByPeople):
    """Ranked by what was counted since January, which has no denominator."""

    people = FigureColumn(
        lambda line: line.row.value.people,
        write=lambda line: people_text(line.row.value),
        verbose_name=_("Counted since January"),
    )
    month = FigureColumn(
        lambda line: line.row.month.people.difference, CHANGE, verbose_name=_("In the month")
    )

    class Meta(RankingByPeople.Meta):
        exclude = ("state", "base", "rate", "december")
