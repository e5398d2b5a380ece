"""What the report opens with, and how far its month has come. Pure."""

from collections.abc import Sequence

from coverage.counting.closed import Closing, ClosingUndone
from coverage.notation.periods import write_period_in_text
from coverage.tables.notations import write_moment_in_text
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.sources import states_source
from reports.written_report.text import Clause, SentenceOrGap, clause, number, sentence


def opening(facts: Facts) -> list[SentenceOrGap]:
    """Of what it reports, and of how many units."""
    found, month = facts.overview, words.month_in_words(facts.period)
    told = [clause(wording.OPENING, area=words.area(facts.unit), month=month)]
    if found.expected:
        states = states_source(facts.unit, facts.period, found.expected)
        reporting = clause(
            wording.REPORTING,
            with_figures=number(str(found.counts.with_figures), states),
            expected=number(str(found.counts.figures_expected), states),
            parts=words.parts_word(found.then),
            month=write_period_in_text(facts.period),
            handed_in=number(str(found.counts.handed_in), states),
            approved=number(str(found.counts.approved), states),
        )
        told.append(reporting)
        if gone := found.counts.not_applicable:
            told.append(clause(wording.NOT_APPLICABLE, units=number(str(gone), states)))
    told.append(_own_month(facts))
    return _sentences(told)


def not_yet_whole(facts: Facts) -> list[SentenceOrGap]:
    """What the month lacks: figures of units, what is being edited, with which gaps it was closed.
    Nothing of a month that is whole."""
    found = facts.overview
    if not found.expected:
        return []
    states = states_source(facts.unit, facts.period, found.expected)
    told: list[Clause | None] = []
    expected = found.counts.figures_expected
    rows = (row for rows in found.parts.values() for row in rows)
    is_due = not any(row.value.is_awaited for row in rows)
    if is_due and (missing := expected - found.counts.with_figures):
        told.append(
            clause(
                wording.STILL_MISSING,
                missing=number(str(missing), states),
                expected=number(str(expected), states),
                parts=words.parts_word(found.then),
                month=write_period_in_text(facts.period),
            )
        )
    if (edited := found.counts.edited) and not found.read_as.drafts:
        told.append(clause(wording.EDITED, edited=number(str(edited), states)))
    if found.closed is not None:
        told += _closed(found.closed)
    return _sentences(told)


def _sentences(told: Sequence[Clause | None]) -> list[SentenceOrGap]:
    return [made for each in told if (made := sentence(each))]


def _own_month(facts: Facts) -> Clause | None:
    """That the unit reports itself, and how far that has come."""
    own = facts.overview.own_month_shown
    if own is None:
        return None
    return clause(
        wording.OWN_MONTH,
        month=write_period_in_text(facts.period),
        unit=words.place(facts.unit),
        state=wording.STATES_OF_MONTH[own.state],
    )


def _closed(closed: Closing) -> list[Clause | None]:
    """By whom the month was closed with which gaps, and what came later; or who undid that."""
    if isinstance(closed, ClosingUndone):
        undone = clause(
            wording.CLOSING_UNDONE,
            closed_at=write_moment_in_text(closed.closed_at),
            by=closed.by,
            at=write_moment_in_text(closed.at),
            reason=closed.reason.rstrip("."),
        )
        return [undone]
    told = clause(
        wording.CLOSED,
        by=closed.by,
        at=write_moment_in_text(closed.at),
        count=str(len(closed.missing)),
        expected=str(closed.expected),
        missing=", ".join(map(words.in_sentence, closed.missing)),
        reason=closed.reason.rstrip("."),
    )
    if not closed.came_later:
        return [told]
    return [
        told,
        clause(wording.CAME_LATER, units=", ".join(map(words.in_sentence, closed.came_later))),
    ]
