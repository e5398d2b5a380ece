"""The form of one conclusion of a meeting."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coverage.models import AdministrativeUnit
from coverage.notation.periods import FIRST_YEAR, LAST_YEAR
from reports.meetings.conclusion_entry import LONGEST_OFFICE, LONGEST_REMARK, ConclusionValue
from reports.models import LONGEST_CONCLUSION

TEXT_FIELD = {"class": "form-control", "autocomplete": "off"}


class ConclusionForm(forms.Form):
    """What is refused of a conclusion is said by its writer; here only what cannot be read."""

    text = forms.CharField(
        label=_("Conclusion"),
        max_length=LONGEST_CONCLUSION,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3, "lang": "vi"}),
    )
    office = forms.CharField(
        label=_("or an office, by its name"),
        required=False,
        max_length=LONGEST_OFFICE,
        widget=forms.TextInput(attrs=TEXT_FIELD),
    )
    due_on = forms.DateField(
        label=_("Due by"), help_text=_("day/month/year"), widget=forms.DateInput(attrs=TEXT_FIELD)
    )
    is_done = forms.BooleanField(
        label=_("Done"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    done_on = forms.DateField(
        label=_("Done on"),
        required=False,
        help_text=_("left blank: today"),
        widget=forms.DateInput(attrs=TEXT_FIELD),
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.TextInput(attrs=TEXT_FIELD),
    )
    # The number under which it is written, and the row that was shown; blank for a new one.
    number = forms.IntegerField(min_value=1, max_value=9_999, widget=forms.HiddenInput)
    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("text", "unit", "office", "due_on", "is_done", "done_on", "remark")

    def __init__(
        self, data: Any, units: Sequence[AdministrativeUnit], initial: dict[str, Any]
    ) -> None:
        """`units`: those that may be named as who does it."""
        super().__init__(data, initial=initial)
        named = [(str(each.pk), each.full_name) for each in units]
        self.fields["unit"] = forms.ChoiceField(
            label=_("Who does it: a unit"),
            required=False,
            choices=[("", "–"), *named],
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.order_fields(self.field_order)

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Give the day as day/month/year, such as 26/07/2023."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("done_on") and not said.get("is_done"):
            self.add_error("is_done", _("Tick this if it is done, or leave its day blank."))
        return said

    def value(self) -> ConclusionValue:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        return ConclusionValue(
            text=said["text"],
            unit_id=int(said["unit"]) if said["unit"] else None,
            office=said["office"],
            due_on=said["due_on"],
            done_on=(said["done_on"] or timezone.localdate()) if said["is_done"] else None,
            remark=said["remark"],
        )


def said_in_form(value: ConclusionValue) -> dict[str, Any]:
    """What the form of a conclusion that is written already holds at first."""
    return {
        "text": value.text,
        "unit": str(value.unit_id or ""),
        "office": value.office,
        "due_on": value.due_on,
        "is_done": value.done_on is not None,
        "done_on": value.done_on,
        "remark": value.remark,
    }
