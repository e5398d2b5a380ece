"""A verdict on a report as a page shows it: texts in the reader's language, nothing computed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from reports.report_check.arithmetic.fields import field_of
from reports.report_check.arithmetic.findings import Finding, Verdict, Working
from reports.report_check.arithmetic.phrases import PHRASES, Language
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.statements import Number
from reports.report_check.arithmetic.wording import (
    name_indicator,
    note_in_words,
    problem_in_words,
    repair_in_words,
    working_in_words,
    write_number,
    write_people_span,
    write_span,
)
from reports.report_check.arithmetic.workings import workings

WORKINGS_AT_MOST = 400


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number of a contradiction, what its print allows and what the others make of it."""

    name: str
    printed: str
    allows: str
    implied: str


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """Where a figure can be seen, and whether it was simulated."""

    link: str = ""
    is_simulated: bool = False


# By group and indicator of a record.
KnownFigures = Mapping[tuple[str, str], KnownFigure]
_UNKNOWN = KnownFigure()


@dataclass(frozen=True, slots=True)
class ShownWorking:
    """A line of arithmetic; `fits` is None where there is nothing printed to compare with."""

    unit: str
    text: str
    printed: str
    fits: bool | None
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """`figure` is the one to look at."""

    unit: str
    figure: KnownFigure
    rule: str
    numbers: Sequence[ShownNumber]
    sides: Sequence[str]
    lines: Sequence[ShownWorking]
    repair: str
    alternatives: Sequence[str]
    also: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """`checked` counts the numbers that took part, `compared` the lines with a printed number."""

    findings: Sequence[ShownFinding]
    notes: Sequence[str]
    problems: Sequence[str]
    unknown_fields: Sequence[str]
    lines: Sequence[ShownWorking]
    lines_left_out: int
    is_consistent: bool
    checked: int
    compared: int


def page_language() -> Language:
    """The language the sentences are written in; they exist in two."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def show(
    verdict: Verdict,
    language: Language,
    problems: Iterable[str] = (),
    known: KnownFigures | None = None,
) -> ShownVerdict:
    """`problems` are said first: what the page itself could not read."""
    known = known or {}
    lines = workings(verdict)
    return ShownVerdict(
        findings=[_finding(each, lines, language, known) for each in verdict.findings],
        notes=[note_in_words(note, language) for note in verdict.notes],
        problems=[*problems, *(problem_in_words(each, language) for each in verdict.problems)],
        unknown_fields=[_path(record, name) for record, name in verdict.unknown_fields],
        lines=[_line(line, language, known) for line in lines[:WORKINGS_AT_MOST]],
        lines_left_out=max(0, len(lines) - WORKINGS_AT_MOST),
        is_consistent=verdict.consistent,
        checked=verdict.checked,
        compared=sum(line.printed is not None for line in lines),
    )


def _finding(
    finding: Finding,
    lines: Sequence[Working],
    language: Language,
    known: KnownFigures,
) -> ShownFinding:
    places = {(each.number.record, each.number.path) for each in finding.numbers}
    records = {each.number.record for each in finding.numbers}
    denominators = {(side.record, side.denominator) for side in finding.sides}
    return ShownFinding(
        unit=finding.record.unit,
        figure=_figure(finding.record, known),
        rule=PHRASES[language][f"rule.{finding.rule}"],
        numbers=[
            ShownNumber(
                name=_name(each.number, language),
                printed=write_number(each.number),
                allows=write_span(each.allows, each.number, language),
                implied=write_span(each.implied, each.number, language),
            )
            for each in finding.numbers
        ],
        sides=[
            f"{name_indicator(side.record, language)}: {write_people_span(side.implied, language)}"
            for side in finding.sides
        ],
        lines=[
            _line(line, language, known)
            for line in lines
            if line.record in records
            and (
                (line.fits is False and (line.record, line.path) in places)
                or (line.record, line.path) in denominators
            )
        ],
        repair=repair_in_words(finding.repair, language) if finding.repair else "",
        alternatives=[repair_in_words(each, language) for each in finding.alternatives],
        also=[f"{_name(each, language)} {write_number(each)}" for each in finding.also],
    )


def _line(line: Working, language: Language, known: KnownFigures) -> ShownWorking:
    return ShownWorking(
        unit=line.record.unit,
        text=working_in_words(line, language),
        printed=write_number(line.printed) if line.printed else "",
        fits=line.fits,
        is_simulated=_figure(line.record, known).is_simulated,
    )


def _figure(record: Record, known: KnownFigures) -> KnownFigure:
    return known.get((record.group, record.indicator or ""), _UNKNOWN)


def _name(number: Number, language: Language) -> str:
    named = field_of(number.path)
    return (
        f"{name_indicator(number.record, language)}: {named.vi if language == 'vi' else named.en}"
    )


def _path(record: int | None, name: str) -> str:
    return name if record is None else f"records[{record}].{name}"
