"""What the pages of documents show, in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from coverage.access import readable_units
from coverage.models import AdministrativeUnit, Indicator, Level, User
from coverage.tables.notations import Exact
from targets.models import Document, Target
from targets.wording import target_text, target_value

IN_FORCE = Q(targets__superseded_at__isnull=True, targets__is_withdrawn=False)
MAX_TARGETS = 3000
MAX_REPLACED = 500


def readable_documents(user: User) -> QuerySet[Document]:
    """Documents that bind the nation, or a unit above, equal to or below one the user reads."""
    units = readable_units(user)
    binding = Q(binds__level=Level.NATION) | Q(binds__in=units)
    for above in ("parent", "parent__parent"):
        binding |= Q(binds__in=units.values(above))
    return Document.objects.filter(binding)


def listed_documents(user: User) -> QuerySet[Document]:
    """The documents with all that the list says of them; `target_count` is of those in force."""
    readable = readable_documents(user)
    amending = Prefetch("adjusted_by", readable.order_by("effective_on"), to_attr="amended_by")
    return (
        readable.select_related("assigner", "binds", "adjusts")
        .prefetch_related(amending)
        .annotate(target_count=Count("targets", filter=IN_FORCE))
        .order_by("-effective_on", "assigner__kind", "assigner__name", "number", "title")
    )


@dataclass(frozen=True)
class TargetCell:
    """`held`: the number that `text` writes, both in words where it sets people and per cent.
    `note` is the number of its footnote, None where it has none."""

    text: str
    held: Exact
    note: int | None


@dataclass(frozen=True)
class IndicatorColumns:
    indicator: Indicator
    years: list[int]


@dataclass(frozen=True)
class UnitRow:
    """One cell a column, None where the document sets nothing."""

    unit: AdministrativeUnit
    cells: list[TargetCell | None]


@dataclass(frozen=True)
class TargetTable:
    """The targets in force of one document: units down, indicators and years across.

    `whole` is False where there are more than MAX_TARGETS and the rest is left out."""

    columns: list[IndicatorColumns]
    rows: list[UnitRow]
    notes: list[str]
    whole: bool


def target_table(document: Document) -> TargetTable:
    """One statement."""
    rows = (
        document.targets.current()
        .filter(is_withdrawn=False)
        .select_related("unit", "indicator")
        .order_by("unit__level", "unit__sort_key", "unit", "indicator__order", "year")
    )
    found = list(rows[: MAX_TARGETS + 1])
    return _tabulate(found[:MAX_TARGETS], whole=len(found) <= MAX_TARGETS)


def _tabulate(targets: list[Target], *, whole: bool) -> TargetTable:
    columns = _columns(targets)
    keys = [(column.indicator.pk, year) for column in columns for year in column.years]
    notes = list(dict.fromkeys(target.note for target in targets if target.note))
    units = {target.unit_id: target.unit for target in targets}
    cells = {
        (target.unit_id, target.indicator_id, target.year): _cell(target, notes)
        for target in targets
    }
    rows = [UnitRow(unit, [cells.get((pk, *key)) for key in keys]) for pk, unit in units.items()]
    return TargetTable(columns, rows, notes, whole)


def _columns(targets: Iterable[Target]) -> list[IndicatorColumns]:
    years: dict[Indicator, set[int]] = {}
    for target in targets:
        years.setdefault(target.indicator, set()).add(target.year)
    return [
        IndicatorColumns(indicator, sorted(years[indicator]))
        for indicator in sorted(years, key=lambda indicator: indicator.order)
    ]


def _cell(target: Target, notes: list[str]) -> TargetCell:
    text = target_text(target)
    held = target_value(target)
    return TargetCell(text, held, notes.index(target.note) + 1 if target.note else None)


@dataclass(frozen=True)
class ReplacedTarget:
    """A version no longer in force, until when it was, and the one that took its place."""

    target: Target
    text: str
    until: datetime
    successor: Target | None


def replaced_targets(document: Document) -> list[ReplacedTarget]:
    """The versions that others took the place of, the latest change first. Two statements.

    At most MAX_REPLACED.
    """
    rows = (
        document.targets.filter(superseded_at__isnull=False)
        .select_related("unit", "indicator", "recorded_by")
        .order_by("-superseded_at", "unit__sort_key", "year")
    )
    found = list(rows[:MAX_REPLACED])
    # A writer records what comes in the moment that ends what was there.
    later = document.targets.filter(recorded_at__in={row.superseded_at for row in found})
    successors = {(row.key, row.recorded_at): row for row in later.select_related("recorded_by")}
    return [
        ReplacedTarget(
            row, target_text(row), row.superseded_at, successors.get((row.key, row.superseded_at))
        )
        for row in found
        if row.superseded_at is not None
    ]
