"""Workbooks that were handed in, and how their sheets are laid out."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import ClockTimestamp


class HandedInFile(models.Model):
    """A workbook that was handed in, looked at and perhaps confirmed.

    `since` is the moment up to which its writer knew what stood here: what somebody changed later
    is not overwritten unasked. `layout` is null until the person has said what the columns hold.
    Once confirmed, with how many values it wrote, the row never changes: a trigger refuses it.
    """

    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    path = models.CharField(max_length=100)
    layout = models.JSONField(_("layout"), null=True)
    since = models.DateTimeField(_("figures known until"))
    uploaded_at = models.DateTimeField(
        _("uploaded at"), db_default=ClockTimestamp(), editable=False
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("uploaded by"), related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    written = models.PositiveIntegerField(_("figures written"), null=True)

    class Meta:
        abstract = True

    def content(self) -> bytes:
        """The bytes as they were uploaded. Raises FileNotFoundError."""
        with default_storage.open(self.path) as file:
            held: bytes = file.read()
        return held


class ImportedFile(HandedInFile):
    """A workbook for one month of the units below `unit`."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="imports"
    )
    period = models.DateField(_("month"))

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, written__isnull=True)
                | Q(confirmed_at__isnull=False, written__isnull=False, layout__isnull=False),
                name="imported_file_is_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(period__day=1), name="imported_file_period_is_a_month"
            ),
        )
        indexes = (models.Index(fields=("unit", "period", "sha256"), name="imported_file_content"),)

    def __str__(self) -> str:
        return f"{self.name} {self.unit} {self.period:%m/%Y}"


class ImportMapping(models.Model):
    """What a person said the columns of a sheet hold, for the next sheet with the same headings."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+"
    )
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="+"
    )
    fingerprint = models.CharField(max_length=64)
    layout = models.JSONField(_("layout"))
    used_at = models.DateTimeField(_("used at"), auto_now=True)

    class Meta:
        verbose_name = _("remembered layout of a sheet")
        verbose_name_plural = _("remembered layouts of sheets")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "unit", "fingerprint"), name="import_mapping_one_a_heading"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.unit_id} {self.fingerprint[:8]}"
