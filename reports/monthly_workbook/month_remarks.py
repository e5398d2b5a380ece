"""What is said in words of a unit's months side by side: which lack units, are not approved, or why
they have no number. Pure text."""

from collections.abc import Iterable, Mapping
from datetime import date

from coverage.notation.periods import add_months, write_period
from reports.figures.marks import state_marks
from reports.figures.values import Value
from reports.figures.words import absence_text, incomplete_text, origin_text


def months_remarks(values: Mapping[date, Value]) -> str:
    """Months of which the same is said stand together: "not reported: 01/2026–03/2026"."""
    said: dict[str, list[date]] = {}
    for period, value in values.items():
        for words in _said_of(value):
            said.setdefault(words, []).append(period)
    whole = len(values)
    return "; ".join(
        words if len(periods) == whole else f"{words}: {_spans(periods)}"
        for words, periods in said.items()
    )


def _said_of(value: Value) -> Iterable[str]:
    if value.people is None:
        return [absence_text(value)]
    words = (origin_text(value), incomplete_text(value), state_marks(value))
    return [each for each in words if each]


def _spans(periods: list[date]) -> str:
    spans: list[list[date]] = []
    for period in periods:
        if spans and add_months(spans[-1][-1], 1) == period:
            spans[-1].append(period)
        else:
            spans.append([period])
    return ", ".join(
        write_period(each[0])
        if len(each) == 1
        else f"{write_period(each[0])}–{write_period(each[-1])}"
        for each in spans
    )
