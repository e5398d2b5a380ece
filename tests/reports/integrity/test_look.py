"""The look over all data finds each break made past the rules, and nothing in whole data."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.db.utils import OperationalError
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.denominator_entry import DenominatorValue, record_denominators
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ReportedFigure
from coverage.month.workflow import approve, reopen, submit
from raw_rows import add_agenda, add_conclusion, add_month_note, add_report_text
from reporting import make_document, promise, report, report_all, set_rule
from reports.figures.parts import statement_of_sums
from reports.integrity import query
from reports.integrity.query import SUMS, look_over
from reports.integrity.result import Found, Result
from unit_acts import end, join

STATEMENTS = 21
MAY, JULY = date(2023, 5, 1), date(2023, 7, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """A month corrected after its approval, a plan and a rule revised, a district that became a
    town in July."""
    report_all({world.cau_ke: 70, world.tra_cu: 300}, world.bhyt, JUNE)
    report_all({world.cau_ke: 60, world.tra_cu: 290}, world.bhyt, MAY)
    unit = [world.cau_ke.pk]
    approve(world.giang, unit, JUNE)
    reopen(world.giang, unit, JUNE, "sót một xã")
    correct(world, world.cau_ke, 71)
    submit(world.an, unit, JUNE)
    report(world.tra_vinh, world.bhyt, JUNE, 371)
    plan = make_document(world.tra_vinh, date(2023, 1, 1))
    for people in (400, 410):
        promise(plan, world.tra_vinh, world.bhyt, 2023, people=people)
        base = DenominatorValue(
            world.tra_vinh.pk, "population", 2023, people, "exact", "reported", "", ""
        )
        record_denominators(world.em, [base])
        set_rule(world.lai_chau, due_day=people % 7 + 1)
    become_a_town(world)
    return world


def correct(cast: Cast, unit: AdministrativeUnit, people: int) -> None:
    shown = ReportedFigure.objects.current().get(unit=unit, period=JUNE).pk
    record_figures(cast.an, JUNE, [Cell(unit.pk, cast.bhyt.pk, people, shown=shown)])


def become_a_town(cast: Cast) -> None:
    end(cast.tra_cu, date(2023, 6, 30))
    town = make_unit(2, "849", "thi_xa", "Trà Cú", "Thị xã Trà Cú", cast.tra_vinh, JULY)
    join([cast.tra_cu], town, "rename")


def break_past_the_rules(*statements: str) -> None:
    """As only the owner of the database can, with the triggers that forbid it switched off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)


TABLES = (
    "coverage_reportedfigure",
    "coverage_submission",
    "coverage_denominator",
    "coverage_reportingrule",
    "coverage_monthclosing",
    "coverage_administrativeunit",
    "coverage_unitchangelink",
    "targets_target",
    "reports_reporttext",
    "reports_monthnote",
    "reports_agenda",
    "reports_conclusion",
)


def kinds(result: Result) -> set[str]:
    assert result.count == sum(len(found) for found in result.findings.values())
    return {kind for kind, count in result.counts.items() if count}


def test_whole_data_have_no_finding(cast: Cast) -> None:
    result = look_over()
    assert (kinds(result), result.is_sound, result.failure) == (set(), True, "")
    assert (result.values, result.sums, result.months) == (5, 3, 2)
    assert (result.compared, result.differ) == (1, 0)


def test_an_own_number_beside_those_of_its_units_is_a_difference_and_no_finding(
    cast: Cast,
) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 380)
    result = look_over()
    assert result.is_sound
    assert (result.compared, result.differ) == (1, 1)
    told = Found(cast.tra_vinh.pk, "Tỉnh Trà Vinh", "BHYT", "2023-06", "", 380, 371)
    assert list(result.differences) == [told]


def test_a_number_beside_a_sum_that_lacks_units_is_not_compared(cast: Cast) -> None:
    report(cast.nation, cast.bhyt, JUNE, 9)
    assert look_over().compared == 1
    report(cast.sin_ho, cast.bhyt, JUNE, 5)
    result = look_over()
    assert result.compared == 2
    assert [(each.shown, each.recounted) for each in result.differences] == [(9, 376)]


