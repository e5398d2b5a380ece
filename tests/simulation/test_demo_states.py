"""What can be seen in the demo: each state is there, made by its people, and the pages live."""

from datetime import date

import pytest
from django.db.models import Count, Sum
from django.test import Client
from django.urls import reverse

from coverage.checks import Rule
from coverage.counting.expected import expectations
from coverage.models import (
    Absence,
    AdministrativeUnit,
    CountsFrom,
    Denominator,
    Level,
    ReportedFigure,
    ReportingRule,
    State,
    Submission,
    User,
)
from coverage.month.submitting import review, stock_columns
from coverage.warnings.query import warnings_of
from pages import Page, in_english, open_overview, signed_in_as
from reports.figures.query import Overview, overview
from reports.meetings.query import concluded_by
from reports.models import Meeting

pytestmark = pytest.mark.usefixtures("simulated", "static_files")

SEPTEMBER, OCTOBER, RUNNING = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
BEFORE, SINCE = date(2025, 6, 1), date(2025, 7, 1)
MONTHS_BEFORE, MONTHS_SINCE = 54, 16


def province(code: str, day: date = RUNNING) -> AdministrativeUnit:
    return AdministrativeUnit.objects.on(day).get(level=Level.PROVINCE, code=code)


def nation() -> AdministrativeUnit:
    return AdministrativeUnit.objects.get(level=Level.NATION)


def page_of(client: Client, username: str, unit: AdministrativeUnit, month: str = "") -> Page:
    reader = in_english(signed_in_as(client, User.objects.get(username=username)))
    page = open_overview(reader, unit, **({"month": month} if month else {}))
    assert page.status == 200
    return page


def months_of(unit: AdministrativeUnit, period: date) -> dict[str, int]:
    """By state, how many units below have their month in it."""
    rows = Submission.objects.current().filter(unit__parent=unit, period=period)
    return dict(rows.values_list("state").annotate(Count("pk")))


def people_of(found: Overview, code: str) -> int | None:
    whole = found.whole(code)
    return whole.value.people if whole else None


# Provinces and their parts


@pytest.mark.parametrize(
    ("first", "last", "provinces", "months"),
    [(date(2021, 1, 1), BEFORE, 63, MONTHS_BEFORE), (SINCE, OCTOBER, 34, MONTHS_SINCE)],
)
def test_every_province_has_figures_in_every_month_itself_or_by_its_parts(
    first: date, last: date, provinces: int, months: int
) -> None:
    figures = ReportedFigure.objects.current().filter(
        indicator__code="BHYT", period__range=(first, last)
    )
    codes = set(
        figures.filter(unit__level=Level.PROVINCE).values_list("unit__code", "period")
    ) | set(
        figures.filter(unit__level__gt=Level.PROVINCE).values_list("unit__parent__code", "period")
    )
    assert len(codes) == provinces * months
    assert len({code for code, _ in codes}) == provinces


@pytest.mark.parametrize(
    ("code", "parts"),
    [("84", 9), ("12", 8), ("70", 11), ("54", 9), ("80", 15), ("83", 9), ("86", 8)],
)
def test_the_districts_of_seven_provinces_report_until_they_end(code: str, parts: int) -> None:
    of_district = ReportedFigure.objects.filter(
        unit__level=Level.DISTRICT, unit__parent__code=code, indicator__code="BHYT"
    )
    for period in (date(2021, 1, 1), BEFORE):
        assert of_district.filter(period=period).count() == parts
    assert not of_district.filter(period__gt=BEFORE).exists()


def test_the_merger_changes_no_total_of_vinh_long() -> None:
    """What its communes report next differs from its districts' last by a month's movement."""
    figures = ReportedFigure.objects.current().filter(indicator__code__in=("BHYT", "BHXH", "BHTN"))
    districts = figures.filter(
        unit__level=Level.DISTRICT, unit__parent__code__in=("83", "84", "86"), period=BEFORE
    )
    communes = figures.filter(unit__level=Level.COMMUNE, period=SINCE)
    before = dict(districts.values_list("indicator__code").annotate(Sum("people")))
    since = dict(communes.values_list("indicator__code").annotate(Sum("people")))
    assert before.keys() == since.keys() == {"BHYT", "BHXH", "BHTN"}
    for code, people in before.items():
        assert abs(since[code] - people) * 100 < people


