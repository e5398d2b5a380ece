"""Facts put into words for the reader."""

from django.utils.translation import gettext as _

from coverage.models import ChangeKind, State

# A sign beside each word, for those who look for the sign.
SIGNS = {
    State.OPEN: "○",
    State.SUBMITTED: "◐",
    State.APPROVED: "●",
    State.RETURNED: "↩",
    State.REOPENED: "◌",
}


def state_text(state: State | None) -> str:
    """The state of a unit's month as sign and word; None is a month nobody opened."""
    sign, word = ("–", _("not opened")) if state is None else (SIGNS[state], state.label)
    return f"{sign} {word}"


def change_text(kind: str, *, is_whole: bool) -> str:
    """What an act did to units; a transfer of a whole unit changes where it lies, nothing else."""
    if kind == ChangeKind.TRANSFER and is_whole:
        return _("transferred to another unit above")
    return str(ChangeKind(kind).label)


def simulated_text() -> str:
    """What a page or a file with figures that were made up says over all of them."""
    figures = _(
        "Figures on this page marked “simulated” were made up for demonstration. They are nobody’s "
        "report and must not be used."
    )
    return f"{_('Simulated figures.')} {figures}"
