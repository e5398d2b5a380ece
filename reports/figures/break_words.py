"""What a unit was formed of and what it became, in one line each. Pure text."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit
from coverage.models.units import Level
from coverage.notation.periods import first_month_from, write_date, write_period
from reports.figures.reckoned_words import share_percent
from reports.figures.tree import name_apart
from reports.figures.unit_breaks import PartMoved, UnitBreak


def became_text(found: UnitBreak) -> str:
    """Before the names of what it became, of what it was formed of, or of whom a part went over to
    or from, which the page links. One that goes on has not ended, and was not formed."""
    day = write_date(found.takes_effect) + counted_from_text(found)
    if found.parts and found.first_month is not None:
        return _("From %(day)s:") % {"day": day}
    if found.parts:
        month = first_month_from(found.takes_effect)
        return _("From month %(month)s on:") % {"month": write_period(month)}
    if found.goes_on:
        said = {"change": capfirst(found.text), "day": day}
        if found.is_end:
            return _("%(change)s on %(day)s; now see:") % said
        return _("%(change)s on %(day)s; before that see:") % said
    said = {"change": found.text, "day": day}
    if found.is_end and not found.after:
        return _("%(day)s: %(change)s") % said
    if found.is_end:
        return _("From %(day)s (%(change)s) it is:") % said
    return _("Formed on %(day)s (%(change)s) from:") % said


def counted_from_text(found: UnitBreak) -> str:
    """After the day of the law: from which month on units are counted by it, where that is a later
    one; else ""."""
    if found.first_month is None:
        return ""
    return _(", counted from month %(month)s on") % {"month": write_period(found.first_month)}


def ended_text(unit: AdministrativeUnit, end: UnitBreak | None) -> str:
    """Of a month after the unit's last: from when on it is none, and by which decision; before the
    names of what it became, where it became anything."""
    last = unit.valid_to or date.max
    said = {"unit": unit.full_name, "day": write_date(last + timedelta(days=1))}
    if end is not None and not end.goes_on:
        said["unit"] = name_apart(unit, *end.after)
    if end is None:
        return _("%(unit)s is no unit any more from %(day)s on.") % said
    said["act"] = f"{_act_text(end)}, {end.decision or _('decision not recorded')}"
    if not end.after:
        return _("%(unit)s is no unit any more from %(day)s on (%(act)s).") % said
    if end.goes_on:
        return _("%(unit)s goes on under another row from %(day)s on (%(act)s); see:") % said
    return _("%(unit)s is no unit any more from %(day)s on (%(act)s); see:") % said


def _act_text(found: UnitBreak) -> str:
    """With the day of the law, where units are counted by it from another on."""
    if found.first_month is None:
        return found.text
    return _("%(change)s on %(day)s") % {
        "change": found.text,
        "day": write_date(found.takes_effect),
    }


def standing_from_to_text(
    unit: AdministrativeUnit, period: date, breaks: Iterable[UnitBreak]
) -> str:
    """That a unit is one no more, or was none yet in the month; "" where neither, and of one that
    goes on by another row, which `breaks` says. The day of the law is said beside it: where that is
    another, these are the months it is counted in."""
    if unit.valid_from > period:
        began = next((each for each in breaks if each.is_beginning), None)
        return "" if began and began.goes_on else _since_text(unit.valid_from, began)
    if unit.valid_to is None:
        return ""
    ended = next((each for each in breaks if each.is_end), None)
    return "" if ended and ended.goes_on else _until_text(unit.valid_to, ended)


def _since_text(day: date, began: UnitBreak | None) -> str:
    if began is not None and began.first_month is not None:
        return _("counted as a unit from month %(month)s on") % {"month": write_period(day)}
    return _("a unit since %(day)s") % {"day": write_date(day)}


def _until_text(day: date, ended: UnitBreak | None) -> str:
    if ended is not None and ended.first_month is not None:
        return _("counted as a unit up to month %(month)s") % {"month": write_period(day)}
    return _("a unit until %(day)s") % {"day": write_date(day)}


def others_of(found: UnitBreak) -> list[tuple[str, AdministrativeUnit]]:
    """What it became, what it was formed of, or whom a part went over to or from: each with what
    stands before its name, "" where `became_text` says it of all."""
    if found.parts:
        return [(_part_text(part), part.other) for part in found.parts]
    return [("", unit) for unit in (found.after if found.is_end else found.before)]


def _part_text(part: PartMoved) -> str:
    if part.weight is None:
        return _("gave a part to") if part.is_given else _("was given a part of")
    said = {"percent": share_percent(part.weight)}
    if part.is_given:
        return _("gave %(percent)s %% to") % said
    return _("was given %(percent)s %% of") % said


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
