"""What was adjusted, in words: what a version says, and each correction with its reason."""

from coverage.models import Absence, Basis
from coverage.notation.periods import write_period
from coverage.tables.notations import Exact, write_second
from reports.figures.adjustments import Adjustment, Correction, RecordedVersion
from reports.figures.words import NOTHING
from targets.wording import TARGET


def adjustment_name(each: Adjustment) -> str:
    """Of which unit, of what and when."""
    what = each.indicator.label if each.indicator else str(Basis(each.basis).label)
    when = write_period(each.period) if each.period else str(each.year)
    return ", ".join(part for part in (each.unit.full_name, what, each.assigner, when) if part)


def said_value(said: RecordedVersion | None) -> Exact:
    """What a version says: a number, else in words; None where there was none."""
    if said is None:
        return None
    if said.absence:
        return str(Absence(said.absence).label)
    if said.people is not None and said.rate is not None:
        return said.in_print.text()
    return said.rate if said.people is None else said.people


def said_text(said: RecordedVersion | None) -> str:
    held = said_value(said)
    if said is None or held is None or isinstance(held, str):
        return TARGET.text(held)
    return said.in_print.text() or NOTHING


def correction_lines(each: Adjustment) -> list[str]:
    """Why it was adjusted, and who opened the month for it; several corrections numbered, each with
    what it left behind, by whom and when."""
    if len(each.corrections) < 2:
        return [why for why in map(_why, each.corrections) if why]
    return [_line(number, step) for number, step in enumerate(each.corrections, start=1)]


def _line(number: int, step: Correction) -> str:
    said, why = step.said, _why(step)
    line = f"{number}. {said_text(said)} ({said.recorded_by}, {write_second(said.recorded_at)})"
    return f"{line}: {why}" if why else line


def _why(step: Correction) -> str:
    if step.reopening is None:
        return step.reason
    return f"{step.reason} ({step.reopening.by}, {write_second(step.reopening.at)})"
