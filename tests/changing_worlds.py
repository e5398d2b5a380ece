"""Worlds of half a year in which happens what can happen to a month: small, made from a seed.

A seed says what its world holds (`happenings`). In all of them months are in every state there is,
figures are corrected, missing, withdrawn and wrong, so that warnings stand, open and explained;
units state that an indicator does not apply; and a meeting froze what stood before the last round.
Rows are written past the writers, as in `small_worlds`. The same seed makes the same world.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from random import Random
from typing import Any

from django.core.management import call_command

from cast import make_indicators, make_unit, make_user
from changing_targets import amend_plans, set_plans
from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    CountsFrom,
    Denominator,
    ExplainedWarning,
    ReportedFigure,
    ReportingRule,
    Role,
    StandingWarning,
    State,
    Submission,
)
from coverage.notation.periods import last_day, months
from reports.meetings.freezing import freeze
from reports.models import Meeting
from small_worlds import World
from unit_acts import end, join

MONTHS = (date(2022, 12, 1), *months(date(2023, 3, 1), date(2023, 7, 1)))
# After the first of their months, so that a month is still the old unit's, the next the new one's.
RENAMED_ON, MERGED_ON = date(2023, 4, 14), date(2023, 5, 10)
BEGAN = date(2008, 8, 1)
# Of a district; near enough to these a month holds, and some are not.
USUAL = {"BHXH_BB": 800, "BHXH_TN": 90, "BHTN": 700, "BHYT": 4_000}
USUAL_BASES = {"labour_force": 2_000, "population": 5_000}
ABSENCES = ("not_applicable", "not_applicable", "not_available", "withdrawn")
ROUNDS = 3


class Happening(StrEnum):
    RENAME = "a district becomes a town in mid-April"
    MERGER = "two provinces become one in mid-May, their districts go with them"
    OWN_FIGURES = "provinces and the nation report beside their units"
    EXEMPTIONS = "rules exempt units from indicators"
    APPROVED_ONLY = "in some provinces a month counts once it is approved"
    FEW_DENOMINATORS = "most denominators are missing"
    OWN_ASSIGNERS = "each province has a committee and a council of its own"
    FEW_TARGETS = "few targets are set for the year, more for the year before"
    REVISIONS = "targets are amended in mid-year, revised and withdrawn"


def happenings(seed: int) -> list[Happening]:
    return [each for each in Happening if Random(f"{each.name} {seed}").random() < 0.5]


def told(seed: int) -> str:
    """What the world of the seed holds, as the name of a test."""
    return " ".join((str(seed), *(each.name.lower() for each in happenings(seed))))


@dataclass
class ChangingWorld(World):
    """`meeting`: what it froze stood before the last round."""

    seed: int = 0
    holds: list[Happening] = field(default_factory=list)
    meeting: Meeting | None = None

    def _open_again(self) -> None:
        self._move(State.APPROVED, State.REOPENED, 0.4)
        self._move(State.SUBMITTED, State.RETURNED, 0.2)
        self._move(State.SUBMITTED, State.OPEN, 0.3)

    def _pass_on(self) -> None:
        """Some of the warnings are explained by the submission, while it can be."""
        for state in (State.OPEN, State.RETURNED, State.REOPENED):
            self._move(state, State.SUBMITTED, 0.8)
        record_warnings()
        self._explain()
        self._move(State.SUBMITTED, State.APPROVED, 0.6)
        record_warnings()

    def _explain(self) -> None:
        handed_in = Submission.objects.current().filter(state=State.SUBMITTED)
        by_month = {(row.unit_id, row.period): row for row in handed_in}
        known = ExplainedWarning.objects.values_list("submission_id", flat=True)
        written = {*known}
        ExplainedWarning.objects.bulk_create(
            ExplainedWarning(
                submission=month, rule=each.rule, codes=each.codes, numbers=each.numbers
            )
            for each in StandingWarning.objects.current().order_by("pk")
            if (month := by_month.get((each.unit_id, each.period))) is not None
            if month.pk not in written and self.random.random() < 0.6
        )

    def _figure(self) -> list[ReportedFigure]:
        writable = Submission.objects.current().filter(
            state__in=(State.OPEN, State.RETURNED, State.REOPENED)
        )
        share = 0.35 if self.rounds else 0.85
        return [
            ReportedFigure(
                unit=month.unit,
                indicator=indicator,
                period=month.period,
                as_of=last_day(month.period),
                source=f"nguồn {self.random.randint(1, 3)}",
                **self._said_of(month.unit, indicator.code, month.period),
            )
            for month in writable.select_related("unit").order_by("pk")
            for indicator in self.indicators.values()
            if self.random.random() < share * self._readiness(month.unit, indicator.code)
        ]

    def _readiness(self, unit: AdministrativeUnit, code: str) -> float:
        """BHXH is mostly left to its parts; those above report only in some worlds."""
        if any(part.parent_id == unit.pk for part in self.units):
            return 0.4 if Happening.OWN_FIGURES in self.holds else 0.03
        return 0.3 if code == "BHXH" else 1

    def _said_of(self, unit: AdministrativeUnit, code: str, period: date) -> dict[str, Any]:
        chance = self.random.random()
        if chance < 0.12:
            return {"absence": self.random.choice(ABSENCES)}
        people = self._people(unit, code, period)
        rate = Decimal(self.random.randint(500, 10_500)) / 100
        if chance < 0.15:
            return {"rate": rate}
        return {"people": people} | ({"rate": rate} if chance < 0.22 else {})

    def _people(self, unit: AdministrativeUnit, code: str, period: date) -> int:
        chance = self.random.random()
        if chance < 0.06:
            return self.random.choice((0, self.random.randint(1, 40_000)))
        usual = USUAL.get(code) or USUAL["BHXH_BB"] + USUAL["BHXH_TN"]
        size = {0: 5, 1: 2.5}.get(unit.level, 1)
        own = Random(f"{unit.code} {code}").uniform(0.7, 1.2)
        return int(usual * size * own) + 3 * MONTHS.index(period) + self.random.randint(-9, 9)

    def _denominator(self) -> list[Denominator]:
        share = 0.25 if Happening.FEW_DENOMINATORS in self.holds else 0.75
        if self.rounds:
            share /= 5
        return [
            Denominator(
                unit=unit,
                basis=basis,
                year=year,
                people=self._of_base(unit, usual),
            )
            for unit in self.units
            for basis, usual in USUAL_BASES.items()
            for year in (2021, 2022, 2023)
            if self.random.random() < share * (0.6 if unit.level == 2 else 0.3)
        ]

    def _of_base(self, unit: AdministrativeUnit, usual: int) -> int:
        """Now and then nobody, of whom no rate can be taken."""
        if self.random.random() < 0.02:
            return 0
        return int(usual * {0: 6, 1: 3}.get(unit.level, 1) * self.random.uniform(0.8, 1.4))

    def _rule(self) -> list[ReportingRule]:
        return [
            ReportingRule(
                unit=unit,
                from_month=self.random.choice(MONTHS),
                counts_from=self._counts_from(),
                exempt_codes=self._exempt(),
            )
            for unit in (self.nation, *self.provinces, *self.districts)
            if self.random.random() < (0.3 if unit.level == 1 else 0.1)
        ]

    def _counts_from(self) -> str:
        waits = Happening.APPROVED_ONLY in self.holds and self.random.random() < 0.7
        return CountsFrom.APPROVED if waits else CountsFrom.SUBMITTED

    def _exempt(self) -> list[str]:
        if Happening.EXEMPTIONS not in self.holds:
            return []
        return self.random.choice(([], ["BHXH_TN"], ["BHTN"], ["BHXH_TN", "BHTN"]))


def record_warnings() -> None:
    call_command("check_warnings", "--repair", stdout=StringIO())


def make_changing_world(seed: int) -> ChangingWorld:
    """A nation of three provinces, or of two in the end, with a few districts each or none."""
    random, holds = Random(seed), happenings(seed)
    nation = make_unit(0, "00", "toan_quoc", "Toàn quốc", "Toàn quốc", None)
    lai_chau, tra_vinh, ben_tre = (
        make_unit(1, code, "tinh", name, f"Tỉnh {name}", nation)
        for code, name in (("12", "Lai Châu"), ("84", "Trà Vinh"), ("83", "Bến Tre"))
    )
    numbers = (random.randint(2, 3), random.randint(1, 2), random.randint(0, 2))
    districts = [
        make_unit(2, f"{province.code}{number}", "huyen", name, f"Huyện {name}", province)
        for province, count in zip((lai_chau, tra_vinh, ben_tre), numbers, strict=True)
        for number in range(count)
        for name in [f"{province.name} {'ABC'[number]}"]
    ]
    world = ChangingWorld(
        random,
        make_user("an", "Nguyễn Thị An", (nation, Role.APPROVER)),
        nation,
        [lai_chau, tra_vinh, ben_tre],
        districts,
        make_indicators(),
        seed=seed,
        holds=holds,
    )
    if Happening.RENAME in holds:
        _rename(world, districts[0])
    if Happening.MERGER in holds:
        _merge(world, [tra_vinh, ben_tre])
    _open_months(world)
    plans = set_plans(
        random,
        nation,
        world.provinces,
        world.districts,
        world.indicators.values(),
        own_assigners=Happening.OWN_ASSIGNERS in holds,
        few=Happening.FEW_TARGETS in holds,
    )
    for number in range(ROUNDS):
        if number == ROUNDS - 1:
            world.meeting = freeze(world.user, nation, "Họp", date(2023, 8, 1))
            if Happening.REVISIONS in holds:
                amend_plans(random, plans, world.indicators.values())
        world.write_a_round()
    return world


def _end(unit: AdministrativeUnit, day: date) -> None:
    end(unit, day - timedelta(days=1))


def _rename(world: ChangingWorld, district: AdministrativeUnit) -> None:
    _end(district, RENAMED_ON)
    full_name = f"Thị xã {district.name}"
    town = make_unit(
        2, district.code, "thi_xa", district.name, full_name, district.parent, RENAMED_ON
    )
    join([district], town, ChangeKind.RENAME)
    world.districts.append(town)


def _merge(world: ChangingWorld, olds: list[AdministrativeUnit]) -> None:
    """Their districts are kept, as rows below the new province."""
    new = make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", world.nation, MERGED_ON)
    ending = [each for each in world.districts if each.parent in olds]
    for district in ending:
        _end(district, MERGED_ON)
    join(olds, new)
    for district in ending:
        kept = make_unit(
            2, district.code, district.kind, district.name, district.full_name, new, MERGED_ON
        )
        join([district], kept, ChangeKind.KEEP)
        world.districts.append(kept)
    world.provinces.append(new)


def _open_months(world: ChangingWorld) -> None:
    """Of all units that are there, but for a few that nobody opened."""
    Submission.objects.bulk_create(
        Submission(unit=unit, period=period, state=State.OPEN, recorded_by=world.user)
        for unit in world.units
        for period in MONTHS
        if unit.exists_on(period) and world.random.random() < 0.95
    )
