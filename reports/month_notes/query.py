"""What is said of the months of units: two statements, whatever their number."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from coverage.models import AdministrativeUnit, Indicator
from coverage.warnings.explanations import Explained, explained_below
from reports.models import MonthNote
from reports.month_notes.notes import Note

UnitMonth = tuple[int, date]


def notes_on(
    asked: Mapping[UnitMonth, Sequence[int]],
    indicator_ids: Sequence[int],
    moment: datetime | None = None,
) -> dict[tuple[int, int, date], list[Note]]:
    """(unit, indicator, month) -> its office's note; else that of the rows under which the month is
    told, else what was explained of the number by those it is made of. `asked`: by unit and month
    the rows: the unit itself, or those that went into it. A month without any is not there."""
    if not asked:
        return {}
    units = {pk for (unit, _period), rows in asked.items() for pk in (unit, *rows)}
    periods = {period for _unit, period in asked}
    office = office_notes(units, indicator_ids, periods, moment)
    explained = explained_below(units, indicator_ids, periods, moment)
    found = {}
    for (unit, period), rows in asked.items():
        for indicator in indicator_ids:
            own = office.get((unit, indicator, period))
            theirs = [office[key] for row in rows if (key := (row, indicator, period)) in office]
            said = [each for row in rows for each in explained.get((row, indicator, period), ())]
            if notes := [own] if own else theirs or [_explained(each) for each in said]:
                found[unit, indicator, period] = notes
    return found


def office_notes(
    unit_ids: Iterable[int],
    indicator_ids: Iterable[int],
    periods: Iterable[date],
    moment: datetime | None = None,
) -> dict[tuple[int, int, date], Note]:
    """(unit, indicator, month) -> the note in force at the moment, None is now; an emptied one is
    none. One statement."""
    rows = (
        MonthNote.objects.as_seen(moment)
        .filter(unit__in=unit_ids, indicator__in=indicator_ids, period__in=periods)
        .exclude(text="")
        .select_related("unit", "recorded_by")
    )
    return {
        (row.unit_id, row.indicator_id, row.period): Note(
            row.unit_id,
            row.unit.full_name,
            row.text,
            str(row.recorded_by),
            row.recorded_at,
            is_office=True,
        )
        for row in rows
    }


def versions_of(
    unit: AdministrativeUnit, indicator: Indicator, period: date, moment: datetime | None = None
) -> list[MonthNote]:
    """The office's note as it was written, the latest first, by the moment. One statement."""
    rows = MonthNote.objects.filter(unit=unit, indicator=indicator, period=period)
    if moment is not None:
        rows = rows.filter(recorded_at__lte=moment)
    return list(rows.select_related("recorded_by").order_by("-recorded_at", "-pk"))


def others_on(
    unit_id: int,
    rows: Sequence[int],
    indicator_id: int,
    period: date,
    moment: datetime | None = None,
) -> list[Note]:
    """What is said of the number beside the unit's own note: by the offices of the rows that went
    into it, and by those who reported. Two statements."""
    office = office_notes([row for row in rows if row != unit_id], [indicator_id], [period], moment)
    said = explained_below(rows, [indicator_id], [period], moment)
    explained = [each for row in rows for each in said.get((row, indicator_id, period), ())]
    return [*office.values(), *(_explained(each) for each in explained)]


def _explained(said: Explained) -> Note:
    return Note(said.unit_id, said.unit, said.text, said.by, said.at, is_office=False)
