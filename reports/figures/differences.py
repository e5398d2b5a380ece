"""What a page as of a moment shows otherwise than the page as it is now: as text, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_date
from reports.figures.query import Overview
from reports.figures.standing import Row, Standing
from reports.figures.values import Value
from reports.figures.words import NOTHING, people_text, plan_text
from reports.filters import SeenBy

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
    for assigner_id, assigner in _assigners(then, now).items():
        before, after = then.standing_of(assigner_id), now.standing_of(assigner_id)
        what = _("target of %(assigner)s") % {"assigner": assigner}
        pairs.append(Difference(what, _target_text(before), _target_text(after)))
    return [pair for pair in pairs if pair.then != pair.now]


def _base_text(value: Value) -> str:
    return write_people(value.base.people) if value.base else NOTHING


def _assigners(then: Row, now: Row) -> dict[int, str]:
    standings = (*then.standings, *now.standings)
    return {each.promise.assigner_id: each.promise.assigner for each in standings}


def _target_text(standing: Standing | None) -> str:
    if standing is None:
        return NOTHING
    return plan_text(standing.promise.promise)


def meeting_text(seen_by: SeenBy) -> str:
    return _("As the meeting “%(title)s” of %(day)s saw it.") % {
        "title": seen_by.title,
        "day": write_date(seen_by.held_on),
    }
