"""What is known of a unit, asked as the tests of several files do."""

from datetime import date

from cast import JUNE, Cast
from coverage.models import AdministrativeUnit
from reports.figures.known import Known, known
from reports.figures.values import Value


def facts(cast: Cast, top: AdministrativeUnit, *periods: date) -> Known:
    return known(top, list(cast.indicators.values()), periods or [JUNE])


def value(cast: Cast, unit: AdministrativeUnit, code: str = "BHYT", period: date = JUNE) -> Value:
    return facts(cast, unit, period).value(unit, cast.indicators[code], period)