@pytest.mark.parametrize("table", [*TABLES[:3], "coverage_reportingrule", "targets_target"])
def test_a_replaced_version_without_a_successor_is_found(cast: Cast, table: str) -> None:
    break_past_the_rules(
        f"UPDATE {table} SET superseded_at = clock_timestamp()"  # noqa: S608 - a name of ours
        f" WHERE id = (SELECT max(id) FROM {table} WHERE superseded_at IS NULL)"
    )
    result = look_over()
    assert "history_is_broken" in kinds(result)
    (found,) = result.findings["history_is_broken"]
    assert found.what.startswith(f"{table} ")


def test_a_closing_of_a_month_replaced_by_nothing_is_found(cast: Cast) -> None:
    close_month_of(cast)
    break_past_the_rules("UPDATE coverage_monthclosing SET superseded_at = clock_timestamp()")
    assert kinds(look_over()) == {"history_is_broken"}


@pytest.mark.parametrize(
    ("table", "add"), [("reports_agenda", add_agenda), ("reports_conclusion", add_conclusion)]
)
def test_an_agenda_or_a_conclusion_replaced_by_nothing_is_found(
    cast: Cast, table: str, add: Callable[[Cast], object]
) -> None:
    add(cast)
    broken = f"UPDATE {table} SET superseded_at = clock_timestamp()"  # noqa: S608 - a name of ours
    break_past_the_rules(broken)
    assert kinds(look_over()) == {"history_is_broken"}


def test_a_text_of_a_report_replaced_by_nothing_is_found(cast: Cast) -> None:
    add_report_text(cast)
    break_past_the_rules("UPDATE reports_reporttext SET superseded_at = clock_timestamp()")
    assert kinds(look_over()) == {"history_is_broken"}


def test_a_note_on_a_month_replaced_by_nothing_is_found(cast: Cast) -> None:
    add_month_note(cast)
    break_past_the_rules("UPDATE reports_monthnote SET superseded_at = clock_timestamp()")
    assert kinds(look_over()) == {"history_is_broken"}


def close_month_of(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO coverage_monthclosing"
            " (unit_id, period, is_closed, reason, missing, recorded_at, recorded_by_id)"
            " VALUES (%s, %s, true, 'đủ dùng', '{}', clock_timestamp(), %s)",
            [cast.tra_vinh.pk, JUNE, cast.giang.pk],
        )


@pytest.mark.parametrize(
    "broken",
    [
        "DELETE FROM coverage_reportedfigure WHERE superseded_at IS NULL AND people = 71",
        "UPDATE coverage_reportedfigure SET superseded_at = superseded_at + interval '1 ms'"
        " WHERE people = 70",
        "UPDATE coverage_reportedfigure SET superseded_at = recorded_at - interval '1 s'"
        " WHERE people = 70",
    ],
)
def test_a_history_with_a_hole_or_two_at_once_is_found(cast: Cast, broken: str) -> None:
    break_past_the_rules(broken)
    assert "history_is_broken" in kinds(look_over())


def test_a_figure_outside_its_units_dates_is_found(cast: Cast) -> None:
    break_past_the_rules(
        "UPDATE coverage_administrativeunit SET valid_to = '2023-05-31' WHERE full_name ="
        " 'Huyện Trà Cú'"
    )
    result = look_over()
    assert kinds(result) == {"figure_outside_its_units_dates", "act_leaves_a_gap"}
    (found,) = result.findings["figure_outside_its_units_dates"]
    assert (found.unit, found.month, found.shown) == ("Huyện Trà Cú", "2023-06", 300)


