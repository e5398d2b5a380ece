"""The lines of the counts of a year, and what their cells come to: formulas over the months, which
stand to the right of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from coverage.models import Absence
from coverage.tables.written_book import Formula, copy_of, quoted
from reports.figures.flows import FlowBlock
from reports.figures.notations import people_in, share_of_plan_in
from reports.figures.standing import Row, Standing
from reports.figures.values import Value
from reports.figures.year_to_date import least_attained
from reports.monthly_workbook.figures_sheet import FigureRefs, complete_word
from reports.monthly_workbook.report_formulas import left_to_pass
from targets.attainment import Assessment

TO_DATE, PLAN = "DE"
FIRST_MONTH = 7


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A unit's line at row `at`, as Excel counts; `number` None for the whole. `counts`: where the
    figures of its months stand."""

    row: Row
    block: FlowBlock
    at: int
    number: int | None
    counts: Sequence[FigureRefs]

    @property
    def standing(self) -> Standing | None:
        """The plan it is measured by: that of the nearest assigner."""
        plans = (each for each in self.row.standings if each.assessment.plan_people is not None)
        return next(plans, None)

    @property
    def judged(self) -> Assessment | None:
        return self.standing.assessment if self.standing else None

    @property
    def share_of_plan(self) -> Decimal | None:
        """What was attained of the plan, "at least" where the count lacks months or units."""
        if self.judged is None:
            return None
        least = least_attained(self.row.value, self.judged.plan_people)
        return self.judged.attainment if least is None else least

    @property
    def reported(self) -> Mapping[date, Value]:
        return self.block.reported[self.row.unit.pk]

    def of_month(self, position: int) -> str:
        return f"{xl_col_to_name(FIRST_MONTH + position)}{self.at}"

    @property
    def last_month(self) -> str:
        return self.of_month(len(self.block.months) - 1)


def in_month(line: FlowLine) -> Formula:
    return Formula(copy_of(line.last_month), line.reported[line.block.months[-1]].people)


def to_date(line: FlowLine) -> Formula:
    months = f"{line.of_month(0)}:{line.last_month}"
    return Formula(f'=IF(COUNT({months})=0,"",SUM({months}))', line.row.value.people)


def plan(line: FlowLine) -> int | None:
    return line.judged.plan_people if line.judged else None


def attained(line: FlowLine) -> Formula:
    done, plan = f"{TO_DATE}{line.at}", f"{PLAN}{line.at}"
    text = f'=IF(OR({done}="",N({plan})=0),"",{done}/{plan}*100)'
    return Formula(text, line.share_of_plan)


def remaining(line: FlowLine) -> Formula:
    """Blank where a month lacks units, as long as it does."""
    done, plan = f"{TO_DATE}{line.at}", f"{PLAN}{line.at}"
    left = f"{plan}-{done}"
    if line.standing is not None and line.standing.promise.promise.is_of_more:
        left = left_to_pass(f"({plan}+1)", plan, done)
    words = (quoted(complete_word()), quoted(str(Absence.NOT_APPLICABLE.label)))
    whole = "+".join(f"({each.complete}={word})" for each in line.counts for word in words)
    text = f'=IF(OR({done}="",{plan}="",{whole}<{len(line.counts)}),"",{left})'
    return Formula(text, line.judged.remaining if line.judged else None)


def form_of_count(line: FlowLine) -> str:
    value = line.row.value
    return people_in(value).format_of(value.people)


def form_of_share(line: FlowLine) -> str:
    written = share_of_plan_in(line.row.value, line.share_of_plan)
    return written.format_of(line.share_of_plan)
