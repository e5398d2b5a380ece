"""How the numbers of a value are written: the people, the rate, what they attained. Pure.

Rounding happens by these on pages and in workbooks, nowhere else.
"""

from collections.abc import Iterable
from decimal import Decimal

from coverage.notation.printed import places_to_part, places_to_tell
from coverage.tables.notations import PEOPLE, WHOLE, Notation, decimal_notation
from coverage.tables.printed import PrintedWords, at_least, people_in_print, rate_in_print
from reports.figures.standing import OwnPromise, Row
from reports.figures.terms import Terms
from reports.figures.values import Value
from targets.attainment import Rule

USUAL_PLACES = 2
WHOLE_TARGET = Decimal(100)


def people_in(value: Value, words: PrintedWords | None = None) -> Notation:
    """How the people of a value are written: those a unit reported as they were printed, a count
    that lacks months or units as "at least". `words`: None for those of the screen."""
    own = value.own
    if value.lacking:
        return at_least(PEOPLE, words)
    if own is None or own.people is None:
        return WHOLE if value.reckoned else PEOPLE
    return people_in_print(own.people, own.people_precision, own.people_qualifier, words)


def rate_in(
    value: Value,
    standings: Iterable[OwnPromise] = (),
    words: PrintedWords | None = None,
    after: str = "",
    beside: Iterable[Decimal] = (),
) -> Notation:
    """How the rate of a value is written: one that was printed with its word and decimals, a
    computed one with two, or as many as tell it from the rates it is held against. `after`: a per
    cent sign, where no heading has one; `beside`: other rates that it is not to read like."""
    own = value.own
    if own is not None and own.rate is not None:
        return rate_in_print(own.rate, own.rate_precision, own.rate_qualifier, words, after)
    places = [places_to_part(value.rate, each) for each in beside] if value.rate is not None else []
    return decimal_notation(max([rate_places(value.rate, standings), *places]), after)


def rate_in_row(
    row: Row,
    standings: Iterable[OwnPromise] = (),
    words: PrintedWords | None = None,
    after: str = "",
) -> Notation:
    """How the rate of a row is written, told from the average it is below."""
    return rate_in(row.value, standings, words, after, row.rates_beside)


def rate_places(rate: Decimal | None, standings: Iterable[OwnPromise]) -> int:
    marks = [
        each.promise.promise.percent
        for each in standings
        if each.assessment.rule is Rule.RATE_ON_RATE
    ]
    return max(
        (places_to_tell(rate, mark) for mark in marks if rate is not None and mark is not None),
        default=USUAL_PLACES,
    )


def attained_in(attainment: Decimal | None, after: str = "") -> Notation:
    """How an attainment is written: with as many decimals as tell it from the whole target."""
    places = USUAL_PLACES if attainment is None else places_to_tell(attainment, WHOLE_TARGET)
    return decimal_notation(places, after)


def quantity_in(value: Value, shown: Terms, after: str = "") -> Notation:
    """How the people or the rate of a value is written; `after`: what follows a rate."""
    return people_in(value) if shown is Terms.PEOPLE else rate_in(value, after=after)


def share_of_plan_in(
    count: Value,
    share: Decimal | None,
    words: PrintedWords | None = None,
    after: str = "",
) -> Notation:
    """How what a count since January attained of its plan is written: "at least" where it lacks
    months or units."""
    written = attained_in(share, after)
    return at_least(written, words) if count.lacking else written
