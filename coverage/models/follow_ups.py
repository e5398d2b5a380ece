"""A figure somebody wants another look at."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.indicators import Indicator
from coverage.models.people import User
from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import ClockTimestamp


class FollowUp(models.Model):
    """A flag on a cell, with who raised it, when and why; closed once, with who, when and what
    came of it. A trigger refuses every other change."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="follow_ups"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="follow_ups"
    )
    period = models.DateField(_("month"))
    note = models.CharField(_("note"), max_length=1000)
    opened_at = models.DateTimeField(_("opened at"), db_default=ClockTimestamp(), editable=False)
    opened_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("opened by"), related_name="+", editable=False
    )
    outcome = models.CharField(_("outcome"), max_length=1000, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("closed by"), related_name="+", null=True
    )

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "indicator", "period"),
                condition=Q(closed_at__isnull=True),
                name="follow_up_one_open",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="follow_up_is_closed_by_somebody_with_an_outcome",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="follow_up_says_why"),
            models.CheckConstraint(condition=Q(period__day=1), name="follow_up_period_is_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.period:%m/%Y}"
