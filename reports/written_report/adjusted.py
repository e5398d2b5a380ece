"""What was adjusted since the moment of a report, a line each: pure text in the report's words."""

from collections.abc import Sequence

from coverage.notation.periods import write_period
from coverage.tables.notations import write_moment
from reports.figures.adjustments import Adjustment, Adjustments, Correction, RecordedVersion
from reports.written_report import sentences as wording

LONGEST_LIST = 100


def adjusted_lines(adjustments: Adjustments) -> list[str]:
    """Figures, targets and denominators with both values; what keeps its value is left out, and so
    is what a report has no room for, which the last line counts."""
    found: Sequence[Adjustment] = [
        each
        for kind in (adjustments.figures, adjustments.targets, adjustments.denominators)
        for each in kind
        if not each.keeps_its_value
    ]
    lines = [_line(each) for each in found[:LONGEST_LIST]]
    if len(found) > LONGEST_LIST:
        lines.append(wording.ADJUSTED_MORE.format(count=len(found) - LONGEST_LIST))
    return lines


def _line(each: Adjustment) -> str:
    line = wording.ADJUSTED_LINE.format(
        unit=each.unit.full_name, what=_what(each), then=_text(each.then), now=_text(each.now)
    )
    if each.latest is not None:
        line += _by(each.latest)
    return "; ".join([line, *_reasons(each.corrections)]) + "."


def _by(said: RecordedVersion) -> str:
    when = write_moment(said.recorded_at)
    return wording.ADJUSTED_BY.format(who=said.recorded_by, when=when)


def _reasons(corrections: Sequence[Correction]) -> list[str]:
    """Of several corrections each with what it left behind and by whom."""
    if len(corrections) < 2:
        return [why for why in map(_why, corrections) if why]
    return [_step(number, each) for number, each in enumerate(corrections, start=1)]


def _step(number: int, each: Correction) -> str:
    step = wording.ADJUSTED_STEP.format(number=number, value=_text(each.said)) + _by(each.said)
    why = _why(each)
    return f"{step}, {why}" if why else step


def _why(each: Correction) -> str:
    if not each.reason:
        return ""
    known = each.reopening is not None
    template = wording.ADJUSTED_REOPENED if known else wording.ADJUSTED_REVISED
    return template.format(reason=each.reason.rstrip("."))


def _what(each: Adjustment) -> str:
    if each.basis:
        return wording.ADJUSTED_DENOMINATOR.format(basis=wording.BASES[each.basis], year=each.year)
    name = each.indicator.name if each.indicator else ""
    if each.period is not None:
        return wording.ADJUSTED_FIGURE.format(indicator=name, month=write_period(each.period))
    return wording.ADJUSTED_TARGET.format(indicator=name, assigner=each.assigner, year=each.year)


def _text(said: RecordedVersion | None) -> str:
    if said is None:
        return wording.ADJUSTED_NOTHING
    text = said.in_print.text(wording.PRINTED) or wording.ADJUSTED_NOTHING
    return f"{text} ({said.document})" if said.document else text
