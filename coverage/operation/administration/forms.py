"""Forms of the administration pages: what the database would refuse is said in words first."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import (
    AdministrativeUnit,
    Basis,
    Denominator,
    Indicator,
    Measure,
    ReportingRule,
    Required,
    UnitChangeLink,
    User,
)
from coverage.notation.periods import PeriodError, read_period, write_period
from coverage.number_fields import PeopleField, PercentField
from coverage.operation.administration.versioned import VersionedForm, YearlyForm

CODE_DIGITS = RegexValidator(r"\A[0-9]{2,5}\Z", gettext_lazy("A code has two to five digits."))


class UnitForm(forms.ModelForm):
    class Meta:
        model = AdministrativeUnit
        fields = (
            "level",
            "code",
            "kind",
            "name",
            "full_name",
            "parent",
            "valid_from",
            "valid_to",
            "source",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].validators.append(CODE_DIGITS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"level", "parent"} <= cleaned.keys():
            self._check_level(cleaned["level"], cleaned["parent"])
        if {"level", "code", "valid_from", "valid_to"} <= cleaned.keys():
            self._check_code(cleaned)
        return cleaned

    def _check_level(self, level: int, parent: AdministrativeUnit | None) -> None:
        if parent is not None and parent.level >= level:
            self.add_error("parent", _("The unit above it must be of a higher level."))
        if self.instance.pk and self.instance.children.filter(level__lte=level).exists():
            self.add_error("level", _("Units below it are of this level or a higher one."))

    def _check_code(self, cleaned: dict[str, Any]) -> None:
        same_time = Q(valid_to__isnull=True) | Q(valid_to__gte=cleaned["valid_from"])
        holder = (
            AdministrativeUnit.objects.filter(same_time, level=cleaned["level"])
            .filter(code=cleaned["code"], valid_from__lte=cleaned["valid_to"] or date.max)
            .exclude(pk=self.instance.pk)
            .first()
        )
        if holder is not None:
            self.add_error(
                "code",
                _("%(unit)s holds this code at that time; close it the day before.")
                % {"unit": holder},
            )


class UnitChangeLinkForm(forms.ModelForm):
    weight = PercentField(
        label=capfirst(gettext_lazy("weight")),
        required=False,
        help_text=gettext_lazy("1 is the whole unit, 0,35 a part; blank where it is not known"),
    )

    class Meta:
        model = UnitChangeLink
        fields = ("old", "new", "weight")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("old") and not cleaned.get("new"):
            raise ValidationError(_("Name the old unit, the new one, or both."))
        weight = cleaned.get("weight")
        if weight is not None and not 0 < weight <= 1:
            self.add_error("weight", _("A share lies above 0 and is at most 1."))
        return cleaned


class DenominatorForm(YearlyForm):
    key_fields = ("unit", "basis", "year")
    people = PeopleField(label=capfirst(gettext_lazy("people")))

    class Meta:
        model = Denominator
        fields = ("unit", "basis", "year", "people", "precision", "origin", "source", "note")

    def clean_basis(self) -> str:
        basis: str = self.cleaned_data["basis"]
        if basis == Basis.NONE:
            raise ValidationError(_("Choose of whom this is the number."))
        return basis


class MonthField(forms.Field):
    def to_python(self, value: str | None) -> date | None:
        if not value:
            return None
        try:
            return read_period(value)
        except PeriodError as error:
            raise ValidationError(_("Write the month as mm/yyyy, for example 06/2023.")) from error

    def prepare_value(self, value: Any) -> Any:
        return write_period(value) if isinstance(value, date) else value


class RuleForm(VersionedForm):
    key_fields = ("unit", "from_month")
    from_month = MonthField(
        label=capfirst(gettext_lazy("from the month")),
        help_text=gettext_lazy("months before it keep the rule of their time"),
    )
    required_codes = forms.MultipleChoiceField(
        label=capfirst(gettext_lazy("those required")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    exempt_codes = forms.MultipleChoiceField(
        label=capfirst(gettext_lazy("not expected")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("indicators these units do not report: no month is asked for them"),
    )

    class Meta:
        model = ReportingRule
        fields = (
            "unit",
            "from_month",
            "counts_from",
            "cut_off_day",
            "due_day",
            "requires",
            "required_codes",
            "exempt_codes",
            "source",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicators = list(Indicator.objects.order_by("order"))
        stocks = [each for each in indicators if each.measure == Measure.STOCK]
        for field, offered in (("required_codes", stocks), ("exempt_codes", indicators)):
            choices = self.fields.get(field)
            if isinstance(choices, forms.MultipleChoiceField):
                choices.choices = [(each.code, each.label) for each in offered]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_listed = cleaned.get("requires") == Required.LISTED
        if is_listed and not cleaned.get("required_codes"):
            self.add_error("required_codes", _("Choose at least one, or say that none is."))
        if not is_listed and cleaned.get("required_codes"):
            self.add_error("required_codes", _("Say above that those chosen here are required."))
        return cleaned


class GivenPasswordForm(AdminPasswordChangeForm):
    """The administrator knows it: its owner chooses another one before anything else."""

    def set_password_and_save(self, user: User, *args: Any, **kwargs: Any) -> User:
        user.must_change_password = self.cleaned_data["set_usable_password"]
        saved: User = super().set_password_and_save(user, *args, **kwargs)  # type: ignore[misc]
        return saved
