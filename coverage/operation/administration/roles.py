"""Administration of roles: given and ended with a reason, never changed or deleted."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coverage.models import Assignment
from coverage.operation.administration.forms import AssignmentForm
from coverage.people.roles import end_role, give_role


class RoleAdmin(admin.ModelAdmin):
    list_display = ("user", "role", "unit")
    list_filter = ("role",)
    list_select_related = ("user", "unit")
    search_fields = ("user__username", "user__full_name", "unit__search_key")
    autocomplete_fields = ("user", "unit")
    form = AssignmentForm

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("user", "unit", "role", *(() if obj is None else ("ends",)), "why")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else ("user", "unit", "role")

    def save_model(self, request: HttpRequest, obj: Assignment, form: Any, change: bool) -> None:
        user: Any = request.user
        why = form.cleaned_data["why"]
        if change:
            end_role(user, obj, why)
        else:
            give_role(user, obj.user, obj.unit, obj.role, why)
            obj.pk = obj.user.assignments.get(unit=obj.unit, role=obj.role).pk

    def response_change(self, request: HttpRequest, obj: Assignment) -> HttpResponse:
        messages.success(request, _("The role has ended: %(role)s.") % {"role": obj})
        return redirect("admin:coverage_assignment_changelist")
