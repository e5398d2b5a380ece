"""Whether an assigner that an address names has anything to do with the unit."""

from datetime import datetime

from django.db.models import Q

from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit
from targets.models import Target


def has_set_targets(
    assigner_id: int, unit: AdministrativeUnit, moment: datetime | None = None
) -> bool:
    """For whatever year and indicator, for the unit or one directly below, also under the rows
    under which these stood earlier. One statement; three where only those are left to ask."""
    targets = Target.objects.as_seen(moment).filter(
        document__assigner=assigner_id, is_withdrawn=False
    )
    if targets.filter(Q(unit=unit) | Q(unit__parent=unit)).exists():
        return True
    here = AdministrativeUnit.objects.filter(Q(pk=unit.pk) | Q(parent=unit))
    earlier = earlier_rows(list(here.values_list("pk", flat=True)))
    return targets.filter(unit__in=[pk for rows in earlier.values() for pk in rows]).exists()
