"""What a province is simulated with: its scenario, and the rows of the database it is tied to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coverage.models import (
    AdministrativeUnit,
    Indicator,
    Level,
    Origin,
    ReportedFigure,
    Submission,
    User,
)
from coverage.reference.accounts import loading_accounts
from targets.simulation.communes import CODE as VINH_LONG
from targets.simulation.communes import FIRST as FIRST_OF_COMMUNES
from targets.simulation.communes import vinh_long
from targets.simulation.districts import PROVINCES_OF_DISTRICTS
from targets.simulation.flows import FLOWS
from targets.simulation.scenario import STOCKS, Scenario

_OF_DISTRICTS = {scenario.code: scenario for scenario in PROVINCES_OF_DISTRICTS}
PROVINCES = (*_OF_DISTRICTS, VINH_LONG)


class ReferenceDataError(Exception):
    """A province, its units or the indicators are not in the database yet."""


@dataclass(frozen=True)
class Demo:
    """`taken` are the (unit, month) pairs somebody has opened before: the demo keeps off them."""

    scenario: Scenario
    seed: int
    province: AdministrativeUnit
    units: Sequence[AdministrativeUnit]
    taken: frozenset[tuple[int, date]]
    indicators: dict[str, int]
    enterer: User
    approver: User

    @property
    def source(self) -> str:
        return f"Số liệu mô phỏng (hạt giống {self.seed})"

    def free_on(self, period: date) -> dict[str, int]:
        """Place -> the unit that stands for it in the month, where the month is not taken."""
        return {
            unit.code: unit.pk
            for unit in self.units
            if unit.exists_on(period) and (unit.pk, period) not in self.taken
        }

    def units_in(self, year: int) -> list[AdministrativeUnit]:
        """Units that existed at some time of the year; a renamed one with both its rows."""
        return [
            unit
            for unit in self.units
            if unit.valid_from.year <= year
            and (unit.valid_to is None or unit.valid_to.year >= year)
        ]


def already_simulated(code: str) -> bool:
    """Whether anything directly below the province of that code holds simulated figures."""
    return ReportedFigure.objects.filter(
        origin=Origin.SIMULATED, unit__parent__level=Level.PROVINCE, unit__parent__code=code
    ).exists()


def demo_of(code: str, seed: int) -> Demo:
    """The demo of one province, entered under the loading accounts. Raises ReferenceDataError."""
    province = _province(code)
    units = list(AdministrativeUnit.objects.filter(parent=province).order_by("code", "valid_from"))
    scenario = _OF_DISTRICTS.get(code) or vinh_long({each.code: each.kind for each in units}, seed)
    missing = {place.code for place in scenario.places} - {unit.code for unit in units}
    if missing or not units:
        raise ReferenceDataError
    indicators = dict(Indicator.objects.values_list("code", "pk"))
    if not indicators.keys() >= {*STOCKS, *FLOWS}:
        raise ReferenceDataError
    taken = Submission.objects.filter(unit__in=units).values_list("unit_id", "period")
    return Demo(scenario, seed, province, units, frozenset(taken), indicators, *loading_accounts())


def _province(code: str) -> AdministrativeUnit:
    day = _OF_DISTRICTS[code].last if code in _OF_DISTRICTS else FIRST_OF_COMMUNES
    found = AdministrativeUnit.objects.on(day).filter(level=Level.PROVINCE, code=code).first()
    if found is None:
        raise ReferenceDataError
    return found
