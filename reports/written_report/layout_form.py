"""The form in which an office keeps the layout of what it issues."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from coverage.notation.text import nfc
from reports.models import ReportLayout

ONE_A_LINE = ("addressees", "recipients")
FIELDS = (
    "superior_body",
    "issuing_body",
    "symbol",
    "place",
    "addressees",
    "assessment_heading",
    "results_heading",
    "limits_heading",
    "tasks_heading",
    "proposals_heading",
    "recipients",
    "signing_authority",
    "signer_title",
    "signer_name",
)


class ReportLayoutForm(forms.ModelForm):
    """`shown`: when the layout on the screen was changed, so that a stale one is not saved."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ReportLayout
        fields = FIELDS
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ONE_A_LINE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            self.fields[name].widget.attrs["class"] = "form-control"
        if self.instance.changed_at is not None:
            self.fields["shown"].initial = self.instance.changed_at.isoformat()

    def clean(self) -> dict[str, Any]:
        """Texts in NFC, without signs a document cannot hold."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in FIELDS:
            text = nfc(cleaned.get(name, ""))
            if any(ord(sign) < 32 and sign not in "\r\n\t" for sign in text):
                self.add_error(name, _("The text holds a control character: type it again."))
            cleaned[name] = text
        return cleaned

    def clean_shown(self) -> datetime | None:
        try:
            return parse_datetime(self.cleaned_data["shown"])
        except ValueError as error:
            raise forms.ValidationError(_("Open the page again.")) from error

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in FIELDS}
