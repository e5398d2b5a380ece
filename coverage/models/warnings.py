"""Warnings that hold for a unit's month, and those that a submission explained."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.printed import PRINTED_DECIMALS, PrintedPercentField
from coverage.models.submissions import Submission
from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import ClockTimestamp, VersionedQuerySet


class SaidWarning(models.Model):
    """A finding of `coverage.checks` of the level that warns: its rule, the indicators concerned
    and the numbers of its sentence as they are shown, both in the order that the rule gives."""

    rule = models.CharField(_("rule"), max_length=40)
    codes = ArrayField(models.CharField(max_length=20), verbose_name=_("indicators"))
    # People and per cent alike, each with the decimals it is shown with.
    numbers = ArrayField(
        PrintedPercentField(max_digits=24, decimal_places=PRINTED_DECIMALS),
        verbose_name=_("numbers"),
    )

    class Meta:
        abstract = True


class ExplainedWarning(SaidWarning):
    """That the note of a submission explains the warning. Written with the submission, for good."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, verbose_name=_("submission"), related_name="explained"
    )

    class Meta:
        verbose_name = _("explained warning")
        verbose_name_plural = _("explained warnings")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "rule", "codes", "numbers"), name="explained_warning_once"
            ),
            models.CheckConstraint(condition=~Q(codes=[]), name="explained_warning_has_indicators"),
        )

    def __str__(self) -> str:
        return f"{self.submission} {self.rule}"


class StandingWarning(SaidWarning):
    """A warning that holds for what counts of a unit's month, explained or open.

    An index of the facts that can be rebuilt (design section 4, promise 3): nobody records it, it
    follows from figures, denominators and states, in the transaction that changes them. Versioned,
    so that a meeting sees the marks of its day. The trigger `warning_is_explained_by_its_month`
    stands for the foreign key's own check, whose lock would wait for who holds the month.
    """

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="warnings"
    )
    period = models.DateField(_("month"))
    explained_by = models.ForeignKey(
        Submission,
        models.PROTECT,
        verbose_name=_("explained by"),
        related_name="+",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    recorded_at = models.DateTimeField(
        _("recorded at"), db_default=ClockTimestamp(), editable=False
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True, editable=False)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing warning")
        verbose_name_plural = _("standing warnings")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "period", "rule", "codes"),
                condition=Q(superseded_at__isnull=True),
                name="warning_one_in_force",
            ),
            models.CheckConstraint(condition=Q(period__day=1), name="warning_period_is_a_month"),
            models.CheckConstraint(condition=~Q(codes=[]), name="warning_has_indicators"),
        )
        indexes = (models.Index(fields=("unit", "period"), name="warning_all_versions"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.period:%m/%Y} {self.rule}"
