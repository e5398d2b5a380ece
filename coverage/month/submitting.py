"""A clerk's submission: the checks are run, warnings and blank cells must be explained.

The rule stands here and not in `coverage.month.workflow`: it asks a person for an explanation, and
published or simulated figures, which go through the workflow by themselves, have nobody to ask.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from coverage.access import approvable_units, writable_units
from coverage.checks import Finding, Rule
from coverage.counting.expected import expectations
from coverage.models import (
    WRITABLE_STATES,
    Absence,
    AdministrativeUnit,
    Indicator,
    Measure,
    Origin,
    ReportedFigure,
    State,
    Submission,
    User,
)
from coverage.month.shown import ShownReports, check_figures, check_shown
from coverage.month.workflow import checked_units, submit_each
from coverage.refusals import NotReady, ShownChanged
from coverage.warnings.finding_words import finding_text
from coverage.warnings.findings import findings, warnings
from coverage.warnings.gathered import Rows


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be said about a unit's month: findings, and required columns left blank."""

    unit: AdministrativeUnit
    findings: list[Finding]
    blanks: list[Indicator]

    @property
    def needs_note(self) -> bool:
        return bool(warnings(self.findings))

    def is_ready(self, note: str) -> bool:
        return not self.blanks and (bool(note.strip()) or not self.needs_note)


def submit_explained(
    user: User,
    unit_ids: Collection[int],
    period: date,
    notes: Mapping[int, str],
    shown: ShownReports | None = None,
) -> None:
    """Submit the months, all or none, each with its note (by unit; none is no note). `shown` is
    what was on the clerk's screen; None: there was none.

    Raises NotReady with every unit that has a warning and no note, or a blank required cell;
    ShownChanged with every unit that is not as it was shown.
    """
    units = checked_units(writable_units(user), unit_ids)
    with transaction.atomic():
        # Held still, so that what is submitted is what was checked.
        months = Submission.objects.current().filter(period=period, unit__in=units)
        held = {row.unit_id: row for row in months.order_by("unit_id").select_for_update()}
        if shown is not None:
            check_shown(units, held, shown.versions)
            check_figures(units, shown, period)
        writable = [units[pk] for pk, row in held.items() if row.state in WRITABLE_STATES]
        columns = stock_columns()
        tables = _tables(user, units.values(), period)
        reviews = list(review(writable, columns, period, tables).values())
        names = names_of(columns)
        if shown is not None and shown.warnings is not None:
            _check_warnings(reviews, shown.warnings, names)
        unready = [each for each in reviews if not each.is_ready(notes.get(each.unit.pk, ""))]
        if unready:
            raise NotReady([(each.unit, sentences(each, names)) for each in unready], period)
        explained = {each.unit.pk: warnings(each.findings) for each in reviews}
        submit_each(user, {pk: notes.get(pk, "") for pk in units}, period, explained)


def _check_warnings(
    reviews: Iterable[Review], shown: Mapping[int, Collection[str]], names: Mapping[str, str]
) -> None:
    """What a note explains is what was read. Raises ShownChanged."""
    # Rows pasted too low are said once, of the first of the units asked about: a page asks about
    # all, a submission about those ticked.
    anywhere = {text for texts in shown.values() for text in texts}
    changed = []
    for each in reviews:
        read = shown.get(each.unit.pk, ())
        now = {finding_text(found, names): found.rule for found in warnings(each.findings)}
        new = [
            text
            for text, rule in now.items()
            if text not in read and not (rule == Rule.SHIFTED_ROWS and text in anywhere)
        ]
        if new or any(text not in now for text in read):
            changed.append(each.unit)
    if changed:
        raise ShownChanged(changed)


def stock_columns() -> list[Indicator]:
    return list(Indicator.objects.filter(measure=Measure.STOCK))


def names_of(columns: list[Indicator]) -> dict[str, str]:
    return {column.code: column.label for column in columns}


def review(
    units: Iterable[AdministrativeUnit],
    columns: list[Indicator],
    period: date,
    tables: Collection[Rows] | None = None,
) -> dict[int, Review]:
    """By unit, in the order given: seven statements, whatever the number of units. `tables`: the
    rows among which the units stand where they are entered; None: just as they are given."""
    by_id = {unit.pk: unit for unit in units}
    found = findings(by_id, columns, period, tables=[list(by_id)] if tables is None else tables)
    explained, expected = explained_cells(by_id, period), expectations(by_id.values(), period)
    return {
        pk: Review(
            unit,
            found[pk],
            [
                column
                for column in columns
                if column.code in expected[pk].required and (pk, column.pk) not in explained
            ],
        )
        for pk, unit in by_id.items()
    }


def _tables(user: User, units: Iterable[AdministrativeUnit], period: date) -> list[Rows]:
    """The rows of each page on which the user enters one of the units, those too that are only
    theirs to approve. One statement."""
    parents = {unit.parent_id for unit in units}
    own = writable_units(user) | approvable_units(user)
    rows = own.filter(parent__in=parents).on(period)
    found: dict[int | None, list[int]] = {}
    for pk, parent in rows.order_by("sort_key", "valid_from").values_list("pk", "parent_id"):
        found.setdefault(parent, []).append(pk)
    return list(found.values())


def explained_cells(unit_ids: Collection[int], period: date) -> set[tuple[int, int]]:
    """The cells that say something: a value, or why there is none."""
    rows = ReportedFigure.objects.current().filter(period=period, unit__in=unit_ids)
    return set(rows.exclude(absence=Absence.WITHDRAWN).values_list("unit_id", "indicator_id"))


def any_simulated(unit_ids: Collection[int], period: date) -> bool:
    """Whether figures of the month, or what they are compared with, are simulated."""
    rows = ReportedFigure.objects.current().filter(unit__in=unit_ids, period__lte=period)
    return rows.filter(origin=Origin.SIMULATED).exists()


def last_notes(unit_ids: Collection[int], period: date) -> dict[int, str]:
    """By unit, the note with which the month was last submitted: one statement."""
    rows = Submission.objects.filter(period=period, unit__in=unit_ids, state=State.SUBMITTED)
    latest = rows.order_by("unit_id", "-recorded_at", "-pk").distinct("unit_id")
    return dict(latest.values_list("unit_id", "note"))


def warning_texts(asked: Review, names: Mapping[str, str]) -> list[str]:
    """What is to be explained of a unit, in words; `names` by indicator code."""
    return [finding_text(finding, names) for finding in warnings(asked.findings)]


def sentences(asked: Review, names: Mapping[str, str]) -> list[str]:
    """The warnings and the blank cells of a unit, in words."""
    said = warning_texts(asked, names)
    return [*said, blank_text(asked)] if asked.blanks else said


def blank_text(asked: Review) -> str:
    names = ", ".join(column.label for column in asked.blanks)
    return _("Blank: %(indicators)s.") % {"indicators": names}
