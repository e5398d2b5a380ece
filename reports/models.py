"""What the pages keep of their own: how each unit's written report is headed and signed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coverage.models import AdministrativeUnit


class ReportLayout(models.Model):
    """Head, foot and headings of a unit's written report, as its office wants them.

    Only the latest is kept, with who changed it and when: it holds no figures.
    """

    unit = models.OneToOneField(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="report_layout",
    )
    superior_body = models.CharField(_("body above the issuing one"), max_length=200, blank=True)
    issuing_body = models.CharField(_("issuing body"), max_length=200)
    symbol = models.CharField(_("symbol of the document"), max_length=40, blank=True)
    place = models.CharField(_("place"), max_length=100)
    addressees = models.TextField(
        _("addressed to"), max_length=1000, blank=True, help_text=_("one a line")
    )
    results_heading = models.CharField(_("heading of the results"), max_length=150)
    comparison_heading = models.CharField(_("heading of the comparison of units"), max_length=150)
    tasks_heading = models.CharField(_("heading of the tasks"), max_length=150)
    extra_headings = models.TextField(
        _("further headings"),
        max_length=1000,
        blank=True,
        help_text=_("one a line; room is left under each for the office to write"),
    )
    recipients = models.TextField(
        _("recipients"), max_length=1000, blank=True, help_text=_("one a line")
    )
    signing_authority = models.CharField(_("on whose behalf it is signed"), max_length=150)
    signer_title = models.CharField(_("position of the signer"), max_length=150)
    signer_name = models.CharField(_("name of the signer"), max_length=150, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("changed by"),
        related_name="+",
        editable=False,
    )
    changed_at = models.DateTimeField(_("changed at"), editable=False)

    class Meta:
        verbose_name = _("layout of the written report")
        verbose_name_plural = _("layouts of written reports")

    def __str__(self) -> str:
        return f"{self.unit}: {self.issuing_body}"
