"""Administration of denominators and targets: every change is a version."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from admin_pages import admin_url, errors_of
from cast import Cast
from coverage.models import Basis, Denominator
from pages import signed_in_as
from targets.models import Assigner, AssignerKind, Document, Target

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture
def em(client: Client, cast: Cast) -> Client:
    """The administrator's browser, in English."""
    signed_in_as(client, cast.em)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def denominator(em: Client, cast: Cast) -> Denominator:
    form = denominator_form(cast, "1.019.562")
    assert em.post(admin_url("coverage_denominator", "add"), form).status_code == 302
    return Denominator.objects.get()


def denominator_form(cast: Cast, people: str) -> dict[str, Any]:
    return {
        "unit": cast.tra_vinh.pk,
        "basis": Basis.POPULATION,
        "year": 2023,
        "people": people,
        "precision": "estimate",
        "origin": "published",
        "source": "Niên giám thống kê",
        "note": "",
    }


def test_a_denominator_is_entered_in_the_administrators_name(
    cast: Cast, denominator: Denominator
) -> None:
    assert (denominator.people, denominator.recorded_by) == (1019562, cast.em)
    assert denominator.precision == "estimate"


def test_a_restated_denominator_is_a_new_version(
    em: Client, cast: Cast, denominator: Denominator
) -> None:
    change = admin_url("coverage_denominator", "change", denominator.pk)
    saved = em.post(change, denominator_form(cast, "1.020.000") | {"_continue": "1"})
    old, new = Denominator.objects.order_by("pk")
    assert (old.people, new.people) == (1019562, 1020000)
    assert (old.superseded_at, new.superseded_at) == (new.recorded_at, None)
    assert saved.headers["Location"] == admin_url("coverage_denominator", "change", new.pk)


def test_whose_denominator_it_is_does_not_change(
    em: Client, cast: Cast, denominator: Denominator
) -> None:
    change = admin_url("coverage_denominator", "change", denominator.pk)
    elsewhere = {"unit": cast.lai_chau.pk, "year": 2024, "basis": Basis.PUPILS}
    em.post(change, denominator_form(cast, "1.020.000") | elsewhere)
    current = Denominator.objects.current().get()
    assert (current.unit, current.year, current.basis) == (cast.tra_vinh, 2023, "population")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"people": "1,019,562"}, "Did you mean 1.019.562?"),
        ({"people": ""}, "This field is required."),
        ({"people": "-5"}, "A number below zero is not accepted."),
        ({"basis": Basis.NONE}, "Choose of whom this is the number."),
        ({"year": "1889"}, "greater than or equal to 1990"),
    ],
)
def test_a_denominator_that_makes_no_sense_is_refused_in_words(
    em: Client, cast: Cast, more: dict[str, Any], words: str
) -> None:
    form = denominator_form(cast, "1.019.562") | more
    answer = em.post(admin_url("coverage_denominator", "add"), form)
    assert words in errors_of(answer)
    assert not Denominator.objects.exists()


@pytest.fixture
def document(cast: Cast) -> Document:
    assigner = Assigner.objects.create(
        name="UBND tỉnh Trà Vinh", kind=AssignerKind.PEOPLES_COMMITTEE
    )
    return Document.objects.create(
        assigner=assigner,
        binds=cast.tra_vinh,
        number="12/KH-UBND",
        title="Kế hoạch năm 2023",
        effective_on=date(2023, 1, 1),
    )


def target_form(cast: Cast, document: Document, **more: Any) -> dict[str, Any]:
    return {
        "document": document.pk,
        "unit": cast.tra_vinh.pk,
        "indicator": cast.bhyt.pk,
        "year": 2023,
        "percent": "",
        "people": "966.520",
        "percent_qualifier": "",
        "people_qualifier": "",
        "note": "",
        "reason": "đính chính",
    } | more


@pytest.fixture
def target(em: Client, cast: Cast, document: Document) -> Target:
    form = target_form(cast, document, percent="94,8")
    assert em.post(admin_url("targets_target", "add"), form).status_code == 302
    return Target.objects.get()


