"""What the report says of a number that is reckoned by the shares that went into a unit. Pure."""

from collections.abc import Iterable

from coverage.notation.numbers import write_decimal
from coverage.notation.periods import last_day, write_date_in_text, write_period
from reports.figures.reckoned_words import share_percent
from reports.figures.standing import Row
from reports.figures.values import Reckoned, Share
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.sources import origin_text
from reports.written_report.text import SentenceOrGap, Source, certain, clause, number


def reckoned_people(reckoned: Reckoned) -> str:
    """With the sign that its note explains."""
    return f"{write_decimal(reckoned.people, 0)}{wording.RECKONED_SIGN}"


def reckoned_notes(rows: Iterable[Row]) -> list[str]:
    """What the sign means, and by which shares each unit is reckoned; none where none is."""
    said = [
        f"{row.unit.full_name}: {_shares(row.value.reckoned)}" for row in rows if row.value.reckoned
    ]
    return [wording.RECKONED_NOTE.format(shares="; ".join(said))] if said else []


def told_of_reckoned(facts: Facts, row: Row) -> list[SentenceOrGap]:
    """That of the unit itself; nothing is held against it. Nothing of one that is not reckoned."""
    value, reckoned = row.value, row.value.reckoned
    if reckoned is None:
        return []
    shares, month = _shares(reckoned), write_period(facts.period)
    source = Source(
        kind=wording.FIGURE,
        what=wording.RECKONED_OF.format(
            indicator=row.indicator.name,
            month=month,
            unit=words.place(facts.unit),
            people=write_decimal(reckoned.people, 0),
            shares=shares,
        ),
        origin=origin_text(value.simulated),
        is_simulated=value.simulated,
    )
    made = clause(
        wording.RECKONED,
        day=write_date_in_text(last_day(facts.period)),
        whole=words.whole(facts.unit),
        people=number(reckoned_people(reckoned), source),
        indicator=row.indicator.name,
        shares=shares,
    )
    return certain(made)


def _shares(reckoned: Reckoned) -> str:
    return ", ".join(map(_share, reckoned.shares))


def _share(share: Share) -> str:
    name = words.in_sentence(share.name)
    if share.weight == 1:
        return wording.ALL_OF.format(unit=name)
    return wording.SHARE_OF.format(percent=share_percent(share.weight), unit=name)
