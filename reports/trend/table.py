"""The tables of the trend: its months, and the targets of each assigner."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_date
from coverage.tables.columns import MARK, Beside, Column
from coverage.tables.notations import MONTH, PEOPLE, PERCENT, YEAR
from coverage.tables.table import Table
from reports.figures.columns import (
    IN_TERMS,
    mark_simulated,
    origin_of,
    people_css,
    people_or_why,
)
from reports.figures.judgement import version_text
from reports.figures.notations import people_in, quantity_in, rate_in
from reports.figures.terms import Terms
from reports.figures.values import Value
from reports.figures.words import incomplete_text, plan_text, rate_of_text
from reports.trend.lines import MonthLine, SetTarget
from reports.trend.months import FormerUnit, Quoted
from reports.trend.note_column import NotesOfTrend
from reports.trend.words import base_text, quoted_text
from targets.wording import TARGET, target_value


class MonthsTable(Table):
    """The columns of a stock; of a flow what was counted in the month and since January."""

    name = element_id = "months"
    labelled_by = "months-heading"
    on_phone: Sequence[str] = ("month", "people", "rate")

    month = Column(
        gettext_lazy("Month"),
        lambda line: line.month.period if line.until is None else line.label,
        MONTH,
        css="unit",
        is_heading=True,
        origin=lambda line: origin_of(line.value),
    )
    people = Column(
        gettext_lazy("Participants"),
        lambda line: people_or_why(line.value),
        PEOPLE,
        css=lambda line: people_css(line.value),
        head_css="num",
        of_line=lambda line: people_in(line.value),
    )
    rate = Column(
        gettext_lazy("Coverage, %"),
        lambda line: line.value.rate,
        PERCENT,
        of_line=lambda line: rate_in(line.value, line.month.standings, after=" %"),
    )
    base = Column(
        gettext_lazy("Denominator"),
        lambda line: line.base_people,
        PEOPLE,
        write=lambda line: _base_text(line),
    )
    notes_on = Column(gettext_lazy("Notes"), lambda line: " · ".join(line.marks), css="marks")


class CountsTable(MonthsTable):
    on_phone = ("month", "in_month", "people")

    in_month = Column(gettext_lazy("In the month"), lambda line: line.month.in_month, PEOPLE)
    people = Column(
        gettext_lazy("Since January"),
        lambda line: people_or_why(line.value),
        PEOPLE,
        of_line=lambda line: people_in(line.value),
    )

    class Meta:
        exclude = ("rate", "base")
        sequence = ("month", "in_month", "people", "...")


def months_table(
    lines: Sequence[MonthLine],
    shown: Terms,
    *,
    is_flow: bool,
    assigners: Sequence[str],
    path_to: str,
    sources: Sequence[str],
    notes: NotesOfTrend,
    former: Sequence[FormerUnit] = (),
) -> MonthsTable:
    """`assigners`: those whose targets have a column; `path_to`: to whose targets the path climbs,
    "" where there is none; `former`: those that went into the unit, of which each has a column."""
    more = [
        (f"target_{position}", _target_column(position, assigner, shown))
        for position, assigner in enumerate(assigners)
    ]
    more += [
        (f"former_{position}", _former_column(position, each.unit.full_name, shown))
        for position, each in enumerate(former)
    ]
    if path_to:
        heading = _("Path to date: %(assigner)s") % {"assigner": path_to}
        path = Column(heading, lambda line: line.path, IN_TERMS[shown])
        more.append(("path", path))
    if notes.may_write or any(line.month.notes for line in lines):
        more.append(("said", notes.column()))
    return (CountsTable if is_flow else MonthsTable)(
        lines,
        heading=_("The same numbers, latest month first"),
        notes=[_sources(sources)] if sources else [],
        extra_columns=more,
        sequence=("month", "in_month", "people", "...", "notes_on")
        if is_flow
        else ("month", "people", "rate", "base", "...", "notes_on"),
    )


def _sources(sources: Sequence[str]) -> str:
    return _("Sources:") + f" {'; '.join(sources)}."


def _target_column(position: int, assigner: str, shown: Terms) -> Column:
    def quoted(line: MonthLine) -> Quoted:
        return line.targets[position]

    return Column(
        _("Target: %(assigner)s") % {"assigner": assigner},
        lambda line: quoted(line).quantity,
        IN_TERMS[shown],
        write=lambda line: quoted_text(quoted(line), shown),
    )


def _former_column(position: int, name: str, shown: Terms) -> Column:
    def value_of(line: MonthLine) -> Value:
        return line.former[position]

    lacking = incomplete_text if shown is Terms.PEOPLE else rate_of_text
    return Column(
        name,
        lambda line: value_of(line).people if shown is Terms.PEOPLE else value_of(line).rate,
        IN_TERMS[shown],
        of_line=lambda line: quantity_in(value_of(line), shown, after=" %"),
        origin=lambda line: origin_of(value_of(line)),
        beside=(Beside(lambda line: lacking(value_of(line)), MARK),),
    )


def _base_text(line: MonthLine) -> str:
    if line.value.base is None and line.base_people is not None:
        return write_people(line.base_people)
    return base_text(line.value.base)


class SetTargetsTable(Table):
    name = "targets"
    heading = gettext_lazy("Targets of each assigner")
    labelled_by = "targets-heading"
    on_phone = ("assigner", "year", "as_set")

    assigner = Column(
        gettext_lazy("Target set by"),
        lambda line: line.promise.assigner,
        css="unit",
        is_heading=True,
        origin=lambda line: mark_simulated(line.promise.is_simulated),
        beside=(Beside(lambda line: _goal_text(line)),),
    )
    year = Column(gettext_lazy("Year"), lambda line: line.promise.year, YEAR)
    as_set = Column(
        gettext_lazy("Target as set"),
        lambda line: target_value(line.promise.promise),
        TARGET,
        write=lambda line: plan_text(line.promise.promise),
    )
    in_force = Column(gettext_lazy("In force"), lambda line: _in_force(line), css="day")
    document = Column(
        gettext_lazy("Document"),
        lambda line: line.promise.document,
        css="document",
        address=lambda line: reverse("document", args=[line.promise.document_id]),
        beside=(Beside(lambda line: version_text(line.promise)),),
    )


def set_targets_table(
    lines: Sequence[SetTarget], shown: Terms, measure: str
) -> SetTargetsTable | None:
    """None where nobody set any. `measure`: what is shown, in words."""
    in_terms = Column(
        _("In %(measure)s") % {"measure": measure},
        lambda line: _turned(line).quantity,
        IN_TERMS[shown],
        write=lambda line: quoted_text(_turned(line), shown),
    )
    return SetTargetsTable.if_any(
        lines,
        extra_columns=[("shown", in_terms)],
        sequence=("assigner", "year", "as_set", "shown", "..."),
    )


def _turned(line: SetTarget) -> Quoted:
    """The target in the measure shown, where it was set in the other one."""
    if line.step is None or not line.step.quoted.is_derived:
        return Quoted(None, is_derived=False)
    return line.step.quoted


def _in_force(line: SetTarget) -> str:
    if line.is_goal:
        return _("from %(day)s") % {"day": write_date(line.promise.effective_on)}
    if line.step is None:
        return _("for a later year")
    return f"{write_date(line.step.start)} – {write_date(line.step.end)}"


def _goal_text(line: SetTarget) -> str:
    return _("goal for the unit above, as a rate") if line.is_goal else ""
