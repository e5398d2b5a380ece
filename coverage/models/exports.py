"""Long lists of figures being written into a file, and the files that are ready."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import ClockTimestamp


class ExportState(models.TextChoices):
    WRITING = "writing", _("being written")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")


class ExportedVersions(models.TextChoices):
    """Which versions of figures a file holds, each choice more than the one before."""

    COUNTING = "counting", _("what counts")
    IN_FORCE = "in_force", _("also what is still being entered or waits")
    ALL = "all", _("also the versions that were replaced")


class FigureExport(models.Model):
    """The figures of a unit and all below it, from `first` to `last`, on their way into a workbook.

    A note of work, not of fact: it is kept for a day, with its file. `total` and `written` count
    rows; `total` is null until they have been counted. `beat_at` is when its process last gave a
    sign of life.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="exports"
    )
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="+"
    )
    first = models.DateField(_("first month"))
    last = models.DateField(_("latest month"))
    versions = models.CharField(
        _("versions"),
        max_length=8,
        choices=ExportedVersions.choices,
        default=ExportedVersions.COUNTING,
    )
    language = models.CharField(max_length=7)
    state = models.CharField(
        _("state"), max_length=7, choices=ExportState.choices, default=ExportState.WRITING
    )
    total = models.PositiveIntegerField(_("rows to write"), null=True)
    written = models.PositiveIntegerField(_("rows written"), default=0)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True)
    started_at = models.DateTimeField(_("started at"), db_default=ClockTimestamp())
    beat_at = models.DateTimeField(db_default=ClockTimestamp())
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("export of figures")
        verbose_name_plural = _("exports of figures")
        ordering = ("-started_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user",), condition=Q(state="writing"), name="export_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(first__day=1, last__day=1, first__lte=F("last")),
                name="export_is_of_whole_months",
            ),
            models.CheckConstraint(
                condition=Q(state="writing", finished_at__isnull=True)
                | (~Q(state="writing") & Q(finished_at__isnull=False)),
                name="export_is_finished_or_being_written",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(size__isnull=False, total=F("written")),
                name="export_is_done_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.first:%m/%Y}–{self.last:%m/%Y}"
