"""Which units of a page somebody ticked."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from coverage.month.query import UnitMonth
from coverage.notation.row_ids import read_id
from coverage.refusals import NothingChosen, NotShown


@dataclass(frozen=True, slots=True)
class Selection:
    """The units ticked one by one, or with one tick all of those for which a thing can be done."""

    unit_ids: frozenset[int] = frozenset()
    is_all: bool = False

    @classmethod
    def of(cls, posted: QueryDict) -> "Selection":
        ids = (read_id(value) for value in posted.getlist("unit"))
        return cls(frozenset(pk for pk in ids if pk is not None), "all" in posted)

    def among(
        self, rows: Collection[UnitMonth], can_be_done: Callable[[UnitMonth], bool]
    ) -> list[int]:
        """`rows`: the units as they were shown. A unit ticked by itself stays in, whether it can be
        done or not: then the answer says so. Raises NothingChosen, NotShown."""
        if self.is_all:
            if not rows:
                raise NotShown
            ids = [row.unit.pk for row in rows if can_be_done(row)]
        else:
            ids = sorted(self.unit_ids)
        if not ids:
            raise NothingChosen
        return ids


def came_later(
    now: Iterable[UnitMonth], done: Collection[int], can_be_done: Callable[[UnitMonth], bool]
) -> int:
    """How many units are now as those were of which all were `done`: they were not shown so."""
    return sum(can_be_done(month) for month in now if month.unit.pk not in done)
