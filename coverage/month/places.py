"""Which unit and month a page of entry is about: from its address, or chosen on the page."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from coverage.models import AdministrativeUnit, State, User
from coverage.month.query import (
    Reach,
    months_to_choose,
    reach_below,
    units_above,
    usual_month,
    usual_place,
)
from coverage.notation.periods import (
    PeriodError,
    add_months,
    from_slug,
    previous_month,
    to_slug,
    write_date,
    write_period,
)
from coverage.notation.row_ids import read_id
from coverage.requests import SignedInRequest
from coverage.void_units import check_was


@dataclass(frozen=True, slots=True)
class PlaceOption:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What the chooser of a page shows; an address is None where there is nothing to go to."""

    units: list[PlaceOption]
    months: list[PlaceOption]
    earlier: str | None
    later: str | None


def place(user: User, unit: AdministrativeUnit, reach: Reach, period: date, address: str) -> Place:
    """The chooser of the page with the address (a url name that takes a unit and a month)."""

    def beside(month: date) -> str | None:
        if month > timezone.localdate() or not _any_exists(reach, month):
            return None
        return reverse(address, args=(unit.pk, to_slug(month)))

    return Place(
        units=[
            PlaceOption(str(above.pk), _name(above), above.pk == unit.pk)
            for above in units_above(user)
        ],
        months=[
            PlaceOption(to_slug(month), write_period(month), month == period)
            for month in months_to_choose(reach, period)
        ],
        earlier=beside(previous_month(period)),
        later=beside(add_months(period, 1)),
    )


def _name(unit: AdministrativeUnit) -> str:
    return f"{unit.full_name} (→ {write_date(unit.valid_to)})" if unit.valid_to else unit.full_name


def _any_exists(reach: Reach, period: date) -> bool:
    return any(unit.exists_on(period) for unit in reach.units)


def to_chosen_place(
    request: SignedInRequest, address: str, states: Collection[State]
) -> HttpResponseRedirect:
    """To the unit and month asked for (`?unit=12&month=2026-10`); what is not understood is left
    out, and where a unit did not exist in a month the latest month it did takes its place."""
    usual = usual_place(request.user, states)
    if usual is None:
        raise PermissionDenied
    unit_id, period = usual
    unit_id = read_id(request.GET.get("unit", "")) or unit_id
    with suppress(PeriodError):
        period = from_slug(request.GET.get("month", ""))
    _unit, reach = reach_or_403(request.user, unit_id)
    if not _any_exists(reach, period):
        period = usual_month(reach.units)
    return redirect(address, unit_id, to_slug(period))


def period_or_404(slug: str) -> date:
    try:
        return from_slug(slug)
    except PeriodError as error:
        raise Http404 from error


def reach_or_403(user: User, unit_id: int) -> tuple[AdministrativeUnit, Reach]:
    """404 where there is no such unit, 403 where the user has nothing below it. Raises
    UnitNeverWas."""
    unit = get_object_or_404(AdministrativeUnit, pk=unit_id)
    reach = reach_below(user, unit)
    if not reach.units:
        raise PermissionDenied
    check_was(unit)
    return unit, reach
