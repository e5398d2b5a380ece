"""Administration of assigners, documents and their targets."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import User
from coverage.operation.administration.kept import KeptAdmin
from coverage.operation.administration.site import site
from coverage.operation.administration.versioned import VersionedAdmin, VersionFilter
from targets.admin_forms import AssignerForm, DocumentForm, TargetForm
from targets.entry import TargetValue, record_targets
from targets.models import Assigner, AssignerVersion, Document, DocumentVersion, Target


@admin.register(Assigner, site=site)
class AssignerAdmin(KeptAdmin):
    form = AssignerForm
    version = AssignerVersion
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)

    def fixed_of(self, obj: Assigner) -> tuple[str, ...]:
        return ("kind",) if obj.documents.exists() else ()


@admin.register(Document, site=site)
class DocumentAdmin(KeptAdmin):
    form = DocumentForm
    version = DocumentVersion
    list_display = ("__str__", "title", "assigner", "binds", "effective_on", "origin")
    list_filter = ("assigner__kind", "origin", "effective_on")
    list_select_related = ("assigner", "binds")
    search_fields = ("number", "title", "binds__search_key")
    autocomplete_fields = ("assigner", "binds", "adjusts")
    readonly_fields = ("its_targets",)

    def fixed_of(self, obj: Document) -> tuple[str, ...]:
        return ("assigner", "binds", "adjusts") if obj.targets.exists() else ()

    @admin.display(description=gettext_lazy("targets"))
    def its_targets(self, document: Document) -> SafeString | str:
        if document._state.adding:
            return _("Save the document first, then add its targets.")
        return format_html(
            '<a href="{}?document__id__exact={}">{}</a> · <a href="{}?document={}">{}</a>',
            reverse("admin:targets_target_changelist"),
            document.pk,
            _("Show its targets"),
            reverse("admin:targets_target_add"),
            document.pk,
            _("Add a target"),
        )


@admin.register(Target, site=site)
class TargetAdmin(VersionedAdmin):
    form = TargetForm
    key_fields = TargetForm.key_fields
    list_display = (
        "unit",
        "indicator",
        "year",
        "percent",
        "people",
        "is_withdrawn",
        "document",
        "recorded_by",
        "recorded_at",
    )
    list_filter = (VersionFilter, "year", "indicator", "document__assigner")
    list_select_related = ("unit", "indicator", "document", "recorded_by")
    search_fields = ("unit__search_key", "document__number", "document__title")
    autocomplete_fields = ("document", "unit")

    def get_fields(self, request: HttpRequest, obj: Target | None = None) -> tuple[str, ...]:
        """A first entry revises nothing."""
        fields = super().get_fields(request, obj)
        return tuple(name for name in fields if obj is not None or name != "reason")

    def record(self, user: User, row: Target) -> None:
        value = TargetValue(
            document_id=row.document_id,
            unit_id=row.unit_id,
            indicator_id=row.indicator_id,
            year=row.year,
            percent=row.percent,
            percent_qualifier=row.percent_qualifier,
            people=row.people,
            people_qualifier=row.people_qualifier,
            note=row.note,
        )
        record_targets(user, [value], reason=row.reason)
