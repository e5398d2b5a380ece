"""What is measured, and against how many people."""

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coverage.models.kept import VersionOfRow
from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import Precision, Sourced, Versioned


class Measure(models.TextChoices):
    """A stock is a level at month's end, never summed over months; a flow is summed in a year."""

    STOCK = "stock", _("level at month's end")
    FLOW = "flow", _("count within the month")


class Basis(models.TextChoices):
    LABOUR_FORCE = "labour_force", _("labour force in working age")
    POPULATION = "population", _("population")
    PUPILS = "pupils", _("pupils and students")
    NONE = "none", _("none")


class Counted(models.TextChoices):
    PEOPLE = "people", _("people")
    EVENTS = "events", _("events")


class IndicatorSaid(models.Model):
    """What an indicator is made of and called."""

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=150)
    name_en = models.CharField(_("English name"), max_length=150)
    short_name = models.CharField(_("short name"), max_length=40)
    measure = models.CharField(_("measure"), max_length=5, choices=Measure.choices)
    counted = models.CharField(
        _("counted"), max_length=6, choices=Counted.choices, default=Counted.PEOPLE
    )
    basis = models.CharField(_("basis"), max_length=12, choices=Basis.choices)
    sums_its_parts = models.BooleanField(
        _("is the sum of its parts"),
        default=False,
        help_text=_("where only the parts were reported, the whole is computed from them"),
    )
    order = models.PositiveSmallIntegerField(_("order"))
    definition = models.TextField(_("definition"), blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        abstract = True


class Indicator(IndicatorSaid):
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        related_name="parts",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("order",)
        constraints = (
            models.CheckConstraint(
                condition=Q(measure=Measure.STOCK) | Q(basis=Basis.NONE),
                name="indicator_flow_has_no_basis",
                violation_error_message=_("A count within the month has no denominator."),
            ),
            models.UniqueConstraint(fields=("code",), name="indicator_code_once"),
            # At the end of the transaction: two indicators change places by a version each.
            models.UniqueConstraint(
                fields=("order",), name="indicator_order_once", deferrable=Deferrable.DEFERRED
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name


class IndicatorVersion(IndicatorSaid, VersionOfRow):
    row_field = "indicator_id"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="versions")
    part_of = models.ForeignKey(
        Indicator,
        models.PROTECT,
        verbose_name=_("part of"),
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("version of an indicator")
        verbose_name_plural = _("versions of indicators")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator",),
                condition=Q(superseded_at__isnull=True),
                name="indicator_version_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return self.code


class Denominator(Versioned, Sourced):
    """How many people a rate is taken of, in one year, and who says so."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="denominators"
    )
    basis = models.CharField(_("basis"), max_length=12, choices=Basis.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    people = models.PositiveBigIntegerField(_("people"))
    precision = models.CharField(
        _("precision"), max_length=8, choices=Precision.choices, default=Precision.EXACT
    )

    class Meta:
        verbose_name = _("denominator")
        verbose_name_plural = _("denominators")
        ordering = ("unit", "basis", "year")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "basis", "year"),
                condition=Q(superseded_at__isnull=True),
                name="denominator_one_in_force",
            ),
            models.CheckConstraint(condition=~Q(basis=Basis.NONE), name="denominator_has_a_basis"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100), name="denominator_year_is_sane"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.get_basis_display()} {self.year}"
