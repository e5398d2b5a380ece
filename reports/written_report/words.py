"""Facts put into the report's words: names, codes, documents, numbers. Pure.

Rounding happens here, where a number becomes text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from coverage.models import AdministrativeUnit, Counted, Indicator, Level
from coverage.notation.numbers import write_decimal
from coverage.notation.printed import places_to_tell
from coverage.notation.unit_names import KIND_WORDS
from reports.figures.marks import row_marks
from reports.figures.months_lacking import LackingWords, named_months
from reports.figures.notations import attained_in, people_in, rate_in, rate_in_row, share_of_plan_in
from reports.figures.standing import FlowStanding, Row
from reports.figures.values import Value
from reports.written_report import sentences as wording
from targets.attainment import Promise
from targets.in_force import PromiseInForce
from targets.wording import target_text

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_KIND_OF_ISSUED = re.compile(r"(?<!\w)({})(?!\w)".format("|".join(wording.KINDS_OF_ISSUED)))


def in_sentence(name: str) -> str:
    """A unit's full name inside a sentence: "huyện Cầu Kè"."""
    return name[:1].lower() + name[1:]


def place(unit: AdministrativeUnit) -> str:
    return wording.NATION if unit.level == Level.NATION else in_sentence(unit.full_name)


def area(unit: AdministrativeUnit) -> str:
    if unit.level == Level.NATION:
        return wording.AREA_OF_NATION
    return wording.AREA.format(place=place(unit))


def whole(unit: AdministrativeUnit) -> str:
    """The unit taken as a whole: "toàn tỉnh"."""
    if unit.level == Level.NATION:
        return wording.NATION
    return wording.WHOLE_OF.format(kind=KIND_WORDS[unit.kind])


def parts_word(parts: Sequence[AdministrativeUnit]) -> str:
    """What the units directly below are called together."""
    return (
        wording.PARTS_BY_LEVEL[parts[0].level] if parts else wording.PARTS_BY_LEVEL[Level.COMMUNE]
    )


def basis(indicator: Indicator) -> str:
    return wording.BASES[indicator.basis]


def counted_in(indicator: Indicator) -> str:
    return wording.EVENT if indicator.counted == Counted.EVENTS else wording.PERSON


def scope(value: Value) -> str:
    return wording.SCOPES.get(value.own.scope, "") if value.own else ""


def people(value: Value) -> str | None:
    """The people, in words where they were not printed to the person; None where not known."""
    if value.people is None:
        return None
    return people_in(value, wording.PRINTED).text(value.people)


