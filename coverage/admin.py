"""Administration of units, indicators, denominators and accounts.

Figures and the states of months are not here: they are written through entry and approval only.
"""

from dataclasses import fields
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from coverage.denominator_entry import DenominatorValue, record_denominators
from coverage.models import (
    AdministrativeUnit,
    Assignment,
    Denominator,
    Indicator,
    IndicatorVersion,
    ReportingRule,
    SignInBrake,
    UnitChange,
    UnitChangeLink,
    UnitChangeVersion,
    UnitVersion,
    User,
)
from coverage.notation.periods import write_period
from coverage.notation.text import search_key
from coverage.operation.administration.brakes import BrakeAdmin
from coverage.operation.administration.forms import (
    DenominatorForm,
    GivenPasswordForm,
    IndicatorForm,
    RuleForm,
    UnitChangeForm,
    UnitForm,
)
from coverage.operation.administration.kept import KeptAdmin
from coverage.operation.administration.roles import RoleAdmin
from coverage.operation.administration.site import site
from coverage.operation.administration.versioned import VersionedAdmin, VersionFilter
from coverage.rule_entry import RuleValue, record_rule

UNIT_IS_FIXED = ("level", "code", "kind", "parent", "valid_from", "valid_to")


@admin.register(AdministrativeUnit, site=site)
class UnitAdmin(KeptAdmin):
    """A unit begins and ends by an act, which is not entered here."""

    form = UnitForm
    version = UnitVersion
    fields = (*UNIT_IS_FIXED, *UnitForm.Meta.fields, "why", "shown")
    fixed = UNIT_IS_FIXED
    list_display = ("full_name", "code", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level", "kind", ("valid_to", admin.EmptyFieldListFilter))
    search_fields = ("search_key", "code")
    search_help_text = _("With or without the Vietnamese marks; or a code.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[AdministrativeUnit]:
        queryset: QuerySet[AdministrativeUnit] = super().get_queryset(request)
        return queryset.select_related("parent")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """What is typed is folded like the names are: "dong hoa" finds Đông Hòa and Đông Hoà."""
        return super().get_search_results(request, queryset, search_key(search_term))


class UnitChangeLinkInline(admin.TabularInline):
    model = UnitChangeLink
    fields = ("old", "new", "weight")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(UnitChange, site=site)
class UnitChangeAdmin(KeptAdmin):
    form = UnitChangeForm
    version = UnitChangeVersion
    fixed = ("code", "kind", "takes_effect", "first_month", "is_void")
    fields = (*fixed, *UnitChangeForm.Meta.fields, "why", "shown")
    list_display = ("code", "takes_effect", "kind", "decision", "is_void")
    list_filter = ("kind", "takes_effect")
    search_fields = ("code", "decision", "links__old__search_key", "links__new__search_key")
    inlines = (UnitChangeLinkInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Indicator, site=site)
class IndicatorAdmin(KeptAdmin):
    form = IndicatorForm
    version = IndicatorVersion
    fixed = ("code", "measure", "counted", "basis", "part_of", "sums_its_parts")
    list_display = ("code", "name", "measure", "counted", "basis", "part_of", "order")
    list_select_related = ("part_of",)


@admin.register(Denominator, site=site)
class DenominatorAdmin(VersionedAdmin):
    form = DenominatorForm
    key_fields = DenominatorForm.key_fields
    list_display = ("unit", "basis", "year", "people", "origin", "recorded_by", "recorded_at")
    list_filter = (VersionFilter, "basis", "year", "origin")
    list_select_related = ("unit", "recorded_by")
    search_fields = ("unit__search_key",)
    autocomplete_fields = ("unit",)

    def record(self, user: User, row: Denominator) -> None:
        value = DenominatorValue(
            unit_id=row.unit_id,
            basis=row.basis,
            year=row.year,
            people=row.people,
            precision=row.precision,
            origin=row.origin,
            source=row.source,
            note=row.note,
        )
        record_denominators(user, [value])


@admin.register(ReportingRule, site=site)
class ReportingRuleAdmin(VersionedAdmin):
    form = RuleForm
    key_fields = RuleForm.key_fields
    list_display = ("unit", "begins", "counts_from", "cut_off_day", "due_day", "recorded_by")
    list_select_related = ("unit", "recorded_by")
    search_fields = ("unit__search_key",)
    autocomplete_fields = ("unit",)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """A list of codes is no filter: PostgreSQL would refuse what is no list in an address."""
        is_of_a_list = lookup.startswith(("required_codes", "exempt_codes"))
        return not is_of_a_list and super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("from the month"), ordering="from_month")
    def begins(self, rule: ReportingRule) -> str:
        return write_period(rule.from_month)

    def record(self, user: User, row: ReportingRule) -> None:
        said = {each.name: getattr(row, each.name) for each in fields(RuleValue)}
        record_rule(user, RuleValue(**said))


class AssignmentInline(admin.TabularInline):
    """Roles are given and ended, with a reason, on pages of their own."""

    model = Assignment
    fields = ("role", "unit")
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User, site=site)
class AccountAdmin(UserAdmin):
    list_display = ("username", "full_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "assignments__role")
    search_fields = ("username", "full_name", "assignments__unit__search_key")
    inlines = (AssignmentInline,)
    actions = None
    change_password_form = GivenPasswordForm
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "full_name", "email", "password")}),
        (
            _("Administration"),
            {
                "fields": ("is_active", "is_staff", "is_superuser"),
                "description": _("An administrator needs both “staff” and “superuser”."),
            },
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "full_name", "usable_password", "password1", "password2"),
            },
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What a person recorded names them; an account is made inactive."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.must_change_password = obj.has_usable_password()
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002
        """One's own is changed like everybody's, with the old one."""
        if id == str(request.user.pk):
            return redirect("change_password")
        return super().user_change_password(request, id, form_url)


site.register(Assignment, RoleAdmin)
site.register(SignInBrake, BrakeAdmin)
