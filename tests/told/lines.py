"""What a surface says of a unit and an indicator, by the names of the fields, and what it has to
say. A surface tells some of the fields; those that it does not tell are not there."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from coverage.models import Absence
from targets.attainment import Assessment, Quantity
from told.numbers import agrees
from twin.amounts import BELOW, Amount
from twin.lines import Held, Line
from twin.promises import Of

PEOPLE, WHY, LACKS = "people", "why there are none", "of how many units"
RATE, RATE_LACKS = "rate", "the rate of how many units"
MARKS, IS_MARKED = "marks", "is marked"
PLACE, IS_BELOW = "place", "is below the common rate"
# ATTAINED, REMAINING, LIGHT: against the target of the kind by which a table compares; HEADLINE:
# where there is none of that kind, against another's.
ATTAINED, REMAINING, LIGHT = "attained", "remaining", "light"
HEADLINE_ATTAINED, HEADLINE_REMAINING, HEADLINE_LIGHT = (
    f"headline {name}" for name in (ATTAINED, REMAINING, LIGHT)
)
# TO_REACH: by assigner, and the year of a milestone; LAST_YEAR: by assigner.
TO_REACH, TO_REACH_IN_PEOPLE, LAST_YEAR = "to reach", "to reach in people", "last year's"
OF_KINDS = "attained by years and kind"
CHANGES = ("on last month", "on the same month last year", "on December")

Told = dict[str, Any]
NOT_REPORTED, RATE_ALONE = "not reported", "a rate alone"
STATES = r"(\d+ )?(not approved|being edited)"
WARNINGS = r"open warning|explained|\d+ with open warnings"
LATER = r"(denominator|target) changed after the approval"
MARK = re.compile(rf"{STATES}|{WARNINGS}|{LATER}")
ALL_UNAPPROVED = "None of the units’ figures has been approved yet."


def has_to_say(line: Line, *, unapproved_once: bool = False) -> Told:
    """`unapproved_once`: that nothing was approved is said for all of the table."""
    amount, marks = line.amount, line.marks
    if unapproved_once:
        marks = frozenset(each for each in marks if not each.endswith("not approved"))
    said: Told = {
        PEOPLE: amount.people,
        WHY: why_not(amount),
        LACKS: amount.lacks,
        RATE: amount.rate,
        RATE_LACKS: amount.rate_lacks,
        MARKS: marks,
        IS_MARKED: bool(marks),
        PLACE: line.place,
        IS_BELOW: line.is_below,
        TO_REACH: {
            key: (each.result.attainment, _left(each.result), each.light)
            for key, each in _to_reach(line).items()
        },
        TO_REACH_IN_PEOPLE: {
            key: (each.result.attainment, each.result.remaining)
            for key, each in _to_reach(line).items()
        },
        LAST_YEAR: {
            each.target.document.assigner.name: each.result.attainment
            for each in line.held
            if each.of is Of.YEAR_BEFORE
        },
        OF_KINDS: {key: each.result.attainment for key, each in line.by_kind.items()},
        ATTAINED: _attained(line.chosen),
        REMAINING: line.judged and line.judged.result.remaining,
        LIGHT: line.judged and line.judged.light,
        HEADLINE_ATTAINED: _attained(line.shown),
        HEADLINE_REMAINING: line.headline and line.headline.result.remaining,
        HEADLINE_LIGHT: line.headline and line.headline.light,
    }
    return said | dict(zip(CHANGES, line.changes, strict=True))


def _to_reach(line: Line) -> dict[tuple[str, int | None], Held]:
    """A milestone by its year too."""
    return {
        (each.target.document.assigner.name, None if each.is_judged else each.target.year): each
        for each in line.held
        if each.of is not Of.YEAR_BEFORE
    }


def _left(result: Assessment) -> Quantity | None:
    return result.remaining_points if result.remaining is None else result.remaining


def _attained(held: Held | None) -> Decimal | None:
    return held.result.attainment if held else None


def why_not(amount: Amount) -> str:
    if amount.people is not None:
        return ""
    if amount.rate is not None:
        return RATE_ALONE
    return Absence(amount.absence).value if amount.absence else NOT_REPORTED


def differences(told: Told, line: Line, *, unapproved_once: bool = False) -> list[str]:
    """Each field that says another thing than it has to."""
    wanted = has_to_say(line, unapproved_once=unapproved_once)
    if OF_KINDS in told:  # what single units have from others has no column
        wanted[OF_KINDS] = {kind: wanted[OF_KINDS].get(kind) for kind in told[OF_KINDS]}
    return [
        f"{name}: {said!r}, not {wanted[name]!r}"
        for name, said in told.items()
        if not _is_same(said, wanted[name])
    ]


def _is_same(told: Any, wanted: Any) -> bool:
    if isinstance(told, Mapping):
        return told.keys() == wanted.keys() and all(_is_same(told[k], wanted[k]) for k in told)
    if isinstance(told, tuple):
        return len(told) == len(wanted) and all(map(_is_same, told, wanted))
    return agrees(told, wanted)


def marks_in(texts: Iterable[str]) -> frozenset[str]:
    """Those among what is said beside a number, without their signs."""
    words = (
        each.strip().removeprefix("⚠ ") for text in texts for each in re.split(", |; | · ", text)
    )
    return frozenset(word for word in words if MARK.fullmatch(word))


def lacks_in(text: str) -> str:
    """Of "2/3", "incomplete", "incomplete: 2 of 3 units", "of 2/3 units" the units, else BELOW."""
    if not text:
        return ""
    found = re.search(r"(\d+)(?:/| of )(\d+)", text)
    return f"{found[1]}/{found[2]}" if found and found[1] != found[2] else BELOW
