"""The one writer of agendas."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage.models import AdministrativeUnit, User
from coverage.models.versioned import lock_for_writing
from coverage.refusals import NotYours, Refused
from reports.meetings.month import month_of_meeting
from reports.meetings.query import units_of_agenda
from reports.models import LONGEST_POINT, Agenda, AgendaItem, Meeting
from reports.office_text import checked_text, may_write_texts

MOST_ITEMS = 30


@dataclass(frozen=True, slots=True)
class TypedItem:
    """A unit by its id, None where none was chosen, and the point to speak of, which may be
    blank."""

    unit: int | None
    point: str


class AgendaChanged(Refused):
    """`theirs`: the agenda that somebody else saved since the page was opened."""

    said = gettext_lazy(
        "Somebody saved the agenda while you were typing. Nothing was saved; theirs stands below: "
        "put together what is to stay, and save again."
    )

    def __init__(self, theirs: Agenda) -> None:
        self.theirs = theirs
        super().__init__()


class AgendaCannotBe(Refused):
    """A unit that is not of the meeting, one that stands twice, or too many."""


def save_agenda(
    user: User, meeting: Meeting, typed: Sequence[TypedItem], shown: int | None
) -> Agenda:
    """Keep the agenda as typed, in that order, in place of the one `shown` (its id; None: there was
    none). What stands already is not written again.

    Raises NotYours, TextCannotBe, AgendaCannotBe, and AgendaChanged where another is in force."""
    if not may_write_texts(user, meeting.unit):
        raise NotYours([meeting.unit])
    items = [TypedItem(each.unit, _one_line(each.point)) for each in typed]
    _check(meeting, items)
    with transaction.atomic():
        # An agenda that is not there yet has no row to lock; its unit has.
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=meeting.unit_id)
        current = Agenda.objects.current().filter(meeting=meeting).select_related("recorded_by")
        standing = current.first()
        if standing is not None and _items_of(standing) == items:
            return standing
        if standing is not None and standing.pk != shown:
            raise AgendaChanged(standing)
        moment = lock_for_writing(Agenda._meta.db_table)
        current.update(superseded_at=moment)
        agenda = Agenda.objects.create(meeting=meeting, recorded_by=user, recorded_at=moment)
        AgendaItem.objects.bulk_create(
            AgendaItem(agenda=agenda, position=place, unit_id=each.unit, point=each.point)
            for place, each in enumerate(items, start=1)
            if each.unit is not None
        )
        return agenda


def _items_of(agenda: Agenda) -> list[TypedItem]:
    return [TypedItem(each.unit_id, each.point) for each in agenda.items.all()]


def _one_line(text: str) -> str:
    return " ".join(checked_text(text, LONGEST_POINT).split())


def _check(meeting: Meeting, items: Sequence[TypedItem]) -> None:
    if len(items) > MOST_ITEMS:
        said = ngettext(
            "An agenda holds at most %(count)s unit.",
            "An agenda holds at most %(count)s units.",
            MOST_ITEMS,
        )
        raise AgendaCannotBe(said % {"count": MOST_ITEMS})
    units = {each.pk: each for each in units_of_agenda(meeting, month_of_meeting(meeting))}
    if nameless := [each.point for each in items if each.unit is None]:
        raise AgendaCannotBe(_("Choose a unit for: %(point)s") % {"point": "; ".join(nameless)})
    named = [each.unit for each in items]
    if set(named) - units.keys():
        raise AgendaCannotBe(
            _("On the agenda stand %(unit)s and the units directly below it, and no others.")
            % {"unit": meeting.unit.full_name}
        )
    if twice := [units[pk].full_name for pk in units if named.count(pk) > 1]:
        raise AgendaCannotBe(_("On the agenda twice: %(units)s.") % {"units": ", ".join(twice)})
