"""Cross-checks of one unit's month, by itself and beside its own past. Pure."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Context, Decimal

from coverage.checks.month import Finding, Level, Month, Rule
from coverage.indicator_facts import ALSO_INSURED, COMPULSORY, UNEMPLOYMENT
from coverage.notation.periods import previous_month
from coverage.notation.rates import coverage_rate

# When a change on the month before is unusual: see `unusual_change`.
LEAST_SAME_MONTHS = 2
LEAST_MONTHS = 6
LEAST_MARGIN = Decimal(2)
LEAST_PEOPLE = 10
# A column alone may well stand still; a month of at least so many does not.
LEAST_COLUMNS = 3
# So many months a number is looked for of what is stated not to apply: it comes back every year.
MONTHS_LOOKED_BACK = 12

_EXACT = Context(prec=40)


def check(month: Month) -> list[Finding]:
    """Every finding of the month; the order follows the rules, then the given columns."""
    return [finding for rule in _RULES for finding in rule(month)]


def parts_and_sum(month: Month) -> Iterator[Finding]:
    """A whole that its parts make up. Codes: the whole, its parts; numbers: the same."""
    for family in month.parts:
        known = [month.people[code] for code in family.parts if code in month.people]
        whole = month.people.get(family.whole)
        if not family.is_sum or whole is None or len(known) < len(family.parts):
            continue
        if sum(known) != whole:
            codes = (family.whole, *family.parts)
            yield Finding(Rule.PARTS_AND_SUM, Level.WARNING, codes, (whole, *known))


def parts_above_whole(month: Month) -> Iterator[Finding]:
    """The parts that are known are not more than the whole. Codes: the whole, those parts;
    numbers: the whole, the parts together. A whole that must equal its parts is judged above
    when all of them are known."""
    for family in month.parts:
        known = tuple(code for code in family.parts if code in month.people)
        whole = month.people.get(family.whole)
        if whole is None or not known or (family.is_sum and len(known) == len(family.parts)):
            continue
        together = sum(month.people[code] for code in known)
        if together > whole:
            codes = (family.whole, *known)
            yield Finding(Rule.PARTS_ABOVE_WHOLE, Level.WARNING, codes, (whole, together))


def unemployment_above_compulsory(month: Month) -> Iterator[Finding]:
    """Whoever is insured against unemployment is insured by compulsion too."""
    yield from _not_more(month, UNEMPLOYMENT, Rule.UNEMPLOYMENT_ABOVE_COMPULSORY)


def health_below_compulsory(month: Month) -> Iterator[Finding]:
    """Compulsory social insurance comes with health insurance."""
    yield from _not_more(month, COMPULSORY, Rule.HEALTH_BELOW_COMPULSORY)


def _not_more(month: Month, smaller: str, rule: Rule) -> Iterator[Finding]:
    larger = ALSO_INSURED[smaller]
    few, many = month.people.get(smaller), month.people.get(larger)
    if few is not None and many is not None and few > many:
        yield Finding(rule, Level.WARNING, (smaller, larger), (few, many))


def above_denominator(month: Month) -> Iterator[Finding]:
    """More people than there are to insure; possible, hence a note, where people who live
    elsewhere are counted. Numbers: people, denominator."""
    for code, people in month.people.items():
        denominator = month.denominators.get(code)
        if denominator is not None and people > denominator:
            level = Level.WARNING if code in month.managed_locally else Level.NOTE
            yield Finding(Rule.ABOVE_DENOMINATOR, level, (code,), (people, denominator))


def rate_and_people(month: Month) -> Iterator[Finding]:
    """The rate that was reported is that of the people on the denominator in use, however its
    last digit was rounded. Numbers: rate, people, denominator, its year."""
    for code, said in month.rates.items():
        people = month.people.get(code)
        if people is not None and said.is_contradicted_by(people):
            numbers = (said.rate, people, said.denominator, said.year)
            yield Finding(Rule.RATE_AND_PEOPLE, Level.WARNING, (code,), numbers)


def unusual_change(month: Month) -> Iterator[Finding]:
    """A fall or rise on the month before beyond what the unit ever showed.

    Changes are in per cent of the month before. They are compared with those of the same calendar
    month in earlier years, at least two; else with all past changes, at least six; else with
    nothing. The range of those, with zero in it, is widened at either end by its own width, two
    points at least: a few years tell little of the next. A change of fewer than ten people is
    never unusual. Numbers: people, people of the month before, change, lowest, highest usual.
    """
    before = month.past.get(previous_month(month.period), {})
    for code, people in month.people.items():
        change = _change(people, before.get(code))
        usual = _usual_changes(month, code)
        if change is None or not usual or _is_first_zero(month, code):
            continue
        lowest, highest = _widened(usual)
        if abs(people - before[code]) >= LEAST_PEOPLE and not lowest <= change <= highest:
            numbers = (people, before[code], change, lowest, highest)
            yield Finding(Rule.UNUSUAL_CHANGE, Level.WARNING, (code,), numbers)


def same_as_last_month(month: Month) -> Iterator[Finding]:
    """Every column says what it said a month ago: last month's sheet, sent again? Columns that
    are zero in both say nothing. Codes and numbers: the columns."""
    before = month.past.get(previous_month(month.period), {})
    said = {code: people for code, people in month.people.items() if people or before.get(code)}
    if len(said) >= LEAST_COLUMNS and all(before.get(code) == said[code] for code in said):
        numbers = tuple(said.values())
        yield Finding(Rule.SAME_AS_LAST_MONTH, Level.WARNING, tuple(said), numbers)


def first_zero(month: Month) -> Iterator[Finding]:
    """A zero where the unit never reported one. Numbers: zero, and the latest number before."""
    for code in month.people:
        if _is_first_zero(month, code):
            numbers = (0, _known(month, code)[max(_known(month, code))])
            yield Finding(Rule.FIRST_ZERO, Level.WARNING, (code,), numbers)


def no_longer_applies(month: Month) -> Iterator[Finding]:
    """What is stated not to apply, though of the twelve months before the latest that said anything
    of it had people. One finding for all of them; numbers: those people. Stated again, it is no
    news: it was asked about the first time."""
    stated = month.not_applicable.get(month.period, ())
    lately = {code: people for code in stated if (people := _people_lately(month, code))}
    if lately:
        rule = Rule.NO_LONGER_APPLIES
        yield Finding(rule, Level.WARNING, tuple(lately), tuple(lately.values()))


def units_and_whole(month: Month) -> Iterator[Finding]:
    """The units below have together not more people than the unit itself reported. Fewer, where
    all of them reported, is a note: some people may be insured at the unit itself. Numbers: the
    unit's, theirs."""
    for code, below in month.below.items():
        missing = month.people.get(code, below.people) - below.people
        if missing < 0 or (missing > 0 and below.is_complete):
            level = Level.WARNING if missing < 0 else Level.NOTE
            numbers = (month.people[code], below.people)
            yield Finding(Rule.UNITS_AND_WHOLE, level, (code,), numbers)


