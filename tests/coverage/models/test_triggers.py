"""What the triggers guard: history, months that are closed, the order of states, the tree of units.

Everything here goes straight to PostgreSQL, as a client would that knows nothing of our rules.
"""
# ruff: noqa: S608 (the tables and columns named in statements are our own)

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from cast import JUNE, Cast, make_cast
from coverage.models import (
    TRANSITIONS,
    WRITABLE_STATES,
    State,
    Submission,
)
from coverage.month.workflow import approve, open_months, submit
from raw_rows import (
    add_agenda,
    add_agenda_item,
    add_assigner_version,
    add_change_version,
    add_closing,
    add_conclusion,
    add_decision_file,
    add_denominator,
    add_document_version,
    add_explained_warning,
    add_figure,
    add_indicator_version,
    add_link_version,
    add_month_note,
    add_report_text,
    add_reporting_rule,
    add_role_version,
    add_standing_warning,
    add_submission,
    add_target,
    add_unit,
    add_unit_version,
)

ADD: dict[str, Callable[..., models.Model]] = {
    "coverage_reportedfigure": add_figure,
    "coverage_denominator": add_denominator,
    "coverage_submission": add_submission,
    "coverage_reportingrule": add_reporting_rule,
    "coverage_monthclosing": add_closing,
    "coverage_decisionfile": add_decision_file,
    "coverage_standingwarning": add_standing_warning,
    "targets_target": add_target,
    "reports_reporttext": add_report_text,
    "reports_monthnote": add_month_note,
    "reports_agenda": add_agenda,
    "reports_conclusion": add_conclusion,
}
# Of rows that others refer to; one is ended by the next alone.
ADD_VERSION: dict[str, Callable[..., models.Model]] = {
    "coverage_unitversion": add_unit_version,
    "coverage_unitchangeversion": add_change_version,
    "coverage_linkversion": add_link_version,
    "coverage_indicatorversion": add_indicator_version,
    "coverage_assignmentversion": add_role_version,
    "targets_assignerversion": add_assigner_version,
    "targets_documentversion": add_document_version,
}
HISTORY = ADD | ADD_VERSION
# A warning follows from what somebody else recorded.
RECORDED_BY_NOBODY = {"coverage_standingwarning"}
OTHER_VALUE = {
    "bigint": "coalesce({0}, 0) + 1",
    "smallint": "coalesce({0}, 0) + 1",
    "numeric": "coalesce({0}, 0) + 1",
    "character varying": "left({0}, 0) || 'x'",
    "boolean": "NOT {0}",
    "text": "{0} || 'x'",
    "ARRAY": "array_append({0}, NULL)",
    "date": "{0} + 1",
    "timestamp with time zone": "{0} - interval '1 second'",
}
WAYS: dict[State | None, tuple[State, ...]] = {
    None: (),
    State.OPEN: (State.OPEN,),
    State.SUBMITTED: (State.OPEN, State.SUBMITTED),
    State.RETURNED: (State.OPEN, State.SUBMITTED, State.RETURNED),
    State.APPROVED: (State.OPEN, State.SUBMITTED, State.APPROVED),
    State.REOPENED: (State.OPEN, State.SUBMITTED, State.APPROVED, State.REOPENED),
}


@pytest.fixture
def cast(db: None) -> Cast:
    return _an_open_june()


def _an_open_june() -> Cast:
    cast = make_cast()
    open_months(cast.giang, [cast.cau_ke.pk], JUNE)
    return cast


def _execute(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def _refused(sql: str, *parameters: Any, match: str = "history is never") -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        _execute(sql, *parameters)


@pytest.mark.parametrize("table", HISTORY)
def test_no_column_of_a_version_can_be_changed(cast: Cast, table: str) -> None:
    row = HISTORY[table](cast)
    columns = _execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_name = %s AND column_name <> 'superseded_at'",
        table,
    )
    by = set() if table in RECORDED_BY_NOBODY else {"recorded_by_id"}
    assert {"id", "recorded_at", *by} <= {column for column, _type in columns}
    for name, data_type in columns:
        column = f'"{name}"'
        changed = OTHER_VALUE[data_type].format(column)
        _refused(
            f"UPDATE {table} SET {column} = {changed} WHERE id = %s",
            row.pk,
            match="history is never altered|not open for figures|a version ends when",
        )
        _refused(
            f"UPDATE {table} SET {column} = {changed}, superseded_at = clock_timestamp()"
            " WHERE id = %s",
            row.pk,
            match="history is never altered|not open for figures|a version ends when",
        )


