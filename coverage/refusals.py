"""Why a write was refused: each says what, where and what to do, in the reader's language.

Nothing is written when one of these is raised; what the person typed stays with the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, State, User
from coverage.notation.periods import write_period


class Refused(Exception):  # noqa: N818 (a refusal is an answer, not a mistake of the program)
    """A write that breaks a rule; `str()` of it is a sentence for the screen: `said`, where it is
    always the same."""

    said: str | Promise = ""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or str(self.said))


MOST_NAMES = 8


def names_of(units: Sequence[AdministrativeUnit]) -> str:
    """The first few: a sentence that names three thousand communes tells nobody anything."""
    names = ", ".join(unit.full_name for unit in units[:MOST_NAMES])
    if len(units) <= MOST_NAMES:
        return names
    return _("%(names)s and %(count)s more") % {"names": names, "count": len(units) - MOST_NAMES}


class NotAllowed(PermissionDenied):
    """The person may not do this at all, whatever was typed: no page shows it again."""


class NotYours(NotAllowed):
    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _("You have no right to do this for: %(units)s.") % {"units": names_of(units)}
        )


class UnknownUnit(Refused):
    said = gettext_lazy("One of the units does not exist. Open the page again.")


class UnknownIndicator(Refused):
    said = gettext_lazy("One of the indicators does not exist. Open the page again.")


class UnitNotThere(Refused):
    def __init__(self, units: Sequence[AdministrativeUnit], period: date) -> None:
        super().__init__(
            _("Not an administrative unit in %(month)s: %(units)s.")
            % {"units": names_of(units), "month": write_period(period)}
        )


def check_there(units: Iterable[AdministrativeUnit], period: date) -> None:
    """Raises UnitNotThere."""
    if absent := [unit for unit in units if not unit.exists_on(period)]:
        raise UnitNotThere(absent, period)


class FutureMonth(Refused):
    def __init__(self, period: date) -> None:
        super().__init__(
            _("Month %(month)s lies in the future; nothing can be entered for it yet.")
            % {"month": write_period(period)}
        )


class WrongCutOff(Refused):
    def __init__(self, period: date) -> None:
        super().__init__(
            _(
                "The cut-off date of month %(month)s must lie in that month or the one after it, "
                "not later than today."
            )
            % {"month": write_period(period)}
        )


class NotADate(Refused):
    def __init__(self, text: str) -> None:
        super().__init__(
            _("“%(text)s” is not a date: write it as 30/06/2023, day before month.")
            % {"text": text}
        )


class MonthNotWritable(Refused):
    """Some unit's month was never opened, or waits for approval, or is approved."""

    def __init__(
        self, states: Sequence[tuple[AdministrativeUnit, State | None]], period: date
    ) -> None:
        self.states = states
        sentences = [
            _("%(unit)s: month %(month)s is %(state)s.")
            % {
                "unit": unit.full_name,
                "month": write_period(period),
                "state": _("not open yet") if state is None else state.label,
            }
            for unit, state in states
        ]
        advice = _("Ask the approver to open or reopen it. Nothing was saved.")
        super().__init__(" ".join([*sentences, advice]))


class WrongState(Refused):
    """A month cannot go from the state it is in to the one asked for."""

    def __init__(self, units: Sequence[AdministrativeUnit], period: date, wanted: State) -> None:
        super().__init__(
            _(
                "Month %(month)s cannot become “%(state)s” for: %(units)s. "
                "Open the page again to see its state."
            )
            % {"units": names_of(units), "month": write_period(period), "state": wanted.label}
        )


class OpenedAlready(Refused):
    def __init__(self, states: Sequence[tuple[AdministrativeUnit, State]], period: date) -> None:
        approved = [unit for unit, state in states if state == State.APPROVED]
        others = [unit for unit, state in states if state != State.APPROVED]
        said = []
        if others:
            said.append(_("Month %(month)s has been opened before for: %(units)s."))
        if approved:
            said.append(
                _(
                    "Month %(month)s is approved for: %(approved)s. To have it corrected, press "
                    "“Reopen” and give the reason."
                )
            )
        names = {"units": names_of(others), "approved": names_of(approved)}
        sentence = " ".join([*said, _("Nothing was done.")])
        super().__init__(sentence % (names | {"month": write_period(period)}))


class NotShown(Refused):
    said = gettext_lazy(
        "The form does not say what it had shown, so nothing was done. Look at the page as it is "
        "now and decide again."
    )


class ShownChanged(Refused):
    """The month of some unit is not the one that a page showed; nothing was done, for any."""

    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        self.unit_ids = [unit.pk for unit in units]
        super().__init__(
            _(
                "The monthly report of these units has changed since the page was opened: "
                "%(units)s. Nothing was done."
            )
            % {"units": names_of(units)}
        )


class ReasonMissing(Refused):
    said = gettext_lazy("Say why: a note is required.")


class ChangedMeanwhile(Refused):
    """Somebody put another version in force than the one that was shown."""

    def __init__(self, person: User | None, at: datetime) -> None:
        super().__init__(
            _(
                "%(person)s changed this at %(time)s, after you opened it. Nothing was saved; this "
                "is how it stands now."
            )
            % {"person": person or "–", "time": f"{localtime(at):%H:%M %d/%m/%Y}"}
        )


class NoteTooLong(Refused):
    def __init__(self, longest: int) -> None:
        super().__init__(
            _("The note is too long: at most %(longest)s characters.") % {"longest": longest}
        )


class NotReady(Refused):
    """Units whose month has warnings without a note, or blank cells without an explanation."""

    def __init__(
        self, problems: Sequence[tuple[AdministrativeUnit, Sequence[str]]], period: date
    ) -> None:
        self.unit_ids = [unit.pk for unit, _sentences in problems]
        sentences = [f"{unit.full_name}: {' '.join(said)}" for unit, said in problems]
        advice = _(
            "Month %(month)s was not submitted. Correct the figures or write a note for each of "
            "these units, and fill the blank cells (k: no data, kad: not applicable)."
        ) % {"month": write_period(period)}
        super().__init__(" ".join([*sentences, advice]))


class FollowedUpAlready(Refused):
    said = gettext_lazy("This cell is being followed up already. Open the page again.")


class FollowUpClosed(Refused):
    said = gettext_lazy("Somebody has closed this already. Open the page again.")


class NothingChosen(Refused):
    said = gettext_lazy("Choose at least one unit for which this can be done.")


class SamePerson(Refused):
    """Four eyes: who submitted a month may not approve it."""

    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _("You submitted these yourself; another person must approve: %(units)s.")
            % {"units": names_of(units)}
        )


class Conflict(Refused):
    """Somebody saved one of the cells meanwhile; nothing of the block was written. `theirs` has, by
    the writer's key of each such cell, the version in force now, None where it is blank."""

    said = gettext_lazy(
        "Somebody changed the same cells while you were typing. Nothing was saved; "
        "compare both values and choose."
    )

    def __init__(self, theirs: Mapping[Any, Any]) -> None:
        self.theirs = theirs
        super().__init__()
