"""The gaps of a document as it stands, put into sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from coverage.models import AdministrativeUnit, Basis, Indicator, Measure
from targets.allocation import Allocation, Gap, Key, gaps
from targets.attainment import Promise
from targets.models import Document, Target
from targets.register.gap_words import gap_sentence
from targets.register.sheet import bases_in_use, promise_of, units_of

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class GapLine:
    """A gap as the page prints it: where, and what does not add up."""

    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class GapList:
    """`count` is of all gaps; `lines` are at most MOST_SHOWN of them."""

    lines: list[GapLine]
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class WouldBe:
    """Targets not written yet, by cell, and the indicators they are of."""

    promises: Mapping[Key, Promise] = field(default_factory=dict)
    indicators: Mapping[int, Indicator] = field(default_factory=dict)


NOTHING_NEW = WouldBe()


def gaps_of(document: Document, would_be: WouldBe = NOTHING_NEW) -> GapList:
    """What does not add up in the targets in force, with those that would be written in their
    place. Four statements."""
    targets = list(
        document.targets.current().filter(is_withdrawn=False).select_related("indicator")
    )
    in_force = {target.key[1:]: promise_of(target) for target in targets}
    promises = {**in_force, **would_be.promises}
    if not promises:
        return GapList([], 0)
    indicators = {target.indicator_id: target.indicator for target in targets}
    indicators = {**would_be.indicators, **indicators}
    units = {unit.pk: unit for unit in units_of(document, {unit for unit, *_rest in promises})}
    wholes = _wholes_elsewhere(document, promises)
    found = gaps(_allocation(document, promises, units, indicators, wholes))
    lines = []
    for gap in found[:MOST_SHOWN]:
        line = _line(gap, units, indicators)
        if gap.key in wholes:
            line = replace(line, where=f"{line.where} ({wholes[gap.key].document})")
        lines.append(line)
    return GapList(lines, len(found))


def _wholes_elsewhere(document: Document, promises: Iterable[Key]) -> dict[Key, Target]:
    """For indicators and years of which the document sets nothing for the unit it binds: what
    the same assigner's latest document does. A province's own target often stands in one
    decision and those of its districts in another. One statement."""
    whole = document.binds_id
    said = set(promises)
    wanted = {(whole, *key[1:]) for key in said} - said
    rows = (
        Target.objects.current()
        .filter(is_withdrawn=False, unit=whole, document__assigner=document.assigner_id)
        .exclude(document=document)
        .select_related("document")
        .order_by("document__effective_on", "document")
    )
    return {row.key[1:]: row for row in rows if row.key[1:] in wanted}


def _allocation(
    document: Document,
    promises: Mapping[Key, Promise],
    units: Mapping[int, AdministrativeUnit],
    indicators: Mapping[int, Indicator],
    wholes: Mapping[Key, Target],
) -> Allocation:
    years = {year for _unit, _indicator, year in promises}
    parts = [pk for pk, unit in units.items() if unit.parent_id == document.binds_id]
    known = bases_in_use(units, years, document.binds_id, parts)
    columns = {key[1:] for key in promises}
    bases = {
        (unit_id, indicator_id, year): base
        for unit_id in units
        for indicator_id, year in columns
        if (base := known.get((unit_id, indicators[indicator_id].basis, year))) is not None
    }
    return Allocation(
        whole=document.binds_id,
        parts=parts,
        promises=promises,
        bases=bases,
        levels=frozenset(each.pk for each in indicators.values() if each.measure == Measure.STOCK),
        wholes_elsewhere={key: promise_of(target) for key, target in wholes.items()},
    )


def _line(
    gap: Gap, units: Mapping[int, AdministrativeUnit], indicators: Mapping[int, Indicator]
) -> GapLine:
    unit_id, indicator_id, year = gap.key
    indicator = indicators[indicator_id]
    basis = str(Basis(indicator.basis).label)
    missing = [units[pk].full_name for pk in gap.units]
    return GapLine(
        where=f"{units[unit_id].full_name}, {indicator.label}, {year}",
        sentence=gap_sentence(gap, basis, missing),
    )
