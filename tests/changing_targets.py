"""The targets of a changing world: by whom, for whom, amended and withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from coverage.models import AdministrativeUnit, Indicator
from reporting import accounts, make_document
from targets.entry import TargetValue, record_targets
from targets.models import Document

LAST_YEAR, JANUARY, MID_YEAR = date(2022, 1, 1), date(2023, 1, 1), date(2023, 5, 15)
COMMITTEE, COUNCIL, GOVERNMENT, PARTY = 1, 2, 4, 6
# Of a unit by its level: people of an indicator are some thousands, as a world has them.
SIZES = {0: 12_000, 1: 5_000, 2: 2_000}


@dataclass(frozen=True)
class Plan:
    """A document and the units it sets targets for."""

    document: Document
    units: Sequence[AdministrativeUnit]


def set_plans(
    random: Random,
    nation: AdministrativeUnit,
    provinces: Sequence[AdministrativeUnit],
    districts: Sequence[AdministrativeUnit],
    indicators: Iterable[Indicator],
    *,
    own_assigners: bool,
    few: bool,
) -> list[Plan]:
    """Those of the centre bind the nation and the provinces; those of a province, or of one
    committee where provinces have none of their own, all that is theirs. Each assigner has
    a document of last year and one of this, which speaks of this year and of 2025; `few`: that one
    says little."""
    assigners = [
        ("Trung ương", PARTY, [nation]),
        ("Thủ tướng", GOVERNMENT, [nation, *provinces]),
    ]
    if own_assigners:
        for province in provinces:
            its_own = [province, *(each for each in districts if each.parent == province)]
            assigners += [
                (f"UBND {province.name}", COMMITTEE, its_own),
                (f"HĐND {province.name}", COUNCIL, its_own),
            ]
    else:
        assigners.append(("UBND", COMMITTEE, [*provinces, *districts]))
    plans = []
    for name, kind, units in assigners:
        last_year, plan = (
            Plan(make_document(units[0] if own_assigners else nation, day, name, kind), units)
            for day in (LAST_YEAR, JANUARY)
        )
        _set(random, last_year, indicators, share=0.4, years=(2022,))
        _set(random, plan, indicators, share=0.1 if few else 0.6)
        plans.append(plan)
    return plans


def amend_plans(random: Random, plans: Sequence[Plan], indicators: Iterable[Indicator]) -> None:
    """By documents in mid-year; and corrected, or taken back, within the same document."""
    known = list(indicators)
    for plan in plans:
        if random.random() < 0.5:
            later = make_document(
                plan.document.binds,
                MID_YEAR,
                plan.document.assigner.name,
                plan.document.assigner.kind,
                adjusts=plan.document,
            )
            _set(random, Plan(later, plan.units), known, share=0.3)
        _set(random, plan, known, share=0.1)


def _set(
    random: Random,
    plan: Plan,
    indicators: Iterable[Indicator],
    share: float,
    years: Sequence[int] = (2023, 2023, 2023, 2025),
) -> None:
    values = [
        TargetValue(
            plan.document.pk,
            unit.pk,
            indicator.pk,
            random.choice(years),
            **_target(random, unit),
        )
        for unit in plan.units
        for indicator in indicators
        if random.random() < share
    ]
    record_targets(accounts()[0], values, reason="đính chính")


def _target(random: Random, unit: AdministrativeUnit) -> dict[str, Any]:
    if random.random() < 0.08:
        return {"is_withdrawn": True}
    people = random.choice((0, *[random.randint(1, SIZES[unit.level])] * 9))
    percent = Decimal(random.randint(500, 11_000)) / 100
    of_people = {"people": people, "people_qualifier": random.choice(("", "", "over"))}
    of_percent = {"percent": percent, "percent_qualifier": random.choice(("", "", "over"))}
    return random.choice((of_people, of_percent, of_people | of_percent))
