"""What a unit and its parts counted in each month of a year: people newly enrolled, conferences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit, Indicator, Measure
from coverage.notation.periods import last_day, since_january
from reports.figures.held import make_row
from reports.figures.known import Known, known
from reports.figures.standing import Months, Row, months_around
from reports.figures.values import Value
from reports.figures.year_to_date import YEAR_STARTS_AT_ZERO, counted_to_date
from reports.filters import UnitsOf
from targets.attainment import Promise
from targets.in_force import PromiseInForce, Promises, promises_in_force

# unit -> month -> what was counted since January.
Series = Mapping[int, Mapping[date, Value]]


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """One indicator. The rows hold what was counted since January, judged by the year's plans;
    `reported`: unit -> month -> what was reported for that month alone."""

    whole: Row
    parts: Sequence[Row]
    months: Sequence[date]
    reported: Mapping[int, Mapping[date, Value]]

    @property
    def indicator(self) -> Indicator:
        return self.whole.indicator

    @property
    def rows(self) -> list[Row]:
        return [*self.parts, self.whole]

    @property
    def says_something(self) -> bool:
        """Whether anybody reported or planned anything for the year."""
        reported = (value for of_unit in self.reported.values() for value in of_unit.values())
        return any(row.own_promises for row in self.rows) or any(
            value.people is not None for value in reported
        )


def flow_blocks(
    unit: AdministrativeUnit,
    period: date,
    read_as: ReadAs = NOW,
    by: UnitsOf = UnitsOf.THEN,
) -> list[FlowBlock]:
    """The counts of the year up to the month, an indicator a block; none of which nothing is
    known. A fixed number of statements."""
    flows = list(Indicator.objects.filter(measure=Measure.FLOW))
    around = months_around(period)
    needed = sorted({each for end in around.all() for each in since_january(end)})
    facts = known(unit, flows, needed, read_as, by)
    units = [unit, *facts.parts_in(period)]
    promises = promises_in_force(
        [each.pk for each in units],
        period.year,
        last_day(period),
        read_as.moment,
        {each.pk: facts.selves_of(each) for each in units},
    )
    blocks = [_block(facts, units, each, around, needed, promises) for each in flows]
    return [block for block in blocks if block.says_something]


def _block(
    facts: Known,
    units: Sequence[AdministrativeUnit],
    indicator: Indicator,
    around: Months,
    needed: Sequence[date],
    promises: Promises,
) -> FlowBlock:
    reported = {
        unit.pk: {period: facts.value(unit, indicator, period) for period in needed}
        for unit in units
    }
    counted = {pk: counted_to_date(values) for pk, values in reported.items()}
    pieces = [each for each in facts.indicators if each.part_of_id == indicator.pk]
    whole, *parts = flow_rows(units, indicator, pieces, around, counted, promises)
    year = since_january(around.now)
    of_year = {pk: {period: values[period] for period in year} for pk, values in reported.items()}
    return FlowBlock(whole, parts, year, of_year)


def flow_rows(
    units: Iterable[AdministrativeUnit],
    indicator: Indicator,
    pieces: Sequence[Indicator],
    around: Months,
    series: Series,
    promises: Promises,
) -> list[Row]:
    """What was counted since January against the year's plans; the year starts at zero. Where an
    assigner has planned nothing for the year, what the year before came to against its plan."""
    in_year = around.month_before.year == around.now.year
    rows = []
    for index, unit in enumerate(units):
        values = {**series[unit.pk], around.december: YEAR_STARTS_AT_ZERO}
        if not in_year:
            values[around.month_before] = YEAR_STARTS_AT_ZERO
        said = [each for of in (indicator, *pieces) for each in promises.get((unit.pk, of.pk), ())]
        plans = [
            plan
            for year in (around.now.year, around.december.year)
            for plan in of_indicator([e for e in said if e.year == year], indicator, pieces)
        ]
        rows.append(
            make_row(
                unit,
                indicator,
                around,
                values,
                plans,
                year_before=series[unit.pk][around.december],
                is_part=index > 0,
            )
        )
    return rows


def of_indicator(
    promises: Sequence[PromiseInForce], indicator: Indicator, parts: Sequence[Indicator]
) -> list[PromiseInForce]:
    """The indicator's own promises; of a flow without any, those made for all its parts, added."""
    own = [each for each in promises if each.indicator_id == indicator.pk]
    if own or not parts:
        return own
    groups: dict[tuple[int, int, int], list[PromiseInForce]] = {}
    for each in promises:
        groups.setdefault((each.document_id, each.unit_id, each.year), []).append(each)
    return [
        replace(group[0], indicator_id=indicator.pk, promise=Promise(people=sum(people)))
        for group in groups.values()
        if len(people := _people(group)) == len(parts)
    ]


def _people(promises: Iterable[PromiseInForce]) -> list[int]:
    return [each.promise.people for each in promises if each.promise.people is not None]
