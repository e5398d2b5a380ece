"""What a unit was formed of and what it became, in one line each. Pure text."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit
from coverage.models.units import Level
from coverage.notation.periods import write_date
from reports.figures.unit_breaks import UnitBreak


def became_text(found: UnitBreak) -> str:
    """Before the names of what it became, or of what it was formed of, which the page links. One
    that goes on has not ended, and was not formed."""
    kind, day = found.text, write_date(found.takes_effect)
    if found.goes_on:
        said = {"change": capfirst(kind), "day": day}
        if found.is_end:
            return _("%(change)s on %(day)s; now see:") % said
        return _("%(change)s on %(day)s; before that see:") % said
    if found.is_end and not found.after:
        return _("%(day)s: %(change)s") % {"day": day, "change": kind}
    if found.is_end:
        return _("From %(day)s (%(change)s) it is:") % {"day": day, "change": kind}
    return _("Formed on %(day)s (%(change)s) from:") % {"day": day, "change": kind}


def ended_text(unit: AdministrativeUnit, end: UnitBreak | None) -> str:
    """Of a month after the unit's last: from when on it is none, and by which decision; before the
    names of what it became, where it became anything."""
    last = unit.valid_to or date.max
    said = {"unit": unit.full_name, "day": write_date(last + timedelta(days=1))}
    if end is None:
        return _("%(unit)s is no unit any more from %(day)s on.") % said
    act = [end.text, end.decision or _("decision not recorded")]
    said["act"] = ", ".join(act)
    if not end.after:
        return _("%(unit)s is no unit any more from %(day)s on (%(act)s).") % said
    if end.goes_on:
        return _("%(unit)s goes on under another row from %(day)s on (%(act)s); see:") % said
    return _("%(unit)s is no unit any more from %(day)s on (%(act)s); see:") % said


def others_of(found: UnitBreak) -> Sequence[AdministrativeUnit]:
    """What it became, or what it was formed of."""
    return found.after if found.is_end else found.before


def no_parts_text(unit: AdministrativeUnit, period: date, *, has_parts: bool) -> str:
    """Why the past of a district is no sum of communes; "" of any other unit."""
    if unit.level != Level.DISTRICT or unit.valid_to is None or has_parts:
        return ""
    if not unit.exists_on(period):
        return ""
    return _(
        "The communes of today are not those of this district then, so that its figures do not add "
        "up from them; they stay as the district reported them."
    )
