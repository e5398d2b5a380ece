"""The people and places of the tests, by name.

An reports for Trà Vinh, Bình for Lai Châu; Giang approves for Trà Vinh; Chi sits on Trà Vinh's
committee; Dung analyses the nation; Em administers and enters nothing.
"""

from dataclasses import dataclass
from datetime import date

from coverage.models import AdministrativeUnit, Assignment, Basis, Indicator, Measure, Role, User

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
    nation = make_unit(0, "00", "toan_quoc", "Toàn quốc", "Toàn quốc", None)
    tra_vinh = make_unit(1, "84", "tinh", "Trà Vinh", "Tỉnh Trà Vinh", nation)
    lai_chau = make_unit(1, "12", "tinh", "Lai Châu", "Tỉnh Lai Châu", nation)
    return Cast(
        nation=nation,
        tra_vinh=tra_vinh,
        cau_ke=make_unit(2, "845", "huyen", "Cầu Kè", "Huyện Cầu Kè", tra_vinh),
        tra_cu=make_unit(2, "849", "huyen", "Trà Cú", "Huyện Trà Cú", tra_vinh),
        lai_chau=lai_chau,
        sin_ho=make_unit(2, "108", "huyen", "Sìn Hồ", "Huyện Sìn Hồ", lai_chau),
        an=make_user("an", "Nguyễn Thị An", (tra_vinh, Role.CLERK)),
        binh=make_user("binh", "Lò Văn Bình", (lai_chau, Role.CLERK)),
        chi=make_user("chi", "Trần Thị Chi", (tra_vinh, Role.VIEWER)),
        dung=make_user("dung", "Phạm Anh Dung", (nation, Role.VIEWER)),
        em=make_user("em", "Lê Văn Em", administrator=True),
        giang=make_user("giang", "Võ Hương Giang", (tra_vinh, Role.APPROVER)),
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
    unit.full_clean()
    unit.save()
    return unit


def make_user(
    username: str,
    full_name: str,
    *assignments: tuple[AdministrativeUnit, Role],
    administrator: bool = False,
) -> User:
    user = User.objects.create_user(
        username,
        password=PASSWORD,
        full_name=full_name,
        is_staff=administrator,
        is_superuser=administrator,
    )
    for unit, role in assignments:
        Assignment.objects.create(user=user, unit=unit, role=role)
    return user


def make_indicators() -> dict[str, Indicator]:
    labour, population = Basis.LABOUR_FORCE, Basis.POPULATION
    rows = (
        ("BHXH", "BHXH", labour, None),
        ("BHXH_BB", "BHXH bắt buộc", labour, "BHXH"),
        ("BHXH_TN", "BHXH tự nguyện", labour, "BHXH"),
        ("BHTN", "BHTN", labour, None),
        ("BHYT", "BHYT", population, None),
    )
    made: dict[str, Indicator] = {}
    for order, (code, name, basis, whole) in enumerate(rows, start=1):
        made[code] = Indicator.objects.create(
            code=code,
            name=name,
            name_en=name,
            short_name=name,
            measure=Measure.STOCK,
            basis=basis,
            part_of=made.get(whole or ""),
            sums_its_parts=code == "BHXH",
            order=order,
        )
    return made
