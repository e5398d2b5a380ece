"""What a unit gave to another and goes on without: a part of what the other was, until that day."""

from datetime import date
from decimal import Decimal

import pytest

from cast import JUNE, Cast, make_unit
from coverage.lineage import predecessors
from coverage.models import AdministrativeUnit, ChangeKind
from coverage.units.act import Act, ActLink
from coverage.units.acts import record_acts
from known_figures import value
from reporting import report
from unit_acts import end, join

FEBRUARY, MAY, JULY = date(2023, 2, 1), date(2023, 5, 1), date(2023, 7, 1)
PART = Decimal("0.2")


def give(cast: Cast, old: AdministrativeUnit, new: AdministrativeUnit, day: date) -> None:
    links = [ActLink(old.pk, new.pk, PART)]
    act = Act(f"{day}", ChangeKind.TRANSFER, day, "Nghị quyết 1", "Nghị quyết 1", links=links)
    record_acts(cast.em, [act], "điều chỉnh địa giới")


@pytest.fixture
def town(cast: Cast) -> AdministrativeUnit:
    """Trà Cú was given a part of Cầu Kè in May, and is a town since July."""
    give(cast, cast.cau_ke, cast.tra_cu, MAY)
    end(cast.tra_cu, date(2023, 6, 30))
    found = make_unit(2, "849", "thi_xa", "Trà Cú", "Thị xã Trà Cú", cast.tra_vinh, JULY)
    join([cast.tra_cu], found, ChangeKind.RENAME)
    return found


def test_a_unit_that_was_given_a_part_is_itself_alone_since_then(
    cast: Cast, town: AdministrativeUnit
) -> None:
    for period in (date(2023, 4, 1), JUNE):
        report(cast.tra_cu, cast.bhyt, period, 300)
        report(cast.cau_ke, cast.bhyt, period, 70)
    assert value(cast, town).people == 300
    assert value(cast, town, period=date(2023, 4, 1)).people is None


def test_two_that_gave_each_other_parts_are_not_followed_in_a_circle(
    cast: Cast, town: AdministrativeUnit
) -> None:
    """Of what Trà Cú gave away in February, Cầu Kè gave a fifth back in May."""
    give(cast, cast.tra_cu, cast.cau_ke, FEBRUARY)
    found = [each for each in predecessors([town.pk]) if each.unit_id == cast.tra_cu.pk]
    assert [(each.since, each.until, each.weight) for each in found] == [
        (MAY, date(2023, 6, 30), Decimal(1)),
        (FEBRUARY, date(2023, 4, 30), Decimal(1)),
        (cast.tra_cu.valid_from, date(2023, 1, 31), 1 - PART + PART * PART),
    ]
