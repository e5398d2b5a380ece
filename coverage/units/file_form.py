"""The fields that take the text of a decision."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from coverage.document_files import checked_upload

_ACCEPTED = ".pdf,.doc,.docx"


class DecisionFileField(forms.FileField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"class": "form-control", "accept": _ACCEPTED})
        super().__init__(
            label=gettext_lazy("Text of the decision"), max_length=200, widget=widget, **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        file = super().clean(data, initial)
        return checked_upload(file) if isinstance(file, UploadedFile) else None


class ConfirmedFileForm(forms.Form):
    """Beside the confirmation of an act."""

    file = DecisionFileField(
        required=False,
        help_text=gettext_lazy(
            "PDF or Word, at most 20 MB; may be added later. Choose it again where this page comes "
            "back."
        ),
    )

    @property
    def upload(self) -> UploadedFile | None:
        """Of a valid form."""
        file: UploadedFile | None = self.cleaned_data["file"]
        return file


class FileForm(forms.Form):
    """Of an act that is recorded. `shown`: the version of the file in force when it was opened."""

    file = DecisionFileField(help_text=gettext_lazy("PDF or Word, at most 20 MB."))
    why = forms.CharField(
        label=gettext_lazy("Reason, for the history"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )
    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)
