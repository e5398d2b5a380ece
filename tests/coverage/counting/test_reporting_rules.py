"""Cut-off and due days, required indicators, and who was on time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.counting.expected import (
    USUALLY_REQUIRED,
    Expected,
    expectations,
    first_submissions,
    punctuality,
)
from coverage.entry import record_figures
from coverage.models import (
    AdministrativeUnit,
    CountsFrom,
    ReportingRule,
    Required,
    Submission,
)
from coverage.month.submitting import submit_explained
from coverage.month.workflow import open_months, return_to_clerk, submit, take_back
from coverage.refusals import NotReady
from coverage.rule_entry import MonthsJudgedAlready, RuleValue, record_rule
from entry_pages import EntryPage, address, in_english
from full_months import full_cells
from pages import Page
from reporting import accounts, report, set_rule

APRIL, MAY, DUE = date(2023, 4, 1), date(2023, 5, 1), date(2023, 7, 5)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def test_without_a_rule_nothing_is_late_and_the_usual_is_required(cast: Cast) -> None:
    (expected,) = expectations([cast.cau_ke], JUNE).values()
    assert expected == Expected(USUALLY_REQUIRED, None, None)
    assert (expected.cut_off(JUNE), expected.due(JUNE)) == (None, None)
    assert punctuality(None, None) == ""


def test_the_nearest_rule_above_counts(cast: Cast) -> None:
    set_rule(cast.nation, due_day=20)
    set_rule(cast.tra_vinh, cut_off_day=25, due_day=5)
    set_rule(cast.tra_cu, due_day=7)
    units = [cast.cau_ke, cast.tra_cu, cast.sin_ho, cast.tra_vinh, cast.nation]
    days = {unit: each.due_day for unit, each in expectations(units, JUNE).items()}
    assert days == dict(zip((unit.pk for unit in units), (5, 7, 20, 5, 20), strict=True))


@pytest.mark.parametrize(
    ("day", "period", "cut_off", "due"),
    [
        (25, JUNE, date(2023, 6, 25), date(2023, 7, 25)),
        (31, JUNE, date(2023, 6, 30), date(2023, 7, 31)),
        (31, date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 29)),
        (5, date(2023, 12, 1), date(2023, 12, 5), date(2024, 1, 5)),
    ],
)
def test_a_day_that_a_month_does_not_have_is_its_last(
    day: int, period: date, cut_off: date, due: date
) -> None:
    expected = Expected(cut_off_day=day, due_day=day)
    assert (expected.cut_off(period), expected.due(period)) == (cut_off, due)


def _at(day: int, hour: int) -> datetime:
    return datetime(2023, 7, day, hour, 59, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("handed_in", "today", "said"),
    [
        (_at(5, 23), 20, "✓ on time"),
        (_at(6, 0), 20, "⚠ 1 day late"),
        (_at(9, 8), 20, "⚠ 4 days late"),
        (None, 5, "not yet due"),
        (None, 6, "⚠ 1 day late, not handed in"),
        (None, 8, "⚠ 3 days late, not handed in"),
    ],
)
def test_on_time_is_until_the_end_of_the_due_day_in_vietnam(
    handed_in: datetime | None, today: int, said: str
) -> None:
    with time_machine.travel(_at(today, 23)), translation.override("en"):
        assert punctuality(DUE, handed_in) == said


def test_the_first_submission_counts_and_a_return_does_not(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    first = Submission.objects.get(unit=cast.cau_ke, state="submitted").recorded_at
    return_to_clerk(cast.giang, [cast.cau_ke.pk], JUNE, "xem lại")
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    assert first_submissions([cast.cau_ke.pk, cast.tra_cu.pk], JUNE) == {cast.cau_ke.pk: first}


def test_a_province_says_which_columns_are_required(cast: Cast) -> None:
    set_rule(cast.tra_vinh, requires=Required.LISTED, required_codes=["BHYT"])
    sparse = dict.fromkeys(("BHXH", "BHXH_BB", "BHXH_TN", "BHTN"))
    record_figures(cast.an, JUNE, full_cells(cast, cast.cau_ke, **sparse))
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})
    record_figures(cast.an, JUNE, full_cells(cast, cast.tra_cu, BHYT=None))
    with pytest.raises(NotReady, match="BHYT"):
        submit_explained(cast.an, [cast.tra_cu.pk], JUNE, {})


def test_the_months_page_says_the_days_and_who_is_late(cast: Cast) -> None:
    set_rule(cast.tra_vinh, cut_off_day=25, due_day=5)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    page = EntryPage.open(in_english(cast.giang), address(cast.tra_vinh, JUNE, "month_states"))
    assert "Data closed on 25/06/2023. Due on 05/07/2023." in page.page.text
    cau_ke, tra_cu = page.lines()
    assert "days late" in cau_ke
    assert "not handed in" not in cau_ke
    assert "days late, not handed in" in tra_cu


@pytest.mark.parametrize("field", ["cut_off_day", "due_day"])
@pytest.mark.parametrize("day", [0, 32])
def test_a_day_is_one_of_a_month(cast: Cast, field: str, day: int) -> None:
    rule = ReportingRule(unit=cast.tra_vinh, from_month=JUNE, recorded_by=cast.em, **{field: day})
    with pytest.raises(ValidationError):
        rule.full_clean()
    with pytest.raises(IntegrityError):
        rule.save()


def test_a_rule_holds_from_its_month_on_and_earlier_months_keep_theirs(cast: Cast) -> None:
    set_rule(cast.tra_vinh, date(2023, 1, 1), due_day=10)
    set_rule(cast.tra_vinh, JUNE, due_day=5, counts_from=CountsFrom.APPROVED)
    of_may, of_june = (
        expectations([cast.cau_ke], period)[cast.cau_ke.pk] for period in (date(2023, 5, 1), JUNE)
    )
    assert (of_may.due_day, of_may.only_approved) == (10, False)
    assert (of_june.due_day, of_june.only_approved) == (5, True)
    assert expectations([cast.cau_ke], date(2022, 12, 1)) == {cast.cau_ke.pk: Expected()}


def test_a_rule_of_the_unit_itself_that_begins_later_leaves_the_one_above_until_then(
    cast: Cast,
) -> None:
    set_rule(cast.nation, due_day=20)
    set_rule(cast.tra_vinh, JUNE, due_day=5)
    days = [
        expectations([cast.cau_ke], period)[cast.cau_ke.pk].due_day
        for period in (date(2023, 5, 1), JUNE)
    ]
    assert days == [20, 5]


def test_a_changed_rule_is_a_version_and_the_earlier_one_is_still_seen(cast: Cast) -> None:
    before = set_rule(cast.tra_vinh, due_day=10).recorded_at
    set_rule(cast.tra_vinh, due_day=5)
    assert expectations([cast.tra_vinh], JUNE)[cast.tra_vinh.pk].due_day == 5
    assert expectations([cast.tra_vinh], JUNE, before)[cast.tra_vinh.pk].due_day == 10


def entered(cast: Cast, unit: AdministrativeUnit, from_month: date) -> ReportingRule:
    return record_rule(cast.em, RuleValue(unit.pk, from_month, due_day=5))


def test_months_handed_in_keep_the_rule_of_their_time(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, 70)
    report(cast.tra_cu, cast.bhyt, JUNE, 300, is_draft=True)
    for unit, month in ((cast.tra_vinh, MAY), (cast.nation, APRIL), (cast.cau_ke, MAY)):
        with pytest.raises(MonthsJudgedAlready) as refused, translation.override("en"):
            entered(cast, unit, month)
        assert "until 05/2023 were handed in already, by: Huyện Cầu Kè" in str(refused.value)
        assert "hold from 06/2023 on at the earliest" in str(refused.value)
    assert not ReportingRule.objects.exists()
    assert entered(cast, cast.tra_vinh, JUNE).due_day == 5


def test_a_month_taken_back_was_judged_as_well(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, 70)
    take_back(accounts()[0], [cast.cau_ke.pk], MAY)
    with pytest.raises(MonthsJudgedAlready):
        entered(cast, cast.tra_vinh, MAY)


def test_a_rule_does_not_judge_months_for_which_a_nearer_or_a_later_one_holds(cast: Cast) -> None:
    entered(cast, cast.tra_vinh, APRIL)
    entered(cast, cast.cau_ke, MAY)
    entered(cast, cast.nation, JUNE)
    report(cast.cau_ke, cast.bhyt, MAY, 70)
    report(cast.sin_ho, cast.bhyt, JUNE, 5)
    entered(cast, cast.tra_vinh, MAY)
    entered(cast, cast.nation, APRIL)
    entered(cast, cast.cau_ke, APRIL)
    with pytest.raises(MonthsJudgedAlready):
        entered(cast, cast.cau_ke, MAY)


def test_the_administration_offers_the_first_month_that_can_be(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, 70)
    em = in_english(cast.em)
    rule = {"unit": cast.tra_vinh.pk, "counts_from": "submitted", "requires": "usual"}
    address = reverse("admin:coverage_reportingrule_add")
    page = Page.of(em.post(address, rule | {"from_month": "05/2023"}))
    assert "Let the rule hold from 06/2023 on at the earliest" in page.text
    assert em.post(address, rule | {"from_month": "06/2023"}).status_code == 302
    assert ReportingRule.objects.get().from_month == JUNE


def test_none_required_is_not_the_usual_and_an_exempt_indicator_is_not_asked_for(
    cast: Cast,
) -> None:
    set_rule(cast.tra_vinh, requires=Required.NONE)
    set_rule(cast.lai_chau, exempt_codes=["BHTN"])
    required = {
        unit: expectations([unit], JUNE)[unit.pk].required for unit in (cast.cau_ke, cast.sin_ho)
    }
    assert required == {cast.cau_ke: frozenset(), cast.sin_ho: USUALLY_REQUIRED - {"BHTN"}}


ADD = "/admin/coverage/reportingrule/add/"


def _sent(cast: Cast, **said: object) -> dict[str, object]:
    usual = {"unit": cast.tra_vinh.pk, "from_month": "06/2023", "counts_from": "approved"}
    return usual | {"cut_off_day": 25, "due_day": 5, "requires": "usual"} | said


def test_the_administrator_sets_the_rule_and_changes_it_as_a_new_version(cast: Cast) -> None:
    client = in_english(cast.em)
    listed = _sent(cast, requires="listed", required_codes=["BHYT"], exempt_codes=["BHTN"])
    assert client.post(ADD, listed).status_code == 302
    rule = ReportingRule.objects.get()
    assert (rule.unit, rule.from_month, rule.recorded_by) == (cast.tra_vinh, JUNE, cast.em)
    assert (rule.counts_from, rule.cut_off_day, rule.due_day) == ("approved", 25, 5)
    assert (rule.required_codes, rule.exempt_codes) == (["BHYT"], ["BHTN"])
    page = f"/admin/coverage/reportingrule/{rule.pk}/change/"
    assert "checked" in client.get(page).text
    assert client.post(page, _sent(cast, due_day=7)).status_code == 302
    versions = ReportingRule.objects.order_by("pk")
    assert [(each.due_day, each.superseded_at is None) for each in versions] == [
        (5, False),
        (7, True),
    ]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"from_month": "2023-06"}, "from_month"),
        ({"from_month": ""}, "from_month"),
        ({"requires": "listed"}, "required_codes"),
        ({"required_codes": ["BHYT"]}, "required_codes"),
        ({"requires": "listed", "required_codes": ["TENT"]}, "required_codes"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words(
    cast: Cast, said: dict[str, object], field: str
) -> None:
    answer = in_english(cast.em).post(ADD, _sent(cast, **said))
    assert field in answer.context["adminform"].form.errors
    assert not ReportingRule.objects.exists()


def test_expectations_take_two_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    set_rule(cast.tra_vinh, due_day=5)
    for units in ([cast.cau_ke], [cast.cau_ke, cast.tra_cu, cast.sin_ho, cast.nation]):
        with django_assert_num_queries(2):
            expectations(units, JUNE)
