"""The acts that turn units into others, and which unit went into which."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coverage.models.kept import VersionOfRow
from coverage.models.units import AdministrativeUnit, UnitSaid


class ChangeKind(models.TextChoices):
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    RENAME = "rename", _("renamed or reclassified")
    TRANSFER = "transfer", _("adjustment of a part")
    KEEP = "keep", _("kept as it was")
    ABOLISH = "abolish", _("abolished")
    ESTABLISH = "establish", _("established")


class ChangeSaid(models.Model):
    """`first_month`: the month from which units are counted by it, where that is later than the
    date of the law; null where it works from that date on. Void is an act that was entered by
    mistake: it stays, and changed nothing."""

    takes_effect = models.DateField(_("takes effect"))
    first_month = models.DateField(_("first month"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind.choices)
    code = models.CharField(_("code"), max_length=60)
    decision = models.CharField(
        _("decision"), max_length=200, blank=True, help_text=_("blank where it is not known")
    )
    source = models.CharField(_("source"), max_length=500)
    is_void = models.BooleanField(_("void"), default=False, db_default=False, editable=False)

    class Meta:
        abstract = True


class UnitChange(ChangeSaid):
    """One decision that turned old units into new ones; its links say which into which."""

    class Meta:
        verbose_name = _("change of units")
        verbose_name_plural = _("changes of units")
        ordering = ("takes_effect", "code")
        constraints = (
            models.UniqueConstraint(fields=("code",), name="unit_change_once"),
            models.CheckConstraint(
                condition=Q(first_month__isnull=True)
                | Q(first_month__day=1, first_month__gt=F("takes_effect")),
                name="unit_change_first_month_is_a_later_month",
            ),
        )

    def __str__(self) -> str:
        return f"{self.takes_effect:%d/%m/%Y} {self.get_kind_display()} {self.code}"

    @property
    def works_from(self) -> date:
        """The first day of the units that it opened, the day after the last of those it ended."""
        return self.first_month or self.takes_effect


class LinkSaid(models.Model):
    """`weight` is the share of the old unit that went to the new one: 1 is whole, null unknown."""

    weight = models.DecimalField(_("weight"), max_digits=9, decimal_places=8, null=True, blank=True)

    class Meta:
        abstract = True


class UnitChangeLink(LinkSaid):
    change = models.ForeignKey(UnitChange, models.PROTECT, related_name="links")
    old = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("old unit"),
        related_name="became",
        null=True,
        blank=True,
    )
    new = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("new unit"),
        related_name="came_from",
        null=True,
        blank=True,
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(old__isnull=False) | Q(new__isnull=False), name="link_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0, weight__lte=1),
                name="link_weight_is_a_share",
            ),
            models.UniqueConstraint(
                fields=("change", "old", "new"), name="link_once", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.old or '–'} → {self.new or '–'}"


class UnitVersion(UnitSaid, VersionOfRow):
    """What a unit's row said, from one moment to another. `act`: by which it began, ended or was
    taken back; null where no decision is known, as `why` says, and where a typing error was
    corrected."""

    row_field = "unit_id"

    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="versions")
    parent = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("above it"),
        related_name="+",
        null=True,
        blank=True,
    )
    act = models.ForeignKey(
        UnitChange, models.PROTECT, verbose_name=_("act"), related_name="unit_versions", null=True
    )

    class Meta:
        verbose_name = _("version of a unit")
        verbose_name_plural = _("versions of units")
        constraints = (
            models.UniqueConstraint(
                fields=("unit",),
                condition=Q(superseded_at__isnull=True),
                name="unit_version_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class UnitChangeVersion(ChangeSaid, VersionOfRow):
    row_field = "change_id"

    change = models.ForeignKey(UnitChange, models.PROTECT, related_name="versions")

    class Meta:
        verbose_name = _("version of a change of units")
        verbose_name_plural = _("versions of changes of units")
        constraints = (
            models.UniqueConstraint(
                fields=("change",),
                condition=Q(superseded_at__isnull=True),
                name="unit_change_version_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return self.code


class LinkVersion(LinkSaid, VersionOfRow):
    """Of the link between two units by an act. The row of the link is there as long as its version
    in force `holds`."""

    change = models.ForeignKey(UnitChange, models.PROTECT, related_name="+")
    old = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="+", null=True)
    new = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="+", null=True)
    holds = models.BooleanField(default=True, db_default=True)

    class Meta:
        verbose_name = _("version of a link between units")
        verbose_name_plural = _("versions of links between units")
        constraints = (
            models.UniqueConstraint(
                fields=("change", "old", "new"),
                condition=Q(superseded_at__isnull=True),
                nulls_distinct=False,
                name="link_version_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.old or '–'} → {self.new or '–'}"
