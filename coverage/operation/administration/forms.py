"""Forms of the administration pages: what the database would refuse is said in words first."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import (
    AdministrativeUnit,
    Assignment,
    Basis,
    Denominator,
    Indicator,
    IndicatorVersion,
    Measure,
    ReportingRule,
    Required,
    UnitChange,
    UnitChangeVersion,
    UnitVersion,
    User,
)
from coverage.notation.periods import PeriodError, read_period, write_period
from coverage.number_fields import PeopleField
from coverage.operation.administration.kept import KeptForm
from coverage.operation.administration.versioned import VersionedForm, YearlyForm
from coverage.rule_entry import MonthsJudgedAlready, check_nothing_judged


class UnitForm(KeptForm):
    """What a unit is called; where it stands and from when to when changes by an act."""

    version = UnitVersion

    class Meta:
        model = AdministrativeUnit
        fields = ("name", "full_name", "source")


class UnitChangeForm(KeptForm):
    """What is said of a decision; which units it changed is the act itself."""

    version = UnitChangeVersion

    class Meta:
        model = UnitChange
        fields = ("decision", "source")


class IndicatorForm(KeptForm):
    version = IndicatorVersion

    class Meta:
        model = Indicator
        fields = (
            "code",
            "name",
            "name_en",
            "short_name",
            "measure",
            "counted",
            "basis",
            "part_of",
            "sums_its_parts",
            "order",
            "definition",
            "source",
        )


class AssignmentForm(forms.ModelForm):
    """Gives a role; one that is held is only ended here. Both say why."""

    ends = forms.BooleanField(label=gettext_lazy("The person does not hold this role any more"))
    why = forms.CharField(
        label=gettext_lazy("Why it is given or ended"),
        max_length=500,
        help_text=gettext_lazy("kept with it, with your name and the time"),
    )

    class Meta:
        model = Assignment
        fields = ("user", "unit", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields.pop("ends", None)


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
        self._check_nothing_judged(cleaned)
        is_listed = cleaned.get("requires") == Required.LISTED
        if is_listed and not cleaned.get("required_codes"):
            self.add_error("required_codes", _("Choose at least one, or say that none is."))
        if not is_listed and cleaned.get("required_codes"):
            self.add_error("required_codes", _("Say above that those chosen here are required."))
        return cleaned

    def _check_nothing_judged(self, cleaned: dict[str, Any]) -> None:
        """Unit and month of a rule that is changed are those it was added with."""
        is_new = self.instance.pk is None
        unit = cleaned.get("unit") if is_new else self.instance.unit
        from_month = cleaned.get("from_month") if is_new else self.instance.from_month
        if unit is None or from_month is None:
            return
        try:
            check_nothing_judged(unit.pk, from_month)
        except MonthsJudgedAlready as refused:
            self.add_error("from_month" if is_new else None, str(refused))


class GivenPasswordForm(AdminPasswordChangeForm):
    """The administrator knows it: its owner chooses another one before anything else."""

    def set_password_and_save(self, user: User, *args: Any, **kwargs: Any) -> User:
        user.must_change_password = self.cleaned_data["set_usable_password"]
        saved: User = super().set_password_and_save(user, *args, **kwargs)  # type: ignore[misc]
        return saved
