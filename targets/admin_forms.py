"""Forms of the administration pages of documents and targets."""

from typing import Any

from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.number_fields import AsPrintedField, PeopleField
from coverage.operation.administration.kept import KeptForm
from coverage.operation.administration.versioned import YearlyForm
from targets.entry import PROMISED_FIELDS, TargetValue, is_revised
from targets.models import Assigner, AssignerVersion, Document, DocumentVersion, Target
from targets.refusals import RevisionWithoutReason
from targets.register.document_upload import CheckedFileForm, FileWithPage


class DocumentFileInput(FileWithPage, AdminFileWidget):
    """As the pages of administration show it."""


class AssignerForm(KeptForm):
    version = AssignerVersion

    class Meta:
        model = Assigner
        fields = ("name", "kind")


class DocumentForm(KeptForm, CheckedFileForm):
    version = DocumentVersion

    class Meta:
        model = Document
        fields = (
            "number",
            "title",
            "assigner",
            "binds",
            "clause",
            "issued_on",
            "effective_on",
            "adjusts",
            "file",
            "origin",
            "source",
            "note",
        )
        widgets = {"file": DocumentFileInput}


class TargetForm(YearlyForm):
    key_fields = ("document", "unit", "indicator", "year")
    percent = AsPrintedField(label=capfirst(gettext_lazy("per cent")), required=False)
    people = PeopleField(label=capfirst(gettext_lazy("people or events")), required=False)

    class Meta:
        model = Target
        fields = (
            "document",
            "unit",
            "indicator",
            "year",
            "percent_qualifier",
            "percent",
            "people_qualifier",
            "people",
            "note",
            "reason",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["reason"] = ""  # that of the version shown is not that of the next

    def clean(self) -> dict[str, Any]:
        """The database asks the same, but may also hold a target without a value: a withdrawn
        one, which is not made here."""
        cleaned = super().clean()
        if self.instance.pk and not self.errors and not cleaned.get("reason", "").strip():
            said = {name: cleaned[name] for name in PROMISED_FIELDS if name in cleaned}
            if is_revised(TargetValue(*self.instance.key, **said), self.instance):
                self.add_error("reason", str(RevisionWithoutReason(1)))
        typed = [cleaned.get("percent"), cleaned.get("people")]
        if typed == [None, None] and not {"percent", "people"} & self.errors.keys():
            raise ValidationError(_("Give the target in per cent, in people, or both."))
        return cleaned
