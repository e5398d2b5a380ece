"""Who has to wait at sign-in is seen and let in: by the administrator, or from the machine."""

from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from admin_pages import admin_url
from cast import PASSWORD, Cast
from coverage.models import BrakeOn, SignInBrake
from pages import Page, signed_in_as, text_of

pytestmark = pytest.mark.usefixtures("static_files")

LIST = admin_url("coverage_signinbrake", "changelist")
OFFICE = "203.0.113.10"


@pytest.fixture
def em(client: Client, cast: Cast) -> Client:
    return signed_in_as(client, cast.em)


@pytest.fixture
def slowed(cast: Cast) -> None:
    """An and a name that nobody has, both out at the office."""
    for name in ("an", "mật-khẩu-gõ-nhầm-chỗ"):
        for _ in range(6):
            tried(name, "sai-mat-khau")


def tried(name: str, password: str = PASSWORD) -> int:
    pc = Client(REMOTE_ADDR=OFFICE)
    return pc.post(reverse("sign_in"), {"username": name, "password": password}).status_code


def rows(client: Client, **query: str) -> list[list[str]]:
    page = Page.of(client.get(LIST, query))
    found = page.root.xpath('//table[@id="result_list"]/tbody/tr')
    return [[text_of(cell) for cell in row.xpath("./td|./th")][1:] for row in found]


def test_the_administrator_sees_who_has_to_wait(em: Client, slowed: None) -> None:
    shown = sorted(row[:4] for row in rows(em))
    pair = "một tài khoản, từ một địa chỉ mạng"
    assert shown == [
        [pair, "(tên không có tài khoản nào)", OFFICE, "6"],
        [pair, "an", OFFICE, "6"],
    ]
    assert all(row[4].startswith("tạm khóa đến ") for row in rows(em))


def test_all_that_counts_is_listed_on_demand(em: Client, slowed: None) -> None:
    kinds = {row[0] for row in rows(em, state="all")}
    assert {"mọi người", "một địa chỉ mạng", "một tài khoản, từ mọi nơi"} < kinds


def test_the_administrator_lifts_a_wait_and_it_is_noted_who_did(
    em: Client, cast: Cast, slowed: None
) -> None:
    assert tried("an") == 429
    brake = SignInBrake.objects.get(counted=BrakeOn.PAIR, name="an")
    answer = em.post(LIST, {"action": "lift", "_selected_action": [brake.pk]}, follow=True)
    assert "Đã gỡ 1 hạn chế." in Page.of(answer).text
    assert tried("an") == 302
    noted = LogEntry.objects.get()
    assert (noted.user, noted.object_id) == (cast.em, str(brake.pk))


def test_nobody_else_sees_the_list_or_lifts(client: Client, cast: Cast, slowed: None) -> None:
    signed_in_as(client, cast.giang)
    assert client.get(LIST, follow=True).status_code == 403
    everything = list(SignInBrake.objects.values_list("pk", flat=True))
    client.post(LIST, {"action": "lift", "_selected_action": everything})
    assert SignInBrake.objects.count() == len(everything)


def said(*arguments: str) -> str:
    printed = StringIO()
    call_command("unlock_sign_in", *arguments, stdout=printed)
    return printed.getvalue()


def test_from_the_machine_one_account_is_let_in(slowed: None) -> None:
    assert "Lifted 2 brakes" in said("an")
    assert tried("an") == 302
    assert SignInBrake.objects.filter(counted=BrakeOn.PAIR).exists()


def test_from_the_machine_everybody_is_let_in(slowed: None) -> None:
    assert "Lifted 6 brakes" in said()
    assert not SignInBrake.objects.exists()


def test_a_name_that_nobody_has_is_named(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no account named khong-co"):
        said("khong-co")
