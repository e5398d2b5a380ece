"""The session ended while somebody typed: the text comes back to that person, and only to them."""

import pytest
from django.conf import settings
from django.test import Client

from cast import JUNE, PASSWORD, Cast
from coverage.models import ReportedFigure
from coverage.month.workflow import open_months
from entry_pages import EntryPage, address, in_english
from pages import Page


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _typed(cast: Cast, client: Client | None = None) -> EntryPage:
    page = EntryPage.open(client or in_english(cast.an), address(cast.tra_vinh, JUNE))
    return page.fill(cast.cau_ke, cast.bhyt, "777.111").fill(cast.tra_cu, cast.bhyt, "abc")


def _end_the_session(client: Client) -> None:
    del client.cookies[settings.SESSION_COOKIE_NAME]


def _sign_in(client: Client, username: str, path: str) -> EntryPage:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    sent = {"username": username, "password": PASSWORD, "next": path}
    response = client.post("/sign-in/", sent)
    assert response["Location"] == path
    return EntryPage.open(client, path)


def test_what_was_typed_is_there_again_after_signing_in(cast: Cast) -> None:
    page = _typed(cast)
    _end_the_session(page.client)
    response = page.client.post(page.path, page.fields())
    assert response["Location"] == f"/sign-in/?next={page.path}"
    assert "What you typed is kept" in Page.of(page.client.get(response["Location"])).text
    back = _sign_in(page.client, "an", page.path)
    assert "What you had typed is here again" in back.page.text
    assert back.typed(cast.cau_ke, cast.bhyt) == "777.111"
    assert back.typed(cast.tra_cu, cast.bhyt) == "abc"
    assert "not saved" in back.text(cast.cau_ke, cast.bhyt)
    assert not ReportedFigure.objects.exists()


def test_it_is_saved_by_the_next_press_and_not_offered_after_that(cast: Cast) -> None:
    page = _typed(cast).fill(cast.tra_cu, cast.bhyt, "7")
    _end_the_session(page.client)
    page.client.post(page.path, page.fields())
    back = _sign_in(page.client, "an", page.path)
    assert "Saved 2 cells." in back.press().page.text
    assert "here again" not in EntryPage.open(page.client, page.path).page.text


def test_reading_the_page_twice_does_not_lose_it(cast: Cast) -> None:
    page = _typed(cast)
    _end_the_session(page.client)
    page.client.post(page.path, page.fields())
    first = _sign_in(page.client, "an", page.path)
    again = EntryPage.open(page.client, page.path)
    assert first.typed(cast.cau_ke, cast.bhyt) == again.typed(cast.cau_ke, cast.bhyt) == "777.111"


def test_it_is_not_offered_to_somebody_else(cast: Cast) -> None:
    page = _typed(cast)
    _end_the_session(page.client)
    page.client.post(page.path, page.fields())
    response = page.client.post(
        "/sign-in/", {"username": "giang", "password": PASSWORD, "next": page.path}, follow=True
    )
    assert "777.111" not in response.text


def test_signing_out_wipes_it(cast: Cast) -> None:
    page = _typed(cast)
    _end_the_session(page.client)
    page.client.post(page.path, page.fields())
    page.client.post("/sign-in/", {"username": "an", "password": PASSWORD, "next": "/password/"})
    page.client.post("/sign-out/")
    assert "777.111" not in _sign_in(page.client, "an", page.path).page.source


@pytest.mark.parametrize("writer", [None, "", "1", "1:forged", "x" * 10_000])
def test_a_stranger_can_have_nothing_kept(cast: Cast, writer: str | None) -> None:
    client = Client()
    sent = {} if writer is None else {"writer": writer}
    response = client.post(address(cast.tra_vinh, JUNE), sent)
    assert response.status_code == 302
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_reading_the_page_signed_out_leads_to_the_sign_in(cast: Cast) -> None:
    path = address(cast.tra_vinh, JUNE)
    assert Client().get(path)["Location"] == f"/sign-in/?next={path}"


def test_a_form_from_before_a_new_sign_in_comes_back_unsaved_instead_of_being_lost(
    cast: Cast,
) -> None:
    """Signing in again in another tab makes the old form's token invalid."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    strict.force_login(cast.an)
    page = _typed(cast, strict).put("csrfmiddlewaretoken", "x" * 64)
    back = page.press()
    assert back.status == 200
    assert "What you had typed is here again" in back.page.text
    assert back.typed(cast.cau_ke, cast.bhyt) == "777.111"
    assert not ReportedFigure.objects.exists()


def test_a_forged_form_without_a_writer_is_refused(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.an)
    response = strict.post(address(cast.tra_vinh, JUNE), {})
    assert response.status_code == 403
