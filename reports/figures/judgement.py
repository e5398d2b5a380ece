"""What an attainment is of, and why its light shines as it does: in words. Pure text."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.notation.numbers import write_change, write_decimal, write_people
from coverage.notation.periods import last_december, write_date, write_period
from reports.figures.bullet_drawing import target_of
from reports.figures.notations import rate_in
from reports.figures.standing import Goal, OwnPromise, Reached, Row, Standing
from reports.figures.values import RateBase
from reports.figures.words import attained_text, plan_text
from targets.attainment import Promise, Rule, percent
from targets.in_force import PromiseInForce
from targets.pace import Light
from targets.wording import percent_text, target_text

MOST_NAMED = 12


def light_rule_text(row: Row, standing: Standing) -> str:
    """The rule by which the light was given, with the number it was held against."""
    if target_of(standing) == 0:
        return _("the target is zero: nothing to measure on")
    if standing.light is Light.NO_DATA:
        return _why_not_judged(row, standing)
    if standing.light is Light.REACHED:
        return _("the target is met")
    return _("path to date %(path)s (%(share)s %% of the target)") % {
        "path": _path_text(standing),
        "share": write_decimal(percent(standing.path, target_of(standing))),
    }


def _path_text(standing: Standing) -> str:
    if standing.assessment.rule is Rule.RATE_ON_RATE:
        return f"{write_decimal(standing.path)} %"
    return write_decimal(standing.path, 0)


def _why_not_judged(row: Row, standing: Standing) -> str:
    value = row.value
    if value.people is None and value.rate is None:
        return _("no figure for the month")
    if value.people is not None and not value.is_complete:
        return _("units are missing from the sum: judging it would be unfair")
    if standing.assessment.attainment is None and value.people is None:
        return _("only a rate is known, and the target is in people")
    if standing.assessment.attainment is None:
        return _("no denominator, and the target is a rate")
    return no_path_text(standing)


def no_path_text(standing: Standing) -> str:
    december = write_period(last_december(date(standing.promise.year, 1, 1)))
    return _("no figure of %(december)s complete enough to draw the path from") % {
        "december": december
    }


def without_path_text(lines: Iterable[tuple[Row, Standing | None]]) -> str:
    """Which lines of a table are not judged for want of a December to draw their path from, or how
    many where these are many; "" where none is, and without names where none has one."""
    judged = [(row, standing) for row, standing in lines if standing is not None]
    lacking = [(row, standing) for row, standing in judged if standing.lacks_path]
    if not lacking:
        return ""
    text = no_path_text(lacking[0][1])
    if len(lacking) == len(judged):
        return capfirst(text)
    names = [row.unit.full_name for row, _standing in lacking]
    many = _("%(count)s units") % {"count": len(names)}
    return f"{many if len(names) > MOST_NAMED else ', '.join(names)}: {text}"


def milestone_rule_text(said: OwnPromise) -> str:
    return _("a milestone for %(year)s: this year is not judged by it") % {
        "year": said.promise.year
    }


def goal_text(goal: Goal) -> str:
    """A goal for a unit above, as a rate, and how far the unit's own rate is from it."""
    promise, left = goal.promise, points_left_text(goal.points_left)
    text = _("goal for the unit above, %(year)s: %(goal)s, %(assigner)s (%(document)s)") % {
        "year": promise.year,
        "goal": target_text(promise.promise),
        "assigner": promise.assigner,
        "document": promise.document,
    }
    return f"{text}; {left}" if left else text


def points_left_text(left: Decimal | None) -> str:
    """How far a rate is from one that was set; "" where that is not known."""
    if left is None:
        return ""
    points = {"points": write_decimal(abs(left))}
    if left > 0:
        return _("%(points)s points below it") % points
    return _("%(points)s points above it") % points if left else _("as high as it")


def pace_text(row: Row, standing: Standing) -> str:
    """What each month left must bring beside what the same months of last year brought, where that
    is known. Blank where nothing is left to reach, where either side of the target is unknown, and
    once the year has ended: what it is short by stands beside the target."""
    if not standing.needed_pace:
        return ""
    needed = _("needs %(needed)s a month") % {"needed": write_people(standing.needed_pace)}
    gained = write_change(row.pace_last_year)
    if not gained:
        return needed
    return f"{needed}; " + _("same months last year %(gained)s a month") % {"gained": gained}


def rule_text(rule: Rule | None) -> str:
    if rule is Rule.RATE_ON_RATE:
        return _("rule B, the rate on the target’s rate")
    return _("rule A, people on planned people")


def working_text(row: Row, said: OwnPromise) -> str:
    """The two numbers of the attainment and, where the target is a rate, the denominator by which
    it was turned into people; blank where nothing is known of the whole unit."""
    result, promise = said.assessment, said.promise.promise
    value, base = row.value, row.plan_base
    if isinstance(said, Reached):
        value, base = said.value, said.base
    written = []
    if result.rule is Rule.RATE_ON_RATE:
        if result.rate is not None:
            rate = rate_in(value, [said]).text(result.rate)
            written = [f"{rate} % ÷ {_rate_as_set(promise)}"]
    elif value.whole_people is not None:
        plan = write_people(result.plan_people) or "–"
        written = [f"{write_people(value.whole_people)} ÷ {plan}"]
    if result.plan_is_derived and base is not None:
        written.append(
            _("%(rate)s of %(base)s makes %(people)s people")
            % {
                "rate": _rate_as_set(promise),
                "base": base_text(base),
                "people": write_people(result.plan_people),
            }
        )
    return "; ".join(written)


def _rate_as_set(promise: Promise) -> str:
    return "" if promise.percent is None else percent_text(promise.percent)


def base_text(base: RateBase) -> str:
    """A denominator with its year, or that it was added up from the units'."""
    people = write_people(base.people)
    if base.year is None:
        return _("%(people)s (sum of the units’ denominators)") % {"people": people}
    if base.estimate:
        return _("%(people)s (%(year)s, estimate)") % {"people": people, "year": base.year}
    return f"{people} ({base.year})"


def original_text(standing: Standing | None) -> str:
    """What was set at first, by which document, and what was attained of that; blank where another
    document has not adjusted it."""
    if standing is None or standing.of_original is None or standing.promise.original is None:
        return ""
    original, attained = standing.promise.original, standing.of_original.attainment
    said = {"target": plan_text(original.promise), "document": original.document}
    if attained is None:
        return _("set at first: %(target)s (%(document)s)") % said
    return _("set at first: %(target)s (%(document)s), attained %(percent)s of that") % {
        **said,
        "percent": attained_text(attained),
    }


def version_text(promise: PromiseInForce) -> str:
    """Which document and version of the target was used, and why that version revised one."""
    said = _(
        "in force from %(day)s; target for %(year)s, version no. %(version)s of %(recorded)s"
    ) % {
        "day": write_date(promise.effective_on),
        "year": promise.year,
        "version": promise.target_id,
        "recorded": date_format(localtime(promise.recorded_at), "DATETIME_FORMAT"),
    }
    if not promise.reason:
        return said
    return f"{said}; " + _("revised because: %(reason)s") % {"reason": promise.reason.rstrip(".")}