def _is_first_zero(month: Month, code: str) -> bool:
    known = _known(month, code)
    return month.people[code] == 0 and bool(known) and 0 not in known.values()


def _people_lately(month: Month, code: str) -> int | None:
    """None where nothing was said of it, or that it did not apply."""
    before = month.period
    for _month in range(MONTHS_LOOKED_BACK):
        before = previous_month(before)
        if code in month.not_applicable.get(before, ()):
            return None
        if (people := month.past.get(before, {}).get(code)) is not None:
            return people
    return None


def _known(month: Month, code: str) -> dict[date, int]:
    return {
        period: people[code]
        for period, people in month.past.items()
        if period < month.period and code in people
    }


def _change(people: int, before: int | None) -> Decimal | None:
    return coverage_rate(people - before, before) if before is not None else None


def _usual_changes(month: Month, code: str) -> list[Decimal]:
    known = _known(month, code)
    changes = {
        period: change
        for period, people in known.items()
        if (change := _change(people, known.get(previous_month(period)))) is not None
    }
    same = [change for period, change in changes.items() if period.month == month.period.month]
    if len(same) >= LEAST_SAME_MONTHS:
        return same
    return list(changes.values()) if len(changes) >= LEAST_MONTHS else []


def _widened(changes: Collection[Decimal]) -> tuple[Decimal, Decimal]:
    lowest, highest = min(Decimal(0), *changes), max(Decimal(0), *changes)
    margin = max(LEAST_MARGIN, _EXACT.subtract(highest, lowest))
    return _EXACT.subtract(lowest, margin), _EXACT.add(highest, margin)


_RULES: tuple[Callable[[Month], Iterator[Finding]], ...] = (
    parts_and_sum,
    parts_above_whole,
    unemployment_above_compulsory,
    health_below_compulsory,
    above_denominator,
    rate_and_people,
    unusual_change,
    same_as_last_month,
    first_zero,
    no_longer_applies,
    units_and_whole,
)
