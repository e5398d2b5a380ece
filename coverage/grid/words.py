"""What the entry page and its table's script say; the script's reasons are the server's."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.number_fields import REASONS


def month_before(period: date) -> str:
    """A month in the few letters that fit beside a number."""
    return _("M%(month)s") % {"month": period.month}


def month_a_year_ago(period: date) -> str:
    return _("M%(month)s/%(year)s") % {"month": period.month, "year": f"{period:%y}"}


def grid_words() -> dict[str, str]:
    """Sentences by name, with %(placeholders)s that the script fills."""
    return {
        **{reason.value: str(text) for reason, text in REASONS.items()},
        **_states(),
        **_pasting(),
        **_doing(),
        "hint": _("Did you mean %(suggestion)s?"),
        "dash": _("This is not clear: write 0 for nobody, k for no data, kad for not applicable."),
        "unsaved": _("Cells not saved: %(cells)s."),
        "invalid_count": _("Cells that cannot be read: %(cells)s."),
        "draft": _("Cells typed until %(time)s and not saved: %(cells)s."),
        "draft_lost": _("Not to be brought back, as they are locked now: %(cells)s."),
        "draft_restored": _("Cells brought back, not saved yet: %(cells)s."),
        "more": _("and %(count)s more"),
        "history_loading": _("Fetching the history…"),
        "unreached": _("The server was not reached. Try again."),
    }


def _states() -> dict[str, str]:
    return {
        "state_unsaved": _("not saved"),
        "state_invalid": _("cannot be read"),
        "state_contested": _("changed by two"),
        "state_saving": _("saving"),
        "state_saved": _("saved"),
        "state_warned": _("to be checked"),
        "is_locked": _("locked, left as it is"),
    }


def _pasting() -> dict[str, str]:
    return {
        "paste_nothing": _("There is nothing to paste."),
        "paste_read": _(
            "Cells understood: %(cells)s (numbers: %(numbers)s, codes k and kad: %(codes)s, "
            "blank: %(blanks)s)."
        ),
        "paste_emptied": _("Cells that held a value and are blank now: %(cells)s."),
        "paste_unread": _("Cells that cannot be read, kept as pasted: %(cells)s."),
        "skipped_locked": _("Locked cells left as they are: %(cells)s."),
        "paste_outside": _("Cells that lie outside the table, not pasted: %(cells)s."),
        "outside": _("Row %(row)s, column %(column)s of what was pasted: «%(text)s»"),
        "paste_too_long": _(
            "This text of %(characters)s characters is too long for the table: nothing was pasted."
        ),
    }


def _doing() -> dict[str, str]:
    return {
        "copied": _("Cells copied: %(cells)s."),
        "cleared": _("Cells cleared: %(cells)s. Ctrl+Z brings them back."),
        "filled": _("Cells filled from above: %(cells)s."),
        "stepped": _("Cells changed back: %(cells)s."),
        "chosen": _("Chosen: %(rows)s × %(columns)s cells."),
        "started": _(
            "Cells filled with last month’s values: %(cells)s. None is saved: look at each, "
            "then save."
        ),
        "started_none": _("No blank cell has a value of last month."),
    }


def nothing_saved_text(count: int) -> str:
    return ngettext(
        "Nothing was saved: %(count)s cell must be corrected. What you typed is still here.",
        "Nothing was saved: %(count)s cells must be corrected. What you typed is still here.",
        count,
    ) % {"count": count}


def saved_text(count: int) -> str:
    if not count:
        return _("No cell had changed.")
    return ngettext("Saved %(count)s cell.", "Saved %(count)s cells.", count) % {"count": count}


def taken_back_text(count: int) -> str:
    return ngettext(
        "Took back the month of %(count)s unit.", "Took back the month of %(count)s units.", count
    ) % {"count": count}
