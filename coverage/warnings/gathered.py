"""What was gathered of many units' months, and the checks run over it. Asks no database."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coverage.checks import (
    Below,
    Finding,
    Level,
    Month,
    Parts,
    ReportedRate,
    Rule,
    UnitRow,
    check,
    may_be_held_together,
    shifted_blocks,
)
from coverage.denominators import DenominatorInUse
from coverage.models import Indicator, Precision
from coverage.notation.periods import previous_month
from coverage.warnings.checked_figures import YEARS_COMPARED, Reported, periods_to_compare

# Units as they stand one under the other, on a page or in a file.
Rows = Sequence[int]
Bases = Mapping[tuple[int, str, int], DenominatorInUse]
BelowByMonth = Mapping[tuple[int, date], Mapping[str, Below]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """`bases`: by unit, basis and year the denominator in use. `below`: by unit and month, by code
    what the units below reported; nothing where that was not asked for."""

    columns: Sequence[Indicator]
    reported: Reported
    bases: Bases
    below: BelowByMonth

    def findings(self, unit: int, period: date) -> list[Finding]:
        """What does not hold in the month of a unit by itself, and beside its own past."""
        of_unit = {
            each.code: base
            for each in self.columns
            if (base := self.bases.get((unit, each.basis, period.year))) is not None
        }
        of_month, people = (unit, period), self.reported.people[unit]
        month = Month(
            period=period,
            people=self._in_order(people.get(period, {})),
            past={
                day: people[day]
                for day in periods_to_compare(period, YEARS_COMPARED)
                if day < period and day in people
            },
            denominators={code: base.people for code, base in of_unit.items()},
            managed_locally=self.reported.managed_locally[of_month],
            parts=families(self.columns),
            below=self.below.get(of_month, {}),
            rates=self._rates(of_month, of_unit),
            not_applicable={
                day: [each.code for each in self.columns if each.code in stated]
                for day, stated in self.reported.not_applicable[unit].items()
            },
        )
        return check(month)

    def shifted(self, rows: Rows, period: date) -> Iterator[tuple[Sequence[int], Finding]]:
        """Blocks of units that stand one row too low or too high. Numbers: how many units, and 1
        where they look like the row above, -1 like that below."""
        before = previous_month(period)
        table = [
            UnitRow(
                unit,
                self._in_order(self.reported.people[unit].get(period, {})),
                self.reported.people[unit].get(before, {}),
            )
            for unit in rows
        ]
        for block in shifted_blocks(table):
            numbers = (len(block.units), 1 if block.is_from_above else -1)
            finding = Finding(Rule.SHIFTED_ROWS, Level.WARNING, block.codes, numbers)
            yield block.units, finding

    def _in_order(self, people: Mapping[str, int]) -> dict[str, int]:
        return {each.code: people[each.code] for each in self.columns if each.code in people}

    def _rates(
        self, of_month: tuple[int, date], bases: Mapping[str, DenominatorInUse]
    ) -> dict[str, ReportedRate]:
        """Those that a denominator can be held against; both by code."""
        rates = self.reported.rates[of_month]
        return {
            code: ReportedRate(said.rate, base.people, base.year, base.precision != Precision.EXACT)
            for code, base in bases.items()
            if (said := rates.get(code)) is not None
            and may_be_held_together(
                is_published=said.is_published, base_is_simulated=base.is_simulated
            )
        }


def families(columns: Sequence[Indicator]) -> list[Parts]:
    """Which of the columns are parts of which other."""
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for column in columns:
        if column.part_of_id is not None:
            parts[column.part_of_id].append(column.code)
    return [
        Parts(column.code, tuple(parts[column.pk]), column.sums_its_parts)
        for column in columns
        if column.pk in parts
    ]
