"""The rows of an export, one a version of a figure, streamed from the database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from coverage.access import readable_units
from coverage.counting.figures import NOW, counted_figures
from coverage.counting.reopenings import (
    Reopening,
    Reopenings,
    reopening_before,
    reopenings,
)
from coverage.models import (
    AdministrativeUnit,
    ExportedVersions,
    FigureExport,
    Indicator,
    ReportedFigure,
    User,
)
from coverage.models.units import UnitQuerySet
from coverage.models.versioned import VersionedQuerySet

CHUNK = 5_000
_FIELDS = (
    "pk",
    "unit_id",
    "indicator_id",
    "period",
    "unit__code",
    "unit__full_name",
    "unit__parent__full_name",
    "as_of",
    "people",
    "people_precision",
    "people_qualifier",
    "rate",
    "rate_precision",
    "rate_qualifier",
    "absence",
    "scope",
    "origin",
    "source",
    "note",
    "recorded_at",
    "recorded_by__full_name",
    "recorded_by__username",
    "superseded_at",
)
_BY_CELL = ("period", "unit__level", "unit__sort_key", "unit_id", "indicator__order")
# Whether a row counts, told for all of them at once.
_COUNTS = """coverage_reportedfigure.id IN (
    WITH RECURSIVE asked AS MATERIALIZED (
        SELECT unit_id, period FROM coverage_submission
        WHERE superseded_at IS NULL AND period BETWEEN %s AND %s AND unit_id = ANY(%s)
    ), {counted}
    SELECT id FROM counted WHERE id IS NOT NULL
)"""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`version`: the how many-th value of its cell, from 1; `superseded_at` None: in force;
    `counts`: whether sums and pages hold it, see `coverage.counting.figures`; `reopening`: of its
    month, which it goes back to, None where the month had not been handed in before."""

    figure_id: int
    unit_id: int
    indicator_id: int
    period: date
    unit_code: str
    unit: str
    above: str | None
    as_of: date
    people: int | None
    people_precision: str
    people_qualifier: str
    rate: Decimal | None
    rate_precision: str
    rate_qualifier: str
    absence: str
    scope: str
    origin: str
    source: str
    note: str
    recorded_at: datetime
    full_name: str
    username: str
    superseded_at: datetime | None
    counts: bool
    version: int
    reopening: Reopening | None

    @property
    def recorded_by(self) -> str:
        return self.full_name or self.username


def exportable_units(user: User) -> UnitQuerySet:
    """What may be asked for: the units the user was given to read, and those directly below."""
    readable = readable_units(user).that_were()
    tops = readable.exclude(parent__in=readable.values("pk"))
    return readable.filter(pk__in=tops.values("pk")) | readable.filter(parent__in=tops.values("pk"))


def count_rows(
    user: User, unit: AdministrativeUnit, first: date, last: date, versions: ExportedVersions
) -> int:
    every = _figures(user, unit, first, last)
    if versions == ExportedVersions.ALL:
        return every.count()
    counting = every.filter(_counts(user, unit, first, last))
    if versions == ExportedVersions.IN_FORCE:
        counting |= every.current()
    return counting.count()


def figure_rows(export: FigureExport) -> Iterator[FigureRow]:
    """The rows of one statement, a few thousand in memory at a time, in the order of month, unit,
    indicator and version; another before it finds the months that were opened again."""
    units = _readable_within(export.user, export.unit).values_list("pk", flat=True)
    known = reopenings(list(units), export.last)
    figures = _figures(export.user, export.unit, export.first, export.last)
    ordered = figures.order_by(*_BY_CELL, "recorded_at", "pk").values_list(
        *_FIELDS, _counts(export.user, export.unit, export.first, export.last)
    )
    cell: object = None
    version = 0
    for values in ordered.iterator(chunk_size=CHUNK):
        version = version + 1 if values[1:4] == cell else 1
        cell = values[1:4]
        row = _row(values, version, known)
        if _is_asked_for(row, export.versions):
            yield row


def _row(values: tuple[Any, ...], version: int, known: Reopenings) -> FigureRow:
    row = FigureRow(*(*values, version, None))
    opened = known.get((row.unit_id, row.period))
    return replace(row, reopening=reopening_before(opened, row.recorded_at)) if opened else row


def _is_asked_for(row: FigureRow, versions: str) -> bool:
    if versions == ExportedVersions.COUNTING:
        return row.counts
    return row.counts or row.superseded_at is None or versions == ExportedVersions.ALL


def indicator_names() -> dict[int, tuple[str, str]]:
    """indicator -> its code and its name in the language in use."""
    return {each.pk: (each.code, each.label) for each in Indicator.objects.all()}


def _figures(
    user: User, unit: AdministrativeUnit, first: date, last: date
) -> VersionedQuerySet[ReportedFigure]:
    readable = _readable_within(user, unit)
    return ReportedFigure.objects.filter(
        unit__in=readable.values("pk"), period__gte=first, period__lte=last
    )


def _counts(user: User, unit: AdministrativeUnit, first: date, last: date) -> RawSQL:
    statement = _COUNTS.format(counted=counted_figures(NOW))
    ids = list(_readable_within(user, unit).values_list("pk", flat=True))
    return RawSQL(statement, (first, last, ids), output_field=BooleanField())  # noqa: S611


def _readable_within(user: User, unit: AdministrativeUnit) -> UnitQuerySet:
    within = AdministrativeUnit.objects.within([unit.pk])
    return readable_units(user).filter(pk__in=within)
