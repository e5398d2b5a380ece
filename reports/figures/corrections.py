"""The steps that led from what was said at a moment to what is said now, each with its reason."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby

from coverage.counting.reopenings import Reopening, Reopenings, reopening_before
from coverage.models import Absence, ReportedFigure
from reports.figures.adjusted_figures import Pair
from reports.figures.adjustments import Correction, RecordedVersion
from reports.figures.reported import FigureKey
from targets.models import Target

# Document, unit, indicator and year of a target.
TargetKey = tuple[int, int, int, int]
CELL = ("unit_id", "indicator_id", "period")
# In the order in which a RecordedVersion has them.
SAID = (
    "pk",
    "recorded_at",
    "recorded_by__full_name",
    "people",
    "rate",
    "absence",
    "people_qualifier",
    "rate_qualifier",
    "people_precision",
    "rate_precision",
)


def corrections_of_figures(
    pairs: Mapping[FigureKey, Pair], known: Reopenings
) -> dict[FigureKey, list[Correction]]:
    """Of each pair, the version that each reopening of its month left behind, up to the one that
    counts now. What was typed and corrected within one reopening is one step. One statement."""
    versions: dict[FigureKey, list[RecordedVersion]] = {key: [] for key in pairs}
    rows = ReportedFigure.objects.filter(
        unit__in={unit for unit, _indicator, _period in pairs},
        indicator__in={indicator for _unit, indicator, _period in pairs},
        period__in={period for _unit, _indicator, period in pairs},
    ).order_by("recorded_at", "pk")
    for unit, indicator, period, *said in rows.values_list(*CELL, *SAID):
        key, version = (unit, indicator, period), RecordedVersion(*said)
        if key in versions and _is_between(version, pairs[key]):
            versions[key].append(version)
    return {
        key: list(_steps(found, known.get((key[0], key[2]), ()))) for key, found in versions.items()
    }


def _is_between(version: RecordedVersion, pair: Pair) -> bool:
    """Among the versions after the one that counted then, up to the one that counts now."""
    then, now = pair
    is_after = then is None or version.recorded_at > then.recorded_at
    return is_after and now is not None and version.recorded_at <= now.recorded_at


def _steps(
    versions: Iterable[RecordedVersion], known: Collection[Reopening]
) -> Iterator[Correction]:
    def reopening(version: RecordedVersion) -> Reopening | None:
        return reopening_before(known, version.recorded_at)

    for found, within in groupby(versions, reopening):
        *_, last = within
        yield Correction(last, found.reason if found else "", found)


def revisions_since(
    documents: Collection[int], moment: datetime
) -> dict[TargetKey, list[Correction]]:
    """The versions of the documents' targets that were recorded after the moment, each a step, by
    document, unit, indicator and year. One statement."""
    rows = Target.objects.filter(document__in=documents, recorded_at__gt=moment)
    found: dict[TargetKey, list[Correction]] = {}
    for row in rows.select_related("recorded_by", "document").order_by("recorded_at", "pk"):
        found.setdefault(row.key, []).append(Correction(_promised(row), row.why))
    return found


def _promised(row: Target) -> RecordedVersion:
    return RecordedVersion(
        row.pk,
        row.recorded_at,
        row.recorded_by.full_name,
        row.people,
        row.percent,
        Absence.WITHDRAWN if row.is_withdrawn else "",
        row.people_qualifier,
        row.percent_qualifier,
        document_id=row.document_id,
        document=str(row.document),
    )
