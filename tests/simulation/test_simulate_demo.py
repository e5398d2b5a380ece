"""The simulated demo in the database: marked, consistent by SQL, repeatable, kept off real data."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum

from coverage.models import (
    AdministrativeUnit,
    Denominator,
    Level,
    Origin,
    ReportedFigure,
    ReportingRule,
    State,
    Submission,
)
from coverage.notation.periods import add_months
from fixtures.simulation.demo import demo_of
from fixtures.simulation.store import simulate
from reports.models import Meeting, MonthNote
from reports.trend.query import trend
from targets.models import Document, Target

SOURCE = "Số liệu mô phỏng (hạt giống 2026)"
JUNE = date(2023, 6, 1)
SEED = 2026

SUMS_OF_TRA_VINH = """
    SELECT indicator.code, sum(figure.people)
    FROM coverage_reportedfigure figure
    JOIN coverage_indicator indicator ON indicator.id = figure.indicator_id
    JOIN coverage_administrativeunit unit ON unit.id = figure.unit_id
    JOIN coverage_administrativeunit above ON above.id = unit.parent_id
    WHERE above.code = '84' AND above.level = 1 AND figure.period = '2023-06-01'
      AND figure.superseded_at IS NULL
    GROUP BY indicator.code
"""

BELOW_THE_POOLED_RATE = """
    WITH part AS (
        SELECT unit.code, figure.people, base.people AS base
        FROM coverage_reportedfigure figure
        JOIN coverage_indicator indicator ON indicator.id = figure.indicator_id
        JOIN coverage_administrativeunit unit ON unit.id = figure.unit_id
        JOIN coverage_administrativeunit above ON above.id = unit.parent_id
        JOIN coverage_denominator base ON base.unit_id = unit.id AND base.year = 2023
             AND base.basis = indicator.basis AND base.superseded_at IS NULL
        WHERE above.code = '84' AND above.level = 1 AND figure.period = '2023-06-01'
          AND indicator.code = %s AND figure.superseded_at IS NULL
    )
    SELECT code FROM part
    WHERE people * (SELECT sum(base) FROM part) < base * (SELECT sum(people) FROM part)
