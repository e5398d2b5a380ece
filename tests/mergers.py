"""A world in which one province was formed of two."""

from dataclasses import dataclass
from datetime import date

from cast import Cast, make_unit
from coverage.models import AdministrativeUnit
from coverage.notation.periods import months
from reporting import report_all
from unit_acts import end, join

LAST_OF_DISTRICTS, FIRST_AFTER = date(2025, 6, 1), date(2025, 7, 1)


@dataclass(frozen=True)
class Merged:
    """Trà Vinh and Bến Tre became Vĩnh Long on 1/7/2025; Lai Châu stood."""

    cast: Cast
    olds: list[AdministrativeUnit]
    vinh_long: AdministrativeUnit
    commune: AdministrativeUnit

    @property
    def months(self) -> list[date]:
        return list(months(date(2024, 7, 1), date(2026, 6, 1)))


def make_merged(cast: Cast) -> Merged:
    for unit in (cast.cau_ke, cast.tra_cu, cast.tra_vinh):
        end(unit, date(2025, 6, 30))
    ended = date(2025, 6, 30)
    ben_tre = make_unit(1, "83", "tinh", "Bến Tre", "Tỉnh Bến Tre", cast.nation, valid_to=ended)
    vinh_long = make_unit(
        1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, valid_from=FIRST_AFTER
    )
    commune = make_unit(
        3, "29266", "xa", "Càng Long", "Xã Càng Long", vinh_long, valid_from=FIRST_AFTER
    )
    join([cast.tra_vinh, ben_tre], vinh_long)
    merged = Merged(cast, [cast.tra_vinh, ben_tre], vinh_long, commune)
    for number, period in enumerate(merged.months):
        people = {cast.sin_ho: 1_000 + number}
        if period < FIRST_AFTER:
            people[cast.cau_ke] = 2_000 + number
            people[cast.tra_cu] = 3_000 + 7 * number
            people[ben_tre] = 4_000 + 5 * number
        else:
            people[commune] = 9_000 + 13 * number
        report_all(people, cast.bhyt, period)
    return merged
