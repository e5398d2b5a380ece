"""A change of rate between two months, split into what people and what the denominator did."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit
from coverage.notation.numbers import write_decimal
from coverage.notation.periods import write_period
from coverage.notation.rates import prints_as
from reports.compared.query import Compared
from reports.figures.like_for_like import are_of_the_same
from reports.figures.values import Value
from targets.attainment import percent
from targets.rate_change import RateSplit, split_rate_change


@dataclass(frozen=True, slots=True)
class Counted:
    """People and denominator of all of the unit, and the rate they make; None: not known."""

    people: int | None
    base: int | None

    @property
    def rate(self) -> Decimal | None:
        return percent(self.people, self.base)


@dataclass(frozen=True, slots=True)
class RateChange:
    """`split` is None where one of the four numbers is not known, or where the two months do not
    count the same units; `why_not` then says which.

    `is_printed`: a rate was reported that people and denominator do not make."""

    unit: AdministrativeUnit
    before: Counted
    now: Counted
    split: RateSplit | None
    why_not: str
    is_printed: bool
    simulated: bool


def rate_changes(compared: Compared) -> list[RateChange]:
    """Of each part between `since` and the month, in Vietnamese order."""
    return [_change(compared, row.unit) for row in compared.rows]


def whole_change(compared: Compared) -> RateChange:
    """Of the unit itself: of all its people and all its denominators."""
    return _change(compared, compared.unit)


def sentence(compared: Compared, change: RateChange) -> str:
    """The split of the unit's change in words; "" where it cannot be split."""
    split = change.split
    if split is None:
        return ""
    return _(
        "%(unit)s, from %(since)s to %(month)s: the rate %(total)s, from %(before)s %% to %(now)s "
        "%%. By people alone it %(by_people)s; by the denominator alone it %(by_denominator)s."
    ) % {
        "unit": change.unit.full_name,
        "since": write_period(compared.since),
        "month": write_period(compared.period),
        "total": _moved(split.total),
        "before": write_decimal(change.before.rate),
        "now": write_decimal(change.now.rate),
        "by_people": _moved(split.by_people),
        "by_denominator": _moved(split.by_denominator),
    }


def _moved(points: Decimal) -> str:
    if not points:
        return _("did not change")
    words = _("rose by %(points)s points") if points > 0 else _("fell by %(points)s points")
    return words % {"points": write_decimal(points.copy_abs())}


def _change(compared: Compared, unit: AdministrativeUnit) -> RateChange:
    series = compared.series[unit.pk]
    then, now = series[compared.since], series[compared.period]
    before, after = _counted(then), _counted(now)
    split = None
    if are_of_the_same(now, then):
        split = split_rate_change(before.people, before.base, after.people, after.base)
    return RateChange(
        unit=unit,
        before=before,
        now=after,
        split=split,
        why_not="" if split else _why_not(compared, (then, now), (before, after)),
        is_printed=any(
            value.rate_is_printed
            and counted.rate is not None
            and value.rate is not None
            and not prints_as(counted.rate, value.rate)
            for value, counted in ((then, before), (now, after))
        ),
        simulated=then.simulated or now.simulated,
    )


def _counted(value: Value) -> Counted:
    """Only of complete months: a sum that lacks units says nothing beside another."""
    if not value.is_complete:
        return Counted(None, None)
    return Counted(value.people, value.base.people if value.base else None)


def _why_not(compared: Compared, values: Sequence[Value], counted: Sequence[Counted]) -> str:
    for period, value, found in zip(
        (compared.since, compared.period), values, counted, strict=True
    ):
        month = {"month": write_period(period)}
        if value.people is None:
            return _("no people reported for %(month)s") % month
        if found.people is None:
            return _("not all units reported for %(month)s") % month
        if not found.base:
            return _("no denominator for %(month)s") % month
    return "" if are_of_the_same(*values) else _("the two months do not count the same units")
