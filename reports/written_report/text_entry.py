"""The one writer of what an office puts into its report itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit, User
from coverage.models.versioned import lock_for_writing
from coverage.refusals import FutureMonth, NotYours, Refused, check_there
from reports.models import LONGEST_TEXT, ReportText
from reports.office_text import checked_text, may_write_texts


@dataclass(frozen=True, slots=True)
class TypedText:
    """What was typed into a section. `shown`: the id of the row in force of the month itself that
    the page showed, None where there was none."""

    section: str
    text: str
    shown: int | None


class TextChanged(Refused):
    """`theirs`: by section what somebody else wrote since the page was opened."""

    said = gettext_lazy(
        "Somebody wrote the same section while you were typing. Nothing was saved; both texts "
        "stand below: put together what is to stay, and save again."
    )

    def __init__(self, theirs: Mapping[str, ReportText]) -> None:
        self.theirs = theirs
        super().__init__()


def save_texts(
    user: User, unit: AdministrativeUnit, period: date, typed: Iterable[TypedText]
) -> int:
    """Keep them all or none; how many there were. A blank text says that the section is left out.

    Raises NotYours, FutureMonth, UnitNotThere, TextCannotBe, and TextChanged where one of the rows
    shown is not in force any more."""
    if not may_write_texts(user, unit):
        raise NotYours([unit])
    if period > timezone.localdate():
        raise FutureMonth(period)
    check_there([unit], period)
    texts = [_checked(each) for each in typed]
    if not texts:
        return 0
    with transaction.atomic():
        # A section without a text has no row to lock; its unit has.
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        _write(user, unit, period, texts)
    return len(texts)


def _write(user: User, unit: AdministrativeUnit, period: date, texts: Sequence[TypedText]) -> None:
    of_month = ReportText.objects.current().filter(unit=unit, period=period)
    sections = [each.section for each in texts]
    rows = of_month.filter(section__in=sections).select_related("recorded_by")
    standing = {row.section: row for row in rows}
    found = {each.section: standing.get(each.section) for each in texts}
    changed = {
        each.section: row
        for each in texts
        if (row := found[each.section]) is not None and row.pk != each.shown
    }
    if changed:
        raise TextChanged(changed)
    moment = lock_for_writing(ReportText._meta.db_table)
    of_month.filter(section__in=sections).update(superseded_at=moment)
    for each in texts:
        ReportText.objects.create(
            unit=unit,
            period=period,
            section=each.section,
            text=each.text,
            recorded_by=user,
            recorded_at=moment,
        )


def _checked(typed: TypedText) -> TypedText:
    return TypedText(typed.section, checked_text(typed.text, LONGEST_TEXT), typed.shown)
