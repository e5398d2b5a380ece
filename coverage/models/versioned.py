"""Rows that are never changed in place.

A correction is a new row; the old one gets `superseded_at`. The database refuses any other
change (migration 0002), so the history of every value is simply its rows.
"""

from datetime import datetime
from typing import Self, TypeVar

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import Func
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)


class ClockTimestamp(Func):
    """The database's clock at this very moment, not at the start of the transaction."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()


class VersionedQuerySet(models.QuerySet[Row]):
    def current(self) -> Self:
        """The rows in force now."""
        return self.filter(superseded_at__isnull=True)

    def as_seen(self, moment: datetime | None) -> Self:
        """The rows as they stood at that moment; None is now."""
        if moment is None:
            return self.current()
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), recorded_at__lte=moment
        )


class Versioned(models.Model):
    """Who recorded the row, when, and since when another has taken its place (null: in force)."""

    recorded_at = models.DateTimeField(
        _("recorded at"), db_default=ClockTimestamp(), editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("recorded by"),
        related_name="+",
        editable=False,
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True, editable=False)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True


class Origin(models.TextChoices):
    """Where a value comes from; simulated values are marked wherever they are shown."""

    REPORTED = "reported", _("reported")
    PUBLISHED = "published", _("published")
    SIMULATED = "simulated", _("simulated")


class Precision(models.TextChoices):
    EXACT = "exact", _("exact")
    ROUNDED = "rounded", _("rounded in print")
    ESTIMATE = "estimate", _("estimate")


class Qualifier(models.TextChoices):
    """The word printed before a number."""

    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    OVER = "over", _("more than")
    NEARLY = "nearly", _("nearly")


class Sourced(models.Model):
    """A value that says where it was taken from."""

    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin.choices, default=Origin.REPORTED
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        abstract = True


def lock_for_writing(table: str) -> datetime:
    """The moment of this write. Taken under a lock that a freeze of the data (a meeting) waits
    for, so that no write can later appear to have come before the freeze.

    Call it when the rows to be replaced are already locked: whoever held them before has then
    a moment that lies earlier, and no row ends before it began."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN ROW EXCLUSIVE MODE")
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
