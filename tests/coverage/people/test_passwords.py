"""Passwords: which are refused and in which words, and those that somebody else gave."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from admin_pages import admin_url
from cast import PASSWORD, Cast
from coverage.models import User
from pages import Page, in_english, signed_in_as

pytestmark = pytest.mark.usefixtures("static_files")

GIVEN, OWN = "cho-muon-tam-thoi-2026", "muoi-hai-con-giap-2026"
NAMES_ALONE = "Mật khẩu ghép từ tên địa phương"


@pytest.fixture
def em(client: Client, cast: Cast) -> Client:
    """The administrator's browser, in English."""
    return in_english(signed_in_as(client, cast.em))


def complaints(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "travinh2026!!",
        "TràVinh@2026.06",
        "Trà Vinh - 84 - 2026",
        "bhxh-travinh-2026",
        "BaoHiemXaHoi123",
        "bảo-hiểm-y-tế-2026",
        "caukelaichau99",
        "nguyenthian1990",
        "An.Nguyen.1990.bhyt",
    ],
)
def test_names_and_numbers_are_refused_and_it_is_said_why(cast: Cast, password: str) -> None:
    assert NAMES_ALONE in complaints(password, cast.an)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, OWN, "mua-dong-o-tra-vinh-khong-lanh", "x7#Kq9!2mPz4-an", "2b4b-9xkf-w3re"],
)
def test_several_words_or_chance_are_taken_also_with_a_place_among_them(
    cast: Cast, password: str
) -> None:
    assert complaints(password, cast.an) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("ngan-gon", "Mật khẩu quá ngắn. Mật khẩu phải có ít nhất 12 ký tự."),
        ("123456789012345", "Mật khẩu"),
        ("passwordpassword", "Mật khẩu"),
    ],
)
def test_what_is_short_common_or_a_number_is_refused_in_vietnamese(
    cast: Cast, password: str, said: str
) -> None:
    assert said in complaints(password, cast.an)


def given_an_account(em: Client, username: str = "hoa") -> Client:
    """A new account made by the administrator, signed in on another PC."""
    names = {"username": username, "full_name": "Lý Thị Hoa", "usable_password": "true"}
    inline = {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    form = names | {"password1": GIVEN, "password2": GIVEN} | inline
    assert em.post(admin_url("coverage_user", "add"), form).status_code == 302
    return signs_in(username, GIVEN)


def signs_in(username: str, password: str) -> Client:
    pc = in_english(Client())
    answer = pc.post(reverse("sign_in"), {"username": username, "password": password})
    assert answer.status_code == 302
    return pc


def choose(pc: Client, old: str, new: str) -> Page:
    form = {"old_password": old, "new_password1": new, "new_password2": new}
    return Page.of(pc.post(reverse("change_password"), form, follow=True))


@pytest.mark.parametrize(
    "address",
    ["/", "/documents/", "/admin/", "/figures/export/1/file.xlsx", "/figures/export/1/progress/"],
)
def test_with_a_password_from_the_administrator_no_other_page_opens(
    em: Client, address: str
) -> None:
    pc = given_an_account(em)
    for send in (pc.get, pc.post):
        assert send(address).headers["Location"] == reverse("change_password")
    page = Page.of(pc.get(reverse("change_password")))
    assert "given to you by somebody else" in page.text


def test_one_may_still_leave_and_switch_the_language(em: Client) -> None:
    pc = given_an_account(em)
    assert pc.post(reverse("set_language"), {"language": "vi"}).status_code == 302
    assert pc.post(reverse("sign_out")).headers["Location"] == reverse("sign_in")


def test_a_password_of_ones_own_opens_the_pages(em: Client) -> None:
    pc = given_an_account(em)
    assert "Your password was changed." in choose(pc, GIVEN, OWN).text
    assert pc.get("/documents/").status_code == 200
    assert signs_in("hoa", OWN).get("/documents/").status_code == 200


def test_the_given_password_again_is_not_ones_own(em: Client) -> None:
    pc = given_an_account(em)
    assert "Choose another password than the one you have." in choose(pc, GIVEN, GIVEN).text
    assert pc.get("/documents/").status_code == 302


def test_a_password_set_by_the_administrator_is_a_given_one_and_ends_the_sessions(
    em: Client, cast: Cast
) -> None:
    before = signed_in_as(Client(), cast.an)
    address = reverse("admin:auth_user_password_change", args=[cast.an.pk])
    form = {"usable_password": "true", "password1": GIVEN, "password2": GIVEN}
    assert em.post(address, form | {"set-password": "1"}).status_code == 302
    assert before.get("/documents/").headers["Location"].startswith("/sign-in/")
    assert signs_in("an", GIVEN).get("/documents/").headers["Location"] == "/password/"


def test_a_given_password_has_to_be_as_good(em: Client, cast: Cast) -> None:
    address = reverse("admin:auth_user_password_change", args=[cast.an.pk])
    form = {"usable_password": "true", "password1": "travinh-2026", "password2": "travinh-2026"}
    assert "made of a place" in em.post(address, form | {"set-password": "1"}).text


def test_administrators_change_their_own_like_everybody(em: Client, cast: Cast) -> None:
    address = reverse("admin:auth_user_password_change", args=[cast.em.pk])
    assert em.get(address).headers["Location"] == reverse("change_password")
    assert em.post(address, {"password1": GIVEN}).headers["Location"] == "/password/"
    cast.em.refresh_from_db()
    assert cast.em.check_password(PASSWORD)


def test_who_chose_the_own_password_is_not_asked_for_another(client: Client, cast: Cast) -> None:
    assert signed_in_as(client, cast.an).get("/documents/").status_code == 200
