"""The particulars of a document, as those enter them who approve for the unit it binds."""

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.forms.models import model_to_dict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, Origin, User
from coverage.models.units import UnitQuerySet
from coverage.notation.periods import FIRST_YEAR, LAST_YEAR, write_date
from coverage.version_entry import correct, in_force_of, record_new, said_by
from targets.access import registrable_units
from targets.models import (
    Assigner,
    AssignerKind,
    AssignerVersion,
    Document,
    DocumentVersion,
)
from targets.register.document_upload import CheckedFileForm, FileWithPage
from targets.register.query import readable_documents

# A document that has set targets says with these whose promise they are, and from when: an
# earlier page would say something else. The database holds all but the day (migration 0007), which
# is corrected on the pages of administration.
FIXED_ONCE_IT_HAS_TARGETS = ("assigner", "binds", "adjusts", "effective_on")


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        until = f" (→ {write_date(obj.valid_to)})" if obj.valid_to else ""
        return f"{obj.full_name}{until}"


class DocumentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        name = f"{obj.number} – {obj.title}" if obj.number else obj.title
        return f"{name[:90]} ({write_date(obj.effective_on)})"


class RegisterForm(CheckedFileForm):
    binds = UnitChoice(
        AdministrativeUnit.objects.none(), label=capfirst(gettext_lazy("unit it binds"))
    )
    assigner = forms.ModelChoiceField(
        Assigner.objects.none(),
        label=capfirst(gettext_lazy("assigner")),
        required=False,
        empty_label=gettext_lazy("– not in the list: write it below –"),
    )
    new_assigner = forms.CharField(
        label=gettext_lazy("Another assigner"), max_length=150, required=False
    )
    new_assigner_kind = forms.TypedChoiceField(
        label=gettext_lazy("Kind of the other assigner"),
        choices=[("", "–"), *AssignerKind.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    adjusts = DocumentChoice(
        Document.objects.none(),
        label=gettext_lazy("Amends or replaces"),
        required=False,
        empty_label=gettext_lazy("– no document –"),
    )
    why = forms.CharField(
        label=gettext_lazy("Why it is changed"),
        max_length=500,
        help_text=gettext_lazy("kept with the change, with your name and the time"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Document
        fields = (
            "number",
            "title",
            "binds",
            "assigner",
            "new_assigner",
            "new_assigner_kind",
            "issued_on",
            "effective_on",
            "clause",
            "adjusts",
            "file",
            "source",
            "note",
            "why",
        )
        widgets = {"file": FileWithPage, "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.pk is not None
        self.has_targets = known and self.instance.targets.exists()
        self._offer(user)
        for name in ("issued_on", "effective_on"):
            self.fields[name].help_text = _("dd/mm/yyyy")
        if self.has_targets:
            for name in FIXED_ONCE_IT_HAS_TARGETS:
                self.fields[name].disabled = True
            del self.fields["new_assigner"], self.fields["new_assigner_kind"]
        if not known:
            del self.fields["why"]
        self.fields["seen"].initial = particulars_mark(self.instance) if known else ""
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    def _offer(self, user: User) -> None:
        units = _bindable_units(user)
        documents = readable_documents(user)
        self.fields["assigner"].queryset = _known_assigners(documents)  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            own = AdministrativeUnit.objects.filter(pk=self.instance.binds_id)
            units = units | own
            documents = documents.exclude(pk=self.instance.pk)
        self.fields["binds"].queryset = units  # type: ignore[attr-defined]
        self.fields["adjusts"].queryset = documents  # type: ignore[attr-defined]

    def clean_issued_on(self) -> date | None:
        return _sane(self.cleaned_data["issued_on"])

    def clean_effective_on(self) -> date | None:
        return _sane(self.cleaned_data["effective_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk and cleaned.get("seen") != particulars_mark(self.instance):
            raise ValidationError(
                _(
                    "Somebody changed this document after you opened it. Nothing was saved: open "
                    "the page again and look at what stands there now."
                )
            )
        self._check_assigner(cleaned)
        self._check_days(cleaned)
        self._check_it_is_new(cleaned)
        return cleaned

    def _check_assigner(self, cleaned: dict[str, Any]) -> None:
        """One that is written out and known already is that one."""
        name = " ".join((cleaned.get("new_assigner") or "").split())
        if cleaned.get("assigner") and name:
            self.add_error("new_assigner", _("Choose from the list or write another, not both."))
        elif name:
            known = Assigner.objects.filter(name__iexact=name).first()
            if known is None and not cleaned.get("new_assigner_kind"):
                self.add_error("new_assigner_kind", _("Say what kind of authority it is."))
                return
            kind = cleaned.get("new_assigner_kind") or AssignerKind.PEOPLES_COMMITTEE
            cleaned["assigner"] = known or Assigner(name=name, kind=kind)
        elif not cleaned.get("assigner") and "assigner" not in self.errors:
            self.add_error("assigner", _("Say who assigns the targets."))

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        unit, day = cleaned.get("binds"), cleaned.get("effective_on")
        if not unit or not day:
            return
        if not self.has_targets and not unit.exists_on(day):
            self.add_error(
                "effective_on",
                _("%(unit)s is not an administrative unit on that day.") % {"unit": unit},
            )
        amended = cleaned.get("adjusts")
        if amended is not None and amended.effective_on > day:
            self.add_error(
                "adjusts",
                _("It takes effect on %(day)s, after this document.")
                % {"day": write_date(amended.effective_on)},
            )

    def _check_it_is_new(self, cleaned: dict[str, Any]) -> None:
        assigner, unit = cleaned.get("assigner"), cleaned.get("binds")
        if assigner is None or assigner.pk is None or unit is None:
            return
        same = Document.objects.filter(assigner=assigner, binds=unit).exclude(pk=self.instance.pk)
        by_name = Q(title=cleaned.get("title"), number=cleaned.get("number", ""))
        if cleaned.get("number"):
            by_name |= Q(number=cleaned["number"])
        if same.filter(by_name).exists():
            self.add_error("number", _("This document is in the register already."))

    def _post_clean(self) -> None:
        """A new assigner is written with the document, not while the form is being checked."""
        assigner = self.cleaned_data.get("assigner")
        self.new = assigner if assigner is not None and assigner.pk is None else None
        if self.new is not None:
            del self.cleaned_data["assigner"]
        super()._post_clean()  # type: ignore[misc]


def register(user: User, form: RegisterForm) -> Document:
    """Write the document of a form that is valid, and its assigner where that is new."""
    document: Document = form.instance
    with transaction.atomic():
        if form.new is not None:
            record_new(user, AssignerVersion, form.new)
            document.assigner = form.new
        if document._state.adding:
            document.origin = Origin.REPORTED
            record_new(user, DocumentVersion, document)
        else:
            shown = in_force_of(DocumentVersion, document).pk
            said = said_by(document, DocumentVersion)
            correct(user, DocumentVersion, document, form.cleaned_data["why"], shown, **said)
    return document


def particulars_mark(document: Document) -> str:
    """Stands for what a document says of itself: a page that shows another mark is stale."""
    said = sorted((name, str(value)) for name, value in model_to_dict(document).items())
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _bindable_units(user: User) -> UnitQuerySet:
    """The units one approves for, down to those straight below the highest: a list to choose from
    cannot hold a nation's communes."""
    units = registrable_units(user)
    highest = units.aggregate(level=Min("level"))["level"] or 0
    return units.that_were().filter(level__lte=highest + 1)


def _known_assigners(documents: QuerySet[Document]) -> QuerySet[Assigner]:
    """Those of documents one reads, and the authorities of the nation."""
    national = Q(kind__gte=AssignerKind.GOVERNMENT)
    return Assigner.objects.filter(national | Q(pk__in=documents.values("assigner"))).distinct()


def _sane(day: date | None) -> date | None:
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("This year cannot be right."))
    return day
