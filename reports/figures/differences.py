"""What a page as of a moment shows otherwise than the page as it is now: as text, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_date
from reports.figures.query import Overview
from reports.figures.standing import Row
from reports.figures.values import Value
from reports.figures.words import NOTHING, people_text, plan_text
from reports.filters import SeenBy
from targets.in_force import PromiseInForce

RowKey = tuple[int, str]
RowsNow = Mapping[RowKey, Row]


@dataclass(frozen=True, slots=True)
class Difference:
    """`what`: of which value; both texts as the pages write them."""

    what: str
    then: str
    now: str

    def __str__(self) -> str:
        return _("%(what)s, adjusted since: %(then)s → %(now)s") % {
            "what": self.what,
            "then": self.then,
            "now": self.now,
        }


def rows_of(found: Overview) -> dict[RowKey, Row]:
    """(unit, code of the indicator) -> the row, of the unit and of its parts."""
    rows = [*found.wholes, *(row for rows in found.parts.values() for row in rows)]
    return {(row.unit.pk, row.indicator.code): row for row in rows}


def differences(then: Row, now: Row) -> list[Difference]:
    """The people, the denominator and each assigner's target, where they read otherwise now."""
    pairs = [
        Difference(_("participants"), people_text(then.value), people_text(now.value)),
        Difference(_("denominator"), _base_text(then.value), _base_text(now.value)),
    ]
    pairs += _of_targets(then, now)
    return [pair for pair in pairs if pair.then != pair.now]


def _of_targets(then: Row, now: Row) -> Iterator[Difference]:
    """By assigner and year. What an assigner set for another year is shown for want of a target of
    the year, so that nothing is adjusted where only that has come."""
    before, after = _promises(then), _promises(now)
    of_year = {
        (each.promise.assigner_id, each.promise.year)
        for row in (then, now)
        for each in row.standings
    }
    settled = {assigner_id for assigner_id, _year in of_year}
    for key, said in {**before, **after}.items():
        if key in of_year:
            what = _("target of %(assigner)s") % {"assigner": said.assigner}
        elif said.assigner_id not in settled:
            named = {"assigner": said.assigner, "year": said.year}
            what = _("target of %(assigner)s for %(year)s") % named
        else:
            continue
        yield Difference(what, _target_text(before.get(key)), _target_text(after.get(key)))


def _promises(row: Row) -> dict[tuple[int, int], PromiseInForce]:
    """(assigner, year) -> what it set for the unit."""
    said = (each.promise for each in row.own_promises)
    return {(each.assigner_id, each.year): each for each in said}


def _base_text(value: Value) -> str:
    return write_people(value.base.people) if value.base else NOTHING


def _target_text(promise: PromiseInForce | None) -> str:
    return NOTHING if promise is None else plan_text(promise.promise)


def meeting_text(seen_by: SeenBy) -> str:
    return _("As the meeting “%(title)s” of %(day)s saw it.") % {
        "title": seen_by.title,
        "day": write_date(seen_by.held_on),
    }
