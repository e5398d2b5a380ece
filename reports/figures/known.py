"""The values of a unit and its parts in several months, from whichever source holds them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coverage.counting.approving import approving_units
from coverage.counting.awaited import UnitMonth, awaited
from coverage.counting.figures import NOW, ReadAs
from coverage.lineage import Predecessor
from coverage.models import AdministrativeUnit, Indicator, Measure
from reports.figures.parts import PartsBelow, parts_below
from reports.figures.pooled_values import (
    pool_by_unit,
    rated_by,
    sum_of_bases,
    sum_of_pieces,
    summed_value,
)
from reports.figures.reported import BasisKey, FigureKey, denominators, own_figures
from reports.figures.tree import Tree, tree_of
from reports.figures.values import (
    BEFORE_UNIT,
    NOT_APPLICABLE,
    NOTHING,
    OwnFigure,
    RateBase,
    Value,
    own_value,
)
from reports.figures.what_went_in import value_of_what_went_in
from reports.filters import UnitsOf


@dataclass(frozen=True, slots=True)
class Known:
    """Answers `value(unit, indicator, month)` for one unit and the units directly below it. What
    the unit itself comes to is added up from those there were in the month, whichever stand in the
    table; what they come to by the database. `approving`: rows whose province approves; of the
    others nothing is said to be not approved. `awaited`: months that are not yet due."""

    tree: Tree
    indicators: Collection[Indicator]
    own: dict[FigureKey, OwnFigure | None]
    below: PartsBelow
    bases: dict[BasisKey, RateBase]
    approving: set[int]
    awaited: frozenset[UnitMonth] = frozenset()
    worked_out: dict[FigureKey, Value] = field(default_factory=dict, compare=False, repr=False)

    @property
    def top(self) -> AdministrativeUnit:
        return self.tree.top

    def of_flows(
        self, flows: Collection[Indicator], periods: Collection[date], read_as: ReadAs = NOW
    ) -> "Known":
        """What the same units counted within months. Two statements."""
        ids = self.tree.rows_of(self.tree.rows)
        flow_ids = [each.pk for each in flows]
        return replace(
            self,
            indicators=flows,
            own=own_figures(ids, periods, read_as, flow_ids),
            below=parts_below(ids, periods, flow_ids, read_as, are_rare=True),
            bases={},
            worked_out={},
        )

    def with_months(
        self,
        units: Collection[AdministrativeUnit],
        periods: Collection[date],
        read_as: ReadAs = NOW,
    ) -> "Known":
        """With more months of some of the units, in years that are known. Two statements."""
        ids, indicator_ids = self.tree.rows_of(units), [each.pk for each in self.indicators]
        own = own_figures(ids, periods, read_as, indicator_ids)
        below = self.below | parts_below(ids, periods, indicator_ids, read_as)
        return replace(self, own=self.own | own, below=below, worked_out={})

    def with_past(self, periods: Collection[date], read_as: ReadAs = NOW) -> "Known":
        """With months of all its units that were not asked for before, of any year in which the
        tree reaches back. Three statements."""
        more = self.with_months(self.tree.rows, periods, read_as)
        years = {period.year for period in periods}
        bases = denominators(self.tree.every_self(), years, read_as.moment)
        return replace(more, bases=bases | self.bases, worked_out=dict(self.worked_out))

    def parts_in(self, period: date) -> list[AdministrativeUnit]:
        """The units that stand in a table of the month, in Vietnamese order."""
        return self.tree.parts_in(period)

    def summed_in(self, period: date) -> list[AdministrativeUnit]:
        """Whose figures those of the unit are added up of in the month."""
        return self.tree.summed_in(period)

    def selves_of(self, unit: AdministrativeUnit) -> list[int]:
        return self.tree.selves_of(unit)

    def rows_in(self, unit: AdministrativeUnit, period: date) -> list[int]:
        return self.tree.rows_in(unit, period)

    def value(self, unit: AdministrativeUnit, indicator: Indicator, period: date) -> Value:
        if unit.exists_on(period):
            return self.value_of_row(unit.pk, indicator, period)
        went_in = [each.unit_id for each in self.tree.came_from(unit.pk, period)]
        value = self._value_before(unit, indicator, period)
        return self._awaited_of([unit.pk, *went_in], period, value) if went_in else value

    def value_shown(self, unit: AdministrativeUnit, indicator: Indicator, period: date) -> Value:
        """As `value`, but where the months are told of today's units: of one that gave or was given
        a part since, what is in it today, by shares."""
        if parted := self.tree.parted(unit, period):
            return self._of(unit, indicator, period, parted, unknown=NOTHING)
        return self.value(unit, indicator, period)

    def value_of_row(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        """Of a row that was there in the month: the unit itself, or one that went into it."""
        value = self._value_of(unit_id, indicator, period)
        return self._awaited_of([unit_id], period, value)

    def _awaited_of(self, rows: Sequence[int], period: date, value: Value) -> Value:
        """One that nobody reported is not yet due where that of any of the rows is not."""
        if value.has_figure or value.absence or value.reckoned is not None:
            return value
        if not any((pk, period) in self.awaited for pk in rows):
            return value
        return replace(value, is_awaited=True, is_before_unit=False)

    def pooled(self, indicator: Indicator, period: date) -> Value:
        """What the units directly below come to, whatever the unit itself reported."""
        parts = {part.pk: self.value(part, indicator, period) for part in self.summed_in(period)}
        return pool_by_unit(parts) if parts else NOTHING

    def base(self, unit: AdministrativeUnit, basis: str, period: date) -> RateBase | None:
        """The unit's denominator in use in the month, or that of all its parts added up."""
        return self._base_of(unit.pk, basis, period)

    def _value_of(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        """Asked for by a unit's own line, by the sum above it and by what it is compared with."""
        key = (unit_id, indicator.pk, period)
        if key not in self.worked_out:
            self.worked_out[key] = self._work_out(unit_id, indicator, period)
        return self.worked_out[key]

    def _work_out(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        """Of a month in which the unit exists: its own figure, else its pieces where it reported
        any of them itself, else what the units below come to, else its pieces from wherever."""
        stated = self._stated(unit_id, indicator, period)
        if stated.has_figure:
            return stated
        pieces = [self._value_of(unit_id, each, period) for each in self._pieces_of(indicator)]
        sources = [sum_of_pieces(pieces, self._base_of(unit_id, indicator.basis, period))]
        if stated.own is None:
            is_own = any(each.own is not None and each.has_figure for each in pieces)
            sources.insert(1 if is_own else 0, self._of_units(unit_id, indicator, period))
        known = next((each for each in sources if each.has_figure), None)
        if known is not None:
            return rated_by(known, self.bases.get((unit_id, indicator.basis, period.year)))
        if stated is not NOTHING:
            return stated
        return next((each for each in sources if each.does_not_apply), sources[0])

    def _stated(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        """The unit's own figure, or why it has none; NOTHING where it said nothing."""
        key = (unit_id, indicator.pk, period)
        if (own := self.own.get(key)) is not None:
            value = own_value(own, self._base_of(unit_id, indicator.basis, period))
            return self._as_approved_there(unit_id, value)
        return NOT_APPLICABLE if key in self.own else NOTHING

    def _of_units(self, unit_id: int, indicator: Indicator, period: date) -> Value:
        if unit_id == self.top.pk:
            return self.pooled(indicator, period)
        summed = self.below.sums.get((unit_id, indicator.pk, period))
        return NOTHING if summed is None else self._as_approved_there(unit_id, summed_value(summed))

    def _as_approved_there(self, unit_id: int, value: Value) -> Value:
        if value.unapproved and unit_id not in self.approving:
            return replace(value, unapproved=0)
        return value

    def _pieces_of(self, whole: Indicator) -> list[Indicator]:
        if not whole.sums_its_parts:
            return []
        return [each for each in self.indicators if each.part_of_id == whole.pk]

    def _base_of(self, unit_id: int, basis: str, period: date) -> RateBase | None:
        own = self.bases.get((unit_id, basis, period.year))
        base = own or self.below.bases.get((unit_id, basis, period))
        return (
            self._base_of_parts(basis, period) if base is None and unit_id == self.top.pk else base
        )

    def _base_of_parts(self, basis: str, period: date) -> RateBase | None:
        """Where that of some part is itself a sum; None where one has none."""
        found = [self._base_of(part.pk, basis, period) for part in self.summed_in(period)]
        return sum_of_bases(found)

    def _value_before(self, unit: AdministrativeUnit, indicator: Indicator, period: date) -> Value:
        """What the units that went into it whole reported, and one that went in alone just as it
        reported it; by their shares where one went in part; nothing where a share is not known, or
        where one appeared later of which it is not known where it came from."""
        before = self.tree.before.get(unit.pk, ())
        came_from = self.tree.came_from(unit.pk, period)
        untraced = any(each.is_first and each.valid_from > period for each in before)
        if not came_from or untraced:
            return BEFORE_UNIT if period < unit.valid_from else NOTHING
        return self._of(unit, indicator, period, came_from, unknown=BEFORE_UNIT)

    def _of(
        self,
        unit: AdministrativeUnit,
        indicator: Indicator,
        period: date,
        came_from: Sequence[Predecessor],
        unknown: Value,
    ) -> Value:
        values = [self._value_of(each.unit_id, indicator, period) for each in came_from]
        return value_of_what_went_in(unit.full_name, came_from, values, unknown)


def known(
    top: AdministrativeUnit,
    indicators: Collection[Indicator],
    periods: Collection[date],
    read_as: ReadAs = NOW,
    by: UnitsOf = UnitsOf.THEN,
) -> Known:
    """Everything `Known` needs, in six statements; two more where a month is asked for before the
    unit was formed, and two where one may not be due yet."""
    tree = tree_of(top, periods, read_as.moment, by)
    all_ids = tree.rows_of(tree.rows)
    indicator_ids = [indicator.pk for indicator in indicators]
    are_flows = all(each.measure == Measure.FLOW for each in indicators)
    return Known(
        tree=tree,
        indicators=indicators,
        own=own_figures(all_ids, periods, read_as, indicator_ids),
        below=parts_below(all_ids, periods, indicator_ids, read_as, are_rare=are_flows),
        bases=denominators(tree.every_self(), {period.year for period in periods}, read_as.moment),
        approving=approving_units(all_ids, read_as.moment),
        awaited=awaited(tree.rows, periods, read_as.moment),
    )
