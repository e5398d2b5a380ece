"""The formula of a light: the path of the month, and where the figure stands beside it."""

from coverage.tables.written_book import Formula, Held, quoted
from reports.figures.standing import Standing
from reports.figures.words import light_text
from reports.monthly_workbook.report_formulas import PLAN, SEASON, is_complete, rate_is_whole
from reports.monthly_workbook.report_lines import ReportLine
from targets.attainment import Rule
from targets.pace import MONTHS, Light


def judgement(line: ReportLine) -> Held:
    """The light in words: reached, at or above the path from last December, or below it; at the end
    of the year not reached."""
    if line.standing is None:
        return None
    by_rate = line.standing.assessment.rule is Rule.RATE_ON_RATE
    text = (_rate_light if by_rate else _people_light)(line, line.standing)
    return Formula(f"={text}", light_text(line.standing.light))


def _people_light(line: ReportLine, standing: Standing) -> str:
    now, start = line.figure(line.months.now), line.figure(line.months.december)
    target = line.cell(PLAN)
    return _light(
        line,
        standing,
        is_known=f'AND({is_complete(now)},{target}<>"")',
        actual=now.people,
        target=target,
        start_is_known=is_complete(start),
        start=start.people,
    )


def _rate_light(line: ReportLine, standing: Standing) -> str:
    now, start = line.figure(line.months.now), line.figure(line.months.december)
    target = line.target(standing).percent
    return _light(
        line,
        standing,
        is_known=f'AND({rate_is_whole(now)},{target}<>"")',
        actual=now.rate,
        target=target,
        start_is_known=rate_is_whole(start),
        start=start.rate,
    )


def _light(
    line: ReportLine,
    standing: Standing,
    *,
    is_known: str,
    actual: str,
    target: str,
    start_is_known: str,
    start: str,
) -> str:
    """Twelve times the path is compared with twelve times the actual, so that whole people stay
    whole; the rounding takes off what binary fractions add to rates."""
    unknown = quoted(light_text(Light.NO_DATA))
    month = line.months.now.month
    path = f"({start}*{MONTHS - month}+{target}*{month}{_deviation(line, standing, start)})"
    on_path, behind = quoted(light_text(Light.ON_PATH)), quoted(light_text(Light.BEHIND))
    climb = f"IF(ROUND({actual}*{MONTHS}-{path},6)>=0,{on_path},{behind})"
    below = f"IF({start_is_known},{climb},{unknown})"
    if standing.has_ended:
        below = quoted(light_text(Light.MISSED))
    reached = quoted(light_text(Light.REACHED))
    passes = ">0" if standing.promise.promise.is_of_more else ">=0"
    return f"IF({is_known},IF(ROUND({actual}-{target},9){passes},{reached},{below}),{unknown})"


def _deviation(line: ReportLine, standing: Standing, start: str) -> str:
    """Twelve times what the month usually deviates from an even climb."""
    return f"+{start}*{line.cell(SEASON)}*{MONTHS}" if standing.season else ""
