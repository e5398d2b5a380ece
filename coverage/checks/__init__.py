"""Cross-checks of months, the same for what is typed, imported and submitted. Pure.

A finding says that something does not hold. It never stops a save and never changes a value; one
that warns must be explained before the month is submitted. Whatever is not known is not judged.
"""

from coverage.checks.month import Below, Finding, Level, Month, Parts, Rule
from coverage.checks.rates import ReportedRate, may_be_held_together
from coverage.checks.rules import check
from coverage.checks.shifted_rows import UnitRow, shifted_blocks

__all__ = [
    "Below",
    "Finding",
    "Level",
    "Month",
    "Parts",
    "ReportedRate",
    "Rule",
    "UnitRow",
    "check",
    "may_be_held_together",
    "shifted_blocks",
]
