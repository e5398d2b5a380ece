"""What a province expects of the units below it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.indicators import Indicator
from coverage.models.units import AdministrativeUnit

_A_DAY = (MinValueValidator(1), MaxValueValidator(31))


class ReportingRule(models.Model):
    """Days and required indicators, for the unit and everything below it. No rule is built in:
    the days in force are the province's to say. In a shorter month the 31st is its last day."""

    unit = models.OneToOneField(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="reporting_rule",
    )
    cut_off_day = models.PositiveSmallIntegerField(
        _("cut-off day"),
        null=True,
        blank=True,
        validators=_A_DAY,
        help_text=_("of the month itself; blank where none is set"),
    )
    due_day = models.PositiveSmallIntegerField(
        _("due day"),
        null=True,
        blank=True,
        validators=_A_DAY,
        help_text=_("of the following month; blank where none is set: then nothing is late"),
    )
    required = models.ManyToManyField(
        Indicator,
        verbose_name=_("required indicators"),
        related_name="+",
        blank=True,
        limit_choices_to={"measure": "stock"},
        help_text=_("no month is submitted with one of these left blank; none chosen: the usual"),
    )
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("reporting rule")
        verbose_name_plural = _("reporting rules")
        constraints = (
            models.CheckConstraint(
                condition=Q(cut_off_day__isnull=True) | Q(cut_off_day__range=(1, 31)),
                name="reporting_rule_cut_off_is_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_day__isnull=True) | Q(due_day__range=(1, 31)),
                name="reporting_rule_due_is_a_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.unit)
