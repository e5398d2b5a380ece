"""What was promised, in which document, and by whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models import (
    AdministrativeUnit,
    HandedInFile,
    Indicator,
    Origin,
    Qualifier,
    Versioned,
)
from coverage.models.printed import PRINTED_DECIMALS, PrintedPercentField, has_printed_decimals
from targets.versions import (
    AssignerKind,
    AssignerSaid,
    AssignerVersion,
    DocumentSaid,
    DocumentVersion,
)

__all__ = [
    "Assigner",
    "AssignerKind",
    "AssignerVersion",
    "Document",
    "DocumentVersion",
    "Target",
    "TargetFile",
]


class Assigner(AssignerSaid):
    """An authority that sets targets. Several stand side by side for one unit and year."""

    class Meta:
        verbose_name = _("assigner")
        verbose_name_plural = _("assigners")
        ordering = ("kind", "name")
        constraints = (models.UniqueConstraint(fields=("name",), name="assigner_once"),)

    def __str__(self) -> str:
        return self.name


class Document(DocumentSaid):
    """A resolution, decision or plan. One that amends another names it in `adjusts`."""

    assigner = models.ForeignKey(
        Assigner, models.PROTECT, verbose_name=_("assigner"), related_name="documents"
    )
    binds = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("unit it binds"),
        related_name="documents",
    )
    adjusts = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("amends"),
        related_name="adjusted_by",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-effective_on", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("number", "assigner", "binds", "title"), name="document_once"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(effective_on__gte=models.F("issued_on")),
                name="document_takes_effect_after_it_is_issued",
                violation_error_message=_("A document cannot take effect before it is issued."),
            ),
            models.CheckConstraint(
                condition=Q(adjusts__isnull=True) | ~Q(adjusts=models.F("id")),
                name="document_does_not_amend_itself",
            ),
        )

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def is_simulated(self) -> bool:
        return self.origin == Origin.SIMULATED


class Target(Versioned):
    """A promise for one unit, indicator and year: a share in per cent, people, or both.

    One that is withdrawn is a version without a value, so that taking a target back names a
    person and a time; for every reader it is as if the document said nothing there.
    """

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("document"), related_name="targets"
    )
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="targets"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="targets"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    percent = PrintedPercentField(
        _("per cent"), max_digits=7, decimal_places=PRINTED_DECIMALS, null=True, blank=True
    )
    percent_qualifier = models.CharField(
        _("qualifier of the per cent"), max_length=8, choices=Qualifier.choices, blank=True
    )
    people = models.BigIntegerField(_("people or events"), null=True, blank=True)
    people_qualifier = models.CharField(
        _("qualifier of the people"), max_length=8, choices=Qualifier.choices, blank=True
    )
    note = models.CharField(_("note"), max_length=1000, blank=True)
    # db_default: a row of an earlier version, which had no reason, needs no update.
    reason = models.CharField(
        _("why it was revised"), max_length=1000, blank=True, default="", db_default=""
    )
    is_withdrawn = models.BooleanField(
        _("withdrawn"), default=False, db_default=False, editable=False
    )

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ("document", "unit", "year", "indicator")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "unit", "indicator", "year"),
                condition=Q(superseded_at__isnull=True),
                name="target_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=False, is_withdrawn=False)
                | Q(people__isnull=False, is_withdrawn=False)
                | Q(percent__isnull=True, people__isnull=True, is_withdrawn=True),
                name="target_has_a_value",
                violation_error_message=_("Give the target in per cent, in people, or both."),
            ),
            models.CheckConstraint(
                condition=(Q(percent__isnull=True) | Q(percent__gte=0))
                & (Q(people__isnull=True) | Q(people__gte=0)),
                name="target_is_not_negative",
                violation_error_message=_("A target cannot be below zero."),
            ),
            models.CheckConstraint(
                condition=(Q(people__isnull=False) | Q(people_qualifier=""))
                & (Q(percent__isnull=False) | Q(percent_qualifier="")),
                name="target_qualifier_has_its_number",
                violation_error_message=_("A qualifier stands before a number."),
            ),
            models.CheckConstraint(
                condition=Q(percent__lt=1000) & Q(has_printed_decimals("percent")),
                name="target_percent_is_as_printed",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100), name="target_year_is_sane"
            ),
        )
        indexes = (models.Index(fields=("unit", "indicator", "year"), name="target_unit"),)

    def __str__(self) -> str:
        return f"{self.document}: {self.unit}, {self.indicator} {self.year}"

    @property
    def why(self) -> str:
        """Why it took the place of the version before it; what was withdrawn used to say so in its
        note."""
        return self.reason or (self.note if self.is_withdrawn else "")

    @property
    def key(self) -> tuple[int, int, int, int]:
        """What the row is a version of: document, unit, indicator, year."""
        return (self.document_id, self.unit_id, self.indicator_id, self.year)


class TargetFile(HandedInFile):
    """A workbook with targets of one document."""

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("document"), related_name="target_files"
    )

    class Meta:
        verbose_name = _("imported file of targets")
        verbose_name_plural = _("imported files of targets")
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, written__isnull=True)
                | Q(confirmed_at__isnull=False, written__isnull=False, layout__isnull=False),
                name="target_file_is_confirmed_whole",
            ),
        )
        indexes = (models.Index(fields=("document", "sha256"), name="target_file_content"),)

    def __str__(self) -> str:
        return f"{self.name} {self.document}"
