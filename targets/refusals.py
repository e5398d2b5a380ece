"""Why a write to the register of documents was refused; see coverage.refusals."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.refusals import NotAllowed, Refused


class DocumentNotYours(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only those who approve for the unit a document binds may change it."))


class NotInTheGrid(Refused):
    said = gettext_lazy(
        "One of the cells is not a target this document can set. Open the page again."
    )


class NothingToWithdraw(Refused):
    said = gettext_lazy("This document has no target in force.")
