"""What the pages keep of their own: how each unit's written report is headed and signed, what the
office writes into it and beside a month, what readers supposed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models import AdministrativeUnit, Indicator
from coverage.models.versioned import Versioned

LONGEST_TEXT = 20_000
LONGEST_NOTE = 2_000


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
    assessment_heading = models.CharField(_("heading of the assessment"), max_length=150)
    results_heading = models.CharField(_("heading of the results"), max_length=150)
    limits_heading = models.CharField(_("heading of the limits and their causes"), max_length=150)
    tasks_heading = models.CharField(_("heading of the tasks and measures"), max_length=150)
    proposals_heading = models.CharField(_("heading of the proposals"), max_length=150)
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


class TextSection(models.TextChoices):
    """The parts of a written report that the office writes itself."""

    ASSESSMENT = "assessment", _("general assessment")
    CAUSES = "causes", _("causes")
    MEASURES = "measures", _("measures")
    PROPOSALS = "proposals", _("proposals")


class ReportText(Versioned):
    """What an office wrote into a section of a unit's report of a month; blank: that it leaves the
    section out. Its only writer is `written_report/text_entry.py`."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="report_texts"
    )
    period = models.DateField(_("month"))
    section = models.CharField(_("section"), max_length=10, choices=TextSection.choices)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = _("text of a written report")
        verbose_name_plural = _("texts of written reports")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "section", "period"),
                condition=Q(superseded_at__isnull=True),
                name="report_text_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(period__day=1), name="report_text_period_is_a_month"
            ),
            models.CheckConstraint(
                condition=Q(section__in=TextSection.values), name="report_text_section_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.period:%m/%Y}: {self.section}"


class MonthNote(Versioned):
    """What an office says of an indicator's month of a unit, as why it fell; blank: nothing any
    more. Its only writer is `month_notes/entry.py`."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="month_notes"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="+"
    )
    period = models.DateField(_("month"))
    text = models.TextField(_("text"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = _("note on a month")
        verbose_name_plural = _("notes on months")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "indicator", "period"),
                condition=Q(superseded_at__isnull=True),
                name="month_note_one_in_force",
            ),
            models.CheckConstraint(condition=Q(period__day=1), name="month_note_period_is_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.period:%m/%Y}"


class Scenario(models.Model):
    """What somebody supposed of a unit's month, saved by name. It holds what was typed and no
    result; nothing reads it but the page it came from, and it never becomes a figure."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="scenarios"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("person"), related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="+"
    )
    period = models.DateField(_("month"))
    denominator = models.BigIntegerField(_("denominator of the whole"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "unit", "name"), name="scenario_once"),
            models.CheckConstraint(condition=~Q(name=""), name="scenario_has_a_name"),
            models.CheckConstraint(condition=Q(period__day=1), name="scenario_period_is_a_month"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="scenario_denominator_is_above_zero",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ScenarioChange(models.Model):
    """What a scenario supposes of one unit: `added` people, or `people` in all."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="changes")
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="+"
    )
    added = models.BigIntegerField(_("people added"), null=True)
    people = models.BigIntegerField(_("people in all"), null=True)

    class Meta:
        verbose_name = _("change of a scenario")
        verbose_name_plural = _("changes of scenarios")
        constraints = (
            models.UniqueConstraint(fields=("scenario", "unit"), name="scenario_change_once"),
            models.CheckConstraint(
                condition=Q(added__isnull=False, added__gte=0, people__isnull=True)
                | Q(people__isnull=False, people__gte=0, added__isnull=True),
                name="scenario_change_is_one_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scenario}: {self.unit}"
