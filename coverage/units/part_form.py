"""The form in which an approver says which part of a unit goes to another; both go on."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, User
from coverage.units.draft import ActSort, Decided, Part
from coverage.units.form import DecisionForm, UnitChoice, no_right_text, unit_label
from coverage.units.new_unit_form import CODE_DIGITS
from coverage.units.share import PartField


class PartForm(DecisionForm):
    """`unit`: below which the giver lies. The receiver lies there too, or is named by its code."""

    giver = UnitChoice(
        AdministrativeUnit.objects.none(), label=gettext_lazy("Unit that gives a part")
    )
    receiver = UnitChoice(
        AdministrativeUnit.objects.none(),
        label=gettext_lazy("Unit that receives it"),
        required=False,
    )
    elsewhere = forms.CharField(
        label=gettext_lazy("or, where it lies below another unit: its official code"),
        max_length=5,
        required=False,
    )
    share = PartField(
        label=gettext_lazy("Share of the giver’s people"),
        help_text=gettext_lazy("in per cent (37,5) or as a fraction of people (1.250/8.400)"),
    )

    field_order = ("giver", "receiver", "elsewhere", "share")
    sort = ActSort.PART

    def __init__(
        self,
        user: User,
        unit: AdministrativeUnit,
        data: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        asked = kwargs.get("initial", {}).get("olds", [])
        super().__init__(data, **kwargs | {"initial": {"giver": asked[0] if asked else None}})
        self.user, self.unit = user, unit
        standing = list(unit.children.filter(valid_to__isnull=True).order_by("sort_key"))
        self.level = standing[0].level if standing else unit.level + 1
        choices = [("", "–"), *((str(each.pk), unit_label(each)) for each in standing)]
        for name in ("giver", "receiver"):
            # Those that have ended are understood too: it is then said when they did.
            self.fields[name].queryset = unit.children.all()  # type: ignore[attr-defined]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_elsewhere(self) -> AdministrativeUnit | None:
        code = str(self.cleaned_data["elsewhere"]).strip()
        if not code:
            return None
        if not re.fullmatch("[0-9]+", code):
            raise ValidationError(_("A code here has %(digits)s digits.") % self._digits)
        found = AdministrativeUnit.objects.filter(code=code, valid_to__isnull=True)
        mine = found.filter(level=self.level).select_related("parent").first()
        if mine is not None:
            return mine
        if other := found.first():
            said = {"unit": unit_label(other)}
            raise ValidationError(_("%(unit)s is of another level: it receives no part.") % said)
        raise ValidationError(_("No unit that stands now has the code %(code)s.") % {"code": code})

    @property
    def _digits(self) -> dict[str, int]:
        return {"digits": CODE_DIGITS.get(self.level, 5)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        receiver, elsewhere = cleaned.get("receiver"), cleaned.get("elsewhere")
        if receiver and elsewhere:
            self.add_error("elsewhere", _("Choose a unit from the list or write a code, not both."))
        elif not (receiver or elsewhere or {"receiver", "elsewhere"} & self.errors.keys()):
            self.add_error("receiver", _("Say which unit receives the part."))
        elif (receiver or elsewhere) and (receiver or elsewhere) == cleaned.get("giver"):
            self.add_error(
                "receiver" if receiver else "elsewhere", _("A unit gives no part to itself.")
            )
        elif elsewhere and (why := no_right_text(self.user, self.unit, elsewhere.parent)):
            self.add_error("elsewhere", why)
        return cleaned

    def act(self) -> Decided:
        """What a valid form says."""
        said = self.cleaned_data
        receiver = said["receiver"] or said["elsewhere"]
        return self.decided([], [Part(said["giver"], receiver, said["share"])])
