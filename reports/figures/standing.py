"""Where a unit stands: a value beside its promises, earlier months and pace. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import last_december, previous_month, same_month_last_year
from coverage.warnings.standing import Mark
from reports.figures.assigners import Assigners, Of
from reports.figures.comparison import Comparison
from reports.figures.estimate import Estimate
from reports.figures.season import Season
from reports.figures.values import RateBase, Value
from targets.attainment import Assessment, percent
from targets.in_force import PromiseInForce
from targets.pace import Light


@dataclass(frozen=True, slots=True)
class Months:
    """The months one comparison needs."""

    now: date
    month_before: date
    year_before: date
    december: date

    def all(self) -> set[date]:
        return {self.now, self.month_before, self.year_before, self.december}


def months_around(period: date) -> Months:
    return Months(
        now=period,
        month_before=previous_month(period),
        year_before=same_month_last_year(period),
        december=last_december(period),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise of the year, judged. `path` is in the unit of the rule: people (A) or per cent (B);
    `season`: of that path; `months_left`: of the year; `has_ended`: none, and the last month is
    due. `of_original`: held against what was set at first, None where no other document adjusted
    that. Of a sum that lacks units only what was promised is known."""

    promise: PromiseInForce
    assessment: Assessment
    path: Decimal | None
    light: Light
    needed_pace: int | None
    months_left: int
    path_is_simulated: bool
    has_ended: bool = False
    season: Season | None = None
    of_original: Assessment | None = None

    @property
    def of(self) -> Of:
        return Of.YEAR

    @property
    def lacks_path(self) -> bool:
        """Whether it is not judged for want of a December from which a path could be drawn."""
        is_known = self.assessment.attainment is not None
        return is_known and self.path is None and self.light is Light.NO_DATA

    @property
    def is_over(self) -> bool:
        """In December nothing is left to do in the year."""
        return self.months_left == 0


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached of a promise that is not of the year: of a milestone by the month, of the
    target of the year before by its December. It is told, and neither judged nor ranked by.

    `of`: which of the two; `value`: what was reached, `base`: the denominator by which a promised
    rate is people."""

    of: Of
    promise: PromiseInForce
    assessment: Assessment
    value: Value
    base: RateBase | None

    @property
    def light(self) -> Light:
        return Light.NO_DATA


OwnPromise = Standing | Reached


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal for a unit above, as a rate: no promise of the unit itself, and not judged as one
    (design section 5). `points_left`: goal less the unit's rate; None where that is not known."""

    promise: PromiseInForce
    points_left: Decimal | None


Promised = Standing | Reached | Goal


@dataclass(frozen=True, slots=True)
class Row:
    """One unit and indicator in a month, with everything a table or a card shows of it.

    `standings`: of the targets of the year. `year_before`: of assigners that set none, what was
    reached of their target of the year before; `milestones`: of these, what has been reached of
    their next. `goals`: those of units above. `rates_beside`: of one that is below the average
    that, of the average those below it; its own is not to read like them. `plan_base`: the
    denominator by which a promised rate was turned into people. `beside`: what the units below
    come to, where the unit has a figure of its own; `estimate`: what a sum that lacks units may
    come to. `pace_last_year`: people gained a month from the same month of last year to its
    December. `warning`: of an own figure; `warned_units`: of a sum, how many of its units have
    an open one. `state`: of the month of a unit below, blank where nobody opened it, None of a
    unit that was none then. `approved_at`: when the last of the value was approved; None where not
    all of it was, and where nothing it is measured against was revised. `former_targets`: of the
    year, by name, of what went into it in the year or later."""

    unit: AdministrativeUnit
    indicator: Indicator
    value: Value
    month: Comparison
    year: Comparison
    december: Comparison
    standings: Sequence[Standing]
    pace_last_year: Decimal | None
    year_before: Sequence[Reached] = ()
    milestones: Sequence[Reached] = ()
    goals: Sequence[Goal] = ()
    is_part: bool = False
    state: str | None = ""
    is_below_average: bool = False
    rates_beside: Sequence[Decimal] = ()
    plan_base: RateBase | None = None
    beside: Value | None = None
    estimate: Estimate | None = None
    warning: Mark | None = None
    warned_units: int = 0
    approved_at: datetime | None = None
    former_targets: Sequence[tuple[str, PromiseInForce]] = ()

    @property
    def shows_simulated(self) -> bool:
        """Whether anything the row shows was simulated: value, estimate, change, target, path."""
        compared = [self.month, self.year, self.december]
        return (
            self.value.simulated
            or (self.estimate is not None and self.estimate.simulated)
            or any(each.is_simulated and each.people.difference is not None for each in compared)
            or any(each.promise.is_simulated for each in self.promised)
            or any(each.path_is_simulated for each in self.standings)
            or any(each.value.simulated for each in self.year_before)
            or any(promise.is_simulated for _name, promise in self.former_targets)
        )

    @property
    def has_revisions(self) -> bool:
        """Whether what it is measured against took the place of another."""
        bases = (self.value.base, self.plan_base)
        return any(base.restated_at is not None for base in bases if base is not None) or any(
            each.promise.is_revised for each in self.standings
        )

    @property
    def is_of_later_base(self) -> bool:
        """Whether its denominator was changed after its figure was approved."""
        bases = (self.value.base, self.plan_base)
        return any(self._is_later(base.restated_at) for base in bases if base is not None)

    @property
    def is_of_later_promise(self) -> bool:
        """Whether a promise it is judged by was changed after its figure was approved."""
        promises = [each.promise for each in self.standings]
        return any(each.is_revised and self._is_later(each.recorded_at) for each in promises)

    def _is_later(self, moment: datetime | None) -> bool:
        if moment is None or self.approved_at is None:
            return False
        return moment > self.approved_at

    @property
    def own_promises(self) -> Sequence[OwnPromise]:
        """Those of the year first, and milestones last."""
        return (*self.standings, *self.year_before, *self.milestones)

    @property
    def to_reach(self) -> Sequence[OwnPromise]:
        """Those of the year and of later ones."""
        return (*self.standings, *self.milestones)

    @property
    def promised(self) -> Sequence[Promised]:
        """Its own promises, then the goals of units above."""
        return (*self.own_promises, *self.goals)

    @property
    def has_open_warning(self) -> bool:
        return self.warning is not None and self.warning.is_open

    def promises_of(self, of: Of) -> Sequence[OwnPromise]:
        if of is Of.YEAR:
            return self.standings
        return self.year_before if of is Of.YEAR_BEFORE else self.milestones

    def promise_by(self, assigners: Assigners | None) -> OwnPromise | None:
        """Of the promises of assigners of a kind, for the years meant, the one that counts; None
        where there is none."""
        if assigners is None:
            return None
        told = self.promises_of(assigners.of)
        of_kind = [each for each in told if each.promise.assigner_kind == assigners.kind]
        return max(of_kind, key=lambda each: assigners.preference(each.promise), default=None)

    def standing_by(self, assigners: Assigners | None) -> Standing | None:
        """The same, as far as it is of the year, and so judged."""
        found = self.promise_by(assigners)
        return found if isinstance(found, Standing) else None


@dataclass(frozen=True, slots=True)
class FlowStanding:
    """What was counted since January, whole or "at least", against the year's plan; `plan` None
    without one. It has no light and no pace."""

    indicator: Indicator
    value: Value
    plan: int | None
    promises: Sequence[PromiseInForce]

    @property
    def done(self) -> int | None:
        return self.value.people

    @property
    def percent(self) -> Decimal | None:
        return percent(self.done, self.plan)

    @property
    def simulated(self) -> bool:
        return self.value.simulated
