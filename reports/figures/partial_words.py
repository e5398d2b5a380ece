"""What is said of a sum that lacks units or leaves some out, in words. Pure text."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.notation.numbers import write_change, write_decimal, write_people
from coverage.notation.periods import write_period
from reports.figures.blocks import Block
from reports.figures.comparison import Comparison
from reports.figures.estimate import Taken
from reports.figures.estimate_held import HeldEstimate, held_of
from reports.figures.former_targets import former_target_lines
from reports.figures.like_for_like import LikeForLike, OwnTargets
from reports.figures.notations import attained_in
from reports.figures.reckoned_words import formed_of_text
from reports.figures.standing import Row
from reports.figures.values import Value


def like_text(like: LikeForLike) -> str:
    """Such as "112/124 units with both months: 2.740.807 → 2.771.303, +30.496"."""
    return _("%(units)s/%(expected)s units with both months: %(before)s → %(now)s, %(change)s") % {
        "units": like.units,
        "expected": like.expected,
        "before": write_people(like.before),
        "now": write_people(like.now),
        "change": write_change(like.change.difference),
    }


def comparison_text(comparison: Comparison) -> str:
    """What a reader must know before using the change; blank where both months count the same."""
    if comparison.like is not None:
        return like_text(comparison.like)
    if comparison.former:
        return formed_of_text(comparison.former)
    if comparison.is_own_with_sum:
        return _("one month is the unit’s own figure, the other the sum of its units")
    return ""


def own_targets_text(found: OwnTargets, assigner: str) -> str:
    return _(
        "%(units)s units with complete figures have attained %(attained)s %% of their own targets"
        " together (%(people)s of %(plan)s people, %(assigner)s)"
    ) % {
        "units": found.units,
        "attained": attained_in(found.attained).text(found.attained),
        "people": write_people(found.people),
        "plan": write_people(found.plan),
        "assigner": assigner,
    }


def estimate_text(found: HeldEstimate) -> str:
    """The people of the whole, their rate, what they attain of a promise, and of which month the
    figures of how many units were taken."""
    said = [_("estimate: %(people)s people") % {"people": write_people(found.estimate.people)}]
    if found.rate is not None:
        said.append(_("rate %(of)s") % {"of": f"{write_decimal(found.rate)} %"})
    if found.promise is not None and found.attained is not None:
        attained = attained_in(found.attained).text(found.attained)
        of = {"percent": attained, "assigner": found.promise.assigner}
        said.append(_("%(percent)s %% of the target of %(assigner)s") % of)
    if found.estimate.taken:
        said.append(_taken_text(found.estimate.taken))
    if found.is_simulated:
        said.append(_("simulated"))
    return ", ".join(said)


def _taken_text(taken: Sequence[Taken]) -> str:
    """Such as "with the figures of month 10/2026 of 52 units, month 09/2026 of 3 units, which are
    missing"."""
    counts = [len(each.values) for each in taken]
    of_months = [
        ngettext("month %(month)s of %(count)s unit", "month %(month)s of %(count)s units", count)
        % {"month": write_period(each.period), "count": count}
        for each, count in zip(taken, counts, strict=True)
    ]
    said = ngettext(
        "with the figures of %(months)s that is missing",
        "with the figures of %(months)s that are missing",
        sum(counts),
    )
    return said % {"months": ", ".join(of_months)}


def sum_of_targets_text(block: Block) -> str:
    """The targets of the units together, and how far that of the whole is from them."""
    together, of_whole = block.sum_of_targets, block.whole.promise_by(block.chosen)
    said = {"count": len(block.parts), "people": write_people(together)}
    if block.chosen is None or block.is_judged:
        text = _("targets of the %(count)s units together: %(people)s") % said
    else:
        said["year"] = block.promises[0].year
        text = _("targets for %(year)s of the %(count)s units together: %(people)s") % said
    plan = of_whole.assessment.plan_people if of_whole else None
    if plan is None or together is None:
        return text
    if plan == together:
        return f"{text}, " + _("as many as the target of the whole")
    return f"{text}; " + _("the whole’s is %(difference)s people %(more)s") % {
        "difference": write_people(abs(plan - together)),
        "more": _("more") if plan > together else _("fewer"),
    }


def beside_text(own: Value, summed: Value) -> str:
    """The sum of the units below beside the unit's own figure, and the difference."""
    text = _("sum of %(counted)s/%(expected)s units: %(people)s") % {
        "counted": summed.counted,
        "expected": summed.expected,
        "people": write_people(summed.people),
    }
    if own.people is None or not summed.is_complete or summed.people is None:
        return text
    if own.people == summed.people:
        return f"{text}, " + _("no difference")
    return f"{text}, " + _("a difference of %(people)s") % {
        "people": write_change(summed.people - own.people)
    }


def whole_estimate_text(block: Block) -> str:
    """Held against the promise that the whole is first measured by; blank where nothing is
    estimated."""
    found = held_of(block.whole, block.headline(block.whole))
    return estimate_text(found) if found else ""


def whole_notes(block: Block) -> Iterator[str]:
    """What a reader must know of the line of the whole, beside its n/m: whom it leaves out, what
    those that it counts have come to and what it is estimated at; what its changes compare:
    `change_notes`."""
    whole, found = block.whole, block.own_targets
    if whole.beside is not None:
        yield beside_text(whole.value, whole.beside)
    if excluded := left_out_of(whole, block.parts):
        names = ", ".join(row.unit.full_name for row in excluded)
        yield _("not applicable to %(units)s") % {"units": names}
    if found is not None and block.chosen is not None:
        yield own_targets_text(found, block.chosen.name)
    if estimated := whole_estimate_text(block):
        yield estimated
    if block.sum_of_targets is not None:
        yield sum_of_targets_text(block)
    yield from former_target_lines(whole)


def left_out_of(whole: Row, parts: Sequence[Row]) -> list[Row]:
    """The units below to which the indicator does not apply."""
    return [row for row in parts if row.unit.pk in whole.value.excluded]


def old_territory_text(row: Row) -> str:
    """Before which month the numbers that a line is compared with are of what the unit was before a
    part went over; "" where none is."""
    compared = (row.month, row.year, row.december)
    return territory_text(
        max((each.parted_since for each in compared if each.parted_since), default=None)
    )


def territory_text(since: date | None) -> str:
    """Before which month numbers are of what a unit was before a part went over; "" of None."""
    if since is None:
        return ""
    return _(
        "months before %(month)s are of the territory of then, the part that went over not reckoned"
    ) % {"month": write_period(since)}


def change_notes(row: Row) -> Iterator[str]:
    """Each change of a line that does not compare all of the unit with all of it, or not the unit
    with what it is now."""
    named = ((_("On last month"), row.month), (_("On the same month last year"), row.year))
    for name, comparison in (*named, (_("On 31 December"), row.december)):
        if text := comparison_text(comparison):
            yield f"{name}: {text}"
    if text := old_territory_text(row):
        yield text


def ranked_among_text(places: Sequence[int | None]) -> str:
    """Of how many units a ranking is that some of them have no place in; "" where all have one, or
    none has. `places`: of each unit."""
    ranked = sum(place is not None for place in places)
    if ranked in (0, len(places)):
        return ""
    return _("Ranked among %(ranked)s of %(units)s units.") % {
        "ranked": ranked,
        "units": len(places),
    }
