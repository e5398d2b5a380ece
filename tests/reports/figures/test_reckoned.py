"""A part that went over: the past of today's units is reckoned by shares, exact and no figure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, LONG_AGO, Cast, make_unit
from coverage.models import AdministrativeUnit, Origin
from coverage.units.acts import record_acts
from every_surface import file_text
from known_figures import facts, value
from mergers import FIRST_AFTER
from pages import Page, in_english, open_overview, signed_in_as
from reporting import count, make_document, promise, report
from reports.figures.known import known
from reports.filters import UnitsOf
from reports.trend.query import trend
from targets.attainment import percent
from unit_acts import join, part_of
from word_documents import Word

SHARE = Decimal("0.4")
TODAY = {"month": "2023-06", "indicator": "BHYT", "units": "today"}
IN_WORDS = "reckoned by shares: all of Huyện Cầu Kè, 40 % of Huyện Trà Cú"
OF_THEN = "months before 07/2023 are of the territory of then, the part that went over not reckoned"
HATCHED = "Hatched: reckoned by shares, not added up, not ranked, not judged."
FIRST_SINCE = date(2023, 7, 1)
THE_REST = "reckoned by shares: 60 % of Huyện Trà Cú"


@dataclass(frozen=True)
class Parted:
    """Cầu Kè and 40 % of Trà Cú became the district Mới on 1/7/2025; Trà Cú stands."""

    cast: Cast
    new: AdministrativeUnit


@pytest.fixture(scope="module")
def world(world: Cast) -> Parted:
    cast = world
    new = make_unit(2, "850", "huyen", "Mới", "Huyện Mới", cast.tra_vinh, valid_from=FIRST_AFTER)
    join([cast.cau_ke], new)
    join([cast.tra_cu], new, kind="transfer", weight=SHARE)
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    report(cast.tra_cu, cast.bhyt, JUNE, 301)
    count(cast.cau_ke, "population", 2023, 100)
    count(cast.tra_cu, "population", 2023, 400)
    return Parted(cast, new)


@pytest.fixture
def parted(cast: Parted) -> Parted:
    return cast


@pytest.fixture
def reader(parted: Parted, static_files: None) -> Client:
    return in_english(signed_in_as(Client(), parted.cast.dung))


def test_it_is_exact_and_no_figure(parted: Parted) -> None:
    found = value(parted.cast, parted.new)
    assert found.reckoned is not None
    assert found.reckoned.people == Decimal("210.4")
    assert found.reckoned.rate == percent(Decimal("210.4"), 260)
    assert (found.people, found.rate, found.whole_people, found.whole_rate) == (None,) * 4
    assert not found.has_figure
    assert not found.is_complete


def test_it_enters_no_sum_and_the_whole_stays_what_was_reported(parted: Parted) -> None:
    cast = parted.cast
    by_today = known(cast.tra_vinh, [cast.bhyt], [JUNE], by=UnitsOf.TODAY)
    assert by_today.parts_in(JUNE) == [parted.new, cast.tra_cu]
    whole = by_today.value(cast.tra_vinh, cast.bhyt, JUNE)
    assert (whole.people, whole.counted, whole.expected) == (391, 2, 2)


def test_a_share_that_is_not_known_or_a_figure_that_is_not_there_leaves_nothing(
    parted: Parted,
) -> None:
    cast = parted.cast
    other = make_unit(2, "851", "huyen", "Lạ", "Huyện Lạ", cast.tra_vinh, valid_from=FIRST_AFTER)
    join([cast.tra_cu], other, kind="transfer", weight=None)
    assert value(cast, other).reckoned is None
    assert value(cast, parted.new, period=date(2023, 5, 1)).reckoned is None


def test_parts_that_come_together_again_are_whole(parted: Parted) -> None:
    """40 % and 60 % of one district in two that became one."""
    cast, midway = parted.cast, date(2020, 1, 1)
    old = make_unit(2, "860", "huyen", "Cũ", "Huyện Cũ", cast.tra_vinh, LONG_AGO)
    halves = [
        make_unit(
            2, f"86{each}", "huyen", f"Nửa {each}", f"Huyện Nửa {each}", cast.tra_vinh, midway
        )
        for each in (1, 2)
    ]
    for half, weight in zip(halves, (SHARE, 1 - SHARE), strict=True):
        join([old], half, kind="split", weight=weight)
    one = make_unit(2, "863", "huyen", "Lại", "Huyện Lại", cast.tra_vinh, FIRST_AFTER)
    join(halves, one)
    report(old, cast.bhyt, date(2019, 6, 1), 77)
    assert value(cast, one, period=date(2019, 6, 1)).people == 77
    assert value(cast, halves[0], period=date(2019, 6, 1)).people is None


@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_shares_it_is_what_a_fraction_says(parted: Parted, seed: int) -> None:
    cast, chance = parted.cast, Random(seed)
    new = make_unit(2, "870", "huyen", "Gộp", "Huyện Gộp", cast.tra_vinh, FIRST_AFTER)
    reckoned = Fraction(0)
    for number in range(chance.randint(1, 4)):
        name = f"Cũ {number}"
        old = make_unit(2, f"88{number}", "huyen", name, f"Huyện {name}", cast.tra_vinh, LONG_AGO)
        weight, people = Decimal(chance.randint(1, 10**8)).scaleb(-8), chance.randint(0, 10**7)
        join([old], new, kind="transfer", weight=weight)
        report(old, cast.bhyt, JUNE, people)
        reckoned += Fraction(weight) * people
    found = value(cast, new)
    known_people = found.reckoned.people if found.reckoned else found.people
    assert known_people is not None
    assert Fraction(known_people) == reckoned


def test_the_page_hatches_it_and_says_by_which_shares(parted: Parted, reader: Client) -> None:
    page = open_overview(reader, parted.cast.tra_vinh, **TODAY)
    line = page.table()[0]
    assert line[0] == "Huyện Mới"
    assert line[1] == "–"
    assert line[2] == f"210 {IN_WORDS}"
    assert page.table()[1][0] == "Huyện Trà Cú"
    assert page.table()[1][2] == f"181 {THE_REST}"
    assert page.table()[-1][2] == "391"
    assert len(page.root.xpath('//td[contains(@class, "reckoned")]')) == 2
    assert HATCHED in page.text
    assert HATCHED not in open_overview(reader, parted.cast.tra_vinh, month="2023-06").text
    assert IN_WORDS in open_overview(reader, parted.new, month="2023-06").card("BHYT").text


def test_one_that_gave_a_part_and_goes_on_has_what_is_left_among_todays_units_alone(
    parted: Parted,
) -> None:
    cast = parted.cast
    then, today = (known(cast.tra_vinh, [cast.bhyt], [JUNE, FIRST_AFTER], by=by) for by in UnitsOf)
    assert then.value_shown(cast.tra_cu, cast.bhyt, JUNE).people == 301
    left = today.value_shown(cast.tra_cu, cast.bhyt, JUNE)
    assert left.reckoned is not None
    assert (left.people, left.reckoned.people) == (None, Decimal("180.6"))
    report(cast.tra_cu, cast.bhyt, FIRST_AFTER, 200)
    since = known(cast.tra_vinh, [cast.bhyt], [FIRST_AFTER], by=UnitsOf.TODAY)
    assert since.value_shown(cast.tra_cu, cast.bhyt, FIRST_AFTER).people == 200


def test_the_page_of_the_unit_itself_keeps_what_it_reported(parted: Parted, reader: Client) -> None:
    cast = parted.cast
    for units in ("then", "today"):
        page = open_overview(reader, cast.tra_cu, month="2023-06", units=units)
        assert "301" in page.card("BHYT").text


def test_two_that_go_on_and_come_to_the_same_together(parted: Parted) -> None:
    cast = parted.cast
    olds = giver, receiver = _two_beside(cast)
    record_acts(cast.em, [part_of(giver, receiver, SHARE)], "điều chỉnh địa giới")
    for old, people in zip(olds, (1_001, 500), strict=True):
        report(old, cast.bhyt, JUNE, people)
    today = known(cast.tra_vinh, [cast.bhyt], [JUNE], by=UnitsOf.TODAY)
    found = [today.value_shown(old, cast.bhyt, JUNE).reckoned for old in olds]
    assert [each.people for each in found if each] == [Decimal("600.6"), Decimal("900.4")]
    assert today.value(cast.tra_vinh, cast.bhyt, JUNE).people == 391 + 1_501


@pytest.mark.parametrize("has_target", [True, False])
def test_a_change_over_the_act_says_that_it_is_on_the_territory_of_then(
    parted: Parted, reader: Client, has_target: bool
) -> None:
    """On the card, and in the line of an indicator without a target; in the month of the act and
    as long as the year, or the month of last year, began before it."""
    cast = parted.cast
    giver, receiver = _two_beside(cast)
    record_acts(cast.em, [part_of(giver, receiver, SHARE)], "điều chỉnh địa giới")
    for months_on, people in ((JUNE, 1_000), (FIRST_SINCE, 601), (date(2024, 6, 1), 610)):
        report(giver, cast.bhyt, months_on, people)
    if has_target:
        for year in (2023, 2024):
            plan = make_document(giver, date(year, 1, 1), number=f"{year}/KH")
            promise(plan, giver, cast.bhyt, year, people=900)
    for month, is_said in (("2023-06", False), ("2023-07", True), ("2024-06", True)):
        card = open_overview(reader, giver, month=month).card("BHYT").text
        assert card.count(OF_THEN) == is_said
    over_a_year = "của địa bàn trước tháng 7/2023, chưa tính phần điều chỉnh"
    for text in report_texts(reader, giver, month="2024-06"):
        assert f"so với cùng kỳ năm 2023 ({over_a_year})" in text


def test_the_workbook_says_so_in_the_line_of_the_unit_unless_that_month_is_reckoned(
    parted: Parted, reader: Client
) -> None:
    cast = parted.cast
    giver, receiver = _two_beside(cast)
    record_acts(cast.em, [part_of(giver, receiver, SHARE)], "điều chỉnh địa giới")
    for months_on, people in ((JUNE, 1_000), (FIRST_SINCE, 601)):
        report(giver, cast.bhyt, months_on, people)
    address = reverse("monthly_workbook", args=[cast.tra_vinh.pk])
    for units, is_said in (("then", True), ("today", False)):
        said = file_text(reader.get(address, {"month": "2023-07", "units": units}))
        assert (OF_THEN in said) is is_said


def test_a_part_that_goes_over_later_than_today_changes_nothing_yet(parted: Parted) -> None:
    cast = parted.cast
    giver, receiver = _two_beside(cast)
    later = part_of(giver, receiver, SHARE, day=date(2099, 1, 1))
    record_acts(cast.em, [later], "điều chỉnh địa giới")
    report(giver, cast.bhyt, JUNE, 1_001)
    today = known(cast.tra_vinh, [cast.bhyt], [JUNE], by=UnitsOf.TODAY)
    assert today.value_shown(giver, cast.bhyt, JUNE).people == 1_001


def _two_beside(cast: Cast) -> tuple[AdministrativeUnit, AdministrativeUnit]:
    first, second = (
        make_unit(2, f"87{each}", "huyen", f"Bên {each}", f"Huyện Bên {each}", cast.tra_vinh)
        for each in (1, 2)
    )
    return first, second


def test_files_say_it_in_words(parted: Parted, reader: Client) -> None:
    unit = parted.cast.tra_vinh
    for name in ("parts_workbook", "monthly_workbook"):
        said = file_text(reader.get(reverse(name, args=[unit.pk]), TODAY))
        assert IN_WORDS in said
        assert THE_REST in said


def test_what_is_reckoned_of_simulated_figures_is_marked_so_once_everywhere(
    parted: Parted, reader: Client
) -> None:
    """Trà Cú alone is simulated, and 40 % of it is in the new district."""
    cast, march = parted.cast, date(2023, 3, 1)
    report(cast.cau_ke, cast.bhyt, march, 90)
    report(cast.tra_cu, cast.bhyt, march, 301, origin=Origin.SIMULATED)
    asked = TODAY | {"month": "2023-03"}
    line = open_overview(reader, cast.tra_vinh, **asked).table()[0]
    assert line[0] == "Huyện Mới simulated"
    assert line[2] == f"210 {IN_WORDS}"
    unit = cast.tra_vinh
    parts, monthly = (
        file_text(reader.get(reverse(name, args=[unit.pk]), asked)).splitlines()
        for name in ("parts_workbook", "monthly_workbook")
    )
    assert parts.count("simulated") == 3, "the new district, the one that goes on, the whole"
    assert f"≈ 210 ({IN_WORDS}); simulated" in monthly
    address = reverse("indicator", args=[unit.pk, "BHYT"])
    ranking = Page.of(reader.get(address, asked)).table()
    assert ranking[0][0] == "Huyện Mới simulated"


def test_the_report_marks_it_and_says_in_words_by_which_shares(
    parted: Parted, reader: Client
) -> None:
    """On the page and in the document alike."""
    note = (
        "Huyện Mới: toàn bộ huyện Cầu Kè, 40% của huyện Trà Cú; Huyện Trà Cú: 60% của huyện Trà Cú."
    )
    for text in report_texts(reader, parted.cast.tra_vinh, **TODAY):
        assert "210‡" in text
        assert f"đánh giá. {note}" in text
        assert "†: số liệu chưa được duyệt" not in text
    whole = "toàn huyện có 210‡ người tham gia BHYT, quy đổi theo tỷ lệ (toàn bộ huyện Cầu Kè, 40%"
    for text in report_texts(reader, parted.new, month="2023-06"):
        assert whole in text
        assert "BHYT tháng 06/2023, huyện Mới: 210 người, quy đổi theo tỷ lệ: toàn bộ" in text


def report_texts(reader: Client, unit: AdministrativeUnit, **asked: str) -> list[str]:
    """Of the page and the document to check, without the numbers of sources."""
    asked["copy"] = "check"
    page = Page.of(reader.get(reverse("report", args=[unit.pk]), asked)).text
    document = Word.of(reader.get(reverse("report_document", args=[unit.pk]), asked).content).text
    texts = (re.sub(r" ?\[[\d, ]+\]", "", each) for each in (page, document))
    return [each.replace("\u00a0", " ") for each in texts]


def test_the_comparison_shows_it_without_a_place(parted: Parted, reader: Client) -> None:
    address = reverse("indicator", args=[parted.cast.tra_vinh.pk, "BHYT"])
    page = Page.of(reader.get(address, TODAY | {"measure": "people"}))
    assert "Huyện Mới " + "· " * 23 + "210 ≈" in page.text
    assert "reckoned by the shares that went into the unit" in page.text
    assert HATCHED in page.text


def test_the_chart_shows_it_beside_the_line(parted: Parted) -> None:
    cast = parted.cast
    found = trend(parted.new, cast.bhyt, date(2023, 1, 1), date(2023, 12, 1))
    assert [month.value.reckoned is not None for month in found.months].count(True) == 1
    assert facts(cast, parted.new).tree.differs_in(JUNE)
