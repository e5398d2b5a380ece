"""Why a month was not closed, or its closing not undone."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from coverage.notation.periods import write_period
from coverage.refusals import Refused


class _OfMonth(Refused):
    """`sentence` names the month once, as %(month)s."""

    sentence: str | Promise

    def __init__(self, period: date) -> None:
        super().__init__(str(self.sentence) % {"month": write_period(period)})


class ClosingChanged(_OfMonth):
    """Something of what the page of closing showed is not so any more; nothing was written."""

    sentence = gettext_lazy(
        "Month %(month)s is not as it was shown any more: nothing was done. Below is what was "
        "shown and what stands now; look at both and decide again."
    )


class ClosedAlready(_OfMonth):
    sentence = gettext_lazy("Month %(month)s is closed already.")


class NotClosed(_OfMonth):
    sentence = gettext_lazy("Month %(month)s is not closed; there is nothing to undo.")


class NothingMissing(_OfMonth):
    sentence = gettext_lazy("Month %(month)s is complete: no gap is to be named.")


class NothingThere(_OfMonth):
    sentence = gettext_lazy(
        "No unit’s figures for %(month)s count yet: a closed month would show readers nothing."
    )
