"""What a page about a unit was asked for, checked: who asks, which unit, with which filters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from coverage.access import may_see_drafts, readable_units
from coverage.models import AdministrativeUnit, Indicator, User
from coverage.models.as_seen import moment_seen, tables_as_seen
from coverage.models.units import UnitQuerySet
from coverage.notation.periods import PeriodError, from_slug
from coverage.void_units import check_was
from reports.figures.assigner_here import has_set_targets
from reports.figures.break_words import ended_text
from reports.figures.query import ancestors_of
from reports.figures.shown_month import UnitHasEndedError
from reports.figures.unit_breaks import became_in, end_of
from reports.filters import Filters, SeenBy, read_filters
from reports.models import Meeting


def signed_in(request: HttpRequest) -> User:
    """The user; the sign-in middleware lets nobody else reach a page."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Place:
    """A unit that may be read, and the way to it: the units above, highest first, each with
    whether the reader may open it."""

    unit: AdministrativeUnit
    breadcrumbs: list[tuple[AdministrativeUnit, bool]]


def as_asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that may be opened as of a meeting: all that it and its template read of units,
    acts, indicators, documents and assigners is what these said at that moment."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with tables_as_seen(_asked_moment(request)):
            try:
                return view(request, *args, **kwargs)
            except UnitHasEndedError as ended:
                return _no_such_month(request, ended)

    return answering


def _no_such_month(request: HttpRequest, ended: UnitHasEndedError) -> HttpResponse:
    """Page and file alike, there is nothing of a unit after its end; where it goes on is said."""
    unit, filters = ended.unit, ended.filters
    end, period = end_of(unit), filters.period or date.max
    others = replace(filters, assigner=None, sort=None)
    context = {
        "breadcrumbs": asked_place(request, unit.pk).breadcrumbs,
        "page": {"filters": replace(filters, period=None)},
        "unit": unit,
        "said": ended_text(unit, end),
        "became": became_in(end, period),
        "query": others.as_query(),
    }
    return render(request, "reports/ended.html", context, status=HTTPStatus.NOT_FOUND)


def _asked_moment(request: HttpRequest) -> datetime | None:
    if not {"meeting", "as_seen"} & request.GET.keys():
        return None
    return read_filters(request.GET, (), meeting_finder(signed_in(request))).as_seen


def asked_place(request: HttpRequest, unit_id: int) -> Place:
    """404 where there is no such unit, 403 where it may not be read now, whatever moment is shown.
    Raises UnitNeverWas of one that, as seen at the moment, never was. A unit of which nothing was
    recorded at the moment is called what it is called now."""
    with_those_above = AdministrativeUnit.objects.select_related("parent__parent__parent")
    with tables_as_seen(None):
        unit = get_object_or_404(with_those_above, pk=unit_id)
        line = [unit.pk, *(each.pk for each in ancestors_of(unit))]
        among = readable_units(signed_in(request)).filter(pk__in=line)
        readable = set(among.values_list("pk", flat=True))
    if unit.pk not in readable:
        raise PermissionDenied
    if moment_seen() is not None:
        unit = with_those_above.filter(pk=unit_id).first() or unit
    check_was(unit)
    above = ancestors_of(unit)[::-1]
    return Place(unit, [(each, each.pk in readable) for each in above])


def asked_unit(request: HttpRequest, unit_id: int) -> AdministrativeUnit:
    return asked_place(request, unit_id).unit


def asked_period(month: str) -> date:
    """The month in the path of an address; 404 where it is none."""
    try:
        return from_slug(month)
    except PeriodError as error:
        raise Http404(month) from error


def asked_filters(request: HttpRequest, unit: AdministrativeUnit) -> Filters:
    """The filters of the address of a page of the unit; a meeting or an assigner named in it is one
    more statement, or three, drafts asked for are two."""
    user = signed_in(request)
    codes = set(Indicator.objects.values_list("code", flat=True))
    return read_filters(
        request.GET,
        codes,
        meeting_finder(user),
        lambda: may_see_drafts(user, unit),
        lambda pk, moment: has_set_targets(pk, unit, moment),
    )


def meeting_finder(user: User) -> Callable[[int], SeenBy]:
    """Finds a meeting by its id among those of units the user reads or that lie above the user's:
    who works in a district sits in the province's meeting. ValueError for any other."""

    def find(pk: int) -> SeenBy:
        with tables_as_seen(None):
            found = (
                Meeting.objects.filter(pk=pk)
                .annotate(
                    may_open=Exists(readable_units(user).filter(pk=OuterRef("unit"))),
                    is_above=Exists(_units_above(user).filter(pk=OuterRef("unit"))),
                )
                .first()
            )
        if found is None or not (found.may_open or found.is_above):
            raise ValueError(pk)
        return SeenBy(found.pk, found.title, found.held_on, found.moment, found.may_open)

    return find


def _units_above(user: User) -> UnitQuerySet:
    own = Q()
    for path in ("children", "children__children", "children__children__children"):
        own |= Q(**{f"{path}__assignments__user": user})
    return AdministrativeUnit.objects.filter(own)
