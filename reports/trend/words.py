"""The months of a trend put into words, once for the chart and for the table under it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from coverage.models import Precision, Scope
from coverage.notation.numbers import write_people
from coverage.notation.periods import last_day, write_date, write_period
from reports.figures.break_words import counted_from_text
from reports.figures.marks import state_marks, warning_marks
from reports.figures.measures import measure_text
from reports.figures.months_lacking import lacking_text
from reports.figures.notations import rate_in, share_of_plan_in
from reports.figures.partial_words import estimate_text
from reports.figures.reckoned_words import formed_of_text, reckoned_text
from reports.figures.standing import Standing
from reports.figures.terms import Terms
from reports.figures.unit_breaks import UnitBreak
from reports.figures.values import RateBase, Value
from reports.figures.words import (
    NOTHING,
    origin_text,
    people_text,
    precision_text,
    quantity_text,
    rate_of_text,
)
from reports.figures.year_to_date import least_attained
from reports.month_notes.words import note_lines, shortened
from reports.trend.months import BaseChange, Quoted, Trend, TrendMonth
from reports.trend.target_lines import ReferencePoint, Step
from targets.attainment import Quantity


def kind_text(kind: str) -> str:
    """The name of a sign on the line, by where the figure comes from."""
    return {
        "reported": _("reported"),
        "published": _("published"),
        "simulated": _("simulated"),
        "partial": _("sum that lacks units"),
        "least": _("at least: months or units are missing"),
        "former": _("sum of only some of the former units"),
    }[kind]


def base_text(base: RateBase | None) -> str:
    """A denominator and its year; the year is left out where those of several units were added."""
    if base is None:
        return NOTHING
    known = [str(base.year)] if base.year is not None else []
    if base.estimate:
        known.append(str(Precision.ESTIMATE.label))
    return (
        f"{write_people(base.people)} ({', '.join(known)})" if known else write_people(base.people)
    )


def quoted_text(quoted: Quoted, shown: Terms) -> str:
    """A target in the measure shown; one that was set in the other measure says so."""
    text = quantity_text(quoted.quantity, shown)
    if not quoted.is_derived or quoted.quantity is None:
        return text
    return _("%(target)s (converted)") % {"target": text}


def step_text(step: Step, shown: Terms) -> str:
    """The lines that name a target: whose, how much, by which document."""
    promise = step.promise
    parts = [
        f"{promise.assigner}: {quoted_text(step.quoted, shown)}",
        _("target %(year)s, %(document)s") % {"year": promise.year, "document": promise.document},
    ]
    if promise.is_simulated:
        parts.append(_("simulated"))
    return "\n".join(parts)


def reference_text(point: ReferencePoint, shown: Terms) -> str:
    """The end of a year between two milestones, which nobody set."""
    return _("%(year)s: %(value)s, on the line between the milestones %(first)s and %(second)s") % {
        "year": point.year,
        "value": quoted_text(Quoted(point.quantity, point.is_derived), shown),
        "first": point.milestones[0],
        "second": point.milestones[1],
    }


def path_text(
    month: TrendMonth, path: Quantity | None, shown: Terms, day: date | None = None
) -> str:
    """A point of the path to date; at the end of the month unless a day is given."""
    text = _("Path to date %(day)s: %(value)s") % {
        "day": write_date(day or last_day(month.period)),
        "value": quantity_text(path, shown),
    }
    return f"{text}; {_('simulated')}" if month.start.simulated else text


def month_text(trend: Trend, month: TrendMonth, assigner_id: int | None) -> list[str]:
    """The lines that name a month's figure: value, attainment, where it comes from."""
    value, indicator = month.value, trend.indicator
    figures = []
    if value.people is not None:
        measure = measure_text(indicator, Terms.PEOPLE)
        figures.append(f"{people_text(value)} {measure}")
    if value.rate is not None:
        rate = rate_in(value, month.standings).text(value.rate)
        figures.append(f"{rate} {measure_text(indicator, Terms.RATE)}")
    lines = [f"{write_period(month.period)}: {'; '.join(figures)}"]
    lines += _attained(value, month.standing_by(assigner_id))
    if origin := origin_text(value):
        lines.append(origin)
    marks = [*value_marks(value, month), *estimate_marks(month, assigner_id)]
    return [*lines, *marks, *shortened(note_lines(month.notes, trend.unit.pk))]


def _attained(value: Value, standing: Standing | None) -> list[str]:
    """Of the target of one assigner; of a count that lacks months or units, at least so much."""
    if standing is None:
        return []
    result = standing.assessment
    attained = result.attainment if value.is_complete else None
    if value.lacking:
        attained = least_attained(value, result.plan_people)
    if attained is None:
        return []
    said = {
        "percent": share_of_plan_in(value, attained).text(attained),
        "assigner": standing.promise.assigner,
    }
    return [_("%(percent)s %% of the target of %(assigner)s") % said]


def value_marks(value: Value, month: TrendMonth) -> list[str]:
    """Where a month's figure comes from, and what should be known before it is compared."""
    marks = []
    if value.rate_is_printed:
        marks.append(_("rate as printed"))
    if value.computed_from_parts:
        marks.append(_("computed: the sum of its parts"))
    elif value.from_predecessors:
        marks.append(formed_of_text(value.former) or _("from the units it was formed from"))
    if reckoned := reckoned_text(value):
        marks.append(reckoned)
    if value.lacking:
        marks.append(lacking_text(value))
    elif value.is_summed and not value.computed_from_parts:
        marks.append(
            _("sum of %(counted)s/%(expected)s units")
            % {"counted": value.counted, "expected": value.expected}
        )
    if of_units := rate_of_text(value):
        marks.append(_("rate %(of)s") % {"of": of_units})
    if value.has_gaps and not value.lacking:
        marks.append(_("some of these lack units of their own"))
    if state := state_marks(value):
        marks.append(state)
    marks += warning_marks(month.warned.mark, month.warned.units)
    return [*marks, *_own_marks(value, month)]


def estimate_marks(month: TrendMonth, assigner_id: int | None) -> list[str]:
    """What a month that lacks units may come to, where that is estimated."""
    found = month.held_estimate(assigner_id)
    return [estimate_text(found)] if found else []


def _own_marks(value: Value, month: TrendMonth) -> list[str]:
    own = value.own
    if own is None:
        return []
    marks = []
    if precision := precision_text(own):
        marks.append(precision)
    if own.scope:
        marks.append(str(Scope(own.scope).label))
    if own.as_of != last_day(month.period):
        marks.append(_("as of %(day)s") % {"day": write_date(own.as_of)})
    return marks


def base_change_text(change: BaseChange) -> str:
    return _("denominator changed from %(before)s to %(now)s") % {
        "before": base_text(change.before),
        "now": base_text(change.now),
    }


def break_text(found: UnitBreak) -> str:
    """On which day what became what, and by which decision."""
    text = _("%(day)s: %(change)s") % {
        "day": write_date(found.takes_effect) + counted_from_text(found),
        "change": found.text,
    }
    before, after = _names(found.before), _names(found.after)
    if before and after:
        text = f"{text}, {before} → {after}"
    elif before or after:
        text = f"{text}, {before or after}"
    return f"{text} ({found.decision})" if found.decision else text


def _names(units: Sequence[object]) -> str:
    return ", ".join(str(unit) for unit in units)
