"""Administrative units and how they became one another."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coverage.notation.text import nfc, search_key, sort_key


class Level(models.IntegerChoices):
    NATION = 0, _("nation")
    PROVINCE = 1, _("province")
    DISTRICT = 2, _("district")
    COMMUNE = 3, _("commune")


class Kind(models.TextChoices):
    NATION = "toan_quoc", _("nation")
    PROVINCE = "tinh", _("province")
    CENTRAL_CITY = "thanh_pho_tw", _("centrally run city")
    URBAN_DISTRICT = "quan", _("urban district")
    RURAL_DISTRICT = "huyen", _("rural district")
    TOWN = "thi_xa", _("town")
    PROVINCIAL_CITY = "thanh_pho", _("city of a province")
    COMMUNE = "xa", _("commune")
    WARD = "phuong", _("ward")
    TOWNSHIP = "thi_tran", _("township")
    SPECIAL_ZONE = "dac_khu", _("special zone")


class UnitQuerySet(models.QuerySet["AdministrativeUnit"]):
    def on(self, day: date) -> Self:
        """The units that exist on that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def within(self, unit_ids: list[int]) -> Self:
        """Those units and everything below them (at most three levels down)."""
        below = Q(pk__in=unit_ids)
        for path in ("parent", "parent__parent", "parent__parent__parent"):
            below |= Q(**{f"{path}__in": unit_ids})
        return self.filter(below)


class AdministrativeUnit(models.Model):
    """A nation, province, district or commune between two dates.

    Identity is our own id: the Statistics Office reuses codes (80 was Long An and is Tây Ninh).
    A change of kind or name closes the row and opens another, tied by a UnitChange; figures stay
    on the unit that reported them.
    """

    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    code = models.CharField(_("code"), max_length=5)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=100)
    full_name = models.CharField(_("full name"), max_length=120)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("above it"),
        related_name="children",
        null=True,
        blank=True,
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    search_key = models.CharField(max_length=200, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        ordering = ("level", "sort_key", "valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("level", "code", "valid_from"), name="unit_code_once_a_date"
            ),
            models.CheckConstraint(
                condition=Q(level=Level.NATION, parent__isnull=True)
                | Q(level__gt=Level.NATION, parent__isnull=False),
                name="unit_only_the_nation_has_no_parent",
                violation_error_message=_("Every unit but the nation has one above it."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
                violation_error_message=_("A unit cannot end before it begins."),
            ),
        )
        indexes = (
            models.Index(fields=("parent", "sort_key"), name="unit_parent_sort"),
            models.Index(fields=("search_key",), name="unit_search"),
        )

    def __str__(self) -> str:
        return self.full_name

    def clean(self) -> None:
        """Names in NFC; the keys for order and search follow the name."""
        self.name, self.full_name = nfc(self.name), nfc(self.full_name)
        self.sort_key, self.search_key = sort_key(self.name), search_key(self.full_name)

    def exists_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class LevelManager(models.Manager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    """The units of one level."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self._level = level

    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).filter(level=self._level)


class Province(AdministrativeUnit):
    objects: ClassVar[LevelManager] = LevelManager(Level.PROVINCE)

    class Meta:
        proxy = True
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class District(AdministrativeUnit):
    objects: ClassVar[LevelManager] = LevelManager(Level.DISTRICT)

    class Meta:
        proxy = True
        verbose_name = _("district")
        verbose_name_plural = _("districts")


class Commune(AdministrativeUnit):
    objects: ClassVar[LevelManager] = LevelManager(Level.COMMUNE)

    class Meta:
        proxy = True
        verbose_name = _("commune")
        verbose_name_plural = _("communes")


class ChangeKind(models.TextChoices):
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    RENAME = "rename", _("renamed or reclassified")
    TRANSFER = "transfer", _("part transferred")
    KEEP = "keep", _("kept as it was")
    ABOLISH = "abolish", _("abolished")
    ESTABLISH = "establish", _("established")


class UnitChange(models.Model):
    """One decision that turned old units into new ones; its links say which into which."""

    takes_effect = models.DateField(_("takes effect"))
    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind.choices)
    code = models.CharField(_("code"), max_length=60, unique=True)
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        verbose_name = _("change of units")
        verbose_name_plural = _("changes of units")
        ordering = ("takes_effect", "code")

    def __str__(self) -> str:
        return f"{self.takes_effect:%d/%m/%Y} {self.get_kind_display()} {self.code}"


class UnitChangeLink(models.Model):
    """`weight` is the share of the old unit that went to the new one: 1 is whole, null unknown."""

    change = models.ForeignKey(UnitChange, models.CASCADE, related_name="links")
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
    weight = models.DecimalField(_("weight"), max_digits=9, decimal_places=8, null=True, blank=True)

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
