"""What an act holds still until it is recorded: first the rows of units, in the order of their ids,
as whoever opens a month or enters a rule does; then the months that it would take from a unit, in
the order of months and in each of units, as a save of figures and a submission do.

Whoever hands in or types figures of such a month was first, and the act is refused by what it
finds; or waits, and finds that the unit is not there in the month. Units are held before months by
nobody else, so that no two wait for each other.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from coverage.models import AdministrativeUnit, Submission


def lock_units(unit_ids: Iterable[int], beside_below: Collection[int] = ()) -> None:
    """Of two acts on the same unit at once the second sees what the first did, and nobody opens a
    month meanwhile. `beside_below`: all units directly below these too, for nobody may report
    without one that is opened beside."""
    rows = AdministrativeUnit.objects.select_for_update(no_key=True)
    list(rows.filter(Q(pk__in=list(unit_ids)) | Q(parent__in=beside_below)).order_by("pk"))


def hold_months(unit_ids: Collection[int], first: date, beside_below: Collection[int] = ()) -> None:
    """The months that begin on the day or later, of the units and of those directly below others.
    One that changed hands while it was waited for was handed in, which the act then finds."""
    rows = Submission.objects.current().filter(
        Q(unit__in=unit_ids) | Q(unit__parent__in=beside_below), period__gte=first
    )
    held = rows.order_by("period", "unit_id").select_for_update(of=("self",))
    list(held.values_list("pk"))
