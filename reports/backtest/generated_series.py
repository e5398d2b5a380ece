"""Months of made-up units, the same for the same seed: trend, season and noise, and in some of them
jumps that pass and shifts of the level that stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from targets.forecast import Past

# January to December against December: BHYT falls when cards lapse and climbs in the last quarter.
SEASON = (-0.05, -0.05, -0.045, -0.04, -0.038, -0.037, -0.036, -0.033, -0.02, -0.01, -0.005, 0.0)
YEARS = range(2013, 2021)
UNITS = 12
# How likely a year is to have one, and how far it goes.
JUMP, JUMP_SIZE, LONGEST_JUMP = 0.3, (0.03, 0.1), 3
SHIFT, SHIFT_SIZE = 0.25, (0.03, 0.12)


@dataclass(frozen=True, slots=True)
class Kind:
    """What happens in the years of its units beside trend, season and noise."""

    name: str
    jumps: bool = False
    shifts: bool = False


KINDS = (
    Kind("steady"),
    Kind("jumps", jumps=True),
    Kind("level shifts", shifts=True),
    Kind("jumps and level shifts", jumps=True, shifts=True),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Units alike below one that is their sum."""

    units: Sequence[Past]
    above: Past


def made_group(kind: Kind, seed: int) -> Group:
    """What all its units share is what happened in a year. The unit of the number n is known for
    the year to forecast and n years before it."""
    chance = Random(f"{kind.name} {seed}")  # noqa: S311 - no secret, and the same each time
    of_years = [chance.gauss(0, 0.005) for _year in YEARS]
    whole = [_months(kind, chance, of_years) for _unit in range(UNITS)]
    above = Past({month: sum(unit[month] for unit in whole) for month in whole[0]})
    return Group([Past(_known(unit, number)) for number, unit in enumerate(whole)], above)


def _known(unit: dict[date, int], years: int) -> dict[date, int]:
    return {month: people for month, people in unit.items() if month.year >= YEARS[-1] - years}


def _months(kind: Kind, chance: Random, of_years: Sequence[float]) -> dict[date, int]:
    level, growth = chance.uniform(5_000, 2_000_000), chance.gauss(0.02, 0.015)
    season, noise = chance.uniform(0.6, 1.4), chance.uniform(0.001, 0.005)
    found = {}
    for year, of_all in zip(YEARS, of_years, strict=True):
        this_year = growth + of_all + chance.gauss(0, 0.008)
        jumps, shift = _jumps(kind, chance), _shift(kind, chance)
        for month in range(1, 13):
            level *= shift.get(month, 1)
            usual = (1 + this_year * month / 12) * (1 + SEASON[month - 1] * season)
            people = level * usual * jumps.get(month, 1) * (1 + chance.gauss(0, noise))
            found[date(year, month, 1)] = max(1, round(people))
        level *= 1 + this_year
    return found


def _jumps(kind: Kind, chance: Random) -> dict[int, float]:
    """By month of the year; one that passes after some months."""
    if not kind.jumps or chance.random() >= JUMP:
        return {}
    first, size = chance.randint(1, 12), 1 + _up_or_down(chance, *JUMP_SIZE)
    return dict.fromkeys(range(first, first + chance.randint(1, LONGEST_JUMP)), size)


def _shift(kind: Kind, chance: Random) -> dict[int, float]:
    if not kind.shifts or chance.random() >= SHIFT:
        return {}
    return {chance.randint(1, 12): 1 + _up_or_down(chance, *SHIFT_SIZE)}


def _up_or_down(chance: Random, least: float, most: float) -> float:
    return chance.choice((-1, 1)) * chance.uniform(least, most)
