"""How many units have figures for a month, have handed it in and are approved, in one line of words
that every page shares."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from coverage.counting.figures import NOW, counted_figures
from coverage.counting.month_below import MonthBelow
from coverage.models import Indicator


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """Of `expected` units so many have figures that count; of these `edited` show what was approved
    before their month was opened again, and `partly` lack units of their own. To `not_applicable`
    of them nothing applies: no figures are expected of these, but their month is."""

    expected: int
    with_figures: int
    edited: int
    partly: int
    handed_in: int
    approved: int
    not_applicable: int = 0

    @property
    def figures_expected(self) -> int:
        return self.expected - self.not_applicable

    @property
    def shortly(self) -> str:
        """How far it has come, in a word: approved, and where not all of that is, handed in."""
        numbers = asdict(self)
        if self.approved and self.approved == self.handed_in:
            return _("%(approved)s/%(expected)s approved") % numbers
        said = [_("%(handed_in)s/%(expected)s handed in") % numbers]
        if self.approved:
            said.append(_("%(approved)s/%(expected)s approved") % numbers)
        return " · ".join(said)

    def __str__(self) -> str:
        numbers = asdict(self) | {"figures_expected": self.figures_expected}
        have = _("%(with_figures)s/%(figures_expected)s have figures") % numbers
        return " · ".join(
            (
                have + self._beside(numbers),
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
        if self.not_applicable:
            said.append(_("not applicable to %(not_applicable)s") % numbers)
        return f" ({', '.join(said)})" if said else ""


def nothing_applies(stated: Collection[int], columns: Sequence[Indicator]) -> bool:
    """Whether all that a unit without figures says is that nothing applies to it. `stated`: the ids
    of the indicators that it says it of. A part goes with its whole, and a sum with its parts."""
    gone = set(stated)
    for each in columns:
        parts = {part.pk for part in columns if part.part_of_id == each.pk}
        if each.sums_its_parts and parts and parts <= gone:
            gone.add(each.pk)
    return bool(columns) and all(each.pk in gone or each.part_of_id in gone for each in columns)


def month_counts(
    month: MonthBelow,
    among: Collection[int],
    with_figures: Collection[int],
    partly: Collection[int] = (),
    not_applicable: Collection[int] = (),
) -> MonthCounts:
    """Of the units `among` those below."""
    return MonthCounts(
        expected=len(among),
        with_figures=len(with_figures),
        edited=sum(map(month.is_being_edited, with_figures)),
        partly=len(partly),
        handed_in=month.handed_in(among),
        approved=month.approved(among),
        not_applicable=len(not_applicable),
    )


@dataclass(frozen=True, slots=True)
class FiguresBelow:
    """The units of which, or of a unit below which, a number of people or a rate counts, and those
    to which nothing applies."""

    with_figures: set[int]
    not_applicable: set[int]


SAID = """
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
SELECT below.root, below.unit_id, bool_or(counted.absence = ''),
    array_agg(counted.indicator_id) FILTER (WHERE counted.absence = 'not_applicable')
FROM counted
JOIN below USING (unit_id)
WHERE counted.indicator_id = ANY(%(indicators)s)
GROUP BY below.root, below.unit_id
"""


def figures_below(
    month: MonthBelow, unit_ids: Collection[int], columns: Sequence[Indicator]
) -> FiguresBelow:
    """Of the units `unit_ids` of the month. One statement."""
    statement = SAID.format(counted=counted_figures(NOW, "figure.period = %(period)s"))
    values: dict[str, Any] = {
        "units": list(unit_ids),
        "period": month.period,
        "indicators": [each.pk for each in columns],
        "moment": None,
    }
    with_figures: set[int] = set()
    stated: dict[int, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for root, unit, has_figures, indicators in cursor.fetchall():
            with_figures |= {root} if has_figures else set()
            stated[unit] = set(indicators or ())
    silent = set(unit_ids) - with_figures
    gone = {pk for pk in silent if nothing_applies(_stated_by(pk, stated, month.parts), columns)}
    return FiguresBelow(with_figures, gone)


def _stated_by(
    unit: int, stated: Mapping[int, set[int]], parts: Mapping[int, Sequence[int]]
) -> set[int]:
    """By the unit itself, or by all of those below it."""
    below = [_stated_by(part, stated, parts) for part in parts.get(unit, ())]
    return stated.get(unit, set()) | (set.intersection(*below) if below else set())
