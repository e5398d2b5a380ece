"""Signing in and out, and the frame of the pages that lie behind it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, PASSWORD, Cast
from targets.models import Assigner, AssignerKind, Document

pytestmark = pytest.mark.usefixtures("static_files")

PUBLIC = {"sign_in", "set_language", "login"}
# What was typed into these is kept for the same person, and nothing shown.
KEEP_WHAT_WAS_TYPED = {"entry_month", "entry_flows", "targets_of_indicator", "targets_of_year"}
ARGUMENTS = {
    "unit_id": 1,
    "indicator_id": 1,
    "code": "BHYT",
    "document_id": 1,
    "number": "percent",
    "year": 2023,
    "file_id": 1,
    "export_id": 1,
    "conclusion_number": 1,
    "meeting_id": 1,
    "sort": "merge",
    "act_id": 1,
    "month": "2023-06",
}
DOCUMENTS = "/documents/"


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("sign_in"), {"username": username, "password": password, **more})


def test_the_page_is_vietnamese_whatever_the_browser_prefers(client: Client, cast: Cast) -> None:
    answer = client.get(reverse("sign_in"), headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "vi"
    assert '<html lang="vi">' in answer.text
    assert "Đăng nhập" in answer.text


def test_the_reader_switches_to_english_and_stays_on_the_page(client: Client, cast: Cast) -> None:
    switched = client.post(
        reverse("set_language"), {"language": "en", "next": "/sign-in/?next=/documents/"}
    )
    assert switched.headers["Location"] == "/sign-in/?next=/documents/"
    answer = client.get("/sign-in/?next=/documents/")
    assert '<html lang="en">' in answer.text
    assert "Account name" in answer.text


def test_a_wrong_password_is_said_and_the_name_kept_but_not_the_password(
    english: Client, cast: Cast
) -> None:
    answer = sign_in(english, "an", "sai-mat-khau", next=DOCUMENTS)
    assert answer.status_code == 200
    assert "The account name or the password is not right." in answer.text
    assert 'value="an"' in answer.text
    assert 'value="/documents/"' in answer.text
    assert "sai-mat-khau" not in answer.text


def test_an_unknown_name_is_answered_like_a_wrong_password(english: Client, cast: Cast) -> None:
    def message(username: str) -> str:
        text = sign_in(english, username, "sai-mat-khau").text
        return re.sub(r'value="[^"]*"', "", text)

    assert message("khong-co-ai") == message("an")


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client: Client, cast: Cast) -> None:
    asked = client.get(DOCUMENTS)
    assert asked.headers["Location"] == "/sign-in/?next=/documents/"
    assert sign_in(client, "an", next=DOCUMENTS).headers["Location"] == DOCUMENTS
    assert client.get(DOCUMENTS).status_code == 200


def test_signing_in_never_goes_on_to_another_host(client: Client, cast: Cast) -> None:
    answer = sign_in(client, "an", next="https://example.com/")
    assert answer.headers["Location"] == reverse("home")


def test_who_is_signed_in_is_not_asked_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.an)
    assert client.get(reverse("sign_in")).headers["Location"] == reverse("home")


def test_an_account_switched_off_does_not_come_in(english: Client, cast: Cast) -> None:
    cast.an.is_active = False
    cast.an.save()
    assert sign_in(english, "an").status_code == 200
    assert english.get(DOCUMENTS).status_code == 302


def test_signing_out_takes_a_form_and_closes_the_pages(client: Client, cast: Cast) -> None:
    client.force_login(cast.an)
    assert client.get(reverse("sign_out")).status_code == 405
    assert client.get(DOCUMENTS).status_code == 200
    assert client.post(reverse("sign_out")).headers["Location"] == reverse("sign_in")
    assert client.get(DOCUMENTS).status_code == 302


def _patterns(resolver: URLResolver, besides: str = "") -> Iterator[URLPattern]:
    """All below; `besides` those of an app."""
    for each in resolver.url_patterns:
        if not isinstance(each, URLResolver):
            yield each
        elif not besides or each.app_name != besides:
            yield from _patterns(each, besides)


def test_the_middleware_lets_nobody_through_but_to_these() -> None:
    opened = {
        pattern.name
        for pattern in _patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert opened == PUBLIC | KEEP_WHAT_WAS_TYPED


def test_every_page_asks_who_you_are(client: Client, cast: Cast) -> None:
    names = [
        (pattern.name, {name: ARGUMENTS[name] for name in pattern.pattern.converters})
        for pattern in _patterns(get_resolver(), besides="admin")
        if pattern.name not in PUBLIC
    ]
    assert {"home", "entry", "documents", "document_file"} <= {name for name, _ in names}
    for name, arguments in names:
        for send in (client.get, client.post):
            answer = send(reverse(name, kwargs=arguments))
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/sign-in/?next="), name


def test_the_own_password_is_changed_with_the_old_one(english: Client, cast: Cast) -> None:
    english.force_login(cast.an)
    wrong = {"old_password": "khong-phai", "new_password1": "ba-muoi-sau", "new_password2": "khac"}
    refused = english.post(reverse("change_password"), wrong)
    assert refused.status_code == 200
    assert refused.text.count("field-error") == 2
    new = "muoi-hai-con-giap-2026"
    right = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert english.post(reverse("change_password"), right).status_code == 302
    english.logout()
    assert sign_in(english, "an", new).status_code == 302


def _navigation(client: Client, address: str = DOCUMENTS) -> dict[str, str]:
    """Address -> aria-current of each link of the header."""
    text = client.get(address).text
    nav = re.search(r'<nav class="site-nav".*?</nav>', text, re.DOTALL)
    assert nav is not None
    links = re.findall(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>', nav[0])
    return dict(links)


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("an", {"entry", "months"}),
        ("giang", {"months"}),
        ("chi", set()),
        ("dung", set()),
        ("em", {"admin:index"}),
    ],
)
def test_the_header_offers_what_the_user_may_do(
    client: Client, cast: Cast, who: str, more: set[object] | set[str]
) -> None:
    client.force_login(getattr(cast, who))
    expected = {reverse(name) for name in {"home", "documents", "check_report", *more}}
    assert _navigation(client).keys() == expected


def test_the_header_marks_where_one_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.an)
    links = _navigation(client)
    assert links[DOCUMENTS] == "page"
    assert [url for url, current in links.items() if current] == [DOCUMENTS]
    assert not any(_navigation(client, reverse("change_password")).values())


def test_a_page_below_marks_its_link_without_claiming_to_be_it(client: Client, cast: Cast) -> None:
    assigner = Assigner.objects.create(name="HĐND", kind=AssignerKind.PEOPLES_COUNCIL)
    document = Document.objects.create(
        assigner=assigner, binds=cast.tra_vinh, title="Nghị quyết", effective_on=JUNE
    )
    client.force_login(cast.an)
    assert _navigation(client, f"/documents/{document.pk}/")[DOCUMENTS] == "true"


def test_the_frame_of_a_page_costs_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get(DOCUMENTS)
    request.user = cast.an
    with django_assert_num_queries(1):
        text = render_to_string("base.html", request=request)
    assert "Nguyễn Thị An" in text


INLINE = re.compile(
    r"""<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)""", re.IGNORECASE
)


@pytest.mark.parametrize("address", ["/sign-in/", "/khong-co/", DOCUMENTS, "/password/"])
def test_no_page_needs_more_than_its_own_files(client: Client, cast: Cast, address: str) -> None:
    if address != "/sign-in/":
        client.force_login(cast.an)
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not INLINE.search(answer.text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
