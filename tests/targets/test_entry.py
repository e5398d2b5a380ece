"""Targets are written by one writer: a revision is a new version, the old one stays readable."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from cast import Cast, make_cast
from coverage.models import User
from coverage.refusals import Conflict, NoteTooLong
from races import at_once
from reporting import make_document
from small_worlds import clock
from targets.entry import TargetValue, record_targets
from targets.models import Target
from targets.refusals import RevisionWithoutReason

WHY = "đính chính"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def value(cast: Cast) -> TargetValue:
    document = make_document(cast.tra_vinh, date(2023, 1, 1))
    return TargetValue(document.pk, cast.tra_vinh.pk, cast.bhyt.pk, 2023, people=966_520)


def test_a_target_is_kept_with_everything_said_and_who_recorded_it(
    cast: Cast, value: TargetValue
) -> None:
    said = replace(
        value, percent=Decimal("94.8"), percent_qualifier="at_least", note="Nghị quyết, mục 2"
    )
    assert record_targets(cast.an, [said]) == 1
    target = Target.objects.get()
    assert (target.document_id, target.unit_id, target.indicator_id, target.year) == said.key
    assert (target.people, target.percent) == (966_520, Decimal("94.8"))
    assert (target.percent_qualifier, target.note) == ("at_least", "Nghị quyết, mục 2")
    assert (target.recorded_by, target.superseded_at) == (cast.an, None)


def test_the_same_targets_twice_change_nothing(cast: Cast, value: TargetValue) -> None:
    record_targets(cast.an, [value])
    assert record_targets(cast.em, [value]) == 0
    assert Target.objects.get().recorded_by == cast.an


@pytest.mark.parametrize(
    "change",
    [
        {"people": 966_521},
        {"people": None, "percent": Decimal(95)},
        {"percent": Decimal(95)},
        {"people_qualifier": "about"},
        {"percent": Decimal("94.80")},
        {"note": "đã điều chỉnh"},
    ],
)
def test_whatever_differs_makes_a_new_version_and_keeps_the_old(
    cast: Cast, value: TargetValue, change: dict[str, Any]
) -> None:
    value = replace(value, percent=Decimal("94.8"))
    record_targets(cast.an, [value])
    between = clock()
    assert record_targets(cast.em, [replace(value, **change)], reason=WHY) == 1
    old, new = Target.objects.order_by("recorded_at")
    assert (old.people, old.recorded_by, old.superseded_at) == (966_520, cast.an, new.recorded_at)
    assert {name: str(getattr(new, name)) for name in change} == {
        name: str(said) for name, said in change.items()
    }
    assert Target.objects.current().get() == new
    assert Target.objects.as_seen(between).get() == old


def test_a_percentage_printed_with_other_decimals_is_another_version(
    cast: Cast, value: TargetValue
) -> None:
    said = replace(value, people=None, percent=Decimal("92.50"))
    assert record_targets(cast.an, [said]) == 1
    assert record_targets(cast.an, [said]) == 0
    assert record_targets(cast.an, [replace(said, percent=Decimal("92.5"))], reason=WHY) == 1
    versions = Target.objects.order_by("recorded_at").values_list("percent", flat=True)
    assert [str(percent) for percent in versions] == ["92.50", "92.5"]


def test_targets_of_other_units_years_and_documents_are_left_alone(
    cast: Cast, value: TargetValue
) -> None:
    other = make_document(cast.tra_vinh, date(2024, 1, 1))
    others = [
        replace(value, unit_id=cast.cau_ke.pk),
        replace(value, year=2024),
        replace(value, document_id=other.pk),
        replace(value, indicator_id=cast.bhxh.pk),
    ]
    record_targets(cast.an, [value, *others])
    assert record_targets(cast.em, [replace(value, people=1)], reason=WHY) == 1
    assert Target.objects.current().filter(recorded_by=cast.an).count() == 4


def test_one_wrong_target_keeps_all_from_being_written(cast: Cast, value: TargetValue) -> None:
    record_targets(cast.an, [value])
    revised = replace(value, people=1)
    empty = replace(value, unit_id=cast.cau_ke.pk, people=None)
    with pytest.raises(IntegrityError, match="target_has_a_value"), transaction.atomic():
        record_targets(cast.an, [revised, empty], reason=WHY)
    assert Target.objects.get().people == 966_520


def test_a_revision_says_why_and_a_first_entry_need_not(cast: Cast, value: TargetValue) -> None:
    record_targets(cast.an, [value], reason="không của ai")
    first = replace(value, year=2024)
    for unsaid in ("", " \n"):
        with pytest.raises(RevisionWithoutReason):
            record_targets(cast.em, [replace(value, people=1), first], reason=unsaid)
    assert record_targets(cast.em, [replace(value, people=1), first], reason=" sót hộ nghèo ") == 2
    versions = Target.objects.order_by("pk").values_list("year", "people", "reason")
    assert list(versions) == [
        (2023, 966_520, ""),
        (2023, 1, "sót hộ nghèo"),
        (2024, 966_520, ""),
    ]


def test_what_judges_nothing_needs_no_reason(cast: Cast, value: TargetValue) -> None:
    """A note beside a target, and one that was withdrawn and comes back."""
    record_targets(cast.an, [value])
    record_targets(cast.em, [replace(value, note="cả hộ nghèo")])
    record_targets(cast.em, [replace(value, people=None, is_withdrawn=True)], reason=WHY)
    assert record_targets(cast.em, [value]) == 1


def test_a_reason_is_no_longer_than_a_note(cast: Cast, value: TargetValue) -> None:
    record_targets(cast.an, [value])
    with pytest.raises(NoteTooLong):
        record_targets(cast.em, [replace(value, people=1)], reason="a" * 1001)


def test_nothing_to_write_is_no_error(cast: Cast) -> None:
    assert record_targets(cast.an, []) == 0


def test_any_number_of_targets_takes_the_same_statements(
    cast: Cast, value: TargetValue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record_targets(cast.an, [value])
    many = [replace(value, people=7, year=year) for year in range(2023, 2060)]
    # savepoint, lock the document, read, lock the table, clock, supersede, insert, release
    with django_assert_num_queries(8):
        assert record_targets(cast.an, many, reason=WHY) == 37


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_write_one_after_the_other() -> None:
    cast = make_cast()
    document = make_document(cast.tra_vinh, date(2023, 1, 1))
    value = TargetValue(document.pk, cast.tra_vinh.pk, cast.bhyt.pk, 2023, people=1)
    record_targets(cast.an, [value])
    for year in range(2023, 2040):  # the first is there to be revised, the others are new
        written = at_once(
            lambda y=year: record_targets(cast.an, [replace(value, year=y, people=10)], reason=WHY),
            lambda y=year: record_targets(cast.em, [replace(value, year=y, people=11)], reason=WHY),
        )
        assert written == [1, 1]
        assert Target.objects.current().get(year=year).people in (10, 11)


# Over the version that was shown


def test_over_the_version_that_was_shown_a_target_is_revised(
    cast: Cast, value: TargetValue
) -> None:
    record_targets(cast.an, [value], {value.key: None})
    shown = {value.key: Target.objects.get().pk}
    assert record_targets(cast.em, [replace(value, people=1)], shown, reason=WHY) == 1


@pytest.mark.parametrize("was_shown", [True, False])
def test_over_another_version_nothing_is_written_and_theirs_named(
    cast: Cast, value: TargetValue, was_shown: bool
) -> None:
    record_targets(cast.an, [value])
    shown = {value.key: Target.objects.get().pk if was_shown else None}
    record_targets(cast.em, [replace(value, people=2)], reason=WHY)
    other = replace(value, year=2024)
    with pytest.raises(Conflict) as refusal:
        record_targets(cast.an, [replace(value, people=3), other], shown, reason=WHY)
    ((key, theirs),) = refusal.value.theirs.items()
    assert key == value.key
    assert theirs == Target.objects.current().get()
    assert theirs.recorded_by == cast.em
    assert Target.objects.count() == 2


def test_what_somebody_set_to_the_same_meanwhile_is_left(cast: Cast, value: TargetValue) -> None:
    record_targets(cast.em, [value])
    assert record_targets(cast.an, [value], {value.key: None}) == 0


def test_a_withdrawn_target_is_a_version_without_a_value(cast: Cast, value: TargetValue) -> None:
    withdrawn = replace(value, people=None, is_withdrawn=True)
    assert record_targets(cast.an, [withdrawn]) == 0
    record_targets(cast.an, [value])
    assert record_targets(cast.em, [withdrawn], reason=WHY) == 1
    assert record_targets(cast.an, [withdrawn]) == 0
    last = Target.objects.current().get()
    assert (last.people, last.is_withdrawn, last.recorded_by) == (None, True, cast.em)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_fill_the_same_blank_cell_at_once_one_is_refused() -> None:
    cast = make_cast()
    document = make_document(cast.tra_vinh, date(2023, 1, 1))
    value = TargetValue(document.pk, cast.tra_vinh.pk, cast.bhyt.pk, 2023, people=1)

    def fill(user: User, year: int, people: int) -> int:
        mine = replace(value, year=year, people=people)
        try:
            return record_targets(user, [mine], {mine.key: None})
        except Conflict:
            return 0

    for year in range(2023, 2033):
        written = at_once(
            lambda y=year: fill(cast.an, y, 10),
            lambda y=year: fill(cast.em, y, 11),
        )
        assert sorted(written) == [0, 1]
        assert Target.objects.filter(year=year).count() == 1
