"""What is known of a document before a file is read: its units and targets, in five statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from coverage.models import AdministrativeUnit, Indicator, User
from coverage.workbooks.matching import Candidate, Units
from targets.models import Document, Target
from targets.register.sheet import units_of
from targets.register.typed_text import TypedTarget

# Unit, indicator, year.
CellKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """A version of a target: what it says, by whom and since when."""

    by: str
    pk: int
    people: int | None
    percent: Decimal | None
    qualifier: str
    note: str
    recorded_at: datetime
    by_id: int

    @property
    def said(self) -> TypedTarget:
        """All empty for one that was withdrawn."""
        return TypedTarget(self.people, self.percent, self.qualifier)


@dataclass(frozen=True, slots=True)
class Known:
    """`in_force` is what stands now, `before` what stood at `since` where that is another."""

    user: User
    document: Document
    since: datetime
    units: Units
    indicators: list[Indicator]
    in_force: Mapping[CellKey, Standing]
    before: Mapping[CellKey, Standing]

    @property
    def whole(self) -> Candidate:
        """The unit the document binds."""
        return self.units.by_id[self.document.binds_id]

    def stood(self, key: CellKey) -> Standing | None:
        """What the writer of the file knew of a cell."""
        standing = self.in_force.get(key)
        if standing is None or standing.recorded_at <= self.since:
            return standing
        return self.before.get(key)


def known_of(user: User, document: Document, since: datetime) -> Known:
    """Withdrawn targets too: a version without a value, which a new one takes the place of."""
    rows = Target.objects.filter(document=document)
    in_force = _versions(rows.current())
    replaced = rows.filter(recorded_at__lte=since, superseded_at__gt=since)
    return Known(
        user=user,
        document=document,
        since=since,
        units=Units(_candidates(document, {unit for unit, *_rest in in_force})),
        indicators=list(Indicator.objects.order_by("order")),
        in_force=in_force,
        before=_versions(replaced),
    )


def document_units(document: Document) -> Units:
    """The units that have a row in the document's grid."""
    more = document.targets.current().values_list("unit_id", flat=True).distinct()
    return Units(_candidates(document, set(more)))


def _candidates(document: Document, more: set[int]) -> list[Candidate]:
    units = units_of(document, more)
    names = {unit.pk: unit.full_name for unit in units}
    return [_candidate(unit, names) for unit in units]


def _candidate(unit: AdministrativeUnit, names: Mapping[int, str]) -> Candidate:
    above = names.get(unit.parent_id or 0, "")
    return Candidate(unit.pk, True, unit.code, unit.level, unit.name, unit.full_name, above)


def _versions(rows: QuerySet[Target]) -> dict[CellKey, Standing]:
    fields = (
        "unit_id",
        "indicator_id",
        "year",
        "pk",
        "people",
        "percent",
        "qualifier",
        "note",
        "recorded_at",
        "recorded_by_id",
        "recorded_by__full_name",
        "recorded_by__username",
    )
    return {
        (unit, indicator, year): Standing(full_name or username, *version)
        for unit, indicator, year, *version, full_name, username in rows.values_list(*fields)
    }
