"""Facts put into words for the reader."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, ChangeKind, State

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


Ends = tuple[AdministrativeUnit | None, AdministrativeUnit | None]


def change_text(kind: str, *, is_whole: bool, ends: Iterable[Ends]) -> str:
    """What an act did to units; a transfer of a whole unit changes where it lies, nothing else.
    `ends`: of its links, the old unit and the new, by which a new name is told from a new kind."""
    if kind == ChangeKind.RENAME:
        return _renamed_text([(old, new) for old, new in ends if old and new])
    if kind == ChangeKind.TRANSFER and is_whole:
        return _("transferred to another unit above")
    return str(ChangeKind(kind).label)


def _renamed_text(ends: Iterable[tuple[AdministrativeUnit, AdministrativeUnit]]) -> str:
    known = list(ends)
    has_name = any(old.name != new.name for old, new in known)
    has_kind = any(old.kind != new.kind for old, new in known)
    if has_name and has_kind:
        return _("renamed and reclassified")
    if has_name or has_kind:
        return _("renamed") if has_name else _("reclassified")
    return str(ChangeKind.RENAME.label)


def simulated_text() -> str:
    """What a page or a file with figures that were made up says over all of them."""
    figures = _(
        "Figures on this page marked “simulated” were made up for demonstration. They are nobody’s "
        "report and must not be used."
    )
    return f"{_('Simulated figures.')} {figures}"
