"""What the pages of a unit say over all of their tables, for the files made from these."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from coverage.notation.periods import write_date, write_period
from coverage.tables.notations import write_second
from coverage.tables.workbook import Head
from coverage.wording import simulated_text
from reports.figures.break_words import standing_from_to_text
from reports.figures.query import Overview
from reports.figures.unit_switch import USUAL_UNITS, UnitSwitch
from reports.figures.words import month_state_text
from reports.filters import Filters


def page_head(
    title: str,
    lines: Sequence[str],
    filters: Filters,
    switch: UnitSwitch = USUAL_UNITS,
    *,
    is_simulated: bool = False,
    warnings: Sequence[str] = (),
) -> Head:
    """`warnings`: what else is said of all that the page shows."""
    said = [line for line in lines if line]
    if filters.as_seen is not None:
        said.append(f"{seen_text(filters)} {_('What reads otherwise now is marked ↻.')}")
    said += [*remarks(filters, switch), *warnings]
    if is_simulated:
        said.append(simulated_text())
    return Head(title, said, filters.as_seen)


def remarks(filters: Filters, switch: UnitSwitch = USUAL_UNITS) -> list[str]:
    """What a page and each of its files say of how they were asked for, beside the moment."""
    said = (not_understood_text(filters), drafts_text(filters), switch.said)
    return [each for each in said if each]


def not_understood_text(filters: Filters) -> str:
    """ "" where all of the address was understood."""
    if not filters.not_understood:
        return ""
    named = ", ".join(filters.not_understood)
    return f"{_('Not understood in the address, and left out:')} {named}"


def drafts_text(filters: Filters) -> str:
    """That figures still being entered are shown as well; "" where they are not."""
    if not filters.drafts:
        return ""
    return _("Includes figures still being entered, not yet handed in.")


def seen_text(filters: Filters) -> str:
    """As of which moment, and by which meeting, a page is seen; "" for now."""
    if filters.as_seen is None:
        return ""
    moment = write_second(filters.as_seen)
    if filters.meeting is None:
        return _("As recorded at %(moment)s.") % {"moment": moment}
    return _("As the meeting “%(title)s” of %(day)s saw it, at %(moment)s.") % {
        "title": filters.meeting.title,
        "day": write_date(filters.meeting.held_on),
        "moment": moment,
    }


def own_month_text(found: Overview) -> str:
    """In which state the unit's own month is; "" where that is not worth a word."""
    if (own := found.own_month_shown) is None:
        return ""
    return f"{_('The unit’s own month')}: {month_state_text(own.state)}"


def state_line(found: Overview) -> str:
    """How far the month of the units below has come, and the unit's own; "" where it has
    neither."""
    counts = str(found.counts) if found.expected else ""
    return " · ".join(each for each in (counts, own_month_text(found)) if each)


def overview_line(found: Overview) -> str:
    """The month, how far its units have come, and until when the unit is one."""
    parts = [
        f"{_('Month')} {write_period(found.months.now)}",
        state_line(found),
        standing_from_to_text(found.unit, found.months.now, found.breaks),
    ]
    return " · ".join(each for each in parts if each)


def overview_lines(found: Overview) -> list[str]:
    """The line of the month, and by whom it was closed with which gaps."""
    return [overview_line(found), *(found.closed.lines if found.closed else ())]
