"""How many units have figures for a month, have handed it in and are approved, in one line of words
that every page shares."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from coverage.counting.figures import NOW, counted_figures
from coverage.counting.month_below import MonthBelow


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """Of `expected` units so many have figures that count; of these `edited` show what was approved
    before their month was opened again, and `partly` lack units of their own."""

    expected: int
    with_figures: int
    edited: int
    partly: int
    handed_in: int
    approved: int

    def __str__(self) -> str:
        numbers = asdict(self)
        return " · ".join(
            (
                _("%(with_figures)s/%(expected)s have figures") % numbers + self._beside(numbers),
                _("%(handed_in)s/%(expected)s handed in") % numbers,
                _("%(approved)s/%(expected)s approved") % numbers,
            )
        )

    def _beside(self, numbers: dict[str, int]) -> str:
        said = []
        if self.edited and self.edited == self.with_figures:
            said.append(_("being edited"))
        elif self.edited:
            said.append(_("%(edited)s being edited") % numbers)
        if self.partly:
            said.append(_("%(partly)s not complete") % numbers)
        return f" ({', '.join(said)})" if said else ""


def month_counts(
    month: MonthBelow,
    among: Collection[int],
    with_figures: Collection[int],
    partly: Collection[int] = (),
) -> MonthCounts:
    """Of the units `among` those below."""
    return MonthCounts(
        expected=len(among),
        with_figures=len(with_figures),
        edited=sum(map(month.is_being_edited, with_figures)),
        partly=len(partly),
        handed_in=month.handed_in(among),
        approved=month.approved(among),
    )


WITH_FIGURES = """
WITH RECURSIVE below AS (
    SELECT unit_id AS root, unit_id FROM unnest(%(units)s::bigint[]) AS each (unit_id)
    UNION ALL
    SELECT below.root, part.id FROM coverage_administrativeunit part
    JOIN below ON part.parent_id = below.unit_id
    WHERE part.valid_from <= %(period)s
      AND (part.valid_to IS NULL OR part.valid_to >= %(period)s)
), asked AS MATERIALIZED (
    SELECT DISTINCT unit_id, %(period)s::date AS period FROM below
), {counted}
SELECT DISTINCT below.root FROM counted
JOIN below USING (unit_id)
JOIN coverage_indicator indicator ON indicator.id = counted.indicator_id
WHERE counted.absence = '' AND indicator.measure = 'stock'
"""


def units_with_figures(unit_ids: Collection[int], period: date) -> set[int]:
    """Those of which, or of a unit below which, a number of people or a rate counts. One
    statement."""
    statement = WITH_FIGURES.format(counted=counted_figures(NOW, "figure.period = %(period)s"))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"units": list(unit_ids), "period": period, "moment": None})
        return {unit_id for (unit_id,) in cursor.fetchall()}
