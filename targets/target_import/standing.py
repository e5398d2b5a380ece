"""The targets of a document as they stand before a file is read, and as they stood when the file
was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coverage.models import AdministrativeUnit, Indicator, User
from coverage.workbooks.judging import Versions
from coverage.workbooks.matching import Candidate, Units
from coverage.workbooks.versions import VersionFields, versions_known
from targets.models import Document, Target
from targets.register.sheet import units_of
from targets.register.typed_text import TypedTarget

# Unit, indicator, year.
CellKey = tuple[int, int, int]

# Of a withdrawn target all that it says is empty.
_TARGET = VersionFields(
    key=("unit_id", "indicator_id", "year"),
    carried="note",
    says=("people", "percent", "people_qualifier", "percent_qualifier"),
    value=TypedTarget,
)


@dataclass(frozen=True, slots=True)
class StandingTargets:
    """Withdrawn ones too: a version without a value, which a new one takes the place of. `parts`
    are the units straight below the one that is bound."""

    document: Document
    units: Units
    indicators: list[Indicator]
    targets: Versions[CellKey, TypedTarget]
    parts: list[int]

    @property
    def whole(self) -> Candidate:
        """The unit the document binds."""
        return self.units.by_id[self.document.binds_id]


def standing_targets(user: User, document: Document, since: datetime) -> StandingTargets:
    """Five statements."""
    targets = versions_known(Target.objects.filter(document=document), _TARGET, user, since)
    units = units_of(document, {unit for unit, *_rest in targets.in_force})
    return StandingTargets(
        document=document,
        units=Units(_candidates(units)),
        indicators=list(Indicator.objects.order_by("order")),
        targets=targets,
        parts=[unit.pk for unit in units if unit.parent_id == document.binds_id],
    )


def document_units(document: Document) -> Units:
    """The units that have a row in the document's grid."""
    more = document.targets.current().values_list("unit_id", flat=True).distinct()
    return Units(_candidates(units_of(document, set(more))))


def _candidates(units: Sequence[AdministrativeUnit]) -> list[Candidate]:
    names = {unit.pk: unit.full_name for unit in units}
    return [_candidate(unit, names) for unit in units]


def _candidate(unit: AdministrativeUnit, names: Mapping[int, str]) -> Candidate:
    above = names.get(unit.parent_id or 0, "")
    return Candidate(unit.pk, True, unit.code, unit.level, unit.name, unit.full_name, above)
