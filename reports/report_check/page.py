"""Checking a report's own arithmetic: figures typed or pasted, a verdict, nothing stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from reports.report_check.arithmetic.input import UnreadableReportError, parse, read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.arithmetic.phrases import Language
from reports.report_check.arithmetic.report import Problem
from reports.report_check.limits import RECORDS_AT_MOST, TooManyRecordsError, refuse_too_many
from reports.report_check.published_reviews import EXAMPLES
from reports.report_check.shown_verdict import ShownVerdict, page_language, show
from reports.report_check.tables import numbers_tables
from reports.report_check.typed_report import (
    ROWS_AT_LEAST,
    ROWS_AT_MOST,
    TypedRow,
    field_name,
    indicator_names,
    prefix_of,
    read_rows,
)

BYTES_AT_MOST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """What the page shows: the rows as typed, the JSON as pasted, and the verdict, if any."""

    rows: Sequence[TypedRow]
    json: str = ""
    verdict: ShownVerdict | None = None
    refusal: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def check_report(request: HttpRequest) -> HttpResponse:
    language = page_language()
    checked = _posted(request.POST, language) if request.method == "POST" else _asked(request)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if checked.refusal else HTTPStatus.OK
    numbers = numbers_tables(checked.verdict)
    context = {
        "checked": checked,
        "verdict": checked.verdict,
        "numbers": numbers,
        "indicators": indicator_names(language),
        "examples": EXAMPLES,
        "may_add": len(checked.rows) < ROWS_AT_MOST,
        "rows_at_most": ROWS_AT_MOST,
        "records_at_most": RECORDS_AT_MOST,
    }
    title = _("Check a report’s figures")
    told = _(
        "Type the figures exactly as the report prints them, and see which cannot all be true. "
        "Nothing is stored."
    )
    tables = [table for _finding, table in numbers]
    return page_with_tables(
        request,
        "reports/report_check/page.html",
        context,
        Head(title, [title, told]),
        tables,
        status,
    )


def _asked(request: HttpRequest) -> Checked:
    """The empty form, or an example filled in and judged."""
    language, wanted = page_language(), request.GET.get("example")
    if not wanted:
        return Checked(read_rows({}, ROWS_AT_LEAST, language))
    example = next((each for each in EXAMPLES if each.slug == wanted), None)
    if example is None:
        raise Http404
    typed = {
        f"{prefix_of(number)}{name}": value
        for number, record in enumerate(example.records, start=1)
        for name, value in record.items()
    }
    return _judged(read_rows(typed, len(example.records), language), language)


def _posted(posted: QueryDict, language: Language) -> Checked:
    if "json" in posted:
        return _pasted(posted.get("json", ""), language)
    typed = {name: posted.get(name, "") for name in posted}
    rows = read_rows(typed, _row_count(posted.get("rows", "")), language)
    if posted.get("action") == "add":
        more = min(len(rows) + 1, ROWS_AT_MOST)
        return Checked(read_rows(typed, more, language))
    return _judged(rows, language)


def _row_count(text: str) -> int:
    said = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else ROWS_AT_LEAST
    return min(max(said, 1), ROWS_AT_MOST)


def _judged(rows: Sequence[TypedRow], language: Language) -> Checked:
    filled = [row for row in rows if not row.is_blank]
    if not filled:
        return Checked(rows, refusal=_("Nothing to check: no number has been typed."))
    report = read_report({"records": [row.record() for row in filled]})
    verdict = judge(report)
    placed = [_in_its_row(each, filled, language) for each in verdict.problems]
    unread = [
        _("Row %(row)s, %(field)s: %(problem)s")
        % {"row": row.number, "field": cell.label, "problem": cell.problem}
        for row in filled
        for cell in row.cells
        if cell.problem
    ]
    return Checked(rows, verdict=show(replace(verdict, problems=tuple(placed)), language, unread))


def _in_its_row(problem: Problem, rows: Sequence[TypedRow], language: Language) -> Problem:
    """The same problem, its place as the form names it: "Row 2, people"."""
    if problem.record is None:
        return problem
    if problem.field == "indicator":
        name, value = _("indicator"), dict(indicator_names(language)).get(problem.value, "")
    else:
        name, value = field_name(problem.field, language), problem.value
    place = _("Row %(row)s, %(field)s") % {"row": rows[problem.record].number, "field": name}
    return replace(problem, record=None, field=place, value=value)


def _pasted(text: str, language: Language) -> Checked:
    rows = read_rows({}, ROWS_AT_LEAST, language)
    if len(text.encode(errors="replace")) > BYTES_AT_MOST:
        refusal = _("The text is longer than %(size)s KB.") % {"size": BYTES_AT_MOST // 1024}
        return Checked(rows, refusal=refusal)
    try:
        report = read_report(parse(text))
        refuse_too_many(report)
    except UnreadableReportError as error:
        refusal = _("The text cannot be read as a report: %(reason)s.") % {"reason": error}
        return Checked(rows, text, refusal=refusal)
    except TooManyRecordsError as error:
        return Checked(rows, text, refusal=_too_many(error))
    return Checked(rows, text, show(judge(report), language))


def _too_many(error: TooManyRecordsError) -> str:
    if error.together:
        text = _("At most %(count)s records of one unit and date can be checked at once.")
    else:
        text = _("At most %(count)s records can be checked at once.")
    return text % {"count": error.at_most}
