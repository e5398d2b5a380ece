"""Administration of rows that others refer to: a correction is a new version with its reason, and
nothing is deleted."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from coverage.models import VersionOfRow
from coverage.refusals import ChangedMeanwhile
from coverage.version_entry import correct, in_force_of, record_new, said_by

OF_A_CORRECTION = ("why", "shown")


class KeptForm(forms.ModelForm):
    """Asks why, where a row that is there is corrected, and remembers which version it showed."""

    version: ClassVar[type[VersionOfRow]]
    why = forms.CharField(
        label=gettext_lazy("Why it is corrected"),
        max_length=500,
        help_text=gettext_lazy("kept with the correction, with your name and the time"),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            for name in OF_A_CORRECTION:
                self.fields.pop(name, None)
            return
        self.fields["shown"].initial = in_force_of(self.version, self.instance).pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk is not None:
            standing = in_force_of(self.version, self.instance)
            if cleaned.get("shown") != str(standing.pk):
                changed = ChangedMeanwhile(standing.recorded_by, standing.recorded_at)
                raise ValidationError(str(changed))
        return cleaned


class KeptAdmin(admin.ModelAdmin):
    """`fixed`: what no correction changes, shown and not offered."""

    version: ClassVar[type[VersionOfRow]]
    fixed: ClassVar[tuple[str, ...]] = ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def fixed_of(self, obj: Any) -> tuple[str, ...]:
        return self.fixed

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        named = super().get_fields(request, obj)
        return [name for name in named if obj is not None or name not in OF_A_CORRECTION]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        always = tuple(super().get_readonly_fields(request, obj))
        return always if obj is None else (*always, *self.fixed_of(obj))

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        user: Any = request.user
        if not change:
            record_new(user, self.version, obj)
            return
        why, shown = form.cleaned_data["why"], int(form.cleaned_data["shown"])
        correct(user, self.version, obj, why, shown, **said_by(obj, self.version))
