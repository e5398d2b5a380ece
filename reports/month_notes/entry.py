"""The one writer of notes on months."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from coverage.lineage import predecessors
from coverage.models import AdministrativeUnit, Indicator, User
from coverage.models.versioned import lock_for_writing
from coverage.refusals import FutureMonth, NotYours, Refused, UnitNotThere
from reports.models import LONGEST_NOTE, MonthNote
from reports.office_text import checked_text, may_write_texts


class NoteChanged(Refused):
    """`theirs`: what somebody else wrote since the page was opened."""

    said = gettext_lazy(
        "Somebody wrote the note of this month while you were typing. Nothing was saved; both "
        "texts stand below: put together what is to stay, and save again."
    )

    def __init__(self, theirs: MonthNote) -> None:
        self.theirs = theirs
        super().__init__()


def save_note(
    user: User,
    unit: AdministrativeUnit,
    indicator: Indicator,
    period: date,
    typed: str,
    shown: int | None,
) -> bool:
    """Keep the note, blank: that there is none any more; False where it stands so already.
    `shown`: the id of the row in force that the page showed, None where there was none.

    Raises NotYours, FutureMonth, UnitNotThere, TextCannotBe, and NoteChanged where another row is
    in force."""
    if not may_write_texts(user, unit):
        raise NotYours([unit])
    if period > timezone.localdate():
        raise FutureMonth(period)
    if not has_months_in(unit, period):
        raise UnitNotThere([unit], period)
    text = checked_text(typed, LONGEST_NOTE)
    with transaction.atomic():
        # A month without a note has no row to lock; its unit has.
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        of_month = MonthNote.objects.current().filter(unit=unit, indicator=indicator, period=period)
        standing = of_month.select_related("recorded_by").first()
        if text == (standing.text if standing else ""):
            return False
        if standing is not None and standing.pk != shown:
            raise NoteChanged(standing)
        moment = lock_for_writing(MonthNote._meta.db_table)
        of_month.update(superseded_at=moment)
        MonthNote.objects.create(
            unit=unit,
            indicator=indicator,
            period=period,
            text=text,
            recorded_by=user,
            recorded_at=moment,
        )
    return True


def has_months_in(unit: AdministrativeUnit, period: date) -> bool:
    """Whether its pages tell the month: it was there, or what it was formed from."""
    if unit.exists_on(period):
        return True
    if period >= unit.valid_from or unit.never_was:
        return False
    return any(each.existed_on(period) for each in predecessors([unit.pk]))
