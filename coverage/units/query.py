"""What stands of the units that an act ends: what is lost, kept or carried over by it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from coverage.models import (
    WRITABLE_STATES,
    Absence,
    AdministrativeUnit,
    Assignment,
    Measure,
    ReportedFigure,
    ReportingRule,
    State,
    Submission,
    UnitVersion,
)
from coverage.units.draft import Decided


@dataclass(frozen=True, slots=True)
class Side:
    """A unit as it stands. `figures`: those of the last month that is handed in with any, in the
    offices' order; `month`: that month, of which `state` is the state; `rules`: its own, the
    earliest first; `running`: months that are being entered."""

    unit: AdministrativeUnit
    version: int
    figures: Sequence[ReportedFigure] = ()
    state: State | None = None
    roles: Sequence[Assignment] = ()
    rules: Sequence[ReportingRule] = ()
    running: Sequence[Submission] = ()

    @property
    def month(self) -> date | None:
        return self.figures[0].period if self.figures else None


def sides(units: Collection[AdministrativeUnit]) -> list[Side]:
    """Of each unit, in their order. Six statements, none of no unit."""
    if not units:
        return []
    ids = [unit.pk for unit in units]
    versions = dict(UnitVersion.objects.current().filter(unit__in=ids).values_list("unit_id", "pk"))
    figures = _last_figures(ids)
    months = {pk: rows[0].period for pk, rows in figures.items()}
    running, states = _months(ids, months)
    roles, rules = _roles(ids), _rules(ids)
    return [
        Side(
            unit,
            versions[unit.pk],
            figures.get(unit.pk, ()),
            states.get(unit.pk),
            roles.get(unit.pk, ()),
            rules.get(unit.pk, ()),
            running.get(unit.pk, ()),
        )
        for unit in units
    ]


def _last_figures(ids: Sequence[int]) -> dict[int, list[ReportedFigure]]:
    stock = Q(indicator__measure=Measure.STOCK)
    being_entered = Submission.objects.current().filter(
        unit=OuterRef("unit"), period=OuterRef("period"), state__in=WRITABLE_STATES
    )
    stated = ReportedFigure.objects.current().filter(stock).exclude(absence=Absence.WITHDRAWN)
    known = stated.exclude(Exists(being_entered))
    of_unit = known.filter(unit=OuterRef("unit")).order_by().values("unit")
    last = Subquery(of_unit.annotate(last=Max("period")).values("last"))
    rows = known.filter(unit__in=ids, period=last).select_related("indicator")
    found: dict[int, list[ReportedFigure]] = defaultdict(list)
    for row in rows.order_by("indicator__order"):
        found[row.unit_id].append(row)
    return found


def _months(
    ids: Sequence[int], last: dict[int, date]
) -> tuple[dict[int, list[Submission]], dict[int, State]]:
    """By unit the months being entered, and the state of its last month with figures."""
    rows = Submission.objects.current().filter(unit__in=ids)
    asked = Q(state__in=WRITABLE_STATES) | Q(period__in=set(last.values()))
    running: dict[int, list[Submission]] = defaultdict(list)
    states: dict[int, State] = {}
    for row in rows.filter(asked).order_by("period"):
        if row.state in WRITABLE_STATES:
            running[row.unit_id].append(row)
        if row.period == last.get(row.unit_id):
            states[row.unit_id] = State(row.state)
    return running, states


def _roles(ids: Sequence[int]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.filter(unit__in=ids).select_related("user")
    for row in rows.order_by("role", "user__full_name", "pk"):
        found[row.unit_id].append(row)
    return found


def _rules(ids: Sequence[int]) -> dict[int, list[ReportingRule]]:
    found: dict[int, list[ReportingRule]] = defaultdict(list)
    rows = ReportingRule.objects.current().filter(unit__in=ids)
    for row in rows.order_by("from_month"):
        found[row.unit_id].append(row)
    return found


def held_before(decided: Decided) -> dict[str, list[AdministrativeUnit]]:
    """By code of a new unit, others than the act ends that had it: codes are given again. One
    statement at most."""
    if not decided.changes:
        return {}
    asked = Q()
    for change in decided.changes:
        codes = [new.code for new in change.news]
        asked |= Q(level=change.olds[0].level, code__in=codes)
    rows = AdministrativeUnit.objects.filter(asked).exclude(pk__in=[u.pk for u in decided.olds])
    found: dict[str, list[AdministrativeUnit]] = defaultdict(list)
    for unit in rows.order_by("valid_from"):
        if unit.valid_to is None or unit.valid_to >= unit.valid_from:
            found[unit.code].append(unit)
    return found


def below(units: Collection[AdministrativeUnit], day: date) -> list[AdministrativeUnit]:
    """Those that lie anywhere below, and are there on the day. One statement."""
    ids = [unit.pk for unit in units]
    found = AdministrativeUnit.objects.within(ids).exclude(pk__in=ids).on(day)
    return list(found.order_by("level", "sort_key"))
