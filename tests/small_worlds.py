"""Small made-up worlds: units that come and go, figures corrected several times, gaps everywhere.

Rows are written straight to the tables, past the writers, so that they hold whatever the database
allows. The same seed makes the same world.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection

from cast import make_indicators, make_unit, make_user
from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    CountsFrom,
    Denominator,
    Indicator,
    Measure,
    Origin,
    ReportedFigure,
    ReportingRule,
    State,
    Submission,
    User,
    Versioned,
)
from coverage.notation.periods import last_day

PERIODS = (
    date(2021, 12, 1),
    date(2022, 5, 1),
    date(2022, 12, 1),
    date(2023, 1, 1),
    date(2023, 2, 1),
    date(2023, 5, 1),
    date(2023, 6, 1),
)
YEARS = (2020, 2022, 2023)
BASES = ("labour_force", "population")
ROUNDS = 3


@dataclass
class World:
    """`periods` are its months; `rounds` the moments after each round of writing."""

    random: Random
    user: User
    nation: AdministrativeUnit
    provinces: list[AdministrativeUnit]
    districts: list[AdministrativeUnit]
    indicators: dict[str, Indicator]
    periods: Sequence[date] = PERIODS
    rounds: list[datetime] = field(default_factory=list)

    @property
    def units(self) -> list[AdministrativeUnit]:
        return [self.nation, *self.provinces, *self.districts]

    def write_a_round(self) -> None:
        """Months are opened again, figures, denominators and rules written, months passed on."""
        self._open_again()
        moment = clock()
        self._write(ReportedFigure, ("unit_id", "indicator_id", "period"), self._figure, moment)
        self._write(Denominator, ("unit_id", "basis", "year"), self._denominator, moment)
        self._write(ReportingRule, ("unit_id", "from_month"), self._rule, moment)
        self._pass_on()
        self.rounds.append(clock())

    def _open_again(self) -> None:
        """All that are written to, so that some keep the approval before this round."""
        self._move(State.APPROVED, State.REOPENED, 0.7)
        self._move(State.SUBMITTED, State.RETURNED, 0.4)
        self._move(State.SUBMITTED, State.OPEN, 0.7)

    def _pass_on(self) -> None:
        for state in (State.OPEN, State.RETURNED, State.REOPENED):
            self._move(state, State.SUBMITTED, 0.7)
        self._move(State.SUBMITTED, State.APPROVED, 0.6)

    def _move(self, state: State, to: State, share: float) -> None:
        rows = list(Submission.objects.current().filter(state=state).order_by("pk"))
        moved = [row for row in rows if self.random.random() < share]
        moment = clock()
        Submission.objects.filter(pk__in=[row.pk for row in moved]).update(superseded_at=moment)
        Submission.objects.bulk_create(
            Submission(
                unit_id=row.unit_id,
                period=row.period,
                state=to,
                note="lý do",
                recorded_by=self.user,
                recorded_at=moment,
            )
            for row in moved
        )

    def _write(self, model: type[Versioned], key: tuple[str, ...], make: Any, moment: Any) -> None:
        new = {tuple(getattr(row, name) for name in key): row for row in make()}
        standing = {tuple(row[:-1]): row[-1] for row in _keys(model, key)}
        replaced = [standing[each] for each in new if each in standing]
        model.objects.filter(pk__in=replaced).update(superseded_at=moment)
        for row in new.values():
            row.recorded_at, row.recorded_by = moment, self.user
        model.objects.bulk_create(new.values())

    def _figure(self) -> list[ReportedFigure]:
        months = Submission.objects.current().filter(state__in=WRITABLE_STATES)
        writable = set(months.values_list("unit_id", "period"))
        return [
            ReportedFigure(
                unit=unit,
                indicator=indicator,
                period=period,
                as_of=last_day(period),
                origin=self.random.choice(Origin.values),
                source=f"nguồn {self.random.randint(1, 9)}",
                **self._said(),
            )
            for unit in self.units
            for indicator in self.indicators.values()
            for period in self.periods
            if (unit.pk, period) in writable
            if self.random.random() < (0.1 if unit.level < 2 else 0.45)
        ]

    def _said(self) -> dict[str, Any]:
        chance = self.random.random()
        if chance < 0.12:
            absences = ("not_available", "not_applicable", "withdrawn")
            return {"absence": self.random.choice(absences)}
        rate = Decimal(self.random.randint(0, 12_000)) / 100
        if chance < 0.2:
            return {"rate": rate}
        people = self.random.choice((0, self.random.randint(1, 5_000)))
        return {"people": people} | ({"rate": rate} if chance < 0.4 else {})

    def _rule(self) -> list[ReportingRule]:
        return [
            ReportingRule(
                unit=unit,
                from_month=self.random.choice(self.periods),
                counts_from=self.random.choice(CountsFrom.values),
                exempt_codes=self.random.choice(([], ["BHXH_TN"], ["BHTN", "MOI_TN"])),
            )
            for unit in self.units
            if self.random.random() < 0.2
        ]

    def _denominator(self) -> list[Denominator]:
        return [
            Denominator(
                unit=unit,
                basis=basis,
                year=year,
                people=self.random.choice((0, *[self.random.randint(1, 9_000)] * 5)),
                origin=self.random.choice(Origin.values),
            )
            for unit in self.units
            for basis in BASES
            for year in YEARS
            if self.random.random() < 0.4
        ]


def make_world(seed: int, periods: Sequence[date] = PERIODS) -> World:
    """A nation of three provinces, one of which ends, and districts that end, begin or stay."""
    random = Random(seed)
    nation = make_unit(0, "00", "toan_quoc", "Toàn quốc", "Toàn quốc", None)
    provinces = [
        make_unit(1, "12", "tinh", "Lai Châu", "Tỉnh Lai Châu", nation),
        make_unit(1, "84", "tinh", "Trà Vinh", "Tỉnh Trà Vinh", nation),
        make_unit(
            1,
            "54",
            "tinh",
            "Phú Yên",
            "Tỉnh Phú Yên",
            nation,
            valid_to=random.choice((date(2022, 6, 30), date(2023, 2, 15))),
        ),
    ]
    districts = [
        _district(random, f"{100 * (number + 1) + each}", province)
        for number, province in enumerate(provinces)
        for each in range(random.randint(1, 4))
    ]
    indicators = make_indicators() | _flows()
    an = make_user("an", "Nguyễn Thị An")
    world = World(random, an, nation, provinces, districts, indicators, periods)
    Submission.objects.bulk_create(
        Submission(unit=unit, period=period, state=State.OPEN, recorded_by=world.user)
        for unit in world.units
        for period in periods
    )
    for _ in range(ROUNDS):
        world.write_a_round()
    return world


def clock() -> datetime:
    """The database's clock: within a transaction it goes on, as the triggers read it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def _keys(model: type[Versioned], key: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return list(model.objects.current().values_list(*key, "pk"))


def _district(random: Random, code: str, province: AdministrativeUnit) -> AdministrativeUnit:
    valid_from, valid_to = random.choice(
        (
            (date(2008, 8, 1), None),
            (date(2008, 8, 1), date(2022, 9, 30)),
            (date(2022, 10, 1), None),
            (date(2023, 1, 15), None),
        )
    )
    if province.valid_to is not None:
        ended = min(valid_to or province.valid_to, province.valid_to)
        valid_from, valid_to = min(valid_from, province.valid_from), ended
    name = f"Huyện số {code}"
    return make_unit(2, code, "huyen", name, name, province, valid_from, valid_to)


def _flows() -> dict[str, Indicator]:
    """People newly enrolled, in two kinds that make a whole."""
    made: dict[str, Indicator] = {}
    for order, (code, whole) in enumerate(
        (("MOI", None), ("MOI_TN", "MOI"), ("MOI_HGD", "MOI")), start=20
    ):
        made[code] = Indicator.objects.create(
            code=code,
            name=code,
            name_en=code,
            short_name=code,
            measure=Measure.FLOW,
            basis="none",
            part_of=made.get(whole or ""),
            sums_its_parts=code == "MOI",
            order=order,
        )
    return made
