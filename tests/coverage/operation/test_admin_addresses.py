"""Addresses of the administration that say nonsense are answered, never by an error of ours."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admin_pages import admin_url
from cast import Cast
from coverage.operation.administration.site import site
from pages import signed_in_as

pytestmark = pytest.mark.usefixtures("static_files")

NONSENSE = ("x", "-1", str(10**30), "a\0b")
# What broke a list before, and what its own filters write.
FILTERS = {"": "a\0b", "__range": "0", "__year": "-1", "__exact": "x"}
CHOOSERS = [
    ("coverage", "assignment", "unit"),
    ("coverage", "assignment", "user"),
    ("coverage", "denominator", "unit"),
    ("coverage", "reportingrule", "unit"),
    ("coverage", "unitchangelink", "old"),
    ("coverage", "administrativeunit", "parent"),
    ("targets", "target", "unit"),
    ("targets", "target", "document"),
    ("targets", "document", "binds"),
    ("targets", "no_such", "unit"),
    ("no_such", "target", "unit"),
    ("targets", "target", "no_such"),
]


@pytest.fixture
def em(client: Client, cast: Cast, caplog: pytest.LogCaptureFixture) -> Client:
    caplog.set_level(logging.CRITICAL, "django.request")
    client.raise_request_exception = False
    return signed_in_as(client, cast.em)


def addresses_of(model: str, fields: list[str]) -> Iterator[str]:
    """Lists, new forms and pages of one row that somebody mistyped."""
    listed = admin_url(model, "changelist")
    for nonsense in NONSENSE:
        typed = nonsense.replace("\0", "%00")
        yield from (f"{listed}?{name}={typed}" for name in ("q", "p", "o", "e", "_to_field"))
        yield from (f"{admin_url(model, 'add')}?{field}={typed}" for field in fields)
        yield from (f"{listed}{typed}/{page}/" for page in ("change", "delete", "history"))


@pytest.mark.parametrize("model", site._registry, ids=lambda model: model._meta.model_name)
def test_a_mistyped_address_is_no_error_of_ours(em: Client, model: Any) -> None:
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    fields = [field.name for field in model._meta.fields]
    failed = [each for each in addresses_of(name, fields) if em.get(each).status_code >= 500]
    assert failed == []


@pytest.mark.parametrize("model", site._registry, ids=lambda model: model._meta.model_name)
def test_a_mistyped_filter_is_no_error_of_ours(em: Client, model: Any) -> None:
    listed = admin_url(f"{model._meta.app_label}_{model._meta.model_name}", "changelist")
    failed = []
    for field in model._meta.fields:
        for lookup, nonsense in FILTERS.items():
            asked = {f"{field.name}{lookup}": nonsense}
            if em.get(listed, asked).status_code >= 500:
                failed.append(asked)
    assert failed == []


@pytest.mark.parametrize("model", site._registry, ids=lambda model: model._meta.model_name)
def test_chosen_rows_that_are_none_are_no_error_of_ours(em: Client, model: Any) -> None:
    listed = admin_url(f"{model._meta.app_label}_{model._meta.model_name}", "changelist")
    for action in ("delete_selected", "lift", "no_such"):
        for nonsense in NONSENSE:
            sent = {"action": action, "_selected_action": nonsense}
            assert em.post(listed, sent).status_code < 500, sent


@pytest.mark.parametrize("chooser", CHOOSERS, ids=".".join)
def test_what_is_typed_into_a_chooser_is_found_or_not(
    em: Client, chooser: tuple[str, str, str]
) -> None:
    names = dict(zip(("app_label", "model_name", "field_name"), chooser, strict=True))
    for nonsense in NONSENSE:
        for typed in ({"term": nonsense}, {"page": nonsense}):
            answer = em.get(reverse("admin:autocomplete"), names | typed)
            assert answer.status_code < 500, typed
            if "no_such" in chooser:
                assert answer.status_code == (400 if "\0" in nonsense else 403)


def test_a_bad_address_is_told_from_a_good_one(em: Client, cast: Cast) -> None:
    units = admin_url("coverage_administrativeunit", "changelist")
    assert em.get(units, {"level__range": "0"}).status_code == 400
    roles = admin_url("coverage_assignment", "add")
    assert em.get(roles, {"unit": "x"}).status_code == 400
    assert em.get(roles, {"unit": cast.nation.pk}).status_code == 200
    assert em.get(units, {"q": 10**30}).status_code == 200
    assert em.get(units, {"level__exact": "1"}).status_code == 200
