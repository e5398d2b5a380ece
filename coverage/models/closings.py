"""Months that an approver has closed although some units are missing ("chốt tháng")."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import Versioned


class MonthClosing(Versioned):
    """That the pages of the unit show the month by default, with its gaps named. It locks nothing;
    undoing it is a further version. `missing`: the ids of the units that were missing then."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="closings"
    )
    period = models.DateField(_("month"))
    is_closed = models.BooleanField(_("closed"), default=True)
    reason = models.CharField(_("reason"), max_length=1000)
    missing = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("closing of a month")
        verbose_name_plural = _("closings of months")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "period"),
                condition=Q(superseded_at__isnull=True),
                name="closing_one_in_force",
            ),
            models.CheckConstraint(condition=Q(period__day=1), name="closing_period_is_a_month"),
            models.CheckConstraint(condition=~Q(reason=""), name="closing_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.period:%m/%Y}"
