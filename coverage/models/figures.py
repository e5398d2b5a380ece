"""What a unit reported for a month."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coverage.models.indicators import Indicator
from coverage.models.printed import PRINTED_DECIMALS, PrintedPercentField, has_printed_decimals
from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import Precision, Qualifier, Sourced, Versioned


class Absence(models.TextChoices):
    """Why a cell holds no value. Never the same as zero, nor as a cell nobody touched."""

    NOT_AVAILABLE = "not_available", _("not available")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Scope(models.TextChoices):
    MANAGED_LOCALLY = "managed_locally", _("managed locally")
    ALL_RESIDENTS = "all_residents", _("all residents")


class ReportedFigure(Versioned, Sourced):
    """People, a rate as printed, or both; or an explained absence. Nothing computed is stored."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="figures"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="figures"
    )
    period = models.DateField(_("month"), help_text=_("the first day of the month"))
    as_of = models.DateField(_("cut-off date"))
    people = models.BigIntegerField(_("people"), null=True)
    people_precision = models.CharField(
        _("precision of the people"),
        max_length=8,
        choices=Precision.choices,
        default=Precision.EXACT,
    )
    people_qualifier = models.CharField(
        _("qualifier of the people"), max_length=8, choices=Qualifier.choices, blank=True
    )
    rate = PrintedPercentField(
        _("coverage rate as printed, %"),
        max_digits=9,
        decimal_places=PRINTED_DECIMALS,
        null=True,
    )
    rate_precision = models.CharField(
        _("precision of the rate"), max_length=8, choices=Precision.choices, default=Precision.EXACT
    )
    rate_qualifier = models.CharField(
        _("qualifier of the rate"), max_length=8, choices=Qualifier.choices, blank=True
    )
    absence = models.CharField(_("absence"), max_length=14, choices=Absence.choices, blank=True)
    scope = models.CharField(_("scope"), max_length=15, choices=Scope.choices, blank=True)

    class Meta:
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "indicator", "period"),
                condition=Q(superseded_at__isnull=True),
                include=("people", "rate", "absence"),
                name="figure_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(absence="", people__isnull=False)
                | Q(absence="", rate__isnull=False)
                | Q(~Q(absence=""), people__isnull=True, rate__isnull=True),
                name="figure_is_a_value_or_an_absence",
            ),
            models.CheckConstraint(
                condition=(Q(people__isnull=True) | Q(people__gte=0))
                & (Q(rate__isnull=True) | Q(rate__gte=0)),
                name="figure_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=False)
                | Q(people_precision=Precision.EXACT, people_qualifier=""),
                name="figure_words_of_people_have_people",
            ),
            models.CheckConstraint(
                condition=Q(rate__isnull=False)
                | Q(rate_precision=Precision.EXACT, rate_qualifier=""),
                name="figure_words_of_a_rate_have_a_rate",
            ),
            models.CheckConstraint(
                condition=Q(rate__lt=100_000) & Q(has_printed_decimals("rate")),
                name="figure_rate_is_as_printed",
            ),
            models.CheckConstraint(condition=Q(period__day=1), name="figure_period_is_a_month"),
            models.CheckConstraint(
                condition=Q(as_of__gte=F("period")), name="figure_cut_off_is_in_or_after_the_month"
            ),
        )
        indexes = (
            models.Index(
                fields=("indicator", "period", "unit"),
                condition=Q(superseded_at__isnull=True),
                include=("people", "rate", "absence", "origin"),
                name="figure_indicator_period",
            ),
            models.Index(
                fields=("indicator", "period", "unit", "recorded_at"),
                include=("superseded_at", "people", "rate", "absence", "origin"),
                name="figure_all_versions",
            ),
            # Few have one, and the months of thousands of units are looked through for them.
            models.Index(
                fields=("indicator", "period"), condition=~Q(note=""), name="figure_with_a_note"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.period:%m/%Y}"
