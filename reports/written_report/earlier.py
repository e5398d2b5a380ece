"""The months a report compares with, and what is said where not all units have both. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_period_in_text
from reports.figures.comparison import Comparison
from reports.figures.like_for_like import with_both_months
from reports.figures.standing import Months, Row
from reports.figures.values import Value
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.part_sources import like_sources
from reports.written_report.text import Clause, Source, clause, number


@dataclass(frozen=True, slots=True)
class EarlierMonth:
    """A month that rows are compared with, and what the text calls it."""

    period: date
    comparison: Callable[[Row], Comparison]
    name: str
    with_rate: bool = False

    def value(self, row: Row) -> Value:
        return self.comparison(row).before


def earlier_months(months: Months) -> tuple[EarlierMonth, EarlierMonth, EarlierMonth]:
    """Last month, the same month of last year, last December."""
    year, december = months.year_before, months.december
    return (
        EarlierMonth(months.month_before, lambda row: row.month, wording.LAST_MONTH),
        EarlierMonth(
            year, lambda row: row.year, wording.SAME_MONTH.format(year=year.year), with_rate=True
        ),
        EarlierMonth(
            december, lambda row: row.december, wording.LAST_DECEMBER.format(year=december.year)
        ),
    )


def former_words(former: Sequence[str]) -> str:
    """Of which units that are no more a month is, after its name; "" of none."""
    if not former:
        return ""
    *others, last = map(words.in_sentence, former)
    names = wording.AND.join([", ".join(others), last] if others else [last])
    return wording.OF_THE_FORMER.format(units=names)


def past_words(comparison: Comparison) -> str:
    """After the name of an earlier month: that it is of the units that were, or of what the unit
    was before a part went over; "" of neither."""
    if comparison.parted_since is None:
        return former_words(comparison.former)
    return wording.OF_OLD_TERRITORY.format(month=write_period_in_text(comparison.parted_since))


def past_notes(whole: Row) -> list[str]:
    """Which changes of the last line are from units that are no more, and from which, or from what
    the unit was before a part went over."""
    compared = (whole.month, whole.year, whole.december)
    columns = zip(wording.PARTS_COLUMNS[-len(compared) :], compared, strict=True)
    return [
        wording.PAST_NOTE.format(
            whole=words.whole(whole.unit), column=words.in_sentence(column), past=past
        )
        for column, comparison in columns
        if (past := past_words(comparison))
    ]


def of_both_months(facts: Facts, row: Row, month: EarlierMonth) -> Clause | None:
    """The change of the units that have both months, of how many, from what they had; None where
    there are none."""
    like = month.comparison(row).like
    if like is None:
        return None
    sources = both_months_sources(facts, row, month)
    moved = like.change.difference or 0
    return clause(
        wording.LIKE_FOR_LIKE if moved else wording.LIKE_FOR_LIKE_UNCHANGED,
        units=number(f"{like.units}/{like.expected}", *sources),
        now=number(write_people(like.now), *sources),
        direction=words.direction(moved),
        people=number(write_people(abs(moved)), *sources),
        before=month.name,
        then=number(write_people(like.before), *sources),
    )


def both_months_sources(facts: Facts, row: Row, month: EarlierMonth) -> list[Source]:
    """Of the units that have both months, what they had in each; none where nobody has."""
    like = month.comparison(row).like
    if like is None:
        return []
    pairs = with_both_months((part.value, month.value(part)) for part in facts.parts_of(row))
    months = (facts.period, month.period)
    return like_sources(facts.unit, row.indicator, months, pairs, like.expected)
