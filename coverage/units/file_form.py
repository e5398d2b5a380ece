"""The fields that take the text of a decision."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.document_files import checked_upload
from coverage.requests import SignedInRequest
from coverage.units.waiting_files import WaitingFile, put_aside, waiting

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
        help_text=gettext_lazy("PDF or Word, at most 20 MB; may be added later."),
    )


@dataclass(frozen=True, slots=True)
class SentText:
    """The text of a decision that came with a step, or with one before it; `waiting` None: none
    has come."""

    form: ConfirmedFileForm
    waiting: WaitingFile | None

    @classmethod
    def of(cls, request: SignedInRequest, *, has_form: bool = True) -> "SentText":
        """Call it once a request: what was sent is put aside. Not `has_form`: what was sent is
        another file."""
        sent = request.FILES.get("file")
        name = (sent.name or "") if sent else ""
        form = ConfirmedFileForm(*((request.POST, request.FILES) if has_form else ()))
        file: UploadedFile | None = form.cleaned_data["file"] if form.is_valid() else None
        if file is not None:
            return cls(form, put_aside(request.user, file, name))
        mark = request.POST.get("waiting", "")
        found = waiting(request.user, mark)
        if mark and found is None and form.is_valid():
            form.add_error("file", _("The file that waited is gone: choose it again."))
        return cls(form, found)

    @property
    def is_understood(self) -> bool:
        return not self.form.errors


class FileForm(forms.Form):
    """Of an act that is recorded. `shown`: the version of the file in force when it was opened."""

    file = DecisionFileField(help_text=gettext_lazy("PDF or Word, at most 20 MB."))
    why = forms.CharField(
        label=gettext_lazy("Reason, for the history"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )
    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)
