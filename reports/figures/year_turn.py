"""What is said where the year has no target yet, and of targets that are of another year (design
section 5, "The year's turn"). Pure text."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coverage.models import Counted, Indicator
from reports.figures.assigners import Assigners, Of
from reports.figures.standing import Reached, Row
from reports.figures.words import attained_text
from targets.attainment import Rule
from targets.models import AssignerKind


def unset_text(said: Reached, milestones: Iterable[Reached], indicator: Indicator) -> str:
    """Of an assigner that set a target for the year before and none for the year, with what was
    reached of that; after its name. One that sets milestones, not years, is not late with it."""
    following, year = next_milestone(said, milestones), said.promise.year + 1
    text = _("target for %(year)s not recorded yet") % {"year": year}
    if following is not None:
        text = _("no target for %(year)s; its next is for %(next)s") % {
            "year": year,
            "next": following,
        }
    return f"{text}; {_result_text(said, indicator)}"


def next_milestone(said: Reached, milestones: Iterable[Reached]) -> int | None:
    """The next year for which the assigner set a target, where it sets some years and not each, as
    the Central Committee does (2021, 2025, 2030); else None: a plan of it is still to come."""
    last = said.promise
    if last.assigner_kind != AssignerKind.CENTRAL_COMMITTEE:
        return None
    later = (each.promise for each in milestones)
    years = [each.year for each in later if each.assigner_id == last.assigner_id]
    return min(years, default=None)


def unset_line(said: Reached, milestones: Iterable[Reached], indicator: Indicator) -> str:
    return f"{said.promise.assigner}: {unset_text(said, milestones, indicator)}"


def unset_lines(row: Row) -> list[str]:
    return [unset_line(each, row.milestones, row.indicator) for each in row.year_before]


def _result_text(said: Reached, indicator: Indicator) -> str:
    year, attained = said.promise.year, said.assessment.attainment
    if attained is None:
        return _("the result of %(year)s cannot be told from its figures") % {"year": year}
    return _("%(year)s attained %(attained)s (%(measure)s)") % {
        "year": year,
        "attained": attained_text(attained),
        "measure": _measure_text(said.assessment.rule, indicator),
    }


def _measure_text(rule: Rule | None, indicator: Indicator) -> str:
    if rule is Rule.RATE_ON_RATE:
        return _("rate/target rate")
    return _("events/plan") if indicator.counted == Counted.EVENTS else _("people/plan")


def assigners_label(assigners: Assigners) -> str:
    """Their name, with the years where their targets are of another year than the one asked for."""
    if assigners.of is Of.YEAR:
        return assigners.name
    years = {"years": _years(assigners)}
    if assigners.of is Of.YEAR_BEFORE:
        return f"{assigners.name} " + _("(target for %(years)s)") % years
    return f"{assigners.name} " + _("(milestone %(years)s)") % years


def whose_targets_text(assigners: Assigners) -> str:
    """Whose targets a table shows, before the documents that set them."""
    named = {"assigner": assigners.name, "years": _years(assigners)}
    if assigners.of is Of.YEAR_BEFORE:
        return _(
            "%(assigner)s: targets for %(year)s not recorded yet; those for %(years)s and what was"
            " reached of them, by:"
        ) % {**named, "year": assigners.years[-1] + 1}
    if assigners.of is Of.LATER:
        return _("Milestones for %(years)s set by %(assigner)s, by which nobody is judged yet:") % (
            named
        )
    return _("Targets set by %(assigner)s:") % named


def target_heading(assigners: Assigners | None) -> str:
    """Over the column of targets."""
    if assigners is None or assigners.of is Of.YEAR:
        return _("Target")
    years = {"years": _years(assigners)}
    if assigners.of is Of.YEAR_BEFORE:
        return _("Target for %(years)s") % years
    return _("Milestone %(years)s") % years


def attained_heading(assigners: Assigners | None) -> str:
    """Over the column of what was attained of them."""
    if assigners is None or assigners.of is Of.YEAR:
        return _("Attained, %")
    if assigners.of is Of.YEAR_BEFORE:
        return _("Attained in %(years)s, %%") % {"years": _years(assigners)}
    return _("Attained of the milestone, %")


def _years(assigners: Assigners) -> str:
    return ", ".join(map(str, assigners.years))
