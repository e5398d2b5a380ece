"""Up to which day the figures of a month were counted, as far as anybody says."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from coverage.notation.periods import write_date
from reports.figures.standing import Row


def cut_offs(rows: Iterable[Row]) -> tuple[date, date] | None:
    """The first and the last day up to which figures that units reported themselves were counted;
    None where there are none."""
    days = {row.value.own.as_of for row in rows if row.value.own and row.value.has_figure}
    return (min(days), max(days)) if days else None


def cut_off_text(rows: Sequence[Row], *, has_counts: bool = False) -> str:
    """Up to which day the figures of the rows were counted, or why none can be named. `rows`: of a
    unit and of those below it; `has_counts`: counts within the month are known of it."""
    known = cut_offs(rows)
    if known is not None and known[0] == known[1]:
        return _("Figures up to %(day)s") % {"day": write_date(known[0])}
    if known is not None:
        first, last = map(write_date, known)
        return _("Figures up to %(first)s – %(last)s") % {"first": first, "last": last}
    if any(row.value.from_predecessors for row in rows if row.value.has_figure):
        return _("Figures up to the day that each unit before the merger says")
    if any(row.value.has_figure for row in rows):
        return _("Figures up to the day that each unit below says")
    if has_counts:
        return _("Only counts of newly enrolled; no people taking part are known")
    return _("No figures count for this month yet")
