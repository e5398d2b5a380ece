"""Whose targets a table of several units is judged by. Pure.

Each unit may have its own assigner ("UBND tỉnh" of 34 provinces), so that units are held against
the targets of assigners of one kind (design section 5, "Tables of several units").
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from targets.in_force import PromiseInForce
from targets.models import AssignerKind


class Of(StrEnum):
    """Of which year targets are: of the year asked for; of the one before, where none was set for
    the year; of a later one, a milestone. Units are ranked and judged by those of the year alone
    (design section 5, "The year's turn")."""

    YEAR = "year"
    YEAR_BEFORE = "year_before"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Assigners:
    """Those of one kind. `name`: the assigner's where all are one, else the kind's. `assigner_id`:
    one of them, by which they are asked for; `is_asked`: it was, and where it set a unit a target
    that one counts, else the latest effective one of the kind. `years` of the targets meant."""

    kind: int
    name: str
    assigner_id: int
    is_asked: bool = False
    of: Of = Of.YEAR
    years: tuple[int, ...] = ()

    def together_with(self, other: "Assigners") -> "Assigners":
        """Those of two tables, named by their kind where they are not one."""
        years = tuple(sorted({*self.years, *other.years}))
        name = self.name if self.name == other.name else kind_name(self.kind)
        return replace(self, name=name, years=years)

    def preference(self, promise: PromiseInForce) -> tuple[bool, int, date, int]:
        """The greatest is the one that counts, of promises of this kind to one unit: the nearest
        year, and of one year the latest effective."""
        is_named = self.is_asked and promise.assigner_id == self.assigner_id
        return is_named, -promise.year, promise.effective_on, promise.document_id


def assigners_of(
    promises: Iterable[PromiseInForce], asked: int | None, of: Of = Of.YEAR
) -> list[Assigners]:
    """First the kind that set the most targets, then the nearest to the units. `asked`: an
    assigner, whose kind is named by it."""
    by_kind: dict[int, list[PromiseInForce]] = {}
    for each in promises:
        by_kind.setdefault(each.assigner_kind, []).append(each)
    kinds = sorted(by_kind, key=lambda kind: (-len(by_kind[kind]), kind))
    return [_assigners(kind, by_kind[kind], asked, of) for kind in kinds]


def kind_name(kind: int) -> str:
    return str(AssignerKind(kind).label)


def _assigners(
    kind: int, promises: Sequence[PromiseInForce], asked: int | None, of: Of
) -> Assigners:
    counts = Counter((each.assigner_id, each.assigner) for each in promises)
    ids = {assigner_id for assigner_id, _name in counts}
    most = min(counts, key=lambda each: (-counts[each], each[1]))
    is_asked = asked in ids
    return Assigners(
        kind,
        name=most[1] if len(ids) == 1 else kind_name(kind),
        assigner_id=asked if is_asked and asked is not None else most[0],
        is_asked=is_asked,
        of=of,
        years=tuple(sorted({each.year for each in promises})),
    )
