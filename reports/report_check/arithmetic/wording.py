"""Findings, notes and problems in words, in Vietnamese and in English.

Both languages write numbers as Vietnam does (821.563 and 80,58 %), so that they can be found again
in the report. The sentences are kept in this package, not in a message catalogue, because the
command that prints them gives both languages at once.
"""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from coverage.notation.numbers import write_decimal, write_people
from reports.report_check.arithmetic.fields import field_of
from reports.report_check.arithmetic.findings import Finding, Note, Repair, Working
from reports.report_check.arithmetic.phrases import INDICATORS, PHRASES, Language
from reports.report_check.arithmetic.printed import Softening
from reports.report_check.arithmetic.report import Problem, Record
from reports.report_check.arithmetic.slips import SlipKind
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import Number

_WORKING_PLACES = 4


def finding_in_words(finding: Finding, language: Language) -> str:
    """What cannot all be true, what each number would have to be, and where to look first."""
    phrases = PHRASES[language]
    numbers = [
        phrases["implied"].format(
            number=name_number(each.number, language),
            span=write_span(each.implied, each.number, language),
        )
        for each in finding.numbers
    ]
    sentences = [
        phrases[f"rule.{finding.rule}"],
        phrases["cannot_all"].format(numbers="; ".join(numbers)),
    ]
    if finding.sides:
        sides = (
            f"{name_indicator(side.record, language)} {write_people_span(side.implied, language)}"
            for side in finding.sides
        )
        sentences.append(phrases["sides"].format(sides="; ".join(sides)))
    if finding.repair:
        repair = repair_in_words(finding.repair, language)
        sentences.append(phrases["look_at"].format(repair=repair))
    if finding.also:
        also = "; ".join(name_number(number, language) for number in finding.also)
        sentences.append(phrases["also"].format(numbers=also))
    return " ".join(sentences)


def repair_in_words(repair: Repair, language: Language) -> str:
    """A number and what it may have been meant to be."""
    phrases = PHRASES[language]
    named = name_number(repair.number, language)
    if repair.slip is None:
        span = write_span(repair.suggested, repair.number, language)
        return phrases["no_slip"].format(number=named, span=span)
    kind = "swap" if repair.slip.kind is SlipKind.SWAP else "digit"
    meant = _as_print(repair.number, repair.slip.meant)
    return phrases[f"slip.{kind}"].format(number=named, meant=meant)


def note_in_words(note: Note, language: Language) -> str:
    phrases = PHRASES[language]
    named = "; ".join(name_number(number, language) for number in note.numbers)
    span = write_span(note.span, note.numbers[0], language) if note.span else ""
    reading = phrases.get(f"reading.{note.reading.partition('[')[0]}", note.reading)
    return phrases[f"note.{note.kind}"].format(numbers=named, span=span, reading=reading)


def working_in_words(working: Working, language: Language) -> str:
    """A line such as "BHXH: … = 84.268 ÷ (84.268 + 28.668) = 74,6157 %"."""
    field = field_of(working.path)
    name = field.vi if language == "vi" else field.en
    if field.quantity.counts_people:
        result = write_people_span(working.result, language)
    else:
        result = write_percent_span(working.result, _WORKING_PLACES, language)
    return f"{name_indicator(working.record, language)}: {name} = {working.formula} = {result}"


def problem_in_words(problem: Problem, language: Language) -> str:
    """Names the place as a path: records[2].people."""
    record = "" if problem.record is None else f"records[{problem.record}]"
    place = ".".join(part for part in (record, problem.field) if part)
    phrases = PHRASES[language]
    detail = phrases.get(f"detail.{problem.detail}", problem.detail)
    return phrases[f"problem.{problem.reason}"].format(
        place=place, value=problem.value, detail=detail
    )


def name_indicator(record: Record, language: Language) -> str:
    if record.indicator is None:
        return f"records[{record.position}]"
    names = INDICATORS if language == "vi" else {}
    return names.get(record.indicator, record.indicator)


def name_number(number: Number, language: Language) -> str:
    """Whose number, which, and the number: "BHXH tự nguyện: số người tham gia 16.238"."""
    field = field_of(number.path)
    name = field.vi if language == "vi" else field.en
    return f"{name_indicator(number.record, language)}: {name} {write_number(number)}"


def write_number(number: Number) -> str:
    """A printed number in one notation; one with words is left as it is printed."""
    printed = number.printed
    if printed.softening is not Softening.NONE or printed.last_digit > 1:
        return printed.text
    return _written(printed.value, number)


def write_span(span: Span, number: Number, language: Language) -> str:
    """What a number may be: "4.560–4.562"; a percentage has two decimals more than printed."""
    if number.printed.quantity.counts_people:
        return write_people_span(span, language)
    return write_percent_span(span, number.printed.decimals + 2, language)


def write_people_span(span: Span, language: Language) -> str:
    """The whole people in a span; where there are none, the nearest."""
    lo = None if span.lo is None else ceil(span.lo)
    hi = None if span.hi is None else floor(span.hi)
    if lo is not None and hi is not None and lo > hi:
        lo, hi = hi, lo
    return _between(
        None if lo is None else write_people(lo), None if hi is None else write_people(hi), language
    )


def write_percent_span(span: Span, places: int, language: Language) -> str:
    lo = None if span.lo is None else _rounded(span.lo, places)
    hi = None if span.hi is None else _rounded(span.hi, places)
    between = _between(lo, hi, language)
    return between if lo is hi is None else f"{between} %"


def _between(lo: str | None, hi: str | None, language: Language) -> str:
    phrases = PHRASES[language]
    if lo is not None and hi is not None:
        return lo if lo == hi else f"{lo}–{hi}"
    if lo is not None:
        return phrases["at_least"].format(lo)
    return phrases["anything"] if hi is None else phrases["at_most"].format(hi)


def _written(value: Fraction, number: Number) -> str:
    if number.printed.quantity.counts_people:
        return write_people(floor(value))
    return f"{_rounded(value, number.printed.decimals)} %"


def _rounded(value: Fraction, places: int) -> str:
    half_up = floor(abs(value) * 10**places + Fraction(1, 2))
    return write_decimal(Decimal(half_up if value >= 0 else -half_up).scaleb(-places), places)


def _as_print(number: Number, numeral: str) -> str:
    """Digits meant, in the notation in which the number itself is named."""
    printed = number.printed
    if printed.last_digit > 1:
        return printed.text.replace(printed.numeral, numeral, 1)
    digits = int("".join(character for character in numeral if character.isdecimal()))
    return _written(digits * printed.last_digit * (-1 if printed.value < 0 else 1), number)