@pytest.mark.parametrize("table", HISTORY)
def test_a_version_cannot_be_deleted(cast: Cast, table: str) -> None:
    _refused(f"DELETE FROM {table} WHERE id = %s", HISTORY[table](cast).pk)


@pytest.mark.parametrize("table", HISTORY)
def test_the_history_cannot_be_emptied(cast: Cast, table: str) -> None:
    HISTORY[table](cast)
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    _refused(f"TRUNCATE {table} CASCADE", match="history is never emptied")


@pytest.mark.parametrize("table", ADD)
def test_a_version_ends_once_and_now(cast: Cast, table: str) -> None:
    pk = ADD[table](cast).pk
    end = f"UPDATE {table} SET superseded_at = clock_timestamp() + %s WHERE id = %s"
    _refused(end, timedelta(minutes=1), pk)
    _refused(end, timedelta(minutes=-1), pk)
    _execute(end, timedelta(0), pk)
    _refused(end, timedelta(0), pk)
    _refused(f"UPDATE {table} SET superseded_at = NULL WHERE id = %s", pk)


def test_a_version_cannot_end_with_other_decimals_than_it_was_printed_with(cast: Cast) -> None:
    """80,5 and 80,50 are one number and two prints."""
    row = add_figure(cast, rate=Decimal("80.50"))
    ended = "UPDATE coverage_reportedfigure SET superseded_at = clock_timestamp()"
    _refused(f"{ended}, rate = 80.5 WHERE id = %s", row.pk)
    _execute(f"{ended} WHERE id = %s", row.pk)


@pytest.mark.parametrize("table", ADD)
@pytest.mark.django_db(transaction=True)
def test_a_version_cannot_end_at_a_moment_somebody_may_already_have_looked_at(table: str) -> None:
    pk = ADD[table](_an_open_june()).pk
    _refused(
        f"UPDATE {table} SET superseded_at = recorded_at + interval '1 microsecond' WHERE id = %s",
        pk,
    )


@pytest.mark.parametrize("table", ADD_VERSION)
def test_a_version_of_a_row_is_ended_by_the_next_alone(cast: Cast, table: str) -> None:
    first: Any = ADD_VERSION[table](cast)
    end = f"UPDATE {table} SET superseded_at = clock_timestamp() WHERE id = %s"
    _refused(end, first.pk, match="a version ends when another is put in force")
    second: Any = ADD_VERSION[table](cast)
    first.refresh_from_db()
    assert first.superseded_at == second.recorded_at


