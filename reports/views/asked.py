"""What a page about a unit was asked for, checked: who asks, which unit, with which filters."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from coverage.access import readable_units
from coverage.models import AdministrativeUnit, Indicator, User
from reports.filters import Filters, read_filters
from reports.queries.overview import ancestors_of


def signed_in(request: HttpRequest) -> User:
    """The user; the sign-in middleware lets nobody else reach a page."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def asked_unit(request: HttpRequest, unit_id: int) -> AdministrativeUnit:
    """The unit, with those above it. 404 where there is none, 403 where it may not be read."""
    with_those_above = AdministrativeUnit.objects.select_related("parent__parent__parent")
    unit = get_object_or_404(with_those_above, pk=unit_id)
    if not readable_units(signed_in(request)).filter(pk=unit.pk).exists():
        raise PermissionDenied
    return unit


def breadcrumbs(
    request: HttpRequest, unit: AdministrativeUnit
) -> list[tuple[AdministrativeUnit, bool]]:
    """The units above, highest first, each with whether the reader may open it."""
    above = ancestors_of(unit)[::-1]
    readable = set(
        readable_units(signed_in(request))
        .filter(pk__in=[each.pk for each in above])
        .values_list("pk", flat=True)
    )
    return [(each, each.pk in readable) for each in above]


def asked_filters(request: HttpRequest) -> Filters:
    codes = set(Indicator.objects.values_list("code", flat=True))
    return read_filters(request.GET, codes)
