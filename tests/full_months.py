"""A unit's month in which everything required is reported and everything holds."""

from cast import Cast
from coverage.entry import Cell
from coverage.models import AdministrativeUnit

SOUND = {"BHXH": 1200, "BHXH_BB": 1000, "BHXH_TN": 200, "BHTN": 900, "BHYT": 50_000}


def full_cells(cast: Cast, unit: AdministrativeUnit, **other: int | None) -> list[Cell]:
    """The sound month, with other people where named; None is a cell left blank."""
    people = SOUND | other
    return [
        Cell(unit.pk, cast.indicators[code].pk, people=number)
        for code, number in people.items()
        if number is not None
    ]
