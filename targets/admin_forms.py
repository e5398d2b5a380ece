"""Forms of the administration pages of documents and targets."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.administration.versioned import VersionedForm
from coverage.number_fields import PeopleField, PercentField
from targets.document_files import MAX_BYTES, file_kind, is_named_as, name_of_our_own
from targets.models import Document, Target


@dataclass(frozen=True)
class Download:
    url: str
    name: str

    def __str__(self) -> str:
        return self.name


class DocumentFileInput(AdminFileWidget):
    """Links to the page that checks who may read the file; the folder itself is not served."""

    download_url = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if context["widget"]["value"]:
            context["widget"]["value"] = Download(self.download_url, str(value))
        return context


class DocumentForm(forms.ModelForm):
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            url = reverse("document_file", args=[self.instance.pk])
            self.fields["file"].widget.download_url = url

    def clean_file(self) -> Any:
        """A new file under a name of our own; one kept, or False for one taken off, as it is."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("The file is larger than 20 MB."))
        kind = file_kind(file)  # type: ignore[arg-type]
        if kind is None or not is_named_as(kind, file.name or ""):
            raise ValidationError(
                _("The file is not what its name says: only PDF and Word documents are taken.")
            )
        file.name = name_of_our_own(kind)
        return file


class TargetForm(VersionedForm):
    key_fields = ("document", "unit", "indicator", "year")
    percent = PercentField(label=capfirst(gettext_lazy("per cent")), required=False)
    people = PeopleField(label=capfirst(gettext_lazy("people or events")), required=False)

    class Meta:
        model = Target
        fields = (
            "document",
            "unit",
            "indicator",
            "year",
            "percent",
            "people",
            "qualifier",
            "note",
        )
