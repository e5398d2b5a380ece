"""The values of a unit and its parts in several months, from whichever source holds them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coverage.counting.figures import NOW, ReadAs
from coverage.lineage import Predecessor, earlier_selves, predecessors
from coverage.models import AdministrativeUnit, Indicator
from reports.figures.parts import PartsBelow, parts_below
from reports.figures.pooled_values import computed_whole, pool_values, rated_by, summed_value
from reports.figures.reported import (
    BasisKey,
    FigureKey,
    denominators,
    own_figures,
)
from reports.figures.values import (
    NOT_APPLICABLE,
    NOTHING,
    OwnFigure,
    RateBase,
    Value,
    own_value,
)

WHOLE = 1


@dataclass(frozen=True, slots=True)
class Known:
    """Answers `value(unit, indicator, month)` for one unit and the units directly below it. What
    the unit itself comes to is added up from these, what they come to by the database."""

    top: AdministrativeUnit
    children: Sequence[AdministrativeUnit]
    before: dict[int, list[Predecessor]]
    indicators: Collection[Indicator]
    own: dict[FigureKey, OwnFigure | None]
    below: PartsBelow
    bases: dict[BasisKey, RateBase]

    def parts_in(self, period: date) -> list[AdministrativeUnit]:
        """The units directly below that exist in the month, in Vietnamese order."""
        return [unit for unit in self.children if unit.exists_on(period)]

    def selves_of(self, unit: AdministrativeUnit) -> list[int]:
        """The rows under which the very same unit stood earlier, latest first."""
        return earlier_selves(unit.valid_from, self.before.get(unit.pk, ()))

    def value(self, unit: AdministrativeUnit, indicator: Indicator, period: date) -> Value:
        if not unit.exists_on(period):
            return self._value_before(unit.pk, indicator, period)
        value = self._value_of(unit.pk, indicator, period)
        if value.own is None and unit == self.top:
            pooled = self.pooled(indicator, period)
            value = pooled if value is NOTHING or pooled.people is not None else value
        if value.people is None and value.rate is None and indicator.sums_its_parts:
            value = self._from_parts_of(unit, indicator, period) or value
        return rated_by(value, self.bases.get((unit.pk, indicator.basis, period.year)))

    def pooled(self, indicator: Indicator, period: date) -> Value:
        """What the units directly below come to, whatever the unit itself reported."""
        parts = [(part.pk, self.value(part, indicator, period)) for part in self.parts_in(period)]
        excluded = frozenset(pk for pk, value in parts if value.does_not_apply)
        pooled = pool_values([value for _pk, value in parts])
        return replace(pooled, excluded=excluded) if parts else NOTHING

    def base(self, unit: AdministrativeUnit, basis: str, period: date) -> RateBase | None:
        """The unit's denominator in use in the month, or that of all its parts added up."""
        return self._base_of(unit.pk, basis, period)

    def _value_of(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        key = (unit_id, indicator.pk, period)
        if (own := self.own.get(key)) is not None:
            return own_value(own, self._base_of(unit_id, indicator.basis, period))
        summed = None if unit_id == self.top.pk else self.below.sums.get(key)
        if summed is not None:
            return summed_value(summed)
        return NOT_APPLICABLE if key in self.own else NOTHING

    def _base_of(self, unit_id: int, basis: str, period: date) -> RateBase | None:
        own = self.bases.get((unit_id, basis, period.year))
        return own or self.below.bases.get((unit_id, basis, period))

    def _value_before(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        """What the units that went into it whole reported; nothing where one went in part, or
        where one appeared later of which it is not known where it came from."""
        before = self.before.get(unit_id, ())
        came_from = [each for each in before if each.existed_on(period)]
        untraced = any(each.is_first and each.valid_from > period for each in before)
        if not came_from or untraced or any(each.weight != WHOLE for each in came_from):
            return NOTHING
        values = [self._value_then(each.unit_id, indicator, period) for each in came_from]
        return pool_values(values, from_predecessors=True)

    def _value_then(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        value = self._value_of(unit_id, indicator, period)
        if value.people is None and value.rate is None and indicator.sums_its_parts:
            parts = [self._value_of(unit_id, part, period) for part in self._parts_of(indicator)]
            base = self._base_of(unit_id, indicator.basis, period)
            return _sum_of_known(parts, base) or value
        return value

    def _from_parts_of(
        self, unit: AdministrativeUnit, whole: Indicator, period: date
    ) -> Value | None:
        parts = [self.value(unit, part, period) for part in self._parts_of(whole)]
        return _sum_of_known(parts, self.base(unit, whole.basis, period))

    def _parts_of(self, whole: Indicator) -> list[Indicator]:
        return [each for each in self.indicators if each.part_of_id == whole.pk]


def _sum_of_known(parts: Sequence[Value], base: RateBase | None) -> Value | None:
    """An indicator that is the sum of its parts, where each that applies is known; not applicable
    where none applies."""
    if not parts or not all(part.is_complete or part.does_not_apply for part in parts):
        return None
    if all(part.does_not_apply for part in parts):
        return NOT_APPLICABLE
    return computed_whole(parts, base)


def known(
    top: AdministrativeUnit,
    indicators: Collection[Indicator],
    periods: Collection[date],
    read_as: ReadAs = NOW,
) -> Known:
    """Everything `Known` needs, in five statements."""
    children = list(AdministrativeUnit.objects.filter(parent=top).order_by("sort_key"))
    ids = [top.pk, *(child.pk for child in children)]
    before: dict[int, list[Predecessor]] = {}
    for each in predecessors(ids):
        before.setdefault(each.root_id, []).append(each)
    all_ids = {*ids, *(each.unit_id for found in before.values() for each in found)}
    indicator_ids = [indicator.pk for indicator in indicators]
    earlier: dict[int, list[int]] = {pk: [] for pk in all_ids}
    for unit in (top, *children):
        earlier[unit.pk] = earlier_selves(unit.valid_from, before.get(unit.pk, ()))
    return Known(
        top=top,
        children=children,
        before=before,
        indicators=indicators,
        own=own_figures(all_ids, periods, read_as, indicator_ids),
        below=parts_below(all_ids, periods, indicator_ids, read_as),
        bases=denominators(earlier, {period.year for period in periods}, read_as.moment),
    )
