"""Which targets hold for a unit, and which of them a table of several units is judged by."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import last_day
from targets.attainment import Promise
from targets.models import Assigner, Target
from twin.facts import Facts


class Of(StrEnum):
    """Of which year a target is, seen from the month: only those of its year judge."""

    YEAR = "of the year"
    YEAR_BEFORE = "of the year before"
    LATER = "of a later year"


Promised = dict[Of, list[Target]]


def promises(facts: Facts, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Promised:
    """Of each assigner, the nearest first: of the documents in effect at the month's end that say
    something of the year the latest. Of one that says nothing of it its target of the year before,
    as it stood when that year ended, and what it says of the next later year. What was said of the
    row under which the unit stood before holds, unless the same document speaks of the unit."""
    found: Promised = {of: [] for of in Of}
    said = [
        each
        for each in _said(facts, unit, indicator)
        if each.document.effective_on <= last_day(month)
    ]
    for assigner in sorted({each.document.assigner for each in said}, key=_nearest_first):
        its_own = [each for each in said if each.document.assigner == assigner]
        of_year = _latest(each for each in its_own if each.year == month.year)
        if of_year is not None:
            found[Of.YEAR].append(of_year)
            continue
        december = date(month.year - 1, 12, 31)
        former = [each for each in its_own if each.year == december.year]
        before = _latest(each for each in former if each.document.effective_on <= december)
        ahead = [each for each in its_own if each.year > month.year]
        next_year = min((each.year for each in ahead), default=None)
        later = _latest(each for each in ahead if each.year == next_year)
        found[Of.YEAR_BEFORE] += [before] if before else []
        found[Of.LATER] += [later] if later else []
    return found


def _nearest_first(assigner: Assigner) -> tuple[int, str]:
    return assigner.kind, assigner.name


def _latest(targets: Iterable[Target]) -> Target | None:
    return max(targets, key=_age, default=None)


def _said(facts: Facts, unit: AdministrativeUnit, indicator: Indicator) -> list[Target]:
    """All that documents say of it and did not take back, one a document and year."""
    said: dict[tuple[int, int], Target] = {}
    for row in (unit, *facts.earlier_selves(unit)):
        for each in facts.targets:
            is_of_it = (each.unit_id, each.indicator_id) == (row.pk, indicator.pk)
            if is_of_it and not each.is_withdrawn:
                said.setdefault((each.document_id, each.year), each)
    return list(said.values())


def took_the_place_of_another(
    facts: Facts, unit: AdministrativeUnit, month: date, target: Target
) -> bool:
    """Of one of the same document, or of an earlier document of the same assigner."""
    if facts.is_corrected(target):
        return True
    return any(
        each.document_id != target.document_id
        and each.document.assigner_id == target.document.assigner_id
        and each.year == target.year
        and each.document.effective_on <= last_day(month)
        for each in _said(facts, unit, target.indicator)
    )


def _age(target: Target) -> tuple[date, int]:
    return target.document.effective_on, target.document_id


def promise_of(target: Target) -> Promise:
    return Promise(target.people, target.percent, target.people_qualifier, target.percent_qualifier)


def of_kind(targets: Iterable[Target], kind: int) -> Target | None:
    """Of two of one kind for one unit the latest effective counts, a milestone of a nearer year
    before one of a later year."""
    known = [each for each in targets if each.document.assigner.kind == kind]
    return max(known, key=lambda each: (-each.year, *_age(each)), default=None)


def compared_by(parts: Sequence[Promised], whole: Promised) -> tuple[Of, int] | None:
    """By whose targets the units of a table are compared: by those of the year, where anybody set
    any, else by those of the year before, else by milestones; and of them by the kind of assigner
    that set the most, then the nearest, of the kinds that set one for the whole or for several of
    the units, where there are any. None where nobody set any."""
    for of in Of:
        rows = [each[of] for each in (*parts, whole)]
        counts = Counter(each.document.assigner.kind for row in rows for each in row)
        by_number = sorted(counts, key=lambda kind: (-counts[kind], kind))
        for kind in by_number:
            if of_kind(whole[of], kind) or sum(_has(each[of], kind) for each in parts) > 1:
                return of, kind
        if by_number:
            return of, by_number[0]
    return None


def _has(targets: Iterable[Target], kind: int) -> bool:
    return of_kind(targets, kind) is not None