def percent(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{write_decimal(rate)}{wording.PERCENT}"


def rate(row: Row) -> str | None:
    """The rate as it was printed; a computed one with as many decimals as tell it from the average
    it stands beside. None where not known."""
    if row.value.rate is None:
        return None
    return rate_in_row(row, (), wording.PRINTED, wording.PERCENT).text(row.value.rate)


def whole_rate(row: Row) -> str | None:
    """The same, of all of the unit; None where units are missing."""
    return None if row.value.whole_rate is None else rate(row)


def level_rate(row: Row) -> str | None:
    """The same by itself, with as many decimals as tell it from its targets."""
    written = rate_in(row.value, row.standings, wording.PRINTED, wording.PERCENT)
    return None if row.value.whole_rate is None else written.text(row.value.rate)


def signed(text: str | None, row: Row) -> str | None:
    """A number of a row, with the sign of one that is marked on the pages; None stays that."""
    return f"{text}{wording.STATE_SIGN}" if text and row_marks(row) else text


def attained(attainment: Decimal | None) -> str | None:
    return None if attainment is None else attained_in(attainment, wording.PERCENT).text(attainment)


def share_of_plan(flow: FlowStanding) -> str | None:
    """What was attained of the year's plan, "at least" where months or units are missing."""
    if flow.percent is None:
        return None
    written = share_of_plan_in(flow.value, flow.percent, wording.PRINTED, wording.PERCENT)
    return written.text(flow.percent)


def months_lacking(value: Value) -> str:
    """Those of which not all is known, as in "tháng 3, 5–6; tháng 7 (112/124)"; "" where none."""
    words = LackingWords(wording.MONTH_WORD, wording.LACKING_BELOW)
    return named_months(value, words)


def points(distance: Decimal) -> str:
    """A distance or a change, with as many decimals as tell it from none."""
    return write_decimal(abs(distance), places_to_tell(abs(distance), Decimal(0)))


def absence(value: Value) -> str:
    """Why there is no value: not reported, not yet due, not available and not applicable are
    four things."""
    if value.is_before_unit:
        return wording.NOT_A_UNIT_YET
    if value.is_awaited:
        return wording.NOT_YET_DUE
    return wording.ABSENCES.get(value.absence, wording.NOT_REPORTED)


def planned(promise: PromiseInForce) -> str:
    """A target as it was set: "khoảng 45%"."""
    return plan_text(promise.promise)


def planned_with_unit(promise: PromiseInForce, unit: str) -> str:
    """The same, with what people or events are counted in: "966.520 người; 23,8%"."""
    said = promise.promise
    if said.people is None:
        return plan_text(said)
    counted = f"{plan_text(replace(said, percent=None))} {unit}"
    return counted if said.percent is None else f"{counted}; {planned_rate(promise)}"


def planned_rate(promise: PromiseInForce) -> str:
    """The rate of a target that may set people beside it: "gần 91%"."""
    return plan_text(replace(promise.promise, people=None))


def plan_text(promise: Promise) -> str:
    return target_text(promise, wording.PRINTED)


def when(year: int, period: date) -> str:
    """Of which year a target is; one of a later year than the report's is to be reached by then."""
    return (wording.BY_YEAR if year > period.year else wording.IN_YEAR).format(year=year)


def assigned_by(assigners: Sequence[tuple[str, str]]) -> str:
    """Who set a target, each with the number of its document: "A giao tại … và B giao"."""
    if not any(number for _name, number in assigners):
        names = wording.AND.join(name for name, _number in assigners)
        return wording.SET_BY.format(assigner=names, document="")
    return wording.AND.join(
        wording.SET_BY.format(assigner=name, document=document_words(number))
        for name, number in assigners
    )


def document_words(number: str) -> str:
    """ "… tại Nghị quyết số 02-NQ/TU"; blank where the number was not published."""
    if not number:
        return ""
    match = _KIND_OF_ISSUED.search(number)
    kind = wording.KINDS_OF_ISSUED[match[1]] if match else wording.ISSUED
    return wording.AT_DOCUMENT.format(kind=kind, number=number)


def direction(difference: int | Decimal) -> str:
    return wording.RISE if difference > 0 else wording.FALL


def title(period: date, *, has_tasks: bool) -> str:
    """The subject of the report: what, and of which part of the year."""
    span = wording.SPANS.get(period.month, wording.MONTH.format(month=month_number(period.month)))
    if has_tasks:
        span = wording.AND_TASKS.format(span=span, rest=_rest_of_year(period))
    dated = wording.YEAR_OF_SPAN if span.endswith(wording.YEAR_WORD) else wording.OF_YEAR
    return wording.TITLE.format(span=dated.format(span=span, year=period.year))


def month_number(month: int) -> str:
    """Months 1 and 2 are written with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{month:02d}" if month <= 2 else str(month)


def month_in_words(period: date) -> str:
    """ "6 năm 2023", after the word for month."""
    return f"{month_number(period.month)} năm {period.year}"


def _rest_of_year(period: date) -> str:
    left = 12 - period.month
    return wording.LAST_MONTH_LEFT if left == 1 else wording.MONTHS_LEFT.format(count=left)


def roman(number: int) -> str:
    """1 is I, 4 is IV, 14 is XIV."""
    written = ""
    for value, sign in _ROMAN:
        while number >= value:
            written += sign
            number -= value
    return written
