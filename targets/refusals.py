"""Why a write to the register of documents was refused; see coverage.refusals."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.refusals import ChangedMeanwhile, NotAllowed, Refused
from targets.models import Target


@dataclass(frozen=True)
class ContestedTarget:
    """A target somebody changed since it was shown: `theirs` is in force now, None if blank.

    `key` is document, unit, indicator, year."""

    key: tuple[int, int, int, int]
    theirs: Target | None


class TargetsContested(ChangedMeanwhile):
    def __init__(self, targets: Sequence[ContestedTarget]) -> None:
        self.targets = targets
        super().__init__()


class DocumentNotYours(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only those who approve for the unit a document binds may change it."))


class NotInTheGrid(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("One of the cells is not a target this document can set. Open the page again.")
        )


class NothingToWithdraw(Refused):
    def __init__(self) -> None:
        super().__init__(_("This document has no target in force."))
