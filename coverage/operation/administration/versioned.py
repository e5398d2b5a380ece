"""Administration of versioned reference data: a change is a new version, nothing is deleted."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import User, Versioned
from coverage.notation.periods import FIRST_YEAR, LAST_YEAR

VERSION_FIELDS = ("recorded_at", "recorded_by", "superseded_at")


def in_force_of(row: Versioned, key_fields: tuple[str, ...]) -> Versioned | None:
    """The version in force of the thing that `row` is a version of."""
    key = {field: getattr(row, field) for field in key_fields}
    found: Versioned | None = (
        type(row)._default_manager.filter(superseded_at__isnull=True, **key).first()
    )
    return found


class VersionedForm(forms.ModelForm):
    """Adding what is there already would quietly replace it; that is what changing is for."""

    key_fields: ClassVar[tuple[str, ...]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk is None and all(field in cleaned for field in self.key_fields):
            key = {field: cleaned[field] for field in self.key_fields}
            rows = self._meta.model._default_manager.filter(superseded_at__isnull=True, **key)
            if rows.exists():
                raise ValidationError(
                    _("This is entered already. Open it in the list to change it.")
                )
        return cleaned


class YearlyForm(VersionedForm):
    """Of what is said for a year."""

    year = forms.IntegerField(
        label=capfirst(gettext_lazy("year")), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class VersionFilter(admin.SimpleListFilter):
    title = gettext_lazy("version")
    parameter_name = "version"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("replaced", _("replaced")), ("all", _("all versions"))]

    def choices(self, changelist: Any) -> Any:
        choices = super().choices(changelist)
        yield {**next(choices), "display": _("in force")}
        yield from choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(superseded_at__isnull=self.value() != "replaced")


class VersionedAdmin(admin.ModelAdmin):
    """`key_fields` say which thing a row is a version of; they are set once, when it is added."""

    key_fields: ClassVar[tuple[str, ...]]
    list_filter: ClassVar[Any] = (VersionFilter,)

    def record(self, user: User, row: Any) -> None:
        """Write the row as the version in force, through the one writer of its table."""
        raise NotImplementedError

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        in_force = obj is None or obj.superseded_at is None
        return in_force and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        said = tuple(self.form._meta.fields or ())
        if obj is None:
            return said
        values = tuple(field for field in said if field not in self.key_fields)
        return (*self.key_fields, *values, *VERSION_FIELDS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj is None else (*self.key_fields, *VERSION_FIELDS)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.record(request.user, obj)  # type: ignore[arg-type]
        recorded = in_force_of(obj, self.key_fields)
        obj.pk = recorded.pk if recorded else obj.pk

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Going on means going on with the new version: the address was that of the old one."""
        response = super().response_change(request, obj)
        return self._page_of(obj) if "_continue" in request.POST else response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A version replaced since the form was opened is not changed: the newer one is shown."""
        if request.method != "POST":
            return super().change_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self.model._default_manager.select_for_update().filter(pk=object_id).first()
            shown = self.get_object(request, object_id)
            if shown is not None and shown.superseded_at is not None:
                return self._show_the_newer(request, shown)
            return super().change_view(request, object_id, form_url, extra_context)

    def _show_the_newer(self, request: HttpRequest, shown: Versioned) -> HttpResponse:
        newer = in_force_of(shown, self.key_fields) or shown
        time = localtime(newer.recorded_at)
        messages.error(
            request,
            _(
                "%(person)s changed this at %(time)s, after you opened it. Nothing was saved; this "
                "is how it stands now."
            )
            % {"person": newer.recorded_by, "time": f"{time:%H:%M %d/%m/%Y}"},
        )
        return self._page_of(newer)

    def _page_of(self, row: Versioned) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", row.pk)
