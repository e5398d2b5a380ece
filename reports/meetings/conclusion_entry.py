"""The one writer of what meetings concluded."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, User
from coverage.models.versioned import lock_for_writing
from coverage.refusals import NotYours, Refused
from reports.models import LONGEST_CONCLUSION, Conclusion, ConclusionState, Meeting
from reports.office_text import checked_text, may_write_texts

LONGEST_OFFICE, LONGEST_REMARK = 200, 500


@dataclass(frozen=True, slots=True)
class ConclusionValue:
    """What a conclusion says: who is to do it is a unit by its id, or an office by its name.
    `done_on`: None while it is to be done."""

    text: str
    unit_id: int | None
    office: str
    due_on: date
    done_on: date | None = None
    remark: str = ""


class ConclusionChanged(Refused):
    """`theirs`: what somebody else wrote under the number since the page was opened."""

    said = gettext_lazy(
        "Somebody wrote this conclusion while you were typing. Nothing was saved; both stand "
        "below: put together what is to stay, and save again."
    )

    def __init__(self, theirs: Conclusion) -> None:
        self.theirs = theirs
        super().__init__()


class ConclusionCannotBe(Refused):
    """Nothing is said, by nobody or by two, or done in the future."""


def next_number(meeting: Meeting) -> int:
    """Under which the next conclusion of the meeting is written. One statement."""
    numbers = Conclusion.objects.filter(meeting=meeting).order_by("-number")
    return (numbers.values_list("number", flat=True).first() or 0) + 1


def save_conclusion(
    user: User, meeting: Meeting, number: int, value: ConclusionValue, shown: int | None
) -> Conclusion:
    """Keep the conclusion of that number in place of the one `shown` (its id; None: a new one).
    What stands already is not written again.

    Raises NotYours, TextCannotBe, ConclusionCannotBe, and ConclusionChanged where another stands
    there."""
    if not may_write_texts(user, meeting.unit):
        raise NotYours([meeting.unit])
    kept = _checked(value)
    with transaction.atomic():
        # A conclusion that is not there yet has no row to lock; the meeting's unit has.
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=meeting.unit_id)
        current = Conclusion.objects.current().filter(meeting=meeting, number=number)
        standing = current.select_related("recorded_by", "unit").first()
        if standing is not None and value_of(standing) == kept:
            return standing
        if standing is not None and standing.pk != shown:
            raise ConclusionChanged(standing)
        moment = lock_for_writing(Conclusion._meta.db_table)
        current.update(superseded_at=moment)
        return Conclusion.objects.create(
            meeting=meeting,
            number=number if standing is not None else next_number(meeting),
            state=ConclusionState.OPEN if kept.done_on is None else ConclusionState.DONE,
            recorded_by=user,
            recorded_at=moment,
            **{each.name: getattr(kept, each.name) for each in fields(kept)},
        )


def value_of(row: Conclusion) -> ConclusionValue:
    said = {each.name: getattr(row, each.name) for each in fields(ConclusionValue)}
    return ConclusionValue(**said)


def _checked(value: ConclusionValue) -> ConclusionValue:
    text = checked_text(value.text, LONGEST_CONCLUSION)
    office = checked_text(value.office, LONGEST_OFFICE).strip()
    if not text.strip():
        raise ConclusionCannotBe(_("Write what was concluded."))
    if (value.unit_id is None) == (not office):
        raise ConclusionCannotBe(_("Say who does it: a unit, or an office by its name, not both."))
    if value.done_on is not None and value.done_on > timezone.localdate():
        raise ConclusionCannotBe(_("The day on which it was done lies in the future."))
    remark = checked_text(value.remark, LONGEST_REMARK)
    return ConclusionValue(text, value.unit_id, office, value.due_on, value.done_on, remark)
