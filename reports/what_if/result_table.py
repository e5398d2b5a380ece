"""The table of what follows for each target."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coverage.models import AdministrativeUnit
from coverage.notation.numbers import write_people
from coverage.tables.columns import MARK, Beside, Column
from coverage.tables.markup import origin_html
from coverage.tables.notations import Exact, Notation, decimal_notation
from coverage.tables.table import Table
from reports.figures.columns import (
    PEOPLE_OR_PERCENT,
    mark_simulated,
    people_or_why,
    remaining_in,
)
from reports.figures.marks import row_marks
from reports.figures.notations import attained_in, people_in, rate_in, rate_places
from reports.figures.standing import OwnPromise, Reached, Standing
from reports.figures.words import incomplete_text, plan_text, rate_of_text
from reports.figures.year_turn import unset_lines
from reports.what_if.result import PromiseResult, WhatIf
from targets.attainment import Quantity, Rule


@dataclass(frozen=True, slots=True)
class ResultLine:
    """`now` as it is and `then` as supposed, in people or in per cent, each by its notation.
    `judged`: the promise that the line is about."""

    subject: str
    now: Exact
    then: Quantity | None
    now_in: Notation = PEOPLE_OR_PERCENT
    then_in: Notation = PEOPLE_OR_PERCENT
    origin: str = ""
    mark: str = ""
    hint: str = ""
    judged: PromiseResult | None = None


class ResultTable(Table):
    name = element_id = "result"
    heading = gettext_lazy("What follows for each target")
    labelled_by = "result-heading"

    subject = Column(
        "",
        lambda line: line.subject,
        css="unit",
        is_heading=True,
        origin=lambda line: line.origin,
        beside=(
            Beside(lambda line: line.mark, MARK),
            Beside(lambda line: line.hint, markup=""),
        ),
        draw=lambda line: _subject_html(line),
    )
    now = Column(
        gettext_lazy("Now"),
        lambda line: line.now,
        PEOPLE_OR_PERCENT,
        of_line=lambda line: line.now_in,
    )
    then = Column(
        pgettext_lazy("hypothetical", "If"),
        lambda line: line.then,
        PEOPLE_OR_PERCENT,
        css="num hypothetical",
        of_line=lambda line: line.then_in,
    )

    def attributes_of(self, line: ResultLine) -> Mapping[str, str]:
        return {"class": "promise"} if line.judged else {}


def result_table(unit: AdministrativeUnit, result: WhatIf, *, has_numbers: bool) -> ResultTable:
    """`has_numbers`: whether what was supposed could be read; else nothing follows."""
    return ResultTable(
        _result_lines(result, has_numbers=has_numbers),
        notes=list(_notes(result)),
        headings={"subject": unit.full_name},
    )


def _notes(result: WhatIf) -> Iterator[str]:
    yield from unset_lines(result.whole)
    if result.promises:
        yield _("Of a target set as a rate, the planned people are that rate of the denominator.")
    else:
        yield _("Nobody has set this unit a target for this year: only people and rate are shown.")


Suppose = Callable[[Quantity | None], Quantity | None]


def _result_lines(result: WhatIf, *, has_numbers: bool) -> list[ResultLine]:
    def then(supposed: Quantity | None) -> Quantity | None:
        return supposed if has_numbers else None

    return [
        *_lines_of_value(result, then),
        *(line for each in result.promises for line in _lines_of_promise(each, then, has_numbers)),
    ]


def _lines_of_value(result: WhatIf, then: Suppose) -> list[ResultLine]:
    """What stays as it was is written as it was printed."""
    value = result.whole.value
    standings = [each.promised for each in result.promises]
    people, rate = people_in(value), rate_in(value, standings, after=" %")
    other_rate = decimal_notation(rate_places(result.rate, standings), " %")
    return [
        ResultLine(
            _("Participants"),
            people_or_why(value),
            then(result.people),
            now_in=people,
            then_in=people if result.people == value.people else PEOPLE_OR_PERCENT,
            origin=mark_simulated(value.simulated),
            mark=", ".join(
                each for each in (incomplete_text(value), row_marks(result.whole)) if each
            ),
        ),
        ResultLine(
            _("Denominator"),
            result.denominator_now,
            then(result.denominator_then),
            mark=rate_of_text(value) if result.is_denominator_of_some else "",
        ),
        ResultLine(
            _("Coverage rate"),
            value.rate,
            then(result.rate),
            now_in=rate,
            mark=rate_of_text(value),
            then_in=rate if result.rate == value.rate else other_rate,
        ),
    ]


def _lines_of_promise(each: PromiseResult, then: Suppose, has_numbers: bool) -> list[ResultLine]:
    attained, remaining = _subjects(each.promised)
    left = PEOPLE_OR_PERCENT
    if isinstance(each.promised, Standing):
        left = remaining_in(each.promised)
    return [
        ResultLine(
            attained,
            each.now.attainment,
            then(each.then.attainment),
            now_in=attained_in(each.now.attainment, " %"),
            then_in=attained_in(each.then.attainment, " %"),
            origin=mark_simulated(each.promised.promise.is_simulated),
            hint=" · ".join(_hints(each)),
            judged=each,
        ),
        ResultLine(
            remaining,
            each.now.remaining,
            then(each.then.remaining),
            now_in=left,
            then_in=left,
            hint=_converted(each, has_numbers=has_numbers),
        ),
    ]


def _subjects(promised: OwnPromise) -> tuple[str, str]:
    """What was attained, and what remains; of a year that is over, what it is short by."""
    named = {"assigner": promised.promise.assigner, "year": promised.promise.year}
    if isinstance(promised, Reached):
        return (
            _("Attained of the milestone %(year)s of %(assigner)s") % named,
            _("Remaining to the milestone %(year)s of %(assigner)s") % named,
        )
    remaining = _("Remaining to the target of %(assigner)s") % named
    if promised.is_over:
        remaining = _("Short of the target of %(assigner)s") % named
    return _("Attained of the target of %(assigner)s") % named, remaining


def _hints(each: PromiseResult) -> list[str]:
    """How the target was set, for which year, by which document, and how it is judged."""
    promise = each.promised.promise
    said = [plan_text(promise.promise), str(promise.year), promise.document]
    by_rate = each.now.rule is Rule.RATE_ON_RATE
    return [*said, _("rate on rate") if by_rate else _("people on people")]


def _converted(each: PromiseResult, *, has_numbers: bool) -> str:
    if not each.now.plan_is_derived:
        return ""
    now, then = each.now.plan_people, each.then.plan_people
    text = _("%(target)s people (converted)") % {"target": write_people(now)}
    if has_numbers and then != now:
        text += "; " + _("if: %(target)s people") % {"target": write_people(then)}
    return text


def _subject_html(line: ResultLine) -> SafeString:
    html = format_html("{}{}", line.subject, SafeString(origin_html(line.origin)))
    if line.mark:
        html += format_html(MARK, line.mark)
    if line.judged is not None:
        promise = line.judged.promised.promise
        plan, year, document, *rest = _hints(line.judged)
        return html + format_html(
            '<span class="hint">{} · {} · <a href="{}">{}</a> · {}</span>',
            plan,
            year,
            reverse("document", args=[promise.document_id]),
            document,
            " · ".join(rest),
        )
    return html + format_html('<span class="hint">{}</span>', line.hint) if line.hint else html