def test_a_target_is_entered_in_the_administrators_name(cast: Cast, target: Target) -> None:
    assert (target.people, target.percent) == (966520, Decimal("94.8"))
    assert (target.recorded_by, target.superseded_at) == (cast.em, None)


def test_a_changed_target_is_a_new_version_and_the_old_one_stays(
    em: Client, cast: Cast, document: Document, target: Target
) -> None:
    change = admin_url("targets_target", "change", target.pk)
    em.post(change, target_form(cast, document, people="970.000", percent=""))
    old, new = Target.objects.order_by("pk")
    assert (old.people, old.percent) == (966520, Decimal("94.8"))
    assert (new.people, new.percent) == (970000, None)
    assert old.superseded_at == new.recorded_at


def test_a_changed_target_says_why(
    em: Client, cast: Cast, document: Document, target: Target
) -> None:
    change = admin_url("targets_target", "change", target.pk)
    unsaid = target_form(cast, document, people="970.000", reason=" ")
    assert "Say why: 1 target in force would be revised." in errors_of(em.post(change, unsaid))
    em.post(change, unsaid | {"reason": "cộng sót"})
    revised = Target.objects.current().get()
    assert (revised.people, revised.reason) == (970_000, "cộng sót")
    again = em.get(admin_url("targets_target", "change", revised.pk))
    assert "cộng sót" not in again.text


def test_saving_a_target_unchanged_makes_no_version(
    em: Client, cast: Cast, document: Document, target: Target
) -> None:
    page = em.get(admin_url("targets_target", "change", target.pk))
    assert 'value="966.520"' in page.text
    assert 'value="94,8"' in page.text
    form = target_form(cast, document, percent="94,8")
    assert em.post(page.wsgi_request.path, form).status_code == 302
    assert Target.objects.get().pk == target.pk


def test_a_target_that_is_there_is_not_added_again(
    em: Client, cast: Cast, document: Document, target: Target
) -> None:
    answer = em.post(admin_url("targets_target", "add"), target_form(cast, document, people="1"))
    assert "This is entered already." in errors_of(answer)
    assert Target.objects.get().people == 966520


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"people": ""}, "Give the target in per cent, in people, or both."),
        ({"percent": "94.8"}, "Did you mean 94,8?"),
        ({"percent": "-3"}, "A number below zero is not accepted."),
        ({"percent": "12345"}, "digits before the decimal point"),
        ({"people": "1e5"}, "Did you mean 100.000?"),
        ({"year": "23"}, "greater than or equal to 1990"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused_in_words(
    em: Client, cast: Cast, document: Document, more: dict[str, str], words: str
) -> None:
    answer = em.post(admin_url("targets_target", "add"), target_form(cast, document, **more))
    assert words in errors_of(answer)
    assert not Target.objects.exists()


def test_a_replaced_version_is_shown_and_not_changed(
    em: Client, cast: Cast, document: Document, target: Target
) -> None:
    change = admin_url("targets_target", "change", target.pk)
    em.post(change, target_form(cast, document, people="970.000"))
    page = em.get(change)
    assert page.status_code == 200
    assert 'name="people"' not in page.text
    listed = em.get(admin_url("targets_target", "changelist")).text
    every = em.get(admin_url("targets_target", "changelist"), {"version": "all"}).text
    assert (change in listed, change in every) == (False, True)


def test_a_stale_change_is_refused_and_shows_what_stands(
    em: Client, cast: Cast, document: Document, target: Target
) -> None:
    """Two administrators have the form open: the second does not overwrite the first."""
    stale = admin_url("targets_target", "change", target.pk)
    em.post(stale, target_form(cast, document, people="970.000"))
    answer = em.post(stale, target_form(cast, document, people="980.000"), follow=True)
    assert Target.objects.current().get().people == 970000
    assert "Lê Văn Em changed this at" in answer.text
    assert 'value="970.000"' in answer.text