@pytest.mark.parametrize("table", HISTORY)
@pytest.mark.parametrize("ago", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_version_cannot_be_recorded_in_the_past_or_in_the_future(
    cast: Cast, table: str, ago: timedelta
) -> None:
    with pytest.raises(IntegrityError, match="recorded now"), transaction.atomic():
        HISTORY[table](cast, recorded_at=timezone.now() - ago)


@pytest.mark.parametrize("table", HISTORY)
def test_a_version_cannot_be_born_superseded(cast: Cast, table: str) -> None:
    with pytest.raises(IntegrityError, match="is in force"), transaction.atomic():
        HISTORY[table](cast, superseded_at=timezone.now())


@pytest.mark.parametrize("state", WAYS)
def test_a_figure_is_written_only_into_a_month_that_is_open_for_it(
    cast: Cast, state: State | None
) -> None:
    for step in WAYS[state]:
        _move_to(cast, step)
    if state in WRITABLE_STATES:
        assert add_figure(cast, unit=cast.tra_cu).pk
    else:
        said = state or "never opened"
        with pytest.raises(IntegrityError, match=f"not open for figures .{said}"):
            add_figure(cast, unit=cast.tra_cu)


def test_a_figure_of_a_closed_month_cannot_be_superseded(cast: Cast) -> None:
    pk = add_figure(cast).pk
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    _refused(
        "UPDATE coverage_reportedfigure SET superseded_at = clock_timestamp() WHERE id = %s",
        pk,
        match="not open for figures .approved",
    )


@pytest.mark.parametrize("to", State)
@pytest.mark.parametrize("state", WAYS)
def test_a_month_moves_only_from_one_state_to_the_next(
    cast: Cast, state: State | None, to: State
) -> None:
    for step in WAYS[state]:
        _move_to(cast, step)
    allowed = (State.OPEN,) if state is None else TRANSITIONS[state]
    if to in allowed:
        _move_to(cast, to)
        assert Submission.objects.current().get(unit=cast.tra_cu).state == to
    else:
        with pytest.raises(IntegrityError, match=f"from {state or 'nothing'} to {to}"):
            _move_to(cast, to)


def _move_to(cast: Cast, state: State) -> None:
    _execute(
        "UPDATE coverage_submission SET superseded_at = clock_timestamp()"
        " WHERE superseded_at IS NULL AND unit_id = %s",
        cast.tra_cu.pk,
    )
    add_submission(cast, state=state, note="vì sao")


@pytest.mark.parametrize(
    "breach",
    [
        lambda c: add_unit(c, parent=c.cau_ke),
        lambda c: add_unit(c, level=1, code="85", parent=c.cau_ke),
    ],
)
def test_a_unit_lies_below_the_one_above_it(cast: Cast, breach: Callable[..., Any]) -> None:
    with pytest.raises(IntegrityError, match="a unit lies below the one above it"):
        breach(cast)


def test_a_commune_may_lie_straight_below_a_province(cast: Cast) -> None:
    assert add_unit(cast, level=3, code="29308", parent=cast.tra_vinh, valid_from=date(2025, 7, 1))


LINK = "coverage_unitchangelink"
KEPT = (
    "coverage_administrativeunit",
    "coverage_unitchange",
    LINK,
    "coverage_indicator",
    "targets_assigner",
    "targets_document",
    "coverage_assignment",
)
EXPLAINED = "coverage_explainedwarning"
ITEM = "reports_agendaitem"


@pytest.mark.parametrize(
    "breach",
    [
        lambda c: add_explained_warning(c, submission=add_submission(c, note="vì sao")),
        lambda c: add_explained_warning(c, submission=_handed_in(c, note="")),
    ],
    ids=["of a month that is open", "by no note"],
)
def test_a_warning_is_explained_only_by_the_note_of_a_month_that_is_handed_in(
    cast: Cast, breach: Callable[..., Any]
) -> None:
    with pytest.raises(IntegrityError, match="of a month handed in now"):
        breach(cast)


def _handed_in(cast: Cast, note: str) -> Submission:
    _move_to(cast, State.OPEN)
    _execute(
        "UPDATE coverage_submission SET superseded_at = clock_timestamp() WHERE unit_id = %s"
        " AND superseded_at IS NULL",
        cast.tra_cu.pk,
    )
    return add_submission(cast, state=State.SUBMITTED, note=note)


@pytest.mark.django_db(transaction=True)
def test_a_warning_is_explained_when_the_month_is_handed_in_and_not_later() -> None:
    cast = _an_open_june()
    with transaction.atomic():
        submission = add_explained_warning(cast).submission
    with pytest.raises(IntegrityError, match="of a month handed in now"):
        add_explained_warning(cast, submission=submission, codes=["BHTN"])


def test_what_was_explained_is_never_altered_deleted_or_emptied(cast: Cast) -> None:
    row = add_explained_warning(cast)
    for change in ("rule = 'x'", "codes = '{}'", "numbers = '{1}'", "submission_id = 1", "id = 0"):
        _refused(f"UPDATE {EXPLAINED} SET {change} WHERE id = %s", row.pk)
    _refused(f"DELETE FROM {EXPLAINED} WHERE id = %s", row.pk)
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    _refused(f"TRUNCATE {EXPLAINED} CASCADE", match="history is never emptied")


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "same_as_last_month"},
        {"codes": ["BHTN"]},
        {"numbers": [0, 2]},
        {"period": date(2023, 5, 1)},
        {"unit": "cau_ke"},
        {"explained_by_id": 987654321},
    ],
)
def test_a_warning_is_explained_by_its_own_month_and_with_its_own_words(
    cast: Cast, other: dict[str, Any]
) -> None:
    explained = add_explained_warning(cast)
    said = {"explained_by": explained.submission} | other
    if "unit" in other:
        said["unit"] = cast.cau_ke
    with pytest.raises(IntegrityError, match="does not explain"), transaction.atomic():
        add_standing_warning(cast, **said)
    assert add_standing_warning(cast, explained_by=explained.submission).pk


