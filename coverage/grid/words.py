"""What a grid and its script say, whatever its cells hold; its reasons are those of the server."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.grid.states import CellState
from coverage.notation.numbers import NumberError
from coverage.number_fields import REASONS, explain

_DASHES = {"-", "–", "—", "\u2212", "x", "..."}


def explain_text(error: NumberError, dash: str) -> str:
    """Why a cell's text was refused and what to write instead; `dash` says what one may mean."""
    is_dash = " ".join(error.text.split()).lower() in _DASHES
    return dash if is_dash else explain(error)


def grid_words() -> dict[str, str]:
    """Sentences by name, with %(placeholders)s that the script fills. A grid adds its own: "dash",
    "paste_read", and those of what it alone can do."""
    return {
        **{reason.value: str(text) for reason, text in REASONS.items()},
        **{f"state_{state}": str(state.label) for state in CellState},
        **_pasting(),
        **_doing(),
        "hint": _("Did you mean %(suggestion)s?"),
        "is_locked": _("locked, left as it is"),
        "unsaved": _("Cells not saved: %(cells)s."),
        "invalid_count": _("Cells that cannot be read: %(cells)s."),
        "draft": _("Cells typed until %(time)s and not saved: %(cells)s."),
        "draft_lost": _("Not to be brought back, as they are locked now: %(cells)s."),
        "draft_restored": _("Cells brought back, not saved yet: %(cells)s."),
        "more": _("and %(count)s more"),
        "unreached": _("The server was not reached. Try again."),
    }


def _pasting() -> dict[str, str]:
    return {
        "paste_nothing": _("There is nothing to paste."),
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
    }


def nothing_saved_text(count: int) -> str:
    return ngettext(
        "Nothing was saved: %(count)s cell must be corrected. What you typed is still here.",
        "Nothing was saved: %(count)s cells must be corrected. What you typed is still here.",
        count,
    ) % {"count": count}


def asked_text(count: int) -> str:
    return ngettext(
        "Nothing was saved yet: %(count)s cell is to be confirmed. What you typed is still here.",
        "Nothing was saved yet: %(count)s cells are to be confirmed. What you typed is still here.",
        count,
    ) % {"count": count}


def saved_text(count: int) -> str:
    if not count:
        return _("No cell had changed.")
    return ngettext("Saved %(count)s cell.", "Saved %(count)s cells.", count) % {"count": count}
