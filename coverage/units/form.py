"""The form in which an approver says what a decision brings about; one for each sort of act."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.access import may_change_units, unit_over
from coverage.models import AdministrativeUnit, User
from coverage.notation.periods import (
    PeriodError,
    add_months,
    month_of,
    read_period,
    write_date,
    write_period,
)
from coverage.refusals import names_of
from coverage.units.decision_line import DecisionSaid
from coverage.units.draft import ActSort, Change, Decided, Part
from coverage.units.new_unit_form import NewUnitForm, NewUnitForms, code_error

_REASON_LENGTH = 500


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return unit_label(obj)


class UnitsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return unit_label(obj)


def unit_label(unit: AdministrativeUnit) -> str:
    return f"{unit.full_name} ({unit.code})"


def no_right_text(user: User, *above: AdministrativeUnit) -> str:
    """That the user may not record acts between units below these, and who may; "" where they
    may."""
    if may_change_units(user, above):
        return ""
    said = {"units": names_of(above), "above": unit_over(above) or "–"}
    return (
        _(
            "You record no acts for both sides, %(units)s. Who approves over both, at %(above)s, "
            "may record this one."
        )
        % said
    )


class FirstMonthField(forms.CharField):
    """A month as 07/2023; blank is None."""

    def clean(self, value: Any) -> date | None:
        text = str(super().clean(value))
        try:
            return read_period(text) if text else None
        except PeriodError as error:
            raise ValidationError(
                _("“%(text)s” is not a month: write it as 07/2023.") % {"text": text}
            ) from error


class DecisionForm(forms.Form):
    """What every decision says of itself, and from when it works."""

    number = forms.CharField(
        label=gettext_lazy("Resolution or decision no."),
        max_length=60,
        help_text=gettext_lazy("for instance 1687/NQ-UBTVQH15"),
    )
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=100)
    issued_on = forms.DateField(
        label=gettext_lazy("Issued on"), help_text=gettext_lazy("dd/mm/yyyy")
    )
    takes_effect = forms.DateField(
        label=gettext_lazy("Date of effect"), help_text=gettext_lazy("dd/mm/yyyy")
    )
    first_month = FirstMonthField(
        label=gettext_lazy("Counted from the month"),
        required=False,
        help_text=gettext_lazy(
            "blank: the month of the date of effect where that is the 1st, else the next; later "
            "where months have been handed in already, as decisions arrive late"
        ),
    )
    why = forms.CharField(
        label=gettext_lazy("Reason, for the history"),
        max_length=_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = css

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, month = cleaned.get("takes_effect"), cleaned.get("first_month")
        if day is None or "first_month" in self.errors:
            return cleaned
        earliest = day if day.day == 1 else add_months(month_of(day), 1)
        if month is not None and month < earliest:
            said = {"month": write_period(earliest), "day": write_date(day)}
            self.add_error(
                "first_month",
                _("An act of %(day)s works from month %(month)s on at the earliest.") % said,
            )
        cleaned["first_month"] = month or earliest
        return cleaned

    @property
    def decision(self) -> str:
        """As a line: number, day, issuer."""
        said = self.cleaned_data
        return DecisionSaid(said["number"], said["issued_on"], said["issuer"]).line

    def decided(self, changes: Sequence[Change], parts: Sequence[Part] = ()) -> Decided:
        said = self.cleaned_data
        return Decided(
            changes, said["takes_effect"], said["first_month"], self.decision, said["why"], parts
        )


class ActForm(DecisionForm):
    """Of one act, with the forms of the units that it opens (`news`)."""

    olds: forms.Field = UnitsChoice(
        AdministrativeUnit.objects.none(),
        label=gettext_lazy("Units that end"),
        widget=forms.CheckboxSelectMultiple,
    )
    above = UnitChoice(AdministrativeUnit.objects.none(), label=gettext_lazy("New unit above"))

    field_order = ("olds", "above")

    def __init__(
        self,
        user: User,
        sort: ActSort,
        unit: AdministrativeUnit,
        data: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """`unit`: below which it happens."""
        super().__init__(data, **kwargs)
        self.user, self.sort, self.unit = user, sort, unit
        self.standing = list(unit.children.filter(valid_to__isnull=True).order_by("sort_key"))
        if not sort.ends_several:
            old = UnitChoice(
                AdministrativeUnit.objects.none(),
                label=capfirst(_("unit")),
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields["olds"] = old
            self.order_fields(self.field_order)
        # Those that have ended are understood too: it is then said when they did.
        self.fields["olds"].queryset = unit.children.all()  # type: ignore[attr-defined]
        choices = [(str(each.pk), unit_label(each)) for each in self.standing]
        if not sort.ends_several:
            choices.insert(0, ("", "–"))
        self.fields["olds"].choices = choices  # type: ignore[attr-defined]
        self._offer_above()
        level = self.standing[0].level if self.standing else unit.level + 1
        self.news = NewUnitForms(sort, level, data)

    def _offer_above(self) -> None:
        if self.sort != ActSort.TRANSFER:
            del self.fields["above"]
            return
        beside = AdministrativeUnit.objects.filter(level=self.unit.level, valid_to__isnull=True)
        offered = beside.exclude(pk=self.unit.pk).order_by("sort_key")
        self.fields["above"].queryset = offered  # type: ignore[attr-defined]

    def clean_above(self) -> AdministrativeUnit:
        above: AdministrativeUnit = self.cleaned_data["above"]
        if why := no_right_text(self.user, self.unit, above):
            raise ValidationError(why)
        return above

    def is_valid(self) -> bool:
        mine, theirs = super().is_valid(), self.news.is_valid()
        if mine and theirs:
            self._check_together()
        return mine and theirs and not self.errors and not self.news.errors

    def _check_together(self) -> None:
        olds = self.chosen
        if self.sort.ends_several and len(olds) < 2:
            self.add_error("olds", _("Choose at least two units: one alone is not merged."))
        filled = self.news.filled
        if self.sort.opens_several and len(filled) < 2:
            self.add_error(None, _("Say of at least two units what the unit is split into."))
        if not self.sort.opens_several and not filled:
            self.news.forms[0].add_error("name", _("Say what the new unit is called."))
        if self.sort in (ActSort.RENAME, ActSort.RECLASSIFY) and filled:
            self._check_something_changes(filled[0], olds[0])
        for each in filled:
            if (error := code_error(each, self.sort, olds)) is not None:
                each.add_error("code", error)

    def _check_something_changes(self, form: NewUnitForm, old: AdministrativeUnit) -> None:
        said = form.cleaned_data
        kind, name = said.get("kind") or old.kind, said.get("name") or old.name
        if (kind, name) == (old.kind, old.name):
            where = "name" if self.sort == ActSort.RENAME else "kind"
            form.add_error(where, _("%(unit)s is called so already.") % {"unit": old})

    @property
    def chosen(self) -> list[AdministrativeUnit]:
        said = self.cleaned_data["olds"]
        return [said] if isinstance(said, AdministrativeUnit) else list(said.order_by("sort_key"))

    def act(self) -> Decided:
        """What a valid form says."""
        olds = self.chosen
        news = [each.new_unit(self.sort, olds) for each in self.news.filled]
        above = self.cleaned_data.get("above") or self.unit
        return self.decided([Change(self.sort.change_kind, olds, news, above)])
