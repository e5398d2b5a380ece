"""Every constraint of the migrations, each tried with a row that breaks it.

The rows go straight to PostgreSQL, past forms and writers: the rules hold for every client. What
the triggers guard is tried in test_triggers.py.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cast import JUNE, Cast
from coverage.models import Assignment, Installation, SaveReceipt
from coverage.month.workflow import open_months
from raw_rows import (
    add_agenda,
    add_agenda_item,
    add_assigner,
    add_brake,
    add_change,
    add_closing,
    add_conclusion,
    add_decision_file,
    add_denominator,
    add_document,
    add_document_version,
    add_explained_warning,
    add_export,
    add_figure,
    add_follow_up,
    add_import_mapping,
    add_imported_file,
    add_indicator,
    add_link,
    add_month_note,
    add_report_text,
    add_reporting_rule,
    add_scenario,
    add_scenario_change,
    add_standing_warning,
    add_submission,
    add_target,
    add_target_file,
    add_unit,
)
from unit_acts import end

NFD = normalize("NFD", "Tiểu Cần")


def _figure_of_a_day_past_the_trigger(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE coverage_reportedfigure DISABLE TRIGGER figure_needs_a_writable_month"
        )
    add_figure(cast, period=date(2023, 6, 2))


# Under each rule's own name the rows that break it.
BREACHES: dict[str, list[Callable[[Cast], object]]] = {
    "figure_is_a_value_or_an_absence": [
        lambda c: add_figure(c, people=None),
        lambda c: add_figure(c, absence="not_available"),
        lambda c: add_figure(c, people=None, rate=Decimal(1), absence="not_available"),
    ],
    "figure_words_of_people_have_people": [
        lambda c: add_figure(c, people=None, rate=Decimal(12), people_qualifier="about"),
        lambda c: add_figure(c, people=None, rate=Decimal(12), people_precision="rounded"),
        lambda c: add_figure(c, people=None, absence="not_available", people_qualifier="over"),
    ],
    "figure_words_of_a_rate_have_a_rate": [
        lambda c: add_figure(c, rate_qualifier="about"),
        lambda c: add_figure(c, rate_precision="estimate"),
    ],
    "figure_rate_is_as_printed": [
        lambda c: add_figure(c, rate=Decimal("1.00000")),
        lambda c: add_figure(c, rate=Decimal(100_000)),
    ],
    "figure_is_not_negative": [
        lambda c: add_figure(c, people=-1),
        lambda c: add_figure(c, rate=Decimal("-0.01")),
    ],
    "save_receipt_one_a_form": [
        lambda c: [SaveReceipt.objects.create(user=c.an, key="một biểu") for _ in range(2)]
    ],
    "sign_in_brake_one_of_each": [lambda c: [add_brake(name="an") for _ in range(2)]],
    "installation_is_one_row": [lambda c: Installation.objects.create(pk=2, key="khác")],
    "export_one_a_person": [lambda c: (add_export(c), add_export(c, unit=c.lai_chau))],
    "export_is_of_whole_months": [
        lambda c: add_export(c, first=date(2023, 6, 2)),
        lambda c: add_export(c, first=date(2023, 7, 1)),
    ],
    "export_is_finished_or_being_written": [
        lambda c: add_export(c, state="failed"),
        lambda c: add_export(c, finished_at=timezone.now()),
    ],
    "export_is_done_whole": [
        lambda c: add_export(c, state="done", finished_at=timezone.now(), total=2, written=2),
        lambda c: add_export(
            c, state="done", finished_at=timezone.now(), total=2, written=1, size=1
        ),
    ],
    "figure_period_is_a_month": [_figure_of_a_day_past_the_trigger],
    "figure_cut_off_is_in_or_after_the_month": [lambda c: add_figure(c, as_of=date(2023, 5, 31))],
    "figure_one_in_force": [lambda c: (add_figure(c), add_figure(c, people=2))],
    "denominator_has_a_basis": [lambda c: add_denominator(c, basis="none")],
    "denominator_year_is_sane": [
        lambda c: add_denominator(c, year=1989),
        lambda c: add_denominator(c, year=2101),
    ],
    "denominator_one_in_force": [lambda c: (add_denominator(c), add_denominator(c, people=2))],
    "submission_period_is_a_month": [lambda c: add_submission(c, period=date(2023, 6, 2))],
    "submission_one_in_force": [
        lambda c: (add_submission(c), add_submission(c, state="submitted"))
    ],
    "submission_return_and_reopening_say_why": [
        lambda c: _one_after_the_other(c, "open", "submitted", "returned"),
        lambda c: _one_after_the_other(c, "open", "submitted", "approved", "reopened"),
    ],
    "indicator_flow_has_no_basis": [lambda c: add_indicator(measure="flow")],
    "indicator_code_once": [lambda c: add_indicator(code="BHYT")],
    "indicator_order_once": [lambda c: (add_indicator(order=1), _at_the_end())],
    "assignment_once": [
        lambda c: Assignment.objects.create(user=c.an, unit=c.tra_vinh, role="clerk")
    ],
    "link_has_an_end": [lambda c: add_link()],
    "link_weight_is_a_share": [
        lambda c: add_link(new=add_unit(c, valid_from=JUNE), weight=0),
        lambda c: add_link(new=add_unit(c, valid_from=JUNE), weight=Decimal("1.1")),
    ],
    "link_once": [lambda c: [add_link(new=new) for new in [add_unit(c, valid_from=JUNE)] * 2]],
    "decision_file_one_in_force": [
        lambda c: (add_decision_file(c), add_decision_file(c, file="2023/khac.pdf"))
    ],
    "decision_file_says_why": [lambda c: add_decision_file(c, why="")],
    "decision_file_is_of_a_decision": [
        lambda c: add_decision_file(c, decision=""),
        lambda c: add_decision_file(c, file=""),
    ],
    "unit_change_once": [lambda c: (add_change("hai"), add_change("hai"))],
    "unit_change_first_month_is_a_later_month": [
        lambda c: add_change("ba", first_month=date(2023, 7, 2)),
        lambda c: add_change("bốn", first_month=date(2023, 5, 1)),
    ],
    "unit_only_the_nation_has_no_parent": [lambda c: add_unit(c, parent=None)],
    "unit_ends_after_it_begins": [lambda c: add_unit(c, valid_to=date(2008, 7, 30))],
    "unit_code_once_a_date": [lambda c: add_unit(c, code="845")],
    "unit_code_is_not_held_twice": [
        lambda c: add_unit(c, code="845", valid_from=JUNE),
        lambda c: add_unit(c, code="845", valid_from=date(1990, 1, 1), valid_to=date(2008, 8, 1)),
    ],
    "unit_code_is_digits": [lambda c: add_unit(c, code="8A"), lambda c: add_unit(c, code="8")],
    "unit_names_are_nfc": [
        lambda c: add_unit(c, name=NFD),
        lambda c: add_unit(c, full_name=NFD),
    ],
    "target_one_in_force": [lambda c: (add_target(c), add_target(c, people=2))],
    "target_has_a_value": [
        lambda c: add_target(c, people=None),
        lambda c: add_target(c, is_withdrawn=True),
        lambda c: add_target(c, people=None, percent=Decimal(1), is_withdrawn=True),
    ],
    "target_qualifier_has_its_number": [
        lambda c: add_target(c, percent_qualifier="over"),
        lambda c: add_target(c, people=None, percent=Decimal(95), people_qualifier="over"),
        lambda c: add_target(
            c, people=None, percent=None, is_withdrawn=True, people_qualifier="about"
        ),
    ],
    "target_percent_is_as_printed": [
        lambda c: add_target(c, percent=Decimal(1000)),
        lambda c: add_target(c, percent=Decimal("95.00000")),
    ],
    "target_is_not_negative": [
        lambda c: add_target(c, people=-1),
        lambda c: add_target(c, percent=Decimal("-0.1")),
    ],
    "target_year_is_sane": [
        lambda c: add_target(c, year=1989),
        lambda c: add_target(c, year=2101),
    ],
    "document_once": [lambda c: (add_document(c), add_document(c))],
    "document_takes_effect_after_it_is_issued": [
        lambda c: add_document(c, issued_on=date(2023, 1, 2))
    ],
    "document_does_not_amend_itself": [
        lambda c: add_document_version(c, adjusts_id=add_document(c).pk)
    ],
    "follow_up_one_open": [lambda c: (add_follow_up(c), add_follow_up(c, note="lại"))],
    "follow_up_is_closed_by_somebody_with_an_outcome": [
        lambda c: add_follow_up(c, outcome="xong"),
        lambda c: add_follow_up(c, closed_at=timezone.now(), outcome="xong"),
        lambda c: add_follow_up(c, closed_at=timezone.now(), closed_by=c.an),
    ],
    "follow_up_says_why": [lambda c: add_follow_up(c, note="")],
    "follow_up_period_is_a_month": [lambda c: add_follow_up(c, period=date(2023, 6, 2))],
    "imported_file_is_confirmed_whole": [
        lambda c: add_imported_file(c, confirmed_at=timezone.now(), layout={}),
        lambda c: add_imported_file(c, confirmed_at=timezone.now(), written=1),
        lambda c: add_imported_file(c, written=1),
    ],
    "target_file_is_confirmed_whole": [
        lambda c: add_target_file(c, confirmed_at=timezone.now(), layout={}),
        lambda c: add_target_file(c, confirmed_at=timezone.now(), written=1),
        lambda c: add_target_file(c, written=1),
    ],
    "imported_file_period_is_a_month": [
        lambda c: add_imported_file(c, period=date(2023, 6, 2)),
    ],
    "import_mapping_one_a_heading": [
        lambda c: (add_import_mapping(c), add_import_mapping(c)),
    ],
    "closing_one_in_force": [lambda c: (add_closing(c), add_closing(c))],
    "closing_period_is_a_month": [lambda c: add_closing(c, period=date(2023, 6, 2))],
    "closing_says_why": [lambda c: add_closing(c, reason="")],
    "report_text_one_in_force": [lambda c: (add_report_text(c), add_report_text(c))],
    "report_text_period_is_a_month": [lambda c: add_report_text(c, period=date(2023, 6, 2))],
    "report_text_section_is_known": [lambda c: add_report_text(c, section="other")],
    "month_note_one_in_force": [lambda c: (add_month_note(c), add_month_note(c))],
    "month_note_period_is_a_month": [lambda c: add_month_note(c, period=date(2023, 6, 2))],
    "agenda_one_in_force": [lambda c: (add_agenda(c), add_agenda(c))],
    "agenda_item_place_once": [
        lambda c: (
            item := add_agenda_item(c),
            add_agenda_item(c, agenda=item.agenda, unit=c.tra_cu),
        )
    ],
    "agenda_item_unit_once": [
        lambda c: (item := add_agenda_item(c), add_agenda_item(c, agenda=item.agenda, position=2))
    ],
    "conclusion_one_in_force": [lambda c: (add_conclusion(c), add_conclusion(c))],
    "conclusion_says_something": [lambda c: add_conclusion(c, text="")],
    "conclusion_number_from_one": [lambda c: add_conclusion(c, number=0)],
    "conclusion_is_of_a_unit_or_an_office": [
        lambda c: add_conclusion(c, office="Sở Y tế"),
        lambda c: add_conclusion(c, unit=None),
    ],
    "conclusion_is_open_or_done_on_a_day": [
        lambda c: add_conclusion(c, state="open"),
        lambda c: add_conclusion(c, done_on=None),
        lambda c: add_conclusion(c, state="x"),
    ],
    "warning_one_in_force": [
        lambda c: (add_standing_warning(c), add_standing_warning(c, numbers=[0, 2]))
    ],
    "warning_period_is_a_month": [lambda c: add_standing_warning(c, period=date(2023, 6, 2))],
    "warning_has_indicators": [lambda c: add_standing_warning(c, codes=[])],
    "explained_warning_once": [
        lambda c: add_explained_warning(c, submission=add_explained_warning(c).submission)
    ],
    "explained_warning_has_indicators": [lambda c: add_explained_warning(c, codes=[])],
    "reporting_rule_one_in_force": [lambda c: (add_reporting_rule(c), add_reporting_rule(c))],
    "reporting_rule_begins_with_a_month": [
        lambda c: add_reporting_rule(c, from_month=date(2023, 6, 2))
    ],
    "reporting_rule_lists_what_it_requires": [
        lambda c: add_reporting_rule(c, requires="listed"),
        lambda c: add_reporting_rule(c, requires="none", required_codes=["BHYT"]),
    ],
    "reporting_rule_cut_off_is_a_day": [
        lambda c: add_reporting_rule(c, cut_off_day=0),
        lambda c: add_reporting_rule(c, cut_off_day=32),
    ],
    "reporting_rule_due_is_a_day": [
        lambda c: add_reporting_rule(c, due_day=0),
        lambda c: add_reporting_rule(c, due_day=32),
    ],
    "scenario_once": [lambda c: (add_scenario(c), add_scenario(c))],
    "scenario_has_a_name": [lambda c: add_scenario(c, name="")],
    "scenario_period_is_a_month": [lambda c: add_scenario(c, period=date(2023, 6, 2))],
    "scenario_denominator_is_above_zero": [lambda c: add_scenario(c, denominator=0)],
    "scenario_change_once": [
        lambda c: (add_scenario_change(c, added=1), add_scenario_change(c, people=1))
    ],
    "scenario_change_is_one_number": [
        lambda c: add_scenario_change(c),
        lambda c: add_scenario_change(c, added=1, people=1),
        lambda c: add_scenario_change(c, added=-1),
        lambda c: add_scenario_change(c, people=-1),
    ],
    "assigner_once": [lambda c: (add_assigner("A", 1), add_assigner("A", 2))],
}


def _at_the_end() -> object:
    with connection.cursor() as cursor:
        return cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _one_after_the_other(cast: Cast, *states: str) -> None:
    for state in states:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE coverage_submission SET superseded_at = clock_timestamp()"
                " WHERE superseded_at IS NULL AND unit_id = %s",
                [cast.tra_cu.pk],
            )
        add_submission(cast, state=state)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk], JUNE)
    return world


@pytest.mark.parametrize(
    ("rule", "breach"), [(rule, breach) for rule, rows in BREACHES.items() for breach in rows]
)
def test_a_row_that_breaks_the_rule_is_refused(
    cast: Cast, rule: str, breach: Callable[..., Any]
) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        breach(cast)


def test_a_row_that_breaks_no_rule_is_taken(cast: Cast) -> None:
    add_figure(cast, rate=Decimal("80.58"))
    add_denominator(cast)
    add_submission(cast)
    add_target(cast)
    add_link(new=add_unit(cast, valid_from=JUNE), weight=1)
    add_indicator(measure="flow", basis="none")


def test_a_code_may_be_held_again_after_its_holder_has_ended(cast: Cast) -> None:
    end(cast.cau_ke, date(2025, 6, 30))
    assert add_unit(cast, code="845", valid_from=date(2025, 7, 1)).pk


OF_REPORTS = ("scenario", "reporttext", "monthnote", "agenda", "conclusion")


def test_every_constraint_in_the_database_is_tried_here(cast: Cast) -> None:
    """Left out are foreign keys, the checks of Django's positive fields, and its own tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE conrelid::regclass::text ~ %(kept)s"
            " AND conrelid::regclass::text !~ '^coverage_(user|reportingrule_required)'"
            " AND contype IN ('c', 'u', 'x') AND conname !~ '_check$'"
            " UNION SELECT indexrelid::regclass::text FROM pg_index"
            " WHERE indrelid::regclass::text ~ %(kept)s"
            " AND indisunique AND NOT indisprimary"
            " AND indrelid::regclass::text !~ '^coverage_(user|reportingrule_required)'",
            {"kept": f"^(coverage|targets|reports_({'|'.join(OF_REPORTS)}))"},
        )
        found = {name for (name,) in cursor.fetchall()}
        # That one version alone is in force is what each of its writers relies on; it cannot be
        # broken past the triggers of test_triggers.py, which end the one before.
        one_in_force = {name for name in found if name.endswith("_version_one_in_force")}
        assert found - one_in_force == set(BREACHES)
