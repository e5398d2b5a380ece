"""Where the name of a unit in a table leads: to its own page, asked for the same."""

from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse

from reports.figures.judged_rows import JudgedRow
from reports.filters import Filters

ANY_UNIT = 2**31


def unit_addresses(filters: Filters) -> Callable[[JudgedRow], str]:
    """Of an assigner asked for, the unit's page is asked for the one of its kind that judges the
    unit. The address is found once a table: that takes as much time as a row is written in."""
    before, _id, after = reverse("overview", args=[ANY_UNIT]).rpartition(str(ANY_UNIT))
    query = filters.as_query()

    def address(line: JudgedRow) -> str:
        asked = query
        if filters.assigner is not None:
            own = line.promised.promise.assigner_id if line.promised else None
            asked = replace(filters, assigner=own).as_query()
        return f"{before}{line.row.unit.pk}{after}{asked}"

    return address
