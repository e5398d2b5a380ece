"""The field that takes the text of a document, the same on every page that has one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from coverage.document_files import checked_upload


@dataclass(frozen=True)
class Download:
    url: str
    name: str

    def __str__(self) -> str:
        return self.name


class FileWithPage(forms.ClearableFileInput):
    """Links to the page that checks who may read the file; the folder itself is not served."""

    download_url = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if context["widget"]["value"]:
            context["widget"]["value"] = Download(self.download_url, str(value))
        return context


class CheckedFileForm(forms.ModelForm):
    """A form with a `file` whose widget is a FileWithPage."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "file" in self.fields:
            url = reverse("document_file", args=[self.instance.pk])
            self.fields["file"].widget.download_url = url

    def clean_file(self) -> Any:
        """A new file under a name of our own; one kept, or False for one taken off, as it is."""
        file = self.cleaned_data["file"]
        return checked_upload(file) if isinstance(file, UploadedFile) else file