def test_the_denominators_of_2025_add_up_to_the_same_nation_before_and_after() -> None:
    for code, basis in (("BHYT", "population"), ("BHXH", "labour_force")):
        found = [overview(nation(), period).whole(code) for period in (BEFORE, SINCE)]
        bases = [each.value.base.people for each in found if each and each.value.base]
        assert len(bases) == 2, basis
        assert bases[0] == bases[1], basis


@pytest.mark.parametrize(("period", "provinces"), [(BEFORE, 63), (SINCE, 34)])
def test_the_nation_is_all_that_was_reported_in_the_month(period: date, provinces: int) -> None:
    reported = ReportedFigure.objects.current().filter(period=period)
    for code in ("BHYT", "BHXH", "BHTN"):
        whole = overview(nation(), period).whole(code)
        assert whole is not None
        assert (whole.value.counted, whole.value.expected) == (provinces, provinces)
        sums = reported.filter(indicator__code=code).aggregate(Sum("people"))
        assert whole.value.people == sums["people__sum"]


def test_the_merger_changes_no_total_of_the_nation() -> None:
    before, since = (people_of(overview(nation(), day), "BHYT") for day in (BEFORE, SINCE))
    assert before is not None
    assert since is not None
    assert abs(since - before) * 100 < before


# Months under way


def test_the_nations_page_opens_on_the_latest_complete_month_and_judges(client: Client) -> None:
    page = page_of(client, "phantich", nation())
    assert "09/2026" in page.text
    assert "33/34" in page.text
    assert page.card("BHYT").rate
    assert page.card("BHXH").standing("Chính phủ")[1].endswith("%")


def test_vinh_long_of_october_is_a_sum_of_112_of_its_124_communes(client: Client) -> None:
    whole = overview(province("86"), OCTOBER).whole("BHYT")
    assert whole is not None
    assert (whole.value.counted, whole.value.expected) == (112, 124)
    assert "112/124" in page_of(client, "bancd", province("86"), "2026-10").card("BHYT").text


def test_the_running_month_is_partly_typed_partly_submitted() -> None:
    states = months_of(province("86"), RUNNING)
    assert sum(states.values()) == 124
    assert states[State.RETURNED] == 1
    assert states[State.APPROVED] > 10
    assert states[State.SUBMITTED] > 30
    typed = ReportedFigure.objects.filter(period=RUNNING, unit__parent=province("86"))
    open_ones = Submission.objects.current().filter(period=RUNNING, state=State.OPEN)
    in_part = typed.filter(unit__in=open_ones.values("unit"))
    assert 10 < in_part.values("unit").distinct().count() < states[State.OPEN]
    assert set(typed.values_list("recorded_by__username", flat=True)) == {"nhaplieu"}


def test_a_unit_has_its_month_back_with_a_note_by_the_approver() -> None:
    returned = Submission.objects.current().filter(state=State.RETURNED, period=RUNNING)
    row = returned.get(unit__parent=province("86"))
    assert row.recorded_by.username == "pheduyet"
    assert row.note


def test_other_provinces_too_are_halfway_in_the_running_month() -> None:
    states = months_of(nation(), RUNNING)
    assert sum(states.values()) == 33
    assert min(states[state] for state in (State.OPEN, State.SUBMITTED, State.APPROVED)) > 1


# What people did


def test_a_rule_makes_months_due_from_the_running_one_on_and_none_before(client: Client) -> None:
    rule = ReportingRule.objects.current().get()
    assert (rule.unit, rule.from_month, rule.due_day) == (province("86"), RUNNING, 5)
    assert rule.counts_from == CountsFrom.SUBMITTED
    assert rule.recorded_by.username == "quantri"
    assert "05/12/2026" in page_of(client, "bancd", province("86")).text