def test_a_figure_of_a_month_that_was_closed_or_never_opened_is_found(cast: Cast) -> None:
    break_past_the_rules(
        "UPDATE coverage_reportedfigure SET recorded_at = recorded_at - interval '1 day'"
        " WHERE people = 290",
    )
    result = look_over()
    assert kinds(result) == {"figure_written_in_a_closed_month"}
    break_past_the_rules(
        "INSERT INTO coverage_reportedfigure (unit_id, indicator_id, period, as_of, people,"
        " people_precision, people_qualifier, rate_precision, rate_qualifier, absence, scope,"
        " origin, source, note, recorded_at, recorded_by_id) SELECT unit_id, indicator_id,"
        " '2022-01-01', as_of, 5, 'exact', '', 'exact', '', '', '', 'reported', '', '',"
        " clock_timestamp(), recorded_by_id FROM coverage_reportedfigure WHERE people = 290"
    )
    assert look_over().counts["figure_written_in_a_closed_month"] == 2


def test_an_approval_without_its_submission_is_found(cast: Cast) -> None:
    break_past_the_rules(
        "UPDATE coverage_submission SET state = 'returned', note = 'x' FROM coverage_submission"
        " approved WHERE approved.state = 'approved'"
        " AND approved.recorded_at = coverage_submission.superseded_at"
    )
    found = kinds(look_over())
    assert {"approval_without_a_submission", "month_moved_out_of_order"} <= found


def test_a_unit_outside_the_one_above_it_is_found(cast: Cast) -> None:
    break_past_the_rules(
        "UPDATE coverage_administrativeunit SET valid_to = '2030-12-31'"
        " WHERE full_name = 'Tỉnh Lai Châu'"
    )
    result = look_over()
    assert kinds(result) == {"unit_outside_the_one_above"}
    (found,) = result.findings["unit_outside_the_one_above"]
    assert (found.unit, found.what) == ("Huyện Sìn Hồ", "Tỉnh Lai Châu")


def test_an_act_that_hands_on_less_or_more_than_there_was_is_found(cast: Cast) -> None:
    break_past_the_rules("UPDATE coverage_unitchangelink SET weight = 0.5")
    result = look_over()
    assert kinds(result) == {"act_changes_a_total"}
    told = [
        (each.month, each.shown, each.recounted) for each in result.findings["act_changes_a_total"]
    ]
    assert told == [("2023-05", 290, 145), ("2023-06", 300, 150)]


def test_an_act_after_which_the_old_unit_goes_on_beside_the_new_is_found(cast: Cast) -> None:
    break_past_the_rules(
        "UPDATE coverage_administrativeunit SET valid_to = NULL, code = '850'"
        " WHERE full_name = 'Huyện Trà Cú'"
    )
    assert kinds(look_over()) == {"act_leaves_a_gap"}


def test_a_part_handed_on_while_the_rest_stays_changes_no_total(cast: Cast) -> None:
    new = make_unit(2, "851", "huyen", "Duyên Hải", "Huyện Duyên Hải", cast.tra_vinh, JULY)
    join([cast.cau_ke], new, "transfer", weight="0.3")
    assert look_over().is_sound


def test_a_sum_of_the_pages_that_is_not_what_its_units_have_is_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = statement_of_sums().replace(
        "sum(figure.people) AS people", "sum(figure.people) + 1 AS people"
    )
    monkeypatch.setattr(query, "statement_of_sums", lambda: wrong)
    result = look_over()
    assert kinds(result) == {SUMS}
    assert {each.shown - each.recounted for each in result.findings[SUMS]} == {1}  # type: ignore[operator]


def test_it_takes_the_same_statements_whatever_there_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(STATEMENTS):
        look_over()
    report_all({cast.cau_ke: 5, cast.sin_ho: 300}, cast.bhxh, MAY)
    break_past_the_rules("UPDATE coverage_unitchangelink SET weight = 0.5")
    with django_assert_num_queries(STATEMENTS):
        look_over()


def test_one_that_takes_too_long_is_given_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "LIMITS", query.LIMITS | {"statement_timeout": "1ms"})
    with pytest.raises(OperationalError, match="statement timeout"):
        look_over()
