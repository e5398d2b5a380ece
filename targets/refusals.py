"""Why a write to the register of documents was refused; see coverage.refusals."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage.refusals import NotAllowed, Refused


class DocumentNotYours(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only those who approve for the unit a document binds may change it."))


class NotInTheGrid(Refused):
    said = gettext_lazy(
        "One of the cells is not a target this document can set. Open the page again."
    )


class RevisionWithoutReason(Refused):
    """`count`: how many targets in force would have been replaced."""

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext(
                "Say why: %(count)s target in force would be revised. Nothing was saved.",
                "Say why: %(count)s targets in force would be revised. Nothing was saved.",
                count,
            )
            % {"count": count}
        )


class NothingToWithdraw(Refused):
    said = gettext_lazy("This document has no target in force.")


MOST_CHANGES = 5


class TargetsChanged(Refused):
    """`changes`: what was shown of each target that is another now, and what stands."""

    def __init__(self, changes: Sequence[str]) -> None:
        said = "; ".join(changes[:MOST_CHANGES])
        if more := len(changes[MOST_CHANGES:]):
            said = f"{said}; " + _("and %(count)s more") % {"count": more}
        super().__init__(
            _(
                "The targets of this document have changed since the page was opened, so none was "
                "withdrawn: %(changes)s. Look at the page as it is now and decide again."
            )
            % {"changes": said}
        )
