"""What the pages of a month and its grid's script say."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.grid.words import grid_words
from coverage.models import AdministrativeUnit
from coverage.month.typed_text import what_a_dash_may_mean
from coverage.notation.periods import to_slug

MOST_LINKS = 8


def figure_words() -> dict[str, str]:
    """Sentences by name, as coverage.grid.words gives them."""
    return {
        **grid_words(),
        "dash": what_a_dash_may_mean(),
        "paste_read": _(
            "Cells understood: %(cells)s (numbers: %(numbers)s, codes k and kad: %(codes)s, "
            "blank: %(blanks)s)."
        ),
        "shifted_low": _(
            "⚠ %(first)s – %(last)s, %(count)s units in a row: as the unit in the row above had it "
            "last month. Pasted one row too low? Ctrl+Z takes it back."
        ),
        "shifted_high": _(
            "⚠ %(first)s – %(last)s, %(count)s units in a row: as the unit in the row below had it "
            "last month. Pasted one row too high? Ctrl+Z takes it back."
        ),
        "started": _(
            "Cells filled with last month’s values: %(cells)s. None is saved: look at each, "
            "then save."
        ),
        "started_none": _("No blank cell has a value of last month."),
        "history_loading": _("Fetching the history…"),
    }


def month_before(period: date) -> str:
    """A month in the few letters that fit beside a number."""
    return _("M%(month)s") % {"month": period.month}


def month_a_year_ago(period: date) -> str:
    return _("M%(month)s/%(year)s") % {"month": period.month, "year": f"{period:%y}"}


def to_drafts(units: Sequence[AdministrativeUnit], period: date) -> SafeString:
    """After a save: that drafts reach nobody yet, and where their writer sees them as others will
    see them. At most as many units are named as a line holds."""
    query = urlencode({"month": to_slug(period), "drafts": "1"})
    links = [(f"{reverse('overview', args=[unit.pk])}?{query}", unit.full_name) for unit in units]
    return format_html(
        "{} {}",
        _(
            "Not handed in yet, so readers do not see it. The overview with what is still being "
            "entered:"
        ),
        format_html_join("; ", '<a href="{}">{}</a>', links[:MOST_LINKS]),
    )


def submitted_text(count: int) -> str:
    return ngettext(
        "Submitted the month of %(count)s unit.", "Submitted the month of %(count)s units.", count
    ) % {"count": count}


def taken_back_text(count: int) -> str:
    return ngettext(
        "Took back the month of %(count)s unit.", "Took back the month of %(count)s units.", count
    ) % {"count": count}


def with_left_out(said: str, count: int) -> str:
    """What was done of all units, and how many were not among them, having come later."""
    if not count:
        return said
    left_out = ngettext(
        "%(count)s unit whose state has changed since the page was opened was not taken along: "
        "look at it first.",
        "%(count)s units whose state has changed since the page was opened were not taken along: "
        "look at them first.",
        count,
    ) % {"count": count}
    return f"{said} {left_out}"
