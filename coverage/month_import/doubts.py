"""What the checks would say of the months that an import would change. Warns and stops nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from coverage.checks import Finding
from coverage.entry import Cell
from coverage.models import Indicator, Measure
from coverage.month.finding_words import LEVELS, finding_text
from coverage.month.findings import findings
from coverage.month_import.standing import StandingMonth
from coverage.workbooks.shown_run import MOST_LINES


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the checks would say of a unit's month with the file's figures in it."""

    unit: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Point:
    """A doubt as the page shows it."""

    unit: str
    sign: str
    level: str
    word: str | Promise
    text: str


def doubts_of(month: StandingMonth, cells: list[Cell]) -> list[Doubt]:
    """Of the units whose month the cells would change: as many statements as the checks take.

    A note is asked for when the month is submitted."""
    columns = [each for each in month.indicators if each.measure == Measure.STOCK]
    would_be = {cell.key: cell.people for cell in cells}
    ids = list(dict.fromkeys(cell.unit_id for cell in cells))
    found = findings(ids, columns, month.period, would_be) if ids else {}
    return [Doubt(month.units.by_id[unit].full_name, each) for unit in ids for each in found[unit]]


def points(doubts: Sequence[Doubt], indicators: Sequence[Indicator]) -> tuple[list[Point], int]:
    """What the checks say, and how much more of it there is."""
    names = {each.code: each.label for each in indicators}
    shown = []
    for each in doubts[:MOST_LINES]:
        sign, word = LEVELS[each.finding.level]
        text = finding_text(each.finding, names)
        shown.append(Point(each.unit, sign, each.finding.level.value, word, text))
    return shown, len(doubts) - len(shown)
