"""What each cell of the report comes to: a formula over the data sheets, and the server's value.

A column is named by its key, wherever it stands. A formula gives "" where an input is blank: never
a zero.
"""

from datetime import date

from coverage.tables.written_book import Formula, Held, copy_of, quoted
from reports.figures.assigners import Assigners, Of
from reports.figures.comparison import Comparison
from reports.figures.standing import OwnPromise, Reached
from reports.monthly_workbook.figures_sheet import FigureRefs, complete_word
from reports.monthly_workbook.report_lines import ReportLine
from targets.attainment import Rule

BLANK = '""'
NUMBER, UNIT, REMARKS = "number", "unit", "remarks"
BASE, PLAN, PEOPLE, RATE, REMAINING = "base", "plan", "people", "rate", "remaining"
BEFORE, ON_MONTH, ON_YEAR, ON_DECEMBER = "before", "on month", "on year", "on december"
# Right of all that is shown.
HIDDEN = SCORE, SEASON, KIND = "score", "season", "kind"


def attained_key(assigners: Assigners) -> str:
    return f"attained {assigners.of} {assigners.kind}"


def base(line: ReportLine) -> Held:
    known = line.value.base
    return Formula(copy_of(line.figure(line.months.now).base), known.people if known else None)


def people_before(line: ReportLine) -> Held:
    before = line.row.month.before.people
    return Formula(copy_of(line.figure(line.months.month_before).people), before)


def people(line: ReportLine) -> Held:
    return Formula(copy_of(line.figure(line.months.now).people), line.value.people)


def rate(line: ReportLine) -> Held:
    return Formula(copy_of(line.figure(line.months.now).rate), line.value.rate)


def plan(line: ReportLine) -> Held:
    """The people promised, or those a promised rate comes to, rounded half up."""
    promised = line.promised
    if promised is None:
        return None
    target = line.target(promised)
    text = copy_of(target.people)
    if promised.assessment.rule is Rule.RATE_ON_RATE:
        denominator = _plan_denominator(line)
        text = (
            f'=IF(OR({target.percent}="",{denominator}=""),"",'
            f"ROUND({target.percent}*{denominator}/100,0))"
        )
    return Formula(text, promised.assessment.plan_people)


def _plan_denominator(line: ReportLine) -> str:
    """That of the line, or, where units have yet to report, that of all of them; of a target of
    the year before, that of its December. Blank where that is not known, whatever the line has."""
    row = line.row
    base = line.promised.base if isinstance(line.promised, Reached) else row.plan_base
    if base == row.value.base:
        return line.cell(BASE)
    if base is None:
        return BLANK
    return line.places.denominators.ref(row.unit, row.indicator.basis, base)


def plan_rate(line: ReportLine) -> Held:
    promised = line.promised
    if promised is None or promised.promise.promise.percent is None:
        return None
    return Formula(copy_of(line.target(promised).percent), promised.promise.promise.percent)


def attained(line: ReportLine, promised: OwnPromise | None) -> Held:
    """Per cent of one assigner's target: people on people, or rate on rate; blank where the figure
    lacks units. Of a target of the year before, what its December came to."""
    if promised is None:
        return None
    target, figure = line.target(promised), line.figure(line.months.now)
    people, rate = line.cell(PEOPLE), line.cell(RATE)
    if promised.of is Of.YEAR_BEFORE:
        figure = line.figure(line.months.december)
        people, rate = figure.people, figure.rate
    actual, plan, is_whole = people, target.people, is_complete(figure)
    if promised.assessment.rule is Rule.RATE_ON_RATE:
        actual, plan, is_whole = rate, target.percent, rate_is_whole(figure)
    text = f'=IF({is_whole},IF(OR({actual}="",N({plan})=0),"",{actual}/{plan}*100),"")'
    return Formula(text, promised.assessment.attainment)


