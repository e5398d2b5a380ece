"""The units that the pages of one unit are of: itself, those below it, what these came from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coverage.lineage import Predecessor, earlier_selves, predecessors
from coverage.models import AdministrativeUnit
from coverage.notation.periods import first_month_from, month_of
from reports.filters import UnitsOf

WHOLE = 1


@dataclass(frozen=True, slots=True)
class Tree:
    """`children`: all units that ever lay directly below `top`; `former`: what the top was formed
    from, and what lay below that, where a month before it is asked for; `before`: of each what it
    was formed from. `by`: which of them stand in a table; `today`: the day whose units are today's.
    """

    top: AdministrativeUnit
    children: Sequence[AdministrativeUnit]
    former: Sequence[AdministrativeUnit]
    before: dict[int, list[Predecessor]]
    by: UnitsOf
    today: date

    @property
    def rows(self) -> list[AdministrativeUnit]:
        return [self.top, *self.children, *self.former]

    def rows_of(self, units: Iterable[AdministrativeUnit]) -> set[int]:
        """Under which they stand, and those of what they were formed from."""
        ids = {unit.pk for unit in units}
        return ids | {each.unit_id for pk in ids for each in self.before.get(pk, ())}

    def summed_in(self, period: date) -> list[AdministrativeUnit]:
        """Whose figures the unit's are added up of in the month: those directly below it; before it
        was one, what went into it, and where that was one other alone, those below that."""
        if self.top.exists_on(period):
            return [unit for unit in self.children if unit.exists_on(period)]
        if merged := self.merged_in(period):
            return merged
        below = [unit for unit in self.former if unit.parent_id == self.row_in(period).pk]
        return [unit for unit in below if unit.exists_on(period)]

    def merged_in(self, period: date) -> list[AdministrativeUnit]:
        """What went into the unit, in a month before it was one; none of one other alone, which is
        the unit itself."""
        if self.row_in(period) is not self.top:
            return []
        ids = {each.unit_id for each in self.went_in(period)}
        return [unit for unit in self.former if unit.pk in ids]

    def promised_apart_in(self, period: date) -> list[AdministrativeUnit]:
        """What went into the unit, by whose targets the month was promised: before it was one, and
        in the rest of that year."""
        first = self.top.valid_from
        if not self.top.exists_on(period):
            return self.merged_in(period)
        is_its_first_year = first.year == period.year
        return self.merged_in(month_of(first - timedelta(days=1))) if is_its_first_year else []

    def row_in(self, period: date) -> AdministrativeUnit:
        """Under which the unit itself stood in the month: an earlier one, where it was formed of
        that alone, whole."""
        alone = self.went_in(period)
        if len(alone) != 1 or alone[0].weight != WHOLE:
            return self.top
        return next((each for each in self.former if each.pk == alone[0].unit_id), self.top)

    def went_in(self, period: date) -> list[Predecessor]:
        """What stood in the unit's place in a month before it was one; none of any other month."""
        return [] if self.top.exists_on(period) else self.came_from(self.top.pk, period)

    def reaches_back_to(self, period: date) -> bool:
        """Whether all is known by which a month of the unit is told; tree_of() asks for what it was
        formed from only where a month before it is asked for."""
        is_young = period < self.top.valid_from and bool(self.before.get(self.top.pk))
        return bool(self.former) or not is_young

    def today_below(self) -> list[AdministrativeUnit]:
        """The units directly below today; of a unit that has ended, on its last day."""
        day = max(self.today, self.top.valid_from)
        if self.top.valid_to is not None:
            day = min(day, self.top.valid_to)
        return [unit for unit in self.children if unit.exists_on(day)]

    def parts_in(self, period: date) -> list[AdministrativeUnit]:
        """The units that stand in a table of the month, in Vietnamese order."""
        return self.today_below() if self.by is UnitsOf.TODAY else self.summed_in(period)

    def differs_in(self, period: date) -> bool:
        """Whether it matters of which units the month is told."""
        today = self.today_below()
        return self.summed_in(period) != today or any(self._parts_of(u, period) for u in today)

    def untraced_in(self, period: date) -> list[AdministrativeUnit]:
        """Units of the table that are younger than the month, of which it is not known what they
        were formed from."""
        young = (unit for unit in self.parts_in(period) if not unit.exists_on(period))
        return [unit for unit in young if not self.came_from(unit.pk, period)]

    def selves_of(self, unit: AdministrativeUnit) -> list[int]:
        """The rows under which the very same unit stood earlier, latest first."""
        return earlier_selves(unit.valid_from, self.before.get(unit.pk, ()))

    def every_self(self) -> dict[int, list[int]]:
        """The same of every row."""
        found: dict[int, list[int]] = {pk: [] for pk in self.rows_of(self.rows)}
        return found | {unit.pk: self.selves_of(unit) for unit in self.rows}

    def rows_in(self, unit: AdministrativeUnit, period: date) -> list[int]:
        """The unit itself, or in a month before it was, those that went into it."""
        if unit.exists_on(period):
            return [unit.pk]
        return [each.unit_id for each in self.came_from(unit.pk, period)]

    def parted(self, unit: AdministrativeUnit, period: date) -> list[Predecessor]:
        """Where the months are told of today's units: of one that gave or was given a part since
        the month, what is in it today. None of the top, which is the same by both."""
        return self._parts_of(unit, period) if self.by is UnitsOf.TODAY else []

    def parted_since(self, unit: AdministrativeUnit, earlier: date, period: date) -> date | None:
        """From which month on the unit has been what it is in the month, where it gave or was given
        a part since an earlier one and went on; None where it did not."""
        since = [each for each in self.partings(unit) if earlier < each <= period]
        return max(since, default=None)

    def partings(self, unit: AdministrativeUnit) -> list[date]:
        """The months from which on the unit has been another sum of people, as it gave or was given
        a part and went on."""
        before = self.before.get(unit.pk, ())
        last_days = [each.until for each in before if each.unit_id == unit.pk]
        return [first_month_from(each + timedelta(days=1)) for each in last_days]

    def _parts_of(self, unit: AdministrativeUnit, period: date) -> list[Predecessor]:
        """None where a share is not known: that says nothing of what the unit itself reported."""
        if unit.pk == self.top.pk or not unit.exists_on(period):
            return []
        found = self.came_from(unit.pk, period)
        return [] if any(each.weight is None for each in found) else found

    def came_from(self, unit_id: int, period: date) -> list[Predecessor]:
        return [each for each in self.before.get(unit_id, ()) if each.existed_on(period)]


