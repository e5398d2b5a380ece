"""The parts of a unit ranked by one indicator: the parts table with places."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coverage.tables.columns import Column
from coverage.tables.notations import CHANGE, PEOPLE, POINTS
from reports.figures.assigners import Assigners
from reports.figures.columns import JudgedRow
from reports.figures.standing import Row
from reports.figures.tables import PartsTable
from reports.figures.terms import Terms, of_whole
from reports.figures.words import people_text
from targets.comparable import ranks


class RankingByPeople(PartsTable):
    """Ranked by the number of people; a unit whose number is not complete has no place."""

    shown = Terms.PEOPLE

    class Meta:
        exclude: tuple[str, ...] = ("state",)

    def lines_of(self, rows: Sequence[Row], assigners: Assigners | None) -> list[JudgedRow]:
        ranked = ranks([of_whole(row.value, self.shown) for row in rows])
        return [
            JudgedRow(row, row.standing_by(assigners), place)
            for row, place in zip(rows, ranked, strict=True)
        ]

    def rank_heading(self) -> str:
        return gettext("Rank by participants")


class RankingByRate(RankingByPeople):
    """Ranked by the rate; the changes are of the rate, in points."""

    shown = Terms.RATE

    def rank_heading(self) -> str:
        return gettext("Rank by coverage")

    month = Column(_("On last month, points"), lambda line: line.row.month.rate_points, POINTS)
    year = Column(
        _("On the same month last year, points"), lambda line: line.row.year.rate_points, POINTS
    )
    december = Column(
        _("On 31 December, points"), lambda line: line.row.december.rate_points, POINTS
    )

    class Meta(RankingByPeople.Meta):
        sequence = ("unit", "place", "rate", "...")


class RankingOfCounts(RankingByPeople):
    """Ranked by what was counted since January, which has no denominator."""

    def rank_heading(self) -> str:
        return gettext("Rank by count")

    people = Column(
        _("Counted since January"),
        lambda line: line.row.value.people,
        PEOPLE,
        write=lambda line: people_text(line.row.value),
    )
    month = Column(_("In the month"), lambda line: line.row.month.people.difference, CHANGE)

    class Meta(RankingByPeople.Meta):
        exclude = ("state", "base", "rate", "december")
