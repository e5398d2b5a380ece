"""Administrative units and how they became one another."""

from datetime import date, timedelta
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

    def that_were(self) -> Self:
        """Without those that never were: see `never_was`."""
        return self.exclude(valid_to__lt=F("valid_from"))

    def within(self, unit_ids: list[int]) -> Self:
        """Those units and everything below them (at most three levels down)."""
        below = Q(pk__in=unit_ids)
        for path in ("parent", "parent__parent", "parent__parent__parent"):
            below |= Q(**{f"{path}__in": unit_ids})
        return self.filter(below)


class UnitSaid(models.Model):
    """What a unit is called and between which dates it is there; the unit above stands beside."""

    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    code = models.CharField(_("code"), max_length=5)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=100)
    full_name = models.CharField(_("full name"), max_length=120)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    search_key = models.CharField(max_length=200, editable=False)

    class Meta:
        abstract = True

    @property
    def never_was(self) -> bool:
        """Whether the act that opened it was taken back: it ends on the eve of its first day."""
        return self.valid_to is not None and self.valid_to < self.valid_from


class AdministrativeUnit(UnitSaid):
    """A nation, province, district or commune between two dates.

    Identity is our own id: the Statistics Office reuses codes (80 was Long An and is Tây Ninh).
    A change of kind or name closes the row and opens another, tied by a UnitChange; figures stay
    on the unit that reported them. The row is what its version in force says (`UnitVersion`): the
    database refuses to change or delete it in place. One that an act opened which was void ends
    on the eve of its first day: it was never there.
    """

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("above it"),
        related_name="children",
        null=True,
        blank=True,
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        ordering = ("level", "sort_key", "valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("level", "code", "valid_from"),
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_code_once_a_date",
            ),
            models.CheckConstraint(
                condition=Q(level=Level.NATION, parent__isnull=True)
                | Q(level__gt=Level.NATION, parent__isnull=False),
                name="unit_only_the_nation_has_no_parent",
                violation_error_message=_("Every unit but the nation has one above it."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from") - timedelta(days=1)),
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