def tree_of(
    top: AdministrativeUnit,
    periods: Collection[date],
    moment: datetime | None = None,
    by: UnitsOf = UnitsOf.THEN,
) -> Tree:
    """Two statements; two more where a month is asked for before a unit was formed."""
    children = list(AdministrativeUnit.objects.filter(parent=top).order_by("sort_key"))
    today = timezone.localdate(moment)
    before = _before([top, *children], today)
    former: list[AdministrativeUnit] = []
    if before.get(top.pk) and any(period < top.valid_from for period in periods):
        ids = [each.unit_id for each in before[top.pk] if each.unit_id != top.pk]
        alone = earlier_selves(top.valid_from, before[top.pk])
        found = AdministrativeUnit.objects.filter(Q(pk__in=ids) | Q(parent__in=alone))
        former = [told_apart(unit, top) for unit in found.order_by("sort_key")]
        before |= _before(former, today)
    return Tree(top, children, former, before, by, today)


def told_apart(unit: AdministrativeUnit, *became: AdministrativeUnit) -> AdministrativeUnit:
    """One that was called as a unit it went into says that it is not that one, wherever it stands
    beside it. It is here to be shown: the row it came from is not touched."""
    unit.full_name = name_apart(unit, *became)
    return unit


def name_apart(unit: AdministrativeUnit, *became: AdministrativeUnit) -> str:
    if unit.full_name not in {each.full_name for each in became}:
        return unit.full_name
    return _("%(unit)s (former)") % {"unit": unit.full_name}


def _before(units: Sequence[AdministrativeUnit], today: date) -> dict[int, list[Predecessor]]:
    found: dict[int, list[Predecessor]] = {}
    for each in predecessors([unit.pk for unit in units], today):
        found.setdefault(each.root_id, []).append(each)
    return found
