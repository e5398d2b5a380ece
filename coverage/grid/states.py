"""What state a cell may be in: the one list, with the word and the sign of each.

Which state a cell of the page is in says `coverage.grid.block`; while somebody types, the script.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CellState(TextChoices):
    """In the order of the legend. SAVING and SAVED are the script's alone."""

    UNSAVED = "unsaved", _("not saved")
    INVALID = "invalid", _("cannot be read")
    CONTESTED = "contested", _("changed by two")
    ASKED = "asked", _("to be confirmed")
    SAVING = "saving", _("saving")
    SAVED = "saved", _("saved")
    WARNED = "warned", _("to be checked")

    @property
    def sign(self) -> str:
        return _SIGNS[self]

    @property
    def is_problem(self) -> bool:
        return self in (CellState.INVALID, CellState.CONTESTED, CellState.ASKED)


_SIGNS = dict(zip(CellState, "✎✕⇄?…✓⚠", strict=True))
