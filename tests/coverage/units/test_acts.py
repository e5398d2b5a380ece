"""Acts: what they end, open and link, and what is refused, in words before the database says it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cast import JUNE, Cast, build_unit
from coverage.lineage import earlier_rows
from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    UnitChange,
    UnitChangeLink,
    UnitVersion,
)
from coverage.month.workflow import open_months
from coverage.refusals import ReasonMissing, Refused
from coverage.units.act import Act, ActLink, OpenedUnit
from coverage.units.acts import record_acts, void_act
from coverage.units.refusals import (
    ActKnownAlready,
    DatesDoNotMeet,
    NotOneLevel,
    NotOpenNow,
    OpenedHaveFigures,
    OtherProvince,
    ReportedAfter,
    ReportedWithout,
    UnitsBelowRemain,
)
from raw_rows import add_change, add_link
from reporting import report

JULY, AUGUST = date(2023, 7, 1), date(2023, 8, 1)
DECISION, WHY = "Nghị quyết 1/NQ-UBTVQH15", "sắp xếp đơn vị hành chính"


def opened(cast: Cast, **said: object) -> OpenedUnit:
    usual: dict[str, object] = {
        "key": "mới",
        "level": 2,
        "code": "846",
        "kind": "thi_xa",
        "name": "Cầu Trà",
        "full_name": "Thị xã Cầu Trà",
        "parent": cast.tra_vinh.pk,
    }
    return OpenedUnit(**(usual | said))  # type: ignore[arg-type]


def merger(cast: Cast, **said: object) -> Act:
    """Cầu Kè and Trà Cú become Cầu Trà on 1/7/2023."""
    olds = [cast.cau_ke.pk, cast.tra_cu.pk]
    usual: dict[str, object] = {
        "code": "2023-07-01/846",
        "kind": ChangeKind.MERGE,
        "takes_effect": JULY,
        "decision": DECISION,
        "source": DECISION,
        "ends": olds,
        "opens": [opened(cast)],
        "links": [ActLink(old, "mới") for old in olds],
    }
    return Act(**(usual | said))  # type: ignore[arg-type]


def test_a_merger_ends_two_units_opens_one_and_links_them(cast: Cast) -> None:
    (change,) = record_acts(cast.em, [merger(cast)], WHY)
    new = AdministrativeUnit.objects.get(code="846")
    for old in (cast.cau_ke, cast.tra_cu):
        old.refresh_from_db()
        assert old.valid_to == date(2023, 6, 30)
        before, now = old.versions.order_by("pk")
        assert before.superseded_at == now.recorded_at
        assert (now.recorded_by, now.why, now.act) == (cast.em, WHY, change)
    assert (new.valid_from, new.valid_to, new.search_key) == (JULY, None, "thi xa cau tra")
    assert (change.decision, change.works_from) == (DECISION, JULY)
    assert change.links.count() == 2
    assert set(UnitChangeLink.objects.values_list("weight", flat=True)) == {Decimal(1)}


def test_an_act_that_is_entered_late_works_from_a_later_month_and_keeps_its_date(
    cast: Cast,
) -> None:
    report(cast.cau_ke, cast.bhyt, JULY, 70)
    with pytest.raises(ReportedAfter, match="Huyện Cầu Kè"):
        record_acts(cast.em, [merger(cast)], WHY)
    (change,) = record_acts(cast.em, [merger(cast, first_month=AUGUST)], WHY)
    cast.cau_ke.refresh_from_db()
    assert cast.cau_ke.valid_to == date(2023, 7, 31)
    assert AdministrativeUnit.objects.get(code="846").valid_from == AUGUST
    assert (change.takes_effect, change.works_from) == (JULY, AUGUST)


def test_a_province_is_merged_with_all_that_lies_below_it(cast: Cast) -> None:
    province = opened(
        cast,
        key="tỉnh",
        level=1,
        code="86",
        kind="tinh",
        full_name="Tỉnh Vĩnh Long",
        name="Vĩnh Long",
        parent=cast.nation.pk,
    )
    kept = opened(cast, key="cầu kè", code="845", full_name="Huyện Cầu Kè", parent="tỉnh")
    acts = [
        merger(
            cast,
            code="huyện",
            kind=ChangeKind.KEEP,
            ends=[cast.cau_ke.pk],
            opens=[kept],
            links=[ActLink(cast.cau_ke.pk, "cầu kè")],
        ),
        merger(
            cast,
            code="thôi",
            kind=ChangeKind.ABOLISH,
            ends=[cast.tra_cu.pk],
            opens=[],
            links=[ActLink(cast.tra_cu.pk, None)],
        ),
        merger(
            cast,
            code="tỉnh",
            ends=[cast.tra_vinh.pk],
            opens=[province],
            links=[ActLink(cast.tra_vinh.pk, "tỉnh")],
        ),
    ]
    record_acts(cast.em, acts, WHY)
    new = AdministrativeUnit.objects.get(code="845", valid_from=JULY)
    assert new.parent is not None
    assert new.parent.full_name == "Tỉnh Vĩnh Long"
    assert earlier_rows([new.pk]) == {new.pk: [cast.cau_ke.pk]}


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (lambda c: {"links": [ActLink(c.lai_chau.pk, "mới")]}, NotOneLevel),
        (lambda c: {"links": [ActLink(c.sin_ho.pk, "mới")]}, OtherProvince),
        (lambda c: {"ends": [c.cau_ke.pk]}, DatesDoNotMeet),
        (lambda c: {"opens": [], "links": [ActLink(c.cau_ke.pk, c.tra_cu.pk)]}, DatesDoNotMeet),
        (lambda c: {"ends": [c.tra_vinh.pk], "opens": [], "links": []}, UnitsBelowRemain),
        (lambda c: {"takes_effect": date(2000, 1, 1)}, NotOpenNow),
    ],
)
def test_an_act_that_cannot_be_is_refused_in_words_and_leaves_nothing(
    cast: Cast, said: Callable[[Cast], dict[str, object]], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        record_acts(cast.em, [merger(cast, **said(cast))], WHY)
    assert not UnitChange.objects.exists()
    assert AdministrativeUnit.objects.filter(valid_to__isnull=False).count() == 0


def test_an_act_says_why_and_is_entered_once(cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        record_acts(cast.em, [merger(cast)], " ")
    record_acts(cast.em, [merger(cast)], WHY)
    with pytest.raises(ActKnownAlready):
        record_acts(cast.em, [merger(cast)], WHY)


def test_no_unit_is_opened_beside_those_that_reported_without_it(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JULY, 70)
    split = merger(cast, ends=[], links=[ActLink(None, "mới")], kind=ChangeKind.ESTABLISH)
    with pytest.raises(ReportedWithout, match="Thị xã Cầu Trà"):
        record_acts(cast.em, [split], WHY)
    with pytest.raises(IntegrityError, match="are reported without it"):
        build_unit(2, "846", "thi_xa", "Cầu Trà", "Thị xã Cầu Trà", cast.tra_vinh, JUNE).save()


def test_an_act_entered_by_mistake_is_void_and_entered_again(cast: Cast) -> None:
    (change,) = record_acts(cast.em, [merger(cast)], WHY)
    void_act(cast.em, change, "nhầm ngày")
    cast.cau_ke.refresh_from_db()
    never = AdministrativeUnit.objects.get(code="846")
    assert cast.cau_ke.valid_to is None
    assert not never.exists_on(JULY)
    assert not UnitChangeLink.objects.exists()
    change.refresh_from_db()
    assert change.is_void
    record_acts(cast.em, [merger(cast, code="lại")], WHY)
    assert AdministrativeUnit.objects.filter(code="846").on(JULY).count() == 1
    assert UnitVersion.objects.filter(unit=cast.cau_ke).count() == 4


def test_an_act_whose_units_have_figures_stands(cast: Cast) -> None:
    (change,) = record_acts(cast.em, [merger(cast)], WHY)
    new = AdministrativeUnit.objects.get(code="846")
    open_months(cast.giang, [new.pk], JULY)
    void_act_refused = pytest.raises(OpenedHaveFigures, match="Thị xã Cầu Trà")
    report(new, cast.bhyt, JULY, 70)
    with void_act_refused:
        void_act(cast.em, change, "nhầm")
    change.refresh_from_db()
    assert not change.is_void


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (lambda c: {"old": c.lai_chau, "new": c.cau_ke}, "not two units of one level"),
        (lambda c: {"old": c.cau_ke, "new": c.tra_cu}, "does not end on the eve"),
        (lambda c: {"new": c.tra_cu}, "does not begin on"),
        (lambda c: {"old": c.cau_ke, "new": c.cau_ke}, "not two units"),
    ],
)
def test_the_database_refuses_such_a_link_as_well(
    cast: Cast, link: Callable[[Cast], dict[str, AdministrativeUnit]], said: str
) -> None:
    add_change("một")
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        add_link(**link(cast))


def test_a_month_that_is_only_open_keeps_no_act_back(cast: Cast) -> None:
    open_months(cast.giang, [cast.cau_ke.pk], JULY)
    record_acts(cast.em, [merger(cast)], WHY)


def test_a_month_handed_in_keeps_the_act_back(cast: Cast) -> None:
    report(cast.tra_cu, cast.bhyt, JULY, 300)
    with pytest.raises(ReportedAfter, match="Huyện Trà Cú"):
        record_acts(cast.em, [merger(cast)], WHY)
