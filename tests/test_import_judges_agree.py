"""The one judge says of every value what the judge of figures and that of targets say."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings

from coverage.models import Absence
from coverage.month_import import judge as of_figures
from coverage.month_import import known as of_months
from coverage.month_import.cell_values import FigureValue
from coverage.workbooks.judging import Version
from targets.target_import import judge as of_targets
from targets.target_import import known as of_documents
from targets.target_import.cell_values import completed
from test_import_judging import FIGURE_CASES, KEY, SINCE, TARGETS, WRITER, Case, cases_of

agreeing = settings(max_examples=500, deadline=None)


def figure(version: Version[FigureValue]) -> of_months.Standing:
    """As a row has it: a withdrawn figure is a version of its own."""
    value = version.value
    absence = Absence.WITHDRAWN if value.is_blank else value.absence
    moment, by_id = version.recorded_at, version.by_id
    return of_months.Standing(
        "Lan", version.pk, value.people, value.rate, absence, "", moment, by_id
    )


def target(version: Version[Any]) -> of_documents.Standing:
    value, moment, by_id = version.value, version.recorded_at, version.by_id
    return of_documents.Standing(
        "Lan", version.pk, value.people, value.percent, value.qualifier, "", moment, by_id
    )


@agreeing
@given(FIGURE_CASES)
def test_of_figures(case: Case) -> None:
    known: Any = of_months.Known(
        user=SimpleNamespace(pk=WRITER),
        unit=None,
        period=None,
        since=SINCE,
        units=None,
        indicators=[],
        states={KEY[0]: "open" if case.is_open else "submitted"},
        in_force={KEY: figure(case.now)} if case.now else {},
        before={KEY: figure(case.before)} if case.before else {},
    )
    assert case.verdict() == of_figures.judge(known, KEY, case.said, case.choice, "").verdict


def says_of_targets(case: Case, *, is_whole: bool) -> None:
    key = (*KEY, 2023)
    known: Any = of_documents.Known(
        user=SimpleNamespace(pk=WRITER),
        document=SimpleNamespace(pk=1),
        since=SINCE,
        units=None,
        indicators=[],
        in_force={key: target(case.now)} if case.now else {},
        before={key: target(case.before)} if case.before else {},
    )
    judged = of_targets.judge(known, key, case.said, case.choice, is_whole=is_whole)
    assert case.verdict(is_open=True) == judged.verdict


@agreeing
@given(cases_of(TARGETS, completed))
def test_of_targets_in_a_sheet_of_ones_own(case: Case) -> None:
    says_of_targets(case, is_whole=False)


@agreeing
@given(cases_of(TARGETS, lambda said, _before: said))
def test_of_targets_in_a_template(case: Case) -> None:
    says_of_targets(case, is_whole=True)
