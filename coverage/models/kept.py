"""Rows that others refer to, and what they said at any time.

Units, their changes, indicators, documents, assigners stay where they are, so that every reference
to them holds. Beside each such table stands one of its versions. A version is put in force by
inserting it: the database ends the one before it and brings the row to what it says, and refuses to
change or delete the row in any other way (migration 0020).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coverage.models.versioned import Versioned


class VersionOfRow(Versioned):
    """`row_field`: the column that names the row. `recorded_by` null: who recorded it is not known,
    as of the first version of a row that came past the writers; only there `why` is blank."""

    row_field: ClassVar[str]

    recorded_by = models.ForeignKey(  # type: ignore[assignment]  # there it is never null
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("recorded by"),
        related_name="+",
        null=True,
        editable=False,
    )
    why = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        abstract = True
