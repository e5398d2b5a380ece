"""What the page of an indicator shows: what was compared, with what the reader chose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, Indicator
from reports.compared.heat_table import HeatTable, beside_now, heat_table
from reports.compared.query import Compared
from reports.compared.ranking_table import RankingByPeople, RankingByRate, RankingOfCounts
from reports.compared.rate_changes import RateChange, rate_changes, sentence, whole_change
from reports.compared.small_trends import number_trends, rank_trends, scale_text
from reports.compared.tables import HeatMonths, RateChanges, rate_changes_table
from reports.figures.blocks import Block
from reports.figures.differences import Difference, differences
from reports.figures.measures import measure_name, measure_text
from reports.figures.terms import Terms
from reports.filters import SPANS, Filters


@dataclass(frozen=True)
class IndicatorPage:
    """`sort` is the order asked for, which goes with no link to another page; `periods`: the months
    to choose, latest first. `now`: the same as it is now, of a page as of a moment."""

    filters: Filters
    sort: str | None
    compared: Compared
    block: Block
    shown: Terms
    is_common: bool
    indicators: Sequence[Indicator]
    periods: Sequence[date]
    now: Compared | None = None

    @property
    def measure(self) -> str:
        name = measure_name(self.compared.indicator, self.shown)
        return f"{name} ({measure_text(self.compared.indicator, self.shown)})"

    @property
    def lacks_rates(self) -> bool:
        """Figures are known, and rates were asked for that nobody can compute."""
        rows = [*self.compared.rows, self.compared.whole]
        return (
            self.shown is Terms.RATE
            and any(row.value.people is not None for row in rows)
            and all(row.value.rate is None for row in rows)
        )

    @property
    def months_before(self) -> list[date]:
        """The months a change may be counted from, latest first."""
        earlier = [each for each in self.periods if each < self.compared.period]
        return sorted({*earlier, self.compared.since}, reverse=True)

    @property
    def spans(self) -> Sequence[int]:
        return SPANS

    def indicator_links(self) -> list[tuple[Indicator, str]]:
        """Each with its address; the assigner chosen may have set nothing for another."""
        unit, others = self.compared.unit, replace(self.filters, assigner=None)
        return [
            (each, reverse("indicator", args=[unit.pk, each.code]) + others.about(each.code))
            for each in self.indicators
        ]

    def measure_links(self) -> list[tuple[Terms, str, str]]:
        """Of a count without a denominator there is only one measure."""
        if self.compared.is_flow:
            return []
        return [
            (
                each,
                measure_name(self.compared.indicator, each),
                replace(self.filters, measure=each.value).as_query(),
            )
            for each in Terms
        ]

    def table(self) -> RankingByPeople:
        """The ranking; of a unit without parts only the line of the whole."""
        table = table_class(self.compared.is_flow, self.shown)(
            self.compared.rows,
            self.compared.whole,
            self.block.chosen,
            self.sort or "place",
            self.filters,
        )
        table.draw_trends(
            number_trends(self.compared, self.shown, is_common=self.is_common),
            rank_trends(self.compared, self.shown),
        )
        return table

    def scale_text(self) -> str:
        return scale_text(self.compared, self.shown, is_common=self.is_common)

    def heat(self) -> HeatTable:
        then = heat_table(self.compared, self.shown)
        return then if self.now is None else beside_now(then, heat_table(self.now, self.shown))

    def adjusted(self) -> list[tuple[AdministrativeUnit, list[Difference]]]:
        """The units of which the ranking reads otherwise now."""
        if self.now is None:
            return []
        then = (*self.compared.rows, self.compared.whole)
        pairs = zip(then, (*self.now.rows, self.now.whole), strict=True)
        found = [(row.unit, differences(row, row_now)) for row, row_now in pairs]
        return [(unit, changed) for unit, changed in found if changed]

    def heat_months(self, heat: HeatTable) -> HeatMonths:
        heading = _("Month by month")
        return HeatMonths(heat, f"{heading}: {self.measure}")

    def rate_changes(self) -> RateChanges | None:
        """None of a count, which has no rate."""
        if self.compared.is_flow:
            return None
        changes, whole = rate_changes(self.compared), self.whole_change
        return rate_changes_table(self.compared, changes, whole)

    @property
    def whole_change(self) -> RateChange:
        return whole_change(self.compared)

    def change_sentence(self) -> str:
        return sentence(self.compared, self.whole_change)


def table_class(is_flow: bool, shown: Terms) -> type[RankingByPeople]:
    if is_flow:
        return RankingOfCounts
    return RankingByRate if shown is Terms.RATE else RankingByPeople
