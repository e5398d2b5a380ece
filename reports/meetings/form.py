"""The form in which a meeting is named before its data are frozen."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from coverage.notation.periods import FIRST_YEAR, LAST_YEAR
from coverage.notation.text import nfc


class MeetingForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the meeting"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    held_on = forms.DateField(
        label=_("Held on"),
        help_text=_("day/month/year"),
        widget=forms.DateInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def clean_title(self) -> str:
        title = nfc(self.cleaned_data["title"])
        if any(ord(sign) < 32 for sign in title):
            raise forms.ValidationError(_("The text holds a control character: type it again."))
        return title

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Give the day as day/month/year, such as 26/07/2023."))
        return day
