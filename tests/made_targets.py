"""Targets of a made-up world: by four kinds of assigners, as people, rates or both."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from reporting import make_document, promise
from small_worlds import World


def set_random_targets(world: World) -> None:
    """By four assigners: people, rates or both, some of more than the number, for this year or a
    later one."""
    random = Random(world.random.random())
    for kind, assigner in enumerate(("UBND", "HĐND", "Thủ tướng", "Trung ương"), start=1):
        document = make_document(world.nation, date(2021, 1, 1), assigner, kind)
        for unit in world.units:
            for indicator in list(world.indicators.values())[:5]:
                if random.random() < 0.5:
                    year = random.choice((2022, 2023, 2023, 2025))
                    promise(document, unit, indicator, year, **random_target(random))


def random_target(random: Random) -> dict[str, Any]:
    people = random.choice((0, random.randint(1, 5_000)))
    percent = Decimal(random.randint(0, 120_000)) / 1000
    of_people = {"people": people, "people_qualifier": random.choice(("", "over"))}
    of_percent = {"percent": percent, "percent_qualifier": random.choice(("", "over"))}
    return random.choice((of_people, of_percent, of_people | of_percent))
