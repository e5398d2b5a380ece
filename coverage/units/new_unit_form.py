"""The lines of a form that say which units an act opens."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, Kind, Level
from coverage.notation.unit_names import bare_name
from coverage.number_fields import PercentField
from coverage.units.draft import ActSort, NewUnit

KINDS_OF_LEVEL: Mapping[int, Sequence[Kind]] = {
    Level.PROVINCE: (Kind.PROVINCE, Kind.CENTRAL_CITY),
    Level.DISTRICT: (Kind.URBAN_DISTRICT, Kind.RURAL_DISTRICT, Kind.TOWN, Kind.PROVINCIAL_CITY),
    Level.COMMUNE: (Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP, Kind.SPECIAL_ZONE),
}
CODE_DIGITS: Mapping[int, int] = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
_FIRST_LINES, _MOST_LINES = 3, 12


class NewUnitForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=100, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    code = forms.CharField(label=gettext_lazy("Official code"), max_length=5, required=False)
    share = PercentField(label=gettext_lazy("Share (%)"), required=False)

    def __init__(self, sort: ActSort, level: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level = level
        kinds = KINDS_OF_LEVEL.get(level, ())
        self.fields["kind"].choices = [(each.value, each.label) for each in kinds]  # type: ignore[attr-defined]
        left_out = {
            ActSort.MERGE: ("share",),
            ActSort.SPLIT: (),
            ActSort.TRANSFER: ("name", "kind", "share"),
            ActSort.RENAME: ("kind", "share"),
            ActSort.RECLASSIFY: ("name", "share"),
        }[sort]
        for name in left_out:
            del self.fields[name]
        self.fields["code"].help_text = code_help(sort, CODE_DIGITS.get(level, 5))
        for field in self.fields.values():
            is_list = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if is_list else "form-control"

    def clean_name(self) -> str:
        return bare_name(self.cleaned_data["name"])

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        digits = CODE_DIGITS.get(self.level, 5)
        if code and not re.fullmatch(f"[0-9]{{{digits}}}", code):
            raise ValidationError(_("A code here has %(digits)s digits.") % {"digits": digits})
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "share" in self.fields and cleaned.get("name") and "share" not in self.errors:
            share = cleaned.get("share")
            if share is None or not 0 < share <= 100:
                self.add_error("share", _("Say which share of the unit goes here, above 0 %."))
        return cleaned

    def new_unit(self, sort: ActSort, olds: Sequence[AdministrativeUnit]) -> NewUnit:
        said = self.cleaned_data
        first = olds[0]
        kind, name = said.get("kind") or first.kind, said.get("name") or first.name
        share = said["share"] / 100 if sort.opens_several else Decimal(1)
        code = said["code"] or kept_code(kind, name, sort, olds)
        return NewUnit(code, kind, name, {unit.pk: share for unit in olds})


class NewUnitForms:
    """As many lines as the sort of act asks for; blank ones of a split are left out."""

    def __init__(self, sort: ActSort, level: int, data: Mapping[str, Any] | None) -> None:
        lines = _lines(data) if sort.opens_several else 1
        self.forms = [NewUnitForm(sort, level, data, prefix=f"new{at}") for at in range(lines)]

    def is_valid(self) -> bool:
        return not [each for each in self.forms if not each.is_valid()]

    def forget_errors(self) -> None:
        """More lines are asked for: what is blank yet is no mistake."""
        for each in self.forms:
            each.full_clean()
            each.errors.clear()

    @property
    def errors(self) -> bool:
        return any(each.errors for each in self.forms)

    @property
    def filled(self) -> list[NewUnitForm]:
        """Those that say a name; where none is asked for, all."""
        asked = [each for each in self.forms if "name" in each.fields]
        return [each for each in asked if each.cleaned_data.get("name")] if asked else self.forms


def _lines(data: Mapping[str, Any] | None) -> int:
    text = str((data or {}).get("lines", ""))
    lines = int(text) if re.fullmatch("[0-9]{1,2}", text) else _FIRST_LINES
    more = _FIRST_LINES if (data or {}).get("action") == "more" else 0
    return min(max(lines, 1) + more, _MOST_LINES)


def code_help(sort: ActSort, digits: int) -> str:
    if sort in (ActSort.MERGE, ActSort.SPLIT):
        return _(
            "%(digits)s digits; blank where a unit that ends has this name and its code is kept"
        ) % {"digits": digits}
    return _("%(digits)s digits; blank where the code is kept") % {"digits": digits}


def kept_code(kind: str, name: str, sort: ActSort, olds: Sequence[AdministrativeUnit]) -> str:
    """The code of the unit that ends whose name the new one keeps; "" where there is none."""
    if sort not in (ActSort.MERGE, ActSort.SPLIT):
        return olds[0].code
    same = [unit for unit in olds if unit.name == name]
    of_kind = [unit for unit in same if unit.kind == kind] or same
    return of_kind[0].code if len(of_kind) == 1 else ""


def code_error(form: NewUnitForm, sort: ActSort, olds: Sequence[AdministrativeUnit]) -> str | None:
    """Why the new unit has no code yet."""
    said = form.cleaned_data
    name = said.get("name") or olds[0].name
    if said["code"] or kept_code(said.get("kind", ""), name, sort, olds):
        return None
    return _("No unit that ends is called so: say the code of the new unit.")
