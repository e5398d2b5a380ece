"""What the checks would say of the months that an import would change. Warns and stops nothing."""

from dataclasses import dataclass

from coverage.checks import Finding
from coverage.entry import Cell
from coverage.models import Measure
from coverage.month_import.standing import StandingMonth
from coverage.warnings.checked_figures import WouldBe
from coverage.warnings.findings import findings
from coverage.workbooks.dry_run import DryRun


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the checks would say of a unit's month with the file's figures in it."""

    unit: str
    finding: Finding


def doubts_of(month: StandingMonth, run: DryRun[Cell]) -> list[Doubt]:
    """Of the units whose month the file would change, in its order: as many statements as the
    checks take.

    A note is asked for when the month is submitted."""
    columns = [each for each in month.indicators if each.measure == Measure.STOCK]
    would_be = {cell.key: WouldBe(cell.people, cell.rate, cell.absence) for cell in run.cells}
    ids = list(dict.fromkeys(cell.unit_id for cell in run.cells))
    found = findings(ids, columns, month.period, would_be, [run.unit_ids]) if ids else {}
    return [Doubt(month.units.by_id[unit].full_name, each) for unit in ids for each in found[unit]]
