"""What an approver decides of the months of units, as they were shown."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy

from coverage.models import State, User
from coverage.month.query import Reach, UnitMonth, unit_months
from coverage.month.selection import Selection, came_later
from coverage.month.shown import Shown, months_shown, versions_of
from coverage.month.words import with_left_out
from coverage.month.workflow import approve, open_months, reopen, return_to_clerk


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it does, to months in which state (None: never opened), what it then says."""

    label: str | Promise
    act: Callable[[User, Collection[int], date, str, Shown], object]
    before: State | None
    said: Promise
    needs_note: bool = False

    def is_possible_for(self, month: UnitMonth) -> bool:
        return month.may_approve and month.state == self.before


def _open(user: User, unit_ids: Collection[int], period: date, note: str, shown: Shown) -> None:
    open_months(user, unit_ids, period, shown)


ACTIONS = {
    "open": Action(
        gettext_lazy("Open the month"),
        _open,
        None,
        ngettext_lazy("Opened the month for %d unit.", "Opened the month for %d units."),
    ),
    "approve": Action(
        gettext_lazy("Approve"),
        approve,
        State.SUBMITTED,
        ngettext_lazy("Approved the month of %d unit.", "Approved the month of %d units."),
    ),
    "return": Action(
        gettext_lazy("Return to the clerk"),
        return_to_clerk,
        State.SUBMITTED,
        ngettext_lazy("Returned the month of %d unit.", "Returned the month of %d units."),
        needs_note=True,
    ),
    "reopen": Action(
        gettext_lazy("Reopen"),
        reopen,
        State.APPROVED,
        ngettext_lazy("Reopened the month of %d unit.", "Reopened the month of %d units."),
        needs_note=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What one post asks for. `months`: the units of the page as it showed them; `unit_ids`: those
    it is about, all that were shown in the state of the button or those ticked one by one."""

    action: Action
    months: list[UnitMonth]
    unit_ids: list[int]
    is_of_all: bool
    note: str

    @classmethod
    def of(cls, posted: QueryDict, reach: Reach, period: date) -> "Decision":
        """Raises BadRequest, NotShown, NothingChosen. Two statements."""
        action = ACTIONS.get(posted.get("action", ""))
        if action is None:
            raise BadRequest("no such action")
        months = months_shown(posted, unit_months(reach, period), period)
        chosen = Selection.of(posted)
        ids = chosen.among(months, action.is_possible_for)
        return cls(action, months, ids, chosen.is_all, posted.get("note", ""))

    def carry_out(self, user: User, reach: Reach, period: date) -> str:
        """What was done, in words. Raises Refused."""
        self.action.act(user, self.unit_ids, period, self.note, versions_of(self.months))
        said = str(self.action.said % len(self.unit_ids))
        if not self.is_of_all:
            return said
        left = came_later(unit_months(reach, period), self.unit_ids, self.action.is_possible_for)
        return with_left_out(said, left)
