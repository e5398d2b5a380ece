"""The tables of the trend: its months, and the targets of each assigner."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_date
from coverage.tables.columns import Beside, Column
from coverage.tables.notations import MONTH, PERCENT, YEAR
from coverage.tables.table import Table
from reports.figures.columns import (
    IN_TERMS,
    FigureColumn,
    mark_simulated,
    origin_of,
    people_or_why,
)
from reports.figures.judgement import version_text
from reports.figures.terms import Terms
from reports.figures.words import people_text, plan_text
from reports.trend.lines import MonthLine, SetTarget
from reports.trend.months import Quoted
from reports.trend.words import base_text, quoted_text
from targets.wording import TARGET, target_value


class MonthsTable(Table):
    """The columns of a stock; of a flow what was counted in the month and since January."""

    name = element_id = "months"
    labelled_by = "months-heading"

    month = Column(
        lambda line: line.month.period if line.until is None else line.label,
        MONTH,
        css="unit",
        is_heading=True,
        origin=lambda line: origin_of(line.value),
        verbose_name=gettext_lazy("Month"),
    )
    people = FigureColumn(
        lambda line: people_or_why(line.value),
        write=lambda line: people_text(line.value),
        verbose_name=gettext_lazy("Participants"),
    )
    rate = FigureColumn(
        lambda line: line.value.rate, PERCENT, verbose_name=gettext_lazy("Coverage, %")
    )
    base = FigureColumn(
        lambda line: line.base_people,
        write=lambda line: _base_text(line),
        verbose_name=gettext_lazy("Denominator"),
    )
    notes_on = Column(
        lambda line: " · ".join(line.marks), css="marks", verbose_name=gettext_lazy("Notes")
    )


class CountsTable(MonthsTable):
    in_month = FigureColumn(
        lambda line: line.month.in_month, verbose_name=gettext_lazy("In the month")
    )
    people = FigureColumn(
        lambda line: people_or_why(line.value),
        write=lambda line: people_text(line.value),
        verbose_name=gettext_lazy("Since January"),
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
) -> MonthsTable:
    """`assigners`: those whose targets have a column; `path_to`: to whose targets the path climbs,
    "" where there is none."""
    more = [
        (f"target_{position}", _target_column(position, assigner, shown))
        for position, assigner in enumerate(assigners)
    ]
    if path_to:
        heading = _("Path to date: %(assigner)s") % {"assigner": path_to}
        path = FigureColumn(lambda line: line.path, IN_TERMS[shown], verbose_name=heading)
        more.append(("path", path))
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


def _target_column(position: int, assigner: str, shown: Terms) -> FigureColumn:
    def quoted(line: MonthLine) -> Quoted:
        return line.targets[position]

    return FigureColumn(
        lambda line: quoted(line).quantity,
        IN_TERMS[shown],
        write=lambda line: quoted_text(quoted(line), shown),
        verbose_name=_("Target: %(assigner)s") % {"assigner": assigner},
    )


def _base_text(line: MonthLine) -> str:
    if line.value.base is None and line.base_people is not None:
        return write_people(line.base_people)
    return base_text(line.value.base)


class SetTargetsTable(Table):
    name = "targets"
    labelled_by = "targets-heading"

    assigner = Column(
        lambda line: line.promise.assigner,
        css="unit",
        is_heading=True,
        origin=lambda line: mark_simulated(line.promise.is_simulated),
        beside=(Beside(lambda line: _goal_text(line)),),
        verbose_name=gettext_lazy("Target set by"),
    )
    year = FigureColumn(lambda line: line.promise.year, YEAR, verbose_name=gettext_lazy("Year"))
    as_set = FigureColumn(
        lambda line: target_value(line.promise.promise.people, line.promise.promise.percent),
        TARGET,
        write=lambda line: plan_text(line.promise.promise, line.promise.qualifier),
        verbose_name=gettext_lazy("Target as set"),
    )
    in_force = Column(
        lambda line: _in_force(line), css="day", verbose_name=gettext_lazy("In force")
    )
    document = Column(
        lambda line: line.promise.document,
        css="document",
        head_css="",
        address=lambda line: reverse("document", args=[line.promise.document_id]),
        beside=(Beside(lambda line: version_text(line.promise)),),
        verbose_name=gettext_lazy("Document"),
    )


def set_targets_table(
    lines: Sequence[SetTarget], shown: Terms, measure: str
) -> SetTargetsTable | None:
    """None where nobody set any. `measure`: what is shown, in words."""
    if not lines:
        return None
    in_terms = FigureColumn(
        lambda line: _turned(line).quantity,
        IN_TERMS[shown],
        write=lambda line: quoted_text(_turned(line), shown),
        verbose_name=_("In %(measure)s") % {"measure": measure},
    )
    return SetTargetsTable(
        lines,
        heading=_("Targets of each assigner"),
        extra_columns=[("shown", in_terms)],
        sequence=("assigner", "year", "as_set", "shown", "..."),
    )


def _turned(line: SetTarget) -> Quoted:
    """The target in the measure shown, where it was set in the other one."""
    if line.step is None or not line.step.quoted.is_derived:
        return Quoted(None, is_derived=False)
    return line.step.quoted


def _in_force(line: SetTarget) -> str:
    if line.step is None:
        return _("for a later year")
    return f"{write_date(line.step.start)} – {write_date(line.step.end)}"


def _goal_text(line: SetTarget) -> str:
    is_from_above = line.step is not None and line.step.is_from_above
    return _("goal for the unit above") if is_from_above else ""
