"""What deviates at a number: that nobody approved it, that it is being edited, a warning, and what
was changed after its approval (design section 5, "Marks at the number")."""

from collections.abc import Sequence
from datetime import date, datetime

from coverage.models import AdministrativeUnit, Indicator
from twin.amounts import Amount, Amounts
from twin.facts import Facts
from twin.promises import Of, promises, took_the_place_of_another

OPEN, EXPLAINED = "open warning", "explained"


class Marks:
    def __init__(self, facts: Facts, amounts: Amounts) -> None:
        self.facts, self.amounts = facts, amounts

    def of(
        self, unit: AdministrativeUnit, indicator: Indicator, month: date, *, later: bool = True
    ) -> list[str]:
        """Of an own figure what its month is; of a sum how many of its units deviate. `later`: with
        what was changed after the approval."""
        amount = self.amounts.of(unit, indicator, month)
        if not amount.is_known:
            return []
        if not unit.exists_on(month):
            return self._marks_before(unit, indicator, month)
        changed = self._later(unit, indicator, month) if later else []
        if amount.is_own:
            marks = ["not approved"] * amount.unapproved + ["being edited"] * amount.edited
            return [*marks, *self._warning(unit, indicator, month), *changed]
        parts = self.facts.parts(unit, month)
        return [*self._of_sum(amount, parts, indicator, month), *changed]

    def _marks_before(
        self, unit: AdministrativeUnit, indicator: Indicator, month: date
    ) -> list[str]:
        """Of the one that it was; of several that went into it how many of them deviate."""
        olds = [each.old for each in self.facts.came_from(unit) if each.old is not None]
        if len(olds) == 1:
            return self.of(olds[0], indicator, month, later=False)
        return self._of_sum(self.amounts.of(unit, indicator, month), olds, indicator, month)

    def _of_sum(
        self,
        amount: Amount,
        units: Sequence[AdministrativeUnit],
        indicator: Indicator,
        month: date,
    ) -> list[str]:
        marks = []
        if amount.unapproved:
            marks.append(f"{amount.unapproved} not approved")
        if amount.edited:
            marks.append(f"{amount.edited} being edited")
        if count := sum(self._is_warned(each, indicator, month) for each in units):
            marks.append(f"{count} with open warnings")
        return marks

    def _is_warned(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> bool:
        """Openly: by itself, or where its number is a sum by one of those it holds."""
        if OPEN in self._warning(unit, indicator, month):
            return True
        if self.amounts.of(unit, indicator, month).is_own:
            return False
        parts = self.facts.parts(unit, month)
        return any(self._is_warned(each, indicator, month) for each in parts)

    def _warning(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> list[str]:
        concerning = [
            each
            for each in self.facts.warnings
            if (each.unit_id, each.period) == (unit.pk, month) and indicator.code in each.codes
        ]
        if any(each.explained_by_id is None for each in concerning):
            return [OPEN]
        return [EXPLAINED] if concerning else []

    def _later(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> list[str]:
        """What the number is measured against and took the place of another after all that the
        number holds was approved."""
        approved = self._approved_at(unit, indicator, month)
        if approved is None:
            return []
        marks = []
        base = self.facts.denominator(unit, indicator.basis, month.year)
        if base is not None and self.facts.is_restated(base) and base.recorded_at > approved:
            marks.append("denominator changed after the approval")
        if any(
            each.recorded_at > approved and took_the_place_of_another(self.facts, unit, month, each)
            for each in promises(self.facts, unit, indicator, month)[Of.YEAR]
        ):
            marks.append("target changed after the approval")
        return marks

    def _approved_at(
        self, unit: AdministrativeUnit, indicator: Indicator, month: date
    ) -> datetime | None:
        """Of an own figure when its month was; of a sum that has no unit without an approval, when
        the last of the months below it were."""
        amount = self.amounts.of(unit, indicator, month)
        if amount.is_own:
            return self.facts.approved_at(unit, month)
        return None if amount.unapproved else self._last_approval(unit, month)

    def _last_approval(self, unit: AdministrativeUnit, month: date) -> datetime | None:
        found = [
            approved
            for part in self.facts.parts(unit, month)
            for approved in (self.facts.approved_at(part, month), self._last_approval(part, month))
            if approved is not None
        ]
        return max(found, default=None)
