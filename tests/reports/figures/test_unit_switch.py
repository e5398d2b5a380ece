"""The past by the units of that time, or by today's: the whole is the same, its parts are not."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from cast import LONG_AGO, Cast, make_unit
from coverage.models import AdministrativeUnit, ChangeKind, UnitChange, UnitChangeLink
from every_surface import file_text
from mergers import FIRST_AFTER, LAST_OF_DISTRICTS, Merged, make_merged
from pages import Page, in_english, open_overview, signed_in_as, text_of
from reporting import count, make_document, promise, report, report_all
from reports.figures.known import known
from reports.figures.values import NOTHING
from reports.filters import UnitsOf
from reports.trend.forecast import year_end
from reports.trend.query import trend
from unit_acts import act_of, join
from word_documents import Word

TODAY = {"month": "2025-06", "indicator": "BHYT", "units": "today"}
THEN = {"month": "2025-06", "indicator": "BHYT"}
BY_TODAY = "By today’s units: each has the figures of what is in it today."


@pytest.fixture(scope="module")
def world(world: Cast) -> Merged:
    return make_merged(world)


@pytest.fixture
def merged(cast: Merged) -> Merged:
    return cast


@pytest.fixture
def reader(merged: Merged, static_files: None) -> Client:
    return in_english(signed_in_as(Client(), merged.cast.dung))


def choices(page: Page) -> list[str]:
    """The names of the switch, the one shown first."""
    links = page.root.xpath('//nav[contains(@class, "units-choice")]/a')
    return [link.text for link in sorted(links, key=lambda link: link.get("aria-current") is None)]


def people(page: Page) -> dict[str, str]:
    return dict(zip(page.column("Unit"), page.column("Participants"), strict=True))


def ranked(page: Page) -> list[str]:
    names = page.root.xpath('//section[@aria-labelledby="parts-heading"]//tbody//th//a')
    return sorted(link.text for link in names)


def test_the_nation_is_told_by_the_provinces_of_that_time_or_by_todays(
    merged: Merged, reader: Client
) -> None:
    then, today = (open_overview(reader, merged.cast.nation, **said) for said in (THEN, TODAY))
    assert people(then) == {
        "Tỉnh Bến Tre": "4.055",
        "Tỉnh Lai Châu": "1.011",
        "Tỉnh Trà Vinh": "5.088",
    }
    assert people(today) == {"Tỉnh Lai Châu": "1.011", "Tỉnh Vĩnh Long": "9.143"}
    assert then.table()[-1] == today.table()[-1]
    assert choices(then) == ["by the units of that time", "by today’s units"]
    assert choices(today) == ["by today’s units", "by the units of that time"]
    assert BY_TODAY in today.text
    assert BY_TODAY not in then.text


def test_a_month_whose_units_are_todays_offers_no_choice(merged: Merged, reader: Client) -> None:
    for unit, month in ((merged.cast.nation, "2025-07"), (merged.cast.lai_chau, "2025-06")):
        page = open_overview(reader, unit, month=month, units="today")
        assert choices(page) == []
        assert BY_TODAY not in page.text


def test_before_a_merger_stand_what_went_into_it_by_their_own_names(
    merged: Merged, reader: Client
) -> None:
    page = open_overview(reader, merged.vinh_long, **THEN)
    assert people(page) == {"Tỉnh Bến Tre": "4.055", "Tỉnh Trà Vinh": "5.088"}
    assert "not opened" not in " ".join(page.column("Month"))
    assert "2/2 have figures · 2/2 handed in" in page.text


def test_a_unit_of_today_that_nobody_says_the_origin_of_has_no_past(
    merged: Merged, reader: Client
) -> None:
    page = open_overview(reader, merged.vinh_long, **TODAY)
    assert people(page) == {"Xã Càng Long": "the unit did not exist yet"}
    assert page.column("Month") == ["–"]
    assert "Of 1 unit of today it is not recorded what it was formed from" in page.text


def test_the_choice_goes_with_every_link_and_form_and_stands_in_every_file(
    merged: Merged, reader: Client
) -> None:
    nation = merged.cast.nation
    page = open_overview(reader, nation, **TODAY)
    own = [link for link in page.root.xpath("//a/@href") if f"/units/{nation.pk}/" in link]
    asked = [link for link in own if "month=2025-06" in link]
    assert asked
    assert [link for link in asked if "units=today" not in link] == []
    assert page.first('//form[@class="filters"]//input[@name="units"]').get("value") == "today"
    for name in ("parts_workbook", "monthly_workbook"):
        said = file_text(reader.get(reverse(name, args=[nation.pk]), TODAY))
        assert BY_TODAY in said
        lines = said.splitlines()
        assert "Tỉnh Vĩnh Long" in lines
        assert "Tỉnh Bến Tre" not in lines
    report = reader.get(reverse("report_document", args=[nation.pk]), TODAY)
    assert "Theo đơn vị hiện nay" in Word.of(report.content).text
    ranking = reader.get(reverse("indicator_workbook", args=[nation.pk, "BHYT"]), TODAY)
    assert BY_TODAY in file_text(ranking)


def test_another_word_is_named_like_any_other_that_is_not_understood(
    merged: Merged, reader: Client
) -> None:
    page = open_overview(reader, merged.cast.nation, month="2025-06", units="tomorrow")
    assert "units=tomorrow" in page.text
    assert choices(page)[0] == "by the units of that time"


def test_the_comparison_ranks_the_units_chosen(merged: Merged, reader: Client) -> None:
    address = reverse("indicator", args=[merged.cast.nation.pk, "BHYT"])
    then, today = (Page.of(reader.get(address, said)) for said in (THEN, TODAY))
    assert ranked(then) == ["Tỉnh Bến Tre", "Tỉnh Lai Châu", "Tỉnh Trà Vinh"]
    assert ranked(today) == ["Tỉnh Lai Châu", "Tỉnh Vĩnh Long"]
    assert BY_TODAY in today.text


def formed_anew(
    cast: Cast, chance: Random
) -> Iterator[tuple[AdministrativeUnit, list[AdministrativeUnit]]]:
    """Provinces of before July 2025, and which of them went whole into which of today."""
    for number in range(chance.randint(1, 3)):
        olds = []
        for each in range(chance.randint(1, 3)):
            name, code = f"Cũ {number}{each}", f"{5 + number}{each}"
            olds.append(make_unit(1, code, "tinh", name, f"Tỉnh {name}", cast.nation, LONG_AGO))
        name = f"Mới {number}"
        new = make_unit(1, f"9{number}", "tinh", name, f"Tỉnh {name}", cast.nation, FIRST_AFTER)
        join(olds, new)
        yield new, olds


@pytest.mark.parametrize("seed", range(6))
def test_over_whole_links_the_people_are_the_same_by_both_readings(
    merged: Merged, seed: int
) -> None:
    """The twin adds the figures of what went into each unit, without a query."""
    cast, chance = merged.cast, Random(seed)
    went_into = dict(formed_anew(cast, chance)) | {merged.vinh_long: merged.olds}
    period, figures = date(2024, 6, 1), {cast.lai_chau: 500}
    for olds in went_into.values():
        figures |= {old: chance.randint(1, 9_999) for old in olds if chance.random() < 0.8}
    report_all(figures, cast.bhyt, period)
    by_twin: Mapping[AdministrativeUnit, list[int]] = {
        new: [figures[old] for old in olds if old in figures] for new, olds in went_into.items()
    } | {cast.lai_chau: [500]}
    then, today = (known(cast.nation, [cast.bhyt], [period], by=by) for by in UnitsOf)
    assert set(today.parts_in(period)) == set(by_twin)
    for unit, numbers in by_twin.items():
        found = today.value(unit, cast.bhyt, period)
        assert found.people == (sum(numbers) if numbers else None)
        assert found.is_complete == (len(numbers) == len(went_into.get(unit, [unit])))
    whole = sum(figures.values())
    for facts in (then, today):
        assert facts.value(cast.nation, cast.bhyt, period).people == whole
        of_parts = [facts.value(part, cast.bhyt, period) for part in facts.parts_in(period)]
        assert sum(each.people or 0 for each in of_parts) == whole


def test_a_month_before_the_merger_has_its_units_and_the_first_after_it_todays(
    merged: Merged,
) -> None:
    nation, bhyt = merged.cast.nation, merged.cast.bhyt
    facts = known(nation, [bhyt], [LAST_OF_DISTRICTS, FIRST_AFTER])
    assert facts.tree.differs_in(LAST_OF_DISTRICTS)
    assert not facts.tree.differs_in(FIRST_AFTER)


def test_in_the_year_of_a_merger_the_targets_of_what_went_in_stand_side_by_side(
    merged: Merged, reader: Client
) -> None:
    """By kind of assigner, and without a light."""
    for unit, percent in zip(merged.olds, (Decimal(91), Decimal("92.5")), strict=True):
        plan = make_document(unit, date(2025, 1, 1), assigner=f"UBND {unit.full_name}")
        promise(plan, unit, merged.cast.bhyt, 2025, percent=percent)
    card = open_overview(reader, merged.vinh_long, month="2025-08", indicator="BHYT").card("BHYT")
    said = "targets for 2025 of what went in, by"
    assert said in card.text
    assert "Tỉnh Bến Tre 92,5 %; Tỉnh Trà Vinh 91 %" in card.text
    before = open_overview(reader, merged.vinh_long, month="2025-04", indicator="BHYT")
    assert "Tỉnh Bến Tre 92,5 %; Tỉnh Trà Vinh 91 %" in before.text
    for month in ("2024-11", "2026-03"):
        other = open_overview(reader, merged.vinh_long, month=month, indicator="BHYT")
        assert said not in other.text


def test_a_unit_says_what_it_was_formed_of_and_what_it_became(
    merged: Merged, reader: Client
) -> None:
    def told(unit: AdministrativeUnit, month: str) -> tuple[str, list[str]]:
        page = open_overview(reader, unit, month=month)
        line = page.first('//p[contains(@class, "unit-change")]')
        return text_of(line), [link.get("href") for link in line.xpath("./a")]

    formed, links = told(merged.vinh_long, "2026-03")
    assert formed.startswith("Formed on 01/07/2025 (merged) from: Tỉnh Bến Tre")
    assert "decision not recorded" in formed
    assert links[-1] == reverse("unit_acts", args=[merged.vinh_long.pk])
    became, links = told(merged.cast.tra_vinh, "2025-06")
    assert became.startswith("From 01/07/2025 (merged) it is: Tỉnh Vĩnh Long")
    assert links[0] == reverse("overview", args=[merged.vinh_long.pk])


PAGES_OF_A_UNIT = {"overview": [], "unit": [], "what_if": [], "report": [], "indicator": ["BHYT"]}


@pytest.mark.parametrize("name", PAGES_OF_A_UNIT)
def test_one_that_gave_a_part_and_goes_on_says_so_as_does_who_was_given_it(
    merged: Merged, reader: Client, name: str
) -> None:
    giver, receiver = merged.vinh_long, merged.cast.lai_chau
    act = act_of(date(2026, 2, 1), ChangeKind.TRANSFER, "a part")
    UnitChangeLink.objects.create(change=act, old=giver, new=receiver, weight=Decimal("0.125"))

    def told(unit: AdministrativeUnit) -> list[str]:
        address = reverse(name, args=[unit.pk, *PAGES_OF_A_UNIT[name]])
        page = Page.of(reader.get(address, {"month": "2026-03", "indicator": "BHYT"}))
        return [text_of(each) for each in page.root.xpath('//p[contains(@class, "unit-change")]')]

    formed, gave = told(giver)
    assert formed.startswith("Formed on 01/07/2025")
    assert gave == ("From month 02/2026 on: gave 12,5 % to Tỉnh Lai Châu ( decision not recorded )")
    assert told(receiver) == [
        "From month 02/2026 on: was given 12,5 % of Tỉnh Vĩnh Long ( decision not recorded )"
    ]


def test_a_part_of_which_the_share_is_not_known_has_its_day_where_it_counts_from_later_on(
    merged: Merged, reader: Client
) -> None:
    giver, receiver = merged.vinh_long, merged.cast.lai_chau
    act = UnitChange.objects.create(
        code="a part",
        takes_effect=date(2026, 2, 10),
        first_month=date(2026, 3, 1),
        kind=ChangeKind.TRANSFER,
        decision="NQ 3",
        source="dàn nhân vật",
    )
    UnitChangeLink.objects.create(change=act, old=giver, new=receiver, weight=None)
    page = open_overview(reader, receiver, month="2026-03")
    line = page.first('//p[contains(@class, "unit-change")]')
    day = "From 10/02/2026, counted from month 03/2026 on:"
    assert text_of(line) == f"{day} was given a part of Tỉnh Vĩnh Long ( NQ 3 )"
    assert line.xpath("./a")[0].get("href") == reverse("overview", args=[giver.pk])


def test_a_change_over_a_merger_says_what_went_in(merged: Merged, reader: Client) -> None:
    first, second = (
        open_overview(reader, merged.vinh_long, month=month).card("BHYT").text
        for month in ("2025-07", "2025-08")
    )
    assert "+13 of the former Tỉnh Bến Tre and Tỉnh Trà Vinh" in first
    assert "of the former" not in second


def test_the_trend_is_told_by_today_or_by_each_that_went_in(merged: Merged, reader: Client) -> None:
    address = reverse("unit", args=[merged.vinh_long.pk])
    asked = {"month": "2026-06", "indicator": "BHYT"}
    usual, then = (Page.of(reader.get(address, asked | more)) for more in ({}, {"units": "then"}))
    assert choices(usual)[0] == "by today’s units"
    assert choices(then)[0] == "by the units of that time"
    said = file_text(reader.get(address, asked | {"units": "then", "xlsx": "months"}))
    assert "By the units of that time: each stands in the months in which it was one;" in said
    assert {"Tỉnh Bến Tre", "Tỉnh Trà Vinh", "4055", "5088"} <= set(said.splitlines())
    assert "9143" in said.splitlines(), "a merger changes no total"
    by_today = file_text(reader.get(address, asked | {"xlsx": "months"})).splitlines()
    assert "9143" in by_today
    assert "4055" not in by_today


@pytest.mark.parametrize("month", ["2025-06", "2026-06"])
def test_the_whole_and_its_forecast_are_the_same_by_both_readings_of_the_trend(
    merged: Merged, month: str
) -> None:
    last = date.fromisoformat(f"{month}-01")
    today, then = (
        trend(merged.vinh_long, merged.cast.bhyt, date(2024, 7, 1), last, by=by)
        for by in (UnitsOf.TODAY, UnitsOf.THEN)
    )
    assert [each.value for each in then.months] == [each.value for each in today.months]
    assert all(each.value.is_complete for each in then.months)
    assert year_end(then) == year_end(today)
    assert today.former == []
    for each in then.months:
        apart = [former.values.get(each.period, NOTHING).people for former in then.former]
        if each.period < FIRST_AFTER:
            assert sum(people or 0 for people in apart) == each.value.people
        else:
            assert apart == [None, None]


def test_a_former_unit_that_lacks_units_is_marked_in_the_trend(
    merged: Merged, reader: Client
) -> None:
    for unit in (merged.cast.cau_ke, merged.cast.tra_cu):
        count(unit, "population", 2024, 10_000)
    report(merged.cast.cau_ke, merged.cast.bhyt, date(2024, 6, 1), 1_990)
    asked = {"month": "2024-06", "indicator": "BHYT", "units": "then"}
    address = reverse("unit", args=[merged.vinh_long.pk])
    people, rates = (
        Page.of(reader.get(address, asked | {"measure": measure})).first(
            '//section[@aria-labelledby="months-heading"]//tr[th[starts-with(., "06/2024")]]'
        )
        for measure in ("people", "rate")
    )
    marks = '//span[contains(@class, "mark-warn")]'
    assert "1/2" in [text_of(mark) for mark in people.xpath(f".{marks}")]
    assert "of 1/2 units" in [text_of(mark) for mark in rates.xpath(f".{marks}")]


def test_a_unit_that_nothing_went_into_has_no_choice_on_its_trend(
    merged: Merged, reader: Client
) -> None:
    page = Page.of(reader.get(reverse("unit", args=[merged.cast.lai_chau.pk]), {"units": "then"}))
    assert choices(page) == []
