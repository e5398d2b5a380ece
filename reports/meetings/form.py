"""The form in which a meeting is named before its data are frozen."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coverage.notation.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    from_slug,
    to_slug,
    write_period,
)
from coverage.notation.text import nfc
from coverage.refusals import NotShown
from reports.figures.shown_month import ShownMonth


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

    def __init__(self, data: Any, month: ShownMonth) -> None:
        """`month`: those that are offered, and the one that is chosen first."""
        super().__init__(data, initial={"month": to_slug(month.period)})
        self.fields["month"] = forms.ChoiceField(
            label=_("Month it is about"),
            required=False,
            choices=_choices(month.choices),
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    def named(self) -> dict[str, Any]:
        """Title, day and month of the meeting, once they are valid; month None: not said."""
        named = {name: self.cleaned_data[name] for name in ("title", "held_on")}
        slug = self.cleaned_data["month"]
        return named | {"period": from_slug(slug) if slug else None}

    def is_named_wrongly(self) -> bool:
        return bool({"title", "held_on", "month"} & set(self.errors))

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


def _choices(periods: Sequence[date]) -> list[tuple[str, str]]:
    return [(to_slug(each), write_period(each)) for each in periods]