"""


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("simulate_demo", *arguments, stdout=out)
    return out.getvalue()


def simulate_part(code: str, first: date, last: date) -> None:
    """Only some months of a province: the whole would take the tests too long."""
    demo = demo_of(code, SEED)
    simulate(replace(demo, scenario=replace(demo.scenario, first=first, last=last)))


def test_a_database_without_reference_data_is_refused_in_one_line(db: None) -> None:
    with pytest.raises(CommandError) as refused:
        run()
    assert "load_reference" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Document.objects.exists()


def test_the_districts_add_up_to_what_tra_vinh_published(simulated: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SUMS_OF_TRA_VINH)
        sums = dict(cursor.fetchall())
    assert sums["BHYT"] == 821_563
    assert sums["BHXH"] == 84_268
    assert sums["BHXH_TN"] == 16_238
    assert sums["BHXH_BB"] == 68_030


@pytest.mark.parametrize(
    ("indicator", "below"),
    [
        ("BHYT", {"845", "846", "848", "849", "851"}),
        ("BHXH_TN", {"842", "845", "847", "849", "850", "851"}),
    ],
)
def test_the_published_below_average_lists_come_out(
    simulated: None, indicator: str, below: set[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BELOW_THE_POOLED_RATE, [indicator])
        assert {code for (code,) in cursor.fetchall()} == below


def test_every_district_reports_every_month_and_every_month_is_approved(simulated: None) -> None:
    months = Submission.objects.current().filter(unit__parent__code="84")
    assert months.count() == 9 * 54
    assert set(months.values_list("state", flat=True)) == {State.APPROVED}
    assert ReportedFigure.objects.filter(unit__parent__code="84").count() == 9 * 54 * 7


def test_everything_simulated_says_so_and_names_its_seed(simulated: None) -> None:
    below = AdministrativeUnit.objects.filter(level__in=(Level.DISTRICT, Level.COMMUNE))
    for model in (ReportedFigure, Denominator):
        rows = model.objects.filter(unit__in=below).exclude(origin=Origin.PUBLISHED)
        assert set(rows.values_list("origin", "source")) == {(Origin.SIMULATED, SOURCE)}
    documents = Document.objects.filter(title__contains="mô phỏng")
    assert set(documents.values_list("origin", "source", "number")) == {
        (Origin.SIMULATED, SOURCE, "")
    }
    assert not documents.exclude(note__contains="không có thật").exists()


def test_who_reports_by_parts_has_no_simulated_figure_of_its_own(simulated: None) -> None:
    figures = ReportedFigure.objects.filter(origin=Origin.SIMULATED)
    own = set(figures.values_list("unit", "period").distinct())
    by_parts = set(figures.values_list("unit__parent", "period").distinct())
    nation = AdministrativeUnit.objects.get(level=Level.NATION)
    assert {unit for unit, _ in own & by_parts} == set()
    assert not figures.filter(unit=nation).exists()
    assert len({unit for unit, _ in by_parts}) == 1 + 7 + 1


def test_no_published_number_is_touched_nor_given_a_simulated_companion(simulated: None) -> None:
    published = ReportedFigure.objects.filter(origin=Origin.PUBLISHED)
    assert published.count() == 44
    assert not published.filter(superseded_at__isnull=False).exists()
    months = set(published.values_list("unit", "period"))
    simulated_figures = ReportedFigure.objects.filter(origin=Origin.SIMULATED)
    assert not months & set(simulated_figures.values_list("unit", "period"))
    bases = Denominator.objects.filter(origin=Origin.PUBLISHED)
    assert bases.count() == 2
    assert not bases.filter(superseded_at__isnull=False).exists()


def test_a_simulated_denominator_of_a_province_of_parts_only_follows_a_published_one(
    simulated: None,
) -> None:
    parts = ReportedFigure.objects.filter(origin=Origin.SIMULATED)
    wholes = parts.exclude(unit__level=Level.PROVINCE).values("unit__parent")
    found = Denominator.objects.filter(origin=Origin.SIMULATED, unit__in=wholes)
    assert sorted(found.values_list("unit__code", "basis", "year")) == [
        ("84", basis, year) for basis in ("labour_force", "population") for year in (2024, 2025)
    ]


def test_no_simulated_target_competes_with_a_published_one(simulated: None) -> None:
    published = Target.objects.filter(document__origin=Origin.PUBLISHED)
    both = Target.objects.filter(
        document__origin=Origin.SIMULATED, unit__in=published.values("unit")
    ).exclude(unit__level=Level.DISTRICT)
    assert not both.exists()


def test_the_targets_of_tra_vinh_districts_add_up_to_the_published_ones(simulated: None) -> None:
    of_districts = Target.objects.filter(unit__parent__code="84", year=2023)
    sums = of_districts.values_list("indicator__code").annotate(Sum("people"))
    assert dict(sums) == {"BHYT": 966_520, "BHXH": 112_936, "BHXH_TN": 20_754}


def test_a_second_run_changes_nothing(simulated: None) -> None:
    def counts() -> list[int]:
        models = (
            ReportedFigure,
            Submission,
            Denominator,
            Target,
            Document,
            Meeting,
            MonthNote,
            ReportingRule,
        )
        return [model.objects.count() for model in models]

    before = counts()
    assert run() == "The simulated demo is already there.\n"
    assert run("--province", "84", "--seed", "7") == "The simulated demo is already there.\n"
    with time_machine.travel(date(2027, 2, 3)):
        call_command("stage_demo", stdout=StringIO())
    assert counts() == before


def test_chon_thanh_reports_under_the_name_it_has_in_the_month(simulated: None) -> None:
    found = ReportedFigure.objects.filter(
        unit__code="697",
        indicator__code="BHYT",
        period__range=(date(2022, 9, 1), date(2022, 10, 1)),
    )
    assert sorted(found.values_list("period", "unit__full_name")) == [
        (date(2022, 9, 1), "Huyện Chơn Thành"),
        (date(2022, 10, 1), "Thị xã Chơn Thành"),
    ]
    targets = Target.objects.filter(unit__code="697", indicator__code="BHYT", year=2022)
    assert sorted(targets.values_list("unit__full_name", flat=True)) == [
        "Huyện Chơn Thành",
        "Thị xã Chơn Thành",
    ]
    assert len(set(targets.values_list("people", flat=True))) == 1


def test_a_month_with_published_figures_is_left_alone(simulated: None) -> None:
    dong_hoa = ReportedFigure.objects.filter(unit__code="564")
    march = dong_hoa.filter(period=date(2023, 3, 1))
    assert set(march.values_list("origin", flat=True)) == {Origin.PUBLISHED}
    april = dong_hoa.filter(period=date(2023, 4, 1))
    assert set(april.values_list("indicator__code", flat=True)) == {
        "BHXH_BB",
        "BHXH_TN",
        "BHXH",
        "BHTN",
        "BHYT",
        "BHYT_HGD",
        "BHYT_HSSV",
    }
    flows = ReportedFigure.objects.filter(indicator__code="CONFERENCES", origin=Origin.SIMULATED)
    assert flows.count() == 8 * 12


def test_long_an_amends_its_plan_of_2024_and_says_which(simulated: None) -> None:
    amendment = Document.objects.get(binds__code="80", adjusts__isnull=False)
    assert amendment.effective_on == date(2024, 8, 1)
    assert amendment.adjusts is not None
    assert amendment.adjusts.effective_on == date(2024, 1, 1)
    assert amendment.targets.count() == amendment.adjusts.targets.count() == 15 * 3


def test_vinh_long_of_october_2026_is_still_coming_in(simulated: None) -> None:
    october = Submission.objects.current().filter(unit__parent__code="86", period=date(2026, 10, 1))
    states = list(october.values_list("state", flat=True))
    assert len(states) == 124
    assert 93 <= states.count(State.APPROVED) <= 105
    assert states.count(State.APPROVED) + states.count(State.SUBMITTED) == 112
    assert states.count(State.SUBMITTED) > 1
    assert october.get(state=State.RETURNED).note
    figures = ReportedFigure.objects.filter(period=date(2026, 10, 1), unit__parent__code="86")
    open_units = set(october.filter(state=State.OPEN).values_list("unit", flat=True))
    reported = [
        set(figures.filter(unit=unit).values_list("indicator__code", flat=True))
        for unit in open_units
    ]
    assert set() in reported
    assert {"BHXH_BB", "BHXH_TN", "BHXH", "BHTN"} in reported


def test_the_notes_of_vinh_long_say_that_they_are_simulated_and_stand_at_falls(
    simulated: None,
) -> None:
    notes = list(MonthNote.objects.select_related("unit__parent", "indicator", "recorded_by"))
    assert len(notes) == 4
    for note in notes:
        assert "(mô phỏng)" in note.text
        assert note.recorded_by.username == "soanthao"
        before = add_months(note.period, -1)
        told = trend(note.unit, note.indicator, before, note.period)
        earlier, noted = (month.value.people for month in told.months)
        assert earlier is not None
        assert noted is not None
        assert noted < earlier
        assert [each.text for each in told.months[-1].notes] == [note.text]


def test_three_assigners_stand_side_by_side_for_vinh_long_in_2026(simulated: None) -> None:
    targets = Target.objects.filter(
        unit__code="86", unit__level=Level.PROVINCE, year=2026, indicator__code="BHYT"
    )
    assert sorted(targets.values_list("document__assigner__name", flat=True)) == [
        "Bảo hiểm xã hội Việt Nam",
        "HĐND tỉnh Vĩnh Long",
        "UBND tỉnh Vĩnh Long",
    ]


def test_the_calendar_bounds_what_is_simulated(reference: None) -> None:
    with time_machine.travel(date(2025, 8, 15)):
        simulate_part("86", date(2025, 7, 1), date(2026, 10, 1))
    periods = set(
        Submission.objects.filter(unit__parent__code="86").values_list("period", flat=True)
    )
    assert periods == {date(2025, 7, 1), date(2025, 8, 1)}


def test_the_running_month_of_vinh_long_is_opened_and_left_to_its_people(reference: None) -> None:
    with time_machine.travel(date(2025, 8, 15)):
        simulate_part("86", date(2025, 8, 1), date(2025, 8, 1))
    running = Submission.objects.filter(unit__parent__code="86", period=date(2025, 8, 1))
    assert set(running.values_list("state", flat=True)) == {State.OPEN}
    assert running.count() == 124
    assert not ReportedFigure.objects.filter(period=date(2025, 8, 1)).exists()


def test_a_province_is_written_whole_or_not_at_all(
    reference: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("fixtures.simulation.store.approve", fails)
    with pytest.raises(ConnectionError):
        simulate_part("84", JUNE, JUNE)
    for model in (ReportedFigure, Denominator, Document):
        assert not model.objects.filter(origin=Origin.SIMULATED).exists()
    assert not Submission.objects.filter(unit__parent__code="84").exists()
