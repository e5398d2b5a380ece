"""The parts of a unit ranked by one indicator: the parts table with places."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coverage.tables.columns import Beside, Column
from coverage.tables.notations import CHANGE, NUMBER, PEOPLE, POINTS
from reports.compared.small_trends import SmallTrend, drawing
from reports.figures.assigners import Assigners
from reports.figures.columns import people_or_why
from reports.figures.judged_rows import JudgedRow
from reports.figures.notations import attained_in, share_of_plan_in
from reports.figures.standing import Row
from reports.figures.tables import PartsTable
from reports.figures.terms import Terms, of_whole
from reports.figures.words import people_text
from reports.figures.year_to_date import least_attained
from targets.comparable import ranks


def _picture(heading: Promise) -> Column:
    """Drawn by `draw_trends`."""
    return Column(heading, lambda _line: None, css="spark", in_file=False, orderable=False)


class RankingByPeople(PartsTable):
    """Ranked by the number of people; a unit whose number is not complete has no place."""

    shown = Terms.PEOPLE
    on_phone = ("unit", "place", "people", "attainment", "needed")

    trend = _picture(_("Course"))
    ranks = _picture(_("Rank over the months"))

    class Meta:
        exclude: tuple[str, ...] = ("state",)

    def draw_trends(
        self, of_numbers: Mapping[int, SmallTrend], of_ranks: Mapping[int, SmallTrend]
    ) -> None:
        """By unit id; a line without one stays blank."""
        for name, trends in (("trend", of_numbers), ("ranks", of_ranks)):
            self.columns[name].column.draw = _drawn(trends)

    def lines_of(self, rows: Sequence[Row], assigners: Assigners | None) -> list[JudgedRow]:
        ranked = ranks([of_whole(row.value, self.shown) for row in rows])
        return [
            JudgedRow(row, row.promise_by(assigners), place)
            for row, place in zip(rows, ranked, strict=True)
        ]

    def rank_heading(self) -> str:
        return gettext("Rank by participants")


class RankingByRate(RankingByPeople):
    """Ranked by the rate; the changes are of the rate, in points."""

    shown = Terms.RATE
    on_phone = ("unit", "place", "rate", "attainment", "needed")

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
        lambda line: people_or_why(line.row.value),
        PEOPLE,
        write=lambda line: people_text(line.row.value),
        sort_by=lambda line: line.row.value.people,
    )
    attainment = Column(
        _("Attained, %"),
        lambda line: line.standing and line.standing.assessment.attainment,
        NUMBER,
        of_line=lambda line: attained_in(line.standing and line.standing.assessment.attainment),
        beside=(Beside(lambda line: _least_attained(line)),),
    )
    month = Column(_("In the month"), lambda line: line.row.month.people.difference, CHANGE)

    class Meta(RankingByPeople.Meta):
        exclude = ("state", "base", "rate", "december")


def _drawn(trends: Mapping[int, SmallTrend]) -> Callable[[JudgedRow], SafeString]:
    return lambda line: drawing(trends.get(line.row.unit.pk))


def _least_attained(line: JudgedRow) -> str:
    """What a count that lacks months or units attained at least: it is ranked by nothing."""
    if line.standing is None:
        return ""
    value = line.row.value
    least = least_attained(value, line.standing.assessment.plan_people)
    return "" if least is None else share_of_plan_in(value, least).text(least)
