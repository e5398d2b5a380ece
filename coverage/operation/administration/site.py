"""The administration pages: reference data and accounts only, behind the product's own sign-in."""

from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coverage.models import AdministrativeUnit
from coverage.operation.backup.state import backup_state


class Autocomplete(AutocompleteJsonView):
    """Ten districts are named Châu Thành: a unit is offered with the one above it and its dates."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        if isinstance(obj, AdministrativeUnit):
            result["text"] = unit_with_place(obj)
        return result


def unit_with_place(unit: AdministrativeUnit) -> str:
    """Such as "Huyện Châu Thành, Tỉnh Trà Vinh (2008–2025)"; a unit that lasts has no last year."""
    place = f"{unit}, {unit.parent}" if unit.parent else str(unit)
    until = unit.valid_to.year if unit.valid_to else ""
    return f"{place} ({unit.valid_from.year}–{until})"


class AdministrationSite(AdminSite):
    """Only what is registered here shows: figures and submissions never are."""

    site_header = _("Bao Phủ: administration")
    site_title = _("Bao Phủ: administration")
    index_title = _("Reference data and accounts")

    @login_not_required
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One page to sign in for all; whoever is signed in and still lands here is refused."""
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))
        return redirect(f"{reverse('sign_in')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """An address that says nonsense (?parent=x, ?year__range=1) is a bad request, no fault.

        The page is written here and not later, since a form looks up what the address names.
        """
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if any("\0" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest("A sign that no database keeps.")
            try:
                response = cast(HttpResponse, inner(request, *args, **kwargs))
                return response.render() if isinstance(response, TemplateResponse) else response
            except (IndexError, ValueError) as error:
                if request.method in {"GET", "HEAD"} or "_selected_action" in request.POST:
                    raise BadRequest(str(error)) from error
                raise

        return answering

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        state = backup_state()
        told = {"backups": state, "backups_are_well": state.is_well(timezone.now())}
        return super().index(request, (extra_context or {}) | told)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, Autocomplete.as_view(admin_site=self)(request))


site = AdministrationSite()
