"""What is said of a month's number, in lines. Pure text."""

from collections.abc import Iterable, Sequence
from textwrap import shorten

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.month_notes.notes import Note

MOST_NAMED = 3
LONGEST_SHORT = 200


def first_notes(notes: Sequence[Note]) -> Sequence[Note]:
    """Those of the first three units that said something."""
    named = list(dict.fromkeys(note.unit_id for note in notes))[:MOST_NAMED]
    return [note for note in notes if note.unit_id in named]


def more_units_text(notes: Sequence[Note]) -> str:
    """How many units said something beside those named; "" where none did."""
    count = len({note.unit_id for note in notes}) - MOST_NAMED
    if count <= 0:
        return ""
    return ngettext("and %(count)s more unit", "and %(count)s more units", count) % {"count": count}


def note_lines(notes: Sequence[Note], unit_id: int) -> list[str]:
    """A note a line, with whose it is where it is not the unit's own; then how many say more."""
    more = more_units_text(notes)
    return [*(note_text(note, unit_id) for note in first_notes(notes)), *([more] if more else [])]


def note_text(note: Note, unit_id: int) -> str:
    if note.unit_id == unit_id:
        return note.text
    return _("%(unit)s: %(text)s") % {"unit": note.unit, "text": note.text}


def kind_of_note(note: Note) -> str:
    return _("the office’s note") if note.is_office else _("explained when it was reported")


def shortened(lines: Iterable[str]) -> list[str]:
    """For a chart, which has no room for a whole note."""
    return [shorten(line, LONGEST_SHORT, placeholder=" …") for line in lines]
