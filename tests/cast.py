"""The people and places of the tests, by name.

An reports for Trà Vinh, Bình for Lai Châu; Giang approves for Trà Vinh; Chi sits on Trà Vinh's
committee; Dung analyses the nation; Em administers and enters nothing.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, transaction

from coverage.models import (
    AdministrativeUnit,
    Assignment,
    Basis,
    Indicator,
    Measure,
    Role,
    UnitVersion,
    User,
)
from coverage.version_entry import next_version

LONG_AGO = date(1992, 5, 1)
JUNE = date(2023, 6, 1)
PASSWORD = "mot-mat-khau-dai-2023"


@dataclass(frozen=True)
class Cast:
    nation: AdministrativeUnit
    tra_vinh: AdministrativeUnit
    cau_ke: AdministrativeUnit
    tra_cu: AdministrativeUnit
    lai_chau: AdministrativeUnit
    sin_ho: AdministrativeUnit
    an: User
    binh: User
    chi: User
    dung: User
    em: User
    giang: User
    indicators: dict[str, Indicator]

    @property
    def bhyt(self) -> Indicator:
        return self.indicators["BHYT"]

    @property
    def bhxh(self) -> Indicator:
        return self.indicators["BHXH"]


def make_cast() -> Cast:
    """A small world: two provinces with a district or two each, six people."""
    nation = make_unit(0, "00", "toan_quoc", "Toàn quốc", "Toàn quốc", None, date(1945, 9, 2))
    tra_vinh, lai_chau = AdministrativeUnit.objects.bulk_create(
        [
            build_unit(1, "84", "tinh", "Trà Vinh", "Tỉnh Trà Vinh", nation, LONG_AGO),
            build_unit(1, "12", "tinh", "Lai Châu", "Tỉnh Lai Châu", nation, LONG_AGO),
        ]
    )
    cau_ke, tra_cu, sin_ho = AdministrativeUnit.objects.bulk_create(
        [
            build_unit(2, "845", "huyen", "Cầu Kè", "Huyện Cầu Kè", tra_vinh),
            build_unit(2, "849", "huyen", "Trà Cú", "Huyện Trà Cú", tra_vinh),
            build_unit(2, "108", "huyen", "Sìn Hồ", "Huyện Sìn Hồ", lai_chau),
        ]
    )
    an, binh, chi, dung, em, giang = User.objects.bulk_create(
        [
            build_user("an", "Nguyễn Thị An"),
            build_user("binh", "Lò Văn Bình"),
            build_user("chi", "Trần Thị Chi"),
            build_user("dung", "Phạm Anh Dung"),
            build_user("em", "Lê Văn Em", administrator=True),
            build_user("giang", "Võ Hương Giang"),
        ]
    )
    Assignment.objects.bulk_create(
        [
            Assignment(user=an, unit=tra_vinh, role=Role.CLERK),
            Assignment(user=binh, unit=lai_chau, role=Role.CLERK),
            Assignment(user=chi, unit=tra_vinh, role=Role.VIEWER),
            Assignment(user=dung, unit=nation, role=Role.VIEWER),
            Assignment(user=giang, unit=tra_vinh, role=Role.APPROVER),
        ]
    )
    return Cast(
        nation=nation,
        tra_vinh=tra_vinh,
        cau_ke=cau_ke,
        tra_cu=tra_cu,
        lai_chau=lai_chau,
        sin_ho=sin_ho,
        an=an,
        binh=binh,
        chi=chi,
        dung=dung,
        em=em,
        giang=giang,
        indicators=make_indicators(),
    )


def make_unit(
    level: int,
    code: str,
    kind: str,
    name: str,
    full_name: str,
    parent: AdministrativeUnit | None,
    valid_from: date = date(2008, 8, 1),
    valid_to: date | None = None,
) -> AdministrativeUnit:
    """Of the test's world from the beginning, also where it is told of when others have reported:
    past the rule that nothing is put among those (tried in coverage/units/test_acts.py)."""
    unit = build_unit(level, code, kind, name, full_name, parent, valid_from, valid_to)
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        if "are reported without it" not in str(error):
            raise
        _put_in(unit)
    return unit


def _put_in(unit: AdministrativeUnit) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        unit.save(force_insert=True)
        next_version(UnitVersion, unit).save()
        cursor.execute("SET LOCAL session_replication_role = origin")


def build_unit(
    level: int,
    code: str,
    kind: str,
    name: str,
    full_name: str,
    parent: AdministrativeUnit | None,
    valid_from: date = date(2008, 8, 1),
    valid_to: date | None = None,
) -> AdministrativeUnit:
    """Not saved."""
    unit = AdministrativeUnit(
        level=level,
        code=code,
        kind=kind,
        name=name,
        full_name=full_name,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        source="dàn nhân vật của bài thử",
    )
    unit.clean()
    return unit


def make_user(
    username: str,
    full_name: str,
    *assignments: tuple[AdministrativeUnit, Role],
    administrator: bool = False,
) -> User:
    user = build_user(username, full_name, administrator=administrator)
    user.save()
    for unit, role in assignments:
        Assignment.objects.create(user=user, unit=unit, role=role)
    return user


def build_user(username: str, full_name: str, *, administrator: bool = False) -> User:
    """Not saved."""
    return User(
        username=username,
        password=hashed_password(),
        full_name=full_name,
        is_staff=administrator,
        is_superuser=administrator,
    )


@cache
def hashed_password() -> str:
    return make_password(PASSWORD)


def make_indicators() -> dict[str, Indicator]:
    labour, population = Basis.LABOUR_FORCE, Basis.POPULATION
    rows = (
        ("BHXH", "BHXH", labour, None),
        ("BHXH_BB", "BHXH bắt buộc", labour, "BHXH"),
        ("BHXH_TN", "BHXH tự nguyện", labour, "BHXH"),
        ("BHTN", "BHTN", labour, None),
        ("BHYT", "BHYT", population, None),
    )
    made = {
        code: Indicator(
            code=code,
            name=name,
            name_en=name,
            short_name=name,
            measure=Measure.STOCK,
            basis=basis,
            sums_its_parts=code == "BHXH",
            order=order,
        )
        for order, (code, name, basis, _whole) in enumerate(rows, start=1)
    }
    made["BHXH"].save()
    for code, _name, _basis, whole in rows:
        made[code].part_of = made[whole] if whole else None
    Indicator.objects.bulk_create([each for each in made.values() if each.pk is None])
    return made
