"""The form in which a reader supposes: a line a unit, and the denominator of the whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from coverage.notation.numbers import write_people
from coverage.notation.text import nfc
from coverage.number_fields import PeopleField
from reports.figures.standing import Row
from reports.models import Scenario
from targets.what_if import Change

LONGEST_NAME = 120
NO_FIGURE = _("This unit has no figure in this month, so nothing can be supposed of it yet.")


class WhatIfForm(forms.Form):
    """Of each unit either `added` people or `people` in all; blank is no change. More than nobody
    knows how many is no number: the denominators of the sum lack such a unit too."""

    denominator = PeopleField(required=False, label=_("Denominator of the whole"))
    name = forms.CharField(
        required=False, max_length=LONGEST_NAME, strip=True, label=_("Name of the scenario")
    )

    def __init__(self, rows: Sequence[Row], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            for kind, label in (("added", _("Add people")), ("people", _("Or people in all"))):
                field = PeopleField(required=False, label=f"{label}: {row.unit.full_name}")
                self.fields[f"{kind}-{row.unit.pk}"] = field
        for name, each in self.fields.items():
            looks = "form-control" if name == "name" else "form-control form-control-sm num"
            each.widget.attrs |= {"class": looks, "autocomplete": "off"}
            if "-" in name:
                each.widget.attrs |= {"aria-label": each.label, "inputmode": "numeric"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for row in self.rows:
            added, people = (cleaned.get(f"{kind}-{row.unit.pk}") for kind in ("added", "people"))
            if added is not None and people is not None:
                self.add_error(f"people-{row.unit.pk}", _("Fill in one of the two, not both."))
            elif row.value.people is None and (added, people) != (None, None):
                kind = "people" if added is None else "added"
                self.add_error(f"{kind}-{row.unit.pk}", NO_FIGURE)
        return cleaned

    def clean_denominator(self) -> int | None:
        denominator: int | None = self.cleaned_data["denominator"]
        if denominator == 0:
            raise forms.ValidationError(_("A denominator must be above zero."))
        return denominator

    def clean_name(self) -> str:
        name = nfc(self.cleaned_data["name"])
        if any(ord(sign) < ord(" ") for sign in name):
            raise forms.ValidationError(_("The text holds a control character: type it again."))
        self.fields["name"].run_validators(name)  # putting marks together may lengthen a text
        return name

    def has_numbers(self) -> bool:
        """Whether all numbers could be read; the name may be wrong still."""
        return not self.errors.keys() - {"name", NON_FIELD_ERRORS}

    @property
    def whole_denominator(self) -> int | None:
        """What is supposed of the whole's; None where it stays."""
        found: int | None = self.cleaned_data["denominator"]
        return found

    @property
    def changes(self) -> dict[int, Change]:
        """unit id -> what is supposed of it, where the form has its numbers."""
        found: dict[int, Change] = {}
        for row in self.rows:
            added, people = (
                self.cleaned_data[f"{kind}-{row.unit.pk}"] for kind in ("added", "people")
            )
            if added is not None or people is not None:
                found[row.unit.pk] = Change(added, people)
        return found

    def fields_of(self, row: Row) -> tuple[BoundField, BoundField]:
        return self[f"added-{row.unit.pk}"], self[f"people-{row.unit.pk}"]


def typed_in(scenario: Scenario) -> dict[str, str]:
    """A saved scenario as it would be typed."""
    typed = {"name": scenario.name, "denominator": write_people(scenario.denominator)}
    for change in scenario.changes.all():
        typed[f"added-{change.unit_id}"] = write_people(change.added)
        typed[f"people-{change.unit_id}"] = write_people(change.people)
    return typed
