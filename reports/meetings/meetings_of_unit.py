"""Who looked at a unit's figures: its meetings, and those of the units above it."""

from coverage.models import AdministrativeUnit
from coverage.month.cell_history import Look
from reports.models import Meeting

_LINE = ("pk", "parent", "parent__parent", "parent__parent__parent")


def looks_at(unit: AdministrativeUnit) -> list[Look]:
    """The latest first. Two statements."""
    line = AdministrativeUnit.objects.filter(pk=unit.pk).values_list(*_LINE).get()
    rows = Meeting.objects.filter(unit__in=[pk for pk in line if pk]).order_by("-moment", "-pk")
    return [Look(title, moment) for title, moment in rows.values_list("title", "moment")]
