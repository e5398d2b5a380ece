"""What was adjusted since the moment of a report, a line each: pure text in the report's words."""

from collections.abc import Sequence

from coverage.notation.periods import write_period
from coverage.tables.notations import write_moment
from reports.figures.adjustments import Adjustment, Adjustments, RecordedVersion
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
    if each.now is not None:
        who, when = each.now.recorded_by, write_moment(each.now.recorded_at)
        line += wording.ADJUSTED_BY.format(who=who, when=when)
    if each.reason:
        line += wording.ADJUSTED_WHY.format(reason=each.reason)
    return f"{line}."


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
