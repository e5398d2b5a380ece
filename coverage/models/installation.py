"""Which install a database belongs to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """One row. `key` also stands in a file beside the database: where the two differ, this is a
    copy of another install's figures."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    key = models.CharField(max_length=36)

    class Meta:
        verbose_name = _("install")
        verbose_name_plural = _("installs")
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="installation_is_one_row"),)

    def __str__(self) -> str:
        return self.key