@pytest.mark.django_db(transaction=True)
def test_an_item_is_written_with_its_agenda_and_not_later() -> None:
    cast = _an_open_june()
    with transaction.atomic():
        agenda = add_agenda_item(cast).agenda
    with pytest.raises(IntegrityError, match="written with its agenda"):
        add_agenda_item(cast, agenda=agenda, position=2, unit=cast.tra_cu)


def test_an_item_of_an_agenda_is_never_altered_deleted_or_emptied(cast: Cast) -> None:
    row = add_agenda_item(cast)
    for change in ("point = 'x'", "position = 2", "unit_id = 1", "agenda_id = 0", "id = 0"):
        _refused(f"UPDATE {ITEM} SET {change} WHERE id = %s", row.pk)
    _refused(f"DELETE FROM {ITEM} WHERE id = %s", row.pk)
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    _refused(f"TRUNCATE {ITEM} CASCADE", match="history is never emptied")


def test_every_trigger_in_the_database_is_tried_here(db: None) -> None:
    found = _execute(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    history = {
        (table, rule)
        for table in HISTORY
        for rule in ("history_is_never_altered", "history_is_never_emptied")
    }
    kept_rows = {
        (table, rule)
        for table in KEPT
        for rule in ("says_what_its_version_says", "is_never_deleted", "history_is_never_emptied")
    }
    versions = {
        (table, rule)
        for table in ADD_VERSION
        for rule in ("takes_its_place", "is_in_force", "is_ended_by_the_next")
    }
    assert set(found) == history | versions | kept_rows - {
        (each, "is_never_deleted") for each in (LINK, "coverage_assignment")
    } | {
        ("coverage_user", "is_never_deleted"),
        ("coverage_user", "history_is_never_emptied"),
        # Tried in test_kept_rows.py.
        ("coverage_indicatorversion", "is_fixed_by_its_targets"),
        ("coverage_reportedfigure", "figure_needs_a_writable_month"),
        ("coverage_submission", "submission_follows_its_states"),
        ("coverage_explainedwarning", "warning_is_explained_with_its_submission"),
        ("coverage_explainedwarning", "history_is_never_emptied"),
        ("coverage_standingwarning", "warning_is_explained_by_its_month"),
        ("coverage_administrativeunit", "unit_lies_below_its_parent"),
        # Tried in coverage/month/test_cell_history.py.
        ("coverage_followup", "follow_up_is_closed_once"),
        ("coverage_followup", "history_is_never_emptied"),
        # Tried in reports/meetings/test_meetings.py.
        (ITEM, "item_is_written_with_its_agenda"),
        (ITEM, "history_is_never_emptied"),
        ("reports_meeting", "meeting_has_a_month"),
        ("reports_meeting", "meeting_is_never_altered"),
        ("reports_meeting", "history_is_never_emptied"),
        # Tried in coverage/month_import/test_confirming.py.
        ("coverage_importedfile", "imported_file_is_confirmed_once"),
        ("coverage_importedfile", "history_is_never_emptied"),
        # Tried in targets/target_import/test_target_import.py.
        ("targets_targetfile", "target_file_is_confirmed_once"),
        ("targets_targetfile", "history_is_never_emptied"),
    }
