"""What becomes of a value in a file: nobody's later correction is overwritten unasked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.month_import.cell_values import FigureValue
from coverage.workbooks.judging import Verdict, Version, Versions, Whose, choice_name, judge
from targets.register.typed_text import TypedTarget
from targets.target_import.cell_values import completed

SINCE = datetime(2023, 7, 1, tzinfo=UTC)
WRITER, OTHER = 1, 2
KEY = (7, 3)
WRITES = {Verdict.NEW, Verdict.CHANGED}

# Few values, so that two of them are often the same.
PEOPLE = st.none() | st.sampled_from((0, 5))
SHARES = st.none() | st.sampled_from((Decimal(0), Decimal("80.58")))
FIGURES = st.builds(FigureValue, PEOPLE, SHARES) | st.builds(
    FigureValue, absence=st.sampled_from(("", "not_available", "not_applicable"))
)
TARGETS = st.builds(TypedTarget, PEOPLE, SHARES, st.sampled_from(("", "at_least")))
CHOICES = st.sampled_from(("", Whose.MINE, Whose.THEIRS, "nonsense"))
MOMENTS = st.sampled_from((SINCE - timedelta(days=1), SINCE, SINCE + timedelta(days=1)))
EARLY = st.just(SINCE - timedelta(days=1))


def versions_of(values: st.SearchStrategy, moments: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(
        Version,
        pk=st.just(11),
        value=values,
        carried=st.just(""),
        recorded_at=moments,
        by_id=st.sampled_from((WRITER, OTHER)),
        by=st.just("Lan"),
    )


@dataclass(frozen=True)
class Case:
    """A value in a file, what it makes of another, and what stands and stood there."""

    said: FigureValue | TypedTarget
    completing: Callable[[Any, Any], FigureValue | TypedTarget]
    now: Any  # a Version or None
    before: Version | None
    choice: str
    is_open: bool = True

    def completed(self, value: FigureValue | TypedTarget) -> FigureValue | TypedTarget:
        return self.completing(self.said, value)

    @property
    def versions(self) -> Versions:
        return Versions(
            WRITER,
            SINCE,
            {KEY: self.now} if self.now else {},
            {KEY: self.before} if self.before else {},
        )

    def verdict(self, **changed: Any) -> Verdict:
        case = replace(self, **changed)
        return judge(case.versions, KEY, case.completed, case.choice, is_open=case.is_open)

    def says(self, version: Version | None) -> bool:
        return version is not None and self.completed(version.value) == version.value

    @property
    def is_later_than_the_file(self) -> bool:
        return self.now is not None and self.now.recorded_at > SINCE


def cases_of(
    values: st.SearchStrategy, completed: Callable, now: st.SearchStrategy | None = None
) -> st.SearchStrategy[Case]:
    return st.builds(
        Case,
        said=values.filter(lambda value: not value.is_blank),
        completing=st.just(completed),
        now=st.none() | versions_of(values, MOMENTS) if now is None else now,
        before=st.none() | versions_of(values, EARLY),
        choice=CHOICES,
        is_open=st.booleans(),
    )


FIGURE_CASES = cases_of(FIGURES, FigureValue.completed)
# A template's cell says all there is to a target; a sheet of one's own may say a part.
TARGET_CASES = cases_of(TARGETS, completed) | cases_of(TARGETS, lambda said, _before: said)
CASES = FIGURE_CASES | TARGET_CASES
# Somebody, or the writer, changed the value after the file was made.
LATE = st.just(SINCE + timedelta(days=1))
LATER_CASES = cases_of(FIGURES, FigureValue.completed, versions_of(FIGURES, LATE)) | cases_of(
    TARGETS, completed, versions_of(TARGETS, LATE)
)
thorough = settings(max_examples=100, deadline=None)


@thorough
@given(CASES)
def test_what_stands_already_is_the_same_whoever_wrote_it_and_whatever_was_chosen(
    case: Case,
) -> None:
    assert (case.verdict() is Verdict.SAME) == case.says(case.now)


@thorough
@given(LATER_CASES)
def test_what_somebody_else_changed_since_is_written_over_by_choice_alone(case: Case) -> None:
    theirs = replace(case, now=replace(case.now, by_id=OTHER), is_open=True)
    assert theirs.verdict(choice="") not in WRITES
    assert theirs.verdict(choice=Whose.THEIRS) not in WRITES
    if not theirs.says(theirs.now):
        assert theirs.verdict(choice=Whose.MINE) in WRITES


@thorough
@given(LATER_CASES)
def test_a_value_its_writer_never_touched_undoes_no_later_correction_not_even_ones_own(
    case: Case,
) -> None:
    """The file says what stood when it was made."""
    untouched = replace(case, before=replace(case.now, value=case.said), choice="", is_open=True)
    assert untouched.verdict() in (Verdict.SAME, Verdict.KEPT)


@thorough
@given(CASES)
def test_two_values_wait_for_a_choice_which_then_holds(case: Case) -> None:
    if case.verdict() is not Verdict.CONFLICT:
        return
    assert case.is_later_than_the_file
    assert case.now.by_id == OTHER
    assert case.verdict(choice=Whose.THEIRS) is Verdict.KEPT
    assert case.verdict(choice=Whose.MINE, is_open=True) in WRITES


@thorough
@given(CASES)
def test_what_the_writer_knew_is_replaced_without_a_question(case: Case) -> None:
    if not case.is_later_than_the_file:
        assert case.verdict(is_open=True) in WRITES | {Verdict.SAME}


@thorough
@given(CASES)
def test_nothing_is_written_where_it_is_not_open_and_new_is_where_nothing_is_said(
    case: Case,
) -> None:
    assert case.verdict(is_open=False) not in WRITES
    says_nothing = case.now is None or case.now.value.is_blank
    if (verdict := case.verdict()) in WRITES:
        assert (verdict is Verdict.NEW) == says_nothing


def test_a_choice_names_the_version_it_was_made_of() -> None:
    version = Version(11, FigureValue(5), "", SINCE, OTHER, "Lan")
    assert choice_name(KEY, version) == "c-7-3-11"
    assert choice_name((7, 3, 2023), replace(version, pk=12)) == "c-7-3-2023-12"