def test_no_loaded_month_is_late() -> None:
    for period in (SEPTEMBER, OCTOBER):
        units = AdministrativeUnit.objects.filter(parent=province("86"))
        assert {each.due(period) for each in expectations(units, period).values()} == {None}


def test_a_month_opened_again_keeps_what_was_approved(client: Client) -> None:
    row = Submission.objects.current().get(state=State.REOPENED)
    assert (row.period, row.recorded_by.username) == (SEPTEMBER, "pheduyet")
    versions = ReportedFigure.objects.filter(
        unit=row.unit, period=SEPTEMBER, indicator__code="BHYT"
    )
    approved, typed = versions.order_by("pk").values_list("people", flat=True)
    assert typed != approved
    assert people_of(overview(row.unit, SEPTEMBER), "BHYT") == approved


def test_a_meeting_of_october_tells_what_was_adjusted_since(client: Client) -> None:
    earlier, meeting = Meeting.objects.order_by("moment")
    assert earlier.period == date(2026, 8, 1)
    assert (meeting.unit, meeting.held_on) == (province("86"), date(2026, 10, 20))
    assert meeting.period == SEPTEMBER
    assert meeting.created_by.username == "pheduyet"
    reader = signed_in_as(client, User.objects.get(username="bancd"))
    page = reader.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Xã An Phú Tân" in page
    assert "BHYT: cần thêm 716" in page
    assert "Sót danh sách hộ gia đình" in page
    assert "Thay đổi từ cuộc họp trước" in page
    assert "quá hạn" in page
    assert len(concluded_by(meeting).carried) == 1
    assert len(concluded_by(earlier).here) == 2


def test_an_indicator_that_does_not_apply_is_not_expected() -> None:
    said = ReportedFigure.objects.current().get(absence=Absence.NOT_APPLICABLE)
    assert (said.period, said.indicator.code) == (RUNNING, "BHYT_HSSV")
    assert said.recorded_by.username == "nhaplieu"
    whole = overview(province("86"), RUNNING).whole("BHYT_HSSV")
    assert whole is not None
    assert whole.value.expected == 123
    assert whole.value.excluded == {said.unit_id}
    (warning,) = warnings_of([said.unit_id], [RUNNING]).of(said.unit_id, RUNNING)
    assert warning.finding.rule == Rule.NO_LONGER_APPLIES
    assert warning.explanation is not None
    assert warning.explanation.note == said.note


def test_a_report_handed_in_has_a_warning_that_nobody_explained() -> None:
    cang_long = AdministrativeUnit.objects.get(level=Level.COMMUNE, code="29266")
    (asked,) = review([cang_long], stock_columns(), OCTOBER).values()
    assert asked.needs_note
    row = Submission.objects.current().get(unit=cang_long, period=OCTOBER)
    assert (row.state, row.note) == (State.SUBMITTED, "")


def test_a_correction_that_asked_for_it_was_explained() -> None:
    submitted = Submission.objects.filter(state=State.SUBMITTED, period=SEPTEMBER)
    assert submitted.get(recorded_by__username="nhaplieu").note


def test_a_unit_with_people_and_no_denominator_leaves_the_rate_to_the_others() -> None:
    town = AdministrativeUnit.objects.on(BEFORE).get(level=Level.DISTRICT, code="851")
    assert not Denominator.objects.filter(unit=town, basis="population", year__lte=2021).exists()
    whole = overview(province("84", BEFORE), date(2021, 12, 1)).whole("BHYT")
    assert whole is not None
    assert (whole.value.counted, whole.value.expected) == (9, 9)
    assert whole.value.whole_rate is None
    assert whole.value.pooled is not None
    assert (whole.value.pooled.counted, whole.value.pooled.missing) == (8, 1)
