"""What deviates in the state of its month, said at the number (design section 5, "Marks at the
number"). Pure text."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coverage.models import WRITABLE_STATES
from coverage.warnings.standing import Mark
from reports.figures.reckoned_words import reckoned_text
from reports.figures.standing import Row
from reports.figures.values import Value


def state_marks(value: Value, *, all_unapproved: bool = False) -> str:
    """Such as "not approved", "being edited", of a sum "3 not approved"; blank where all that is
    counted was approved. `all_unapproved`: that is said once for the table."""
    if not value.has_figure:
        return ""
    if value.is_reported:
        return _of_own(value, all_unapproved=all_unapproved)
    marks = []
    if value.unapproved and not (all_unapproved and value.unapproved == value.counted):
        marks.append(_("%(count)s not approved") % {"count": value.unapproved})
    if value.being_edited:
        marks.append(_("%(count)s being edited") % {"count": value.being_edited})
    return ", ".join(marks)


def row_marks(row: Row, *, all_unapproved: bool = False) -> str:
    """The same, with the warnings of the number, open or explained, and with what it is measured
    against that nobody saw who approved it; of people that are reckoned, by which shares. Blank
    where there is no number."""
    if not row.value.has_figure:
        return reckoned_text(row.value)
    marks = [state_marks(row.value, all_unapproved=all_unapproved)]
    marks += warning_marks(row.warning, row.warned_units)
    if row.is_of_later_base:
        marks.append(_("denominator changed after the approval"))
    if row.is_of_later_promise:
        marks.append(_("target changed after the approval"))
    return ", ".join(mark for mark in marks if mark)


def warning_marks(warning: Mark | None, warned_units: int) -> list[str]:
    """Of an own figure its warning, open or explained; of a sum how many of its units have an open
    one."""
    marks = []
    if warning is not None:
        marks.append(_("⚠ open warning") if warning.is_open else _("explained"))
    if warned_units:
        marks.append("⚠ " + _("%(count)s with open warnings") % {"count": warned_units})
    return marks


def _of_own(value: Value, *, all_unapproved: bool) -> str:
    if value.being_edited:
        return _("being edited")
    if value.own is not None and value.own.state in WRITABLE_STATES:
        return _("being entered")
    return _("not approved") if value.unapproved and not all_unapproved else ""


def all_unapproved(values: Iterable[Value]) -> bool:
    """Whether nothing that the units count was approved: said once for all of them."""
    known = [value for value in values if value.people is not None]
    return len(known) > 1 and all(value.unapproved == value.counted for value in known)
