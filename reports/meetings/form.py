"""The form in which a meeting is named before its data are frozen."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coverage.notation.periods import FIRST_YEAR, LAST_YEAR
from coverage.notation.text import nfc
from coverage.refusals import NotShown


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

    # When the page was opened, by the database's clock.
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def named(self) -> dict[str, Any]:
        """Title and day of the meeting, once they are valid."""
        return {name: self.cleaned_data[name] for name in ("title", "held_on")}

    def is_named_wrongly(self) -> bool:
        return bool({"title", "held_on"} & set(self.errors))

    def shown_at_moment(self) -> datetime:
        """Raises NotShown."""
        try:
            moment = datetime.fromisoformat(self.cleaned_data["shown_at"])
        except ValueError as error:
            raise NotShown from error
        if moment.tzinfo is None:
            raise NotShown
        return moment

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