def remaining(line: ReportLine) -> Held:
    if line.standing is None:
        return None
    target, actual = line.cell(PLAN), line.cell(PEOPLE)
    left = f"{target}-{actual}"
    if line.standing.promise.promise.is_of_more:
        least = f"({target}+1)"
        if line.standing.assessment.rule is Rule.RATE_ON_RATE:
            percent = line.target(line.standing).percent
            least = least_above(f"{percent}*{_plan_denominator(line)}/100")
        left = left_to_pass(least, target, actual)
    is_whole = is_complete(line.figure(line.months.now))
    text = f'=IF(AND({is_whole},{target}<>"",{actual}<>""),{left},"")'
    return Formula(text, line.standing.assessment.remaining)


def needed_a_month(line: ReportLine) -> Held:
    """Rounded up, as it is a task; nothing where nothing remains."""
    if line.standing is None or line.standing.is_over:
        return None
    left = line.cell(REMAINING)
    text = f'=IF({left}="","",ROUNDUP(MAX({left},0)/{line.standing.months_left},0))'
    return Formula(text, line.standing.needed_pace)


def least_above(people: str) -> str:
    """The fewest whole people above a number of people that may be a fraction; the rounding takes
    off what binary fractions add."""
    return f"(INT(ROUND({people},6))+1)"


def left_to_pass(least: str, target: str, actual: str) -> str:
    """What remains to a promise of more than its target: one more than to the target itself."""
    return f"IF({actual}<{least},{least}-{actual},{target}-{actual})"


def people_change(line: ReportLine, month: date, to: Comparison) -> Held:
    """People gained or lost; blank unless both months count all of the unit."""
    return change_between(line.figure(line.months.now), line.figure(month), to)


def change_between(now: FigureRefs, before: FigureRefs, to: Comparison) -> Held:
    """The same of figures wherever they stand."""
    if to.is_of_other_units:
        return to.people.difference  # of the units of both months, which no line adds up
    text = f'=IF({_both_complete(now, before)},{now.people}-{before.people},"")'
    return Formula(text, to.people.difference)


def percent_change(line: ReportLine, month: date, to: Comparison) -> Held:
    """The same in per cent of the earlier month; blank from zero."""
    if to.is_of_other_units:
        return to.people.percent
    now, before = line.figure(line.months.now), line.figure(month)
    text = (
        f'=IF({_both_complete(now, before)},IF({before.people}=0,"",'
        f'({now.people}-{before.people})/{before.people}*100),"")'
    )
    return Formula(text, to.people.percent)


def score(line: ReportLine) -> Held:
    """By what the unit is ranked, where all of it is counted: what it attained of the target of the
    block's assigner, or its rate."""
    if line.number is None:
        return None
    block = line.block
    if not block.is_ranked_by_attainment:
        is_whole = rate_is_whole(line.figure(line.months.now))
        return Formula(f'=IF({is_whole},{line.cell(RATE)},"")', line.value.whole_rate)
    standing = line.row.standing_by(block.chosen)
    if standing is None or block.chosen is None:
        return None
    own = line.cell(attained_key(block.chosen))
    return Formula(copy_of(own), standing.assessment.attainment)


def rank(line: ReportLine) -> Held:
    """The place among the units by their scores, the highest first."""
    if line.number is None:
        return None
    own = line.cell(SCORE)
    return Formula(f'=IF({own}="","",RANK({own},{line.cells_of_parts(SCORE)}))', line.rank)


def is_complete(figure: FigureRefs) -> str:
    return f"{figure.complete}={quoted(complete_word())}"


def _both_complete(now: FigureRefs, before: FigureRefs) -> str:
    return f"AND({is_complete(now)},{is_complete(before)})"


def rate_is_whole(figure: FigureRefs) -> str:
    """A rate reported alone is that of the whole; a computed one where all are counted."""
    computed = f'AND({is_complete(figure)},{figure.base}<>"",{figure.rate}<>"")'
    return f'OR({figure.printed}<>"",{computed})'
