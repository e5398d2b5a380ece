"""The rows of a world as they stood at a moment, in plain lists; nothing is worked out but which of
them count, and which unit was which before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from counted_twin import counted_with_states, nearest_rule, seen, twin_base, was_in_force
from coverage.counting.figures import ReadAs
from coverage.models import (
    AdministrativeUnit,
    CountsFrom,
    Denominator,
    Indicator,
    Level,
    ReportedFigure,
    ReportingRule,
    StandingWarning,
    State,
    Submission,
    UnitChangeLink,
)
from targets.models import Target

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Counting:
    """A figure that counts; `state`: of its month; `is_edited`: it is what was last approved."""

    figure: ReportedFigure
    state: str
    is_edited: bool


class Facts:
    def __init__(self, moment: datetime | None = None) -> None:
        """`moment`: as the rows stood then; None: now."""
        rows = AdministrativeUnit.objects.select_related("parent__parent")
        self.units = list(rows.order_by("sort_key", "valid_from"))
        self.indicators = list(Indicator.objects.order_by("order"))
        self.links = list(UnitChangeLink.objects.select_related("old"))
        self.rules: list[ReportingRule] = seen(ReportingRule, moment)
        self.targets: list[Target] = seen(Target, moment, "document__assigner")
        self.all_targets = list(Target.objects.order_by("pk"))
        self.all_denominators = list(Denominator.objects.order_by("pk"))
        self.months: dict[tuple[int, date], Submission] = {
            (row.unit_id, row.period): row for row in seen(Submission, moment)
        }
        self.approvals = list(Submission.objects.filter(state=State.APPROVED).order_by("pk"))
        self._approving = {
            self._province(each.unit_id)
            for each in self.approvals
            if moment is None or each.recorded_at <= moment
        }
        all_warnings = StandingWarning.objects.order_by("pk")
        self.warnings = [each for each in all_warnings if was_in_force(each, moment)]
        self._base_of_row = twin_base(ReadAs(moment))
        self._counting = {
            (row.unit_id, row.indicator_id, row.period): Counting(row, state, is_edited)
            for row, state, is_edited in counted_with_states(ReadAs(moment))
            if row.absence != "withdrawn"
        }

    def counting(
        self, unit: AdministrativeUnit, indicator: Indicator, month: date
    ) -> Counting | None:
        """The figure of the unit itself that counts; an explained absence is one."""
        return self._counting.get((unit.pk, indicator.pk, month))

    def is_exempt(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> bool:
        rule = nearest_rule(self.rules, unit, month)
        return rule is not None and indicator.code in rule.exempt_codes

    def parts(self, unit: AdministrativeUnit, month: date) -> list[AdministrativeUnit]:
        """A month belongs to the units that exist on its first day."""
        return [each for each in self.units if each.parent_id == unit.pk and each.exists_on(month)]

    def pieces(self, indicator: Indicator) -> list[Indicator]:
        """What an indicator is the sum of; none where it is not a sum."""
        if not indicator.sums_its_parts:
            return []
        return [each for each in self.indicators if each.part_of_id == indicator.pk]

    def came_from(self, unit: AdministrativeUnit) -> list[UnitChangeLink]:
        return [each for each in self.links if each.new_id == unit.pk and each.old_id is not None]

    def earlier_selves(self, unit: AdministrativeUnit) -> Sequence[AdministrativeUnit]:
        """The rows under which the very same unit stood: formed of one other, whole. The latest
        first."""
        links = self.came_from(unit)
        if len(links) != 1 or links[0].weight != 1 or links[0].old is None:
            return []
        before = links[0].old
        return [before, *self.earlier_selves(before)]

    def denominator(self, unit: AdministrativeUnit, basis: str, year: int) -> Denominator | None:
        """In use: of the year, else the latest before it; of a unit without any, that of the row
        under which it stood earlier."""
        for row in (unit, *self.earlier_selves(unit)):
            found: Denominator | None = self._base_of_row(row.pk, basis, year)
            if found is not None:
                return found
        return None

    def approved_at(self, unit: AdministrativeUnit, month: date) -> datetime | None:
        """When what counts of the unit's own month was approved; None where it was not."""
        now = self.months.get((unit.pk, month))
        if now is None or (now.state == State.SUBMITTED and self._counts_submitted(unit, month)):
            return None
        before = [
            each.recorded_at
            for each in self.approvals
            if (each.unit_id, each.period) == (unit.pk, month)
            if each.recorded_at <= now.recorded_at
        ]
        return max(before, default=None)

    def approves(self, unit: AdministrativeUnit) -> bool:
        """Whether the province of the unit ever approved a month of any unit in it."""
        return self._province(unit.pk) in self._approving

    def _province(self, unit_id: int) -> int:
        """The nation stands for itself."""
        unit = next(each for each in self.units if each.pk == unit_id)
        while unit.parent is not None and unit.parent.level > Level.NATION:
            unit = unit.parent
        return unit.pk

    def _counts_submitted(self, unit: AdministrativeUnit, month: date) -> bool:
        rule = nearest_rule(self.rules, unit, month)
        return rule is None or rule.counts_from == CountsFrom.SUBMITTED

    def is_restated(self, row: Denominator) -> bool:
        """Whether it took the place of another."""
        key = (row.unit_id, row.basis, row.year)
        return any(
            (each.unit_id, each.basis, each.year) == key and each.pk < row.pk
            for each in self.all_denominators
        )

    def is_corrected(self, row: Target) -> bool:
        """Whether its document said another thing before."""
        return any(each.key == row.key and each.pk < row.pk for each in self.all_targets)
