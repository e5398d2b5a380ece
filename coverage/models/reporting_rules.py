"""What a province expects of the units below it, and which of their figures count."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import Versioned

_A_DAY = (MinValueValidator(1), MaxValueValidator(31))
_LONGEST_CODE = 20


class CountsFrom(models.TextChoices):
    """From which state on a unit's month counts (design section 5)."""

    SUBMITTED = "submitted", _("as soon as it is submitted")
    APPROVED = "approved", _("once it is approved")


class Required(models.TextChoices):
    """Which indicators a month must hold before it is submitted; "none" is not "the usual"."""

    USUAL = "usual", _("the usual five")
    LISTED = "listed", _("those chosen below")
    NONE = "none", _("none")


class ReportingRule(Versioned):
    """Holds for the unit and everything below it, from a month on, until a later rule of the same
    unit. No rule is built in: the days in force are the province's to say. In a shorter month the
    31st is its last day. Indicators are named by their codes, so that a version is one row that
    never changes."""

    unit = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="reporting_rules",
    )
    from_month = models.DateField(_("from the month"))
    counts_from = models.CharField(
        _("a month counts"),
        max_length=10,
        choices=CountsFrom.choices,
        default=CountsFrom.SUBMITTED,
        help_text=_("on the committee's pages, in its tables and reports"),
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
    requires = models.CharField(
        _("required indicators"), max_length=10, choices=Required.choices, default=Required.USUAL
    )
    required_codes = ArrayField(
        models.CharField(max_length=_LONGEST_CODE),
        verbose_name=_("those required"),
        default=list,
        blank=True,
    )
    exempt_codes = ArrayField(
        models.CharField(max_length=_LONGEST_CODE),
        verbose_name=_("not expected"),
        default=list,
        blank=True,
        help_text=_("indicators these units do not report: no month is asked for them"),
    )
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("reporting rule")
        verbose_name_plural = _("reporting rules")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "from_month"),
                condition=Q(superseded_at__isnull=True),
                name="reporting_rule_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(from_month__day=1), name="reporting_rule_begins_with_a_month"
            ),
            models.CheckConstraint(
                condition=Q(cut_off_day__isnull=True) | Q(cut_off_day__range=(1, 31)),
                name="reporting_rule_cut_off_is_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_day__isnull=True) | Q(due_day__range=(1, 31)),
                name="reporting_rule_due_is_a_day",
            ),
            models.CheckConstraint(
                condition=Q(requires=Required.LISTED) ^ Q(required_codes=[]),
                name="reporting_rule_lists_what_it_requires",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.from_month:%m/%Y}"
