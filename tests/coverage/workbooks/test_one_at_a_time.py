"""A person's second workbook waits for the first, and is told so where that takes long."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from books import xlsx
from cast import JUNE, Cast
from coverage.models import ImportedFile, User
from coverage.month.workflow import open_months
from coverage.workbooks import handing, one_at_a_time, pages
from coverage.workbooks.one_at_a_time import LOCK
from entry_pages import in_english
from import_pages import read_here

pytestmark = pytest.mark.usefixtures("static_files")

SHEET = [["Đơn vị", "Số người tham gia BHYT"], ["Huyện Cầu Kè", 50_123]]
SAID = "Another workbook of yours is still being read."


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_at_a_time, "SECONDS_TO_WAIT", 0.0)
    for page in (handing, pages):
        monkeypatch.setattr(page, "read_book", read_here)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk], JUNE)
    return world


@pytest.fixture
def an(cast: Cast) -> Client:
    return in_english(cast.an)


def hand_in(client: Client, cast: Cast, content: bytes) -> Any:
    sent = {"file": SimpleUploadedFile("tháng 6.xlsx", content)}
    address = reverse("import_month", args=[cast.tra_vinh.pk, "2023-06"])
    return client.post(address, sent)


def _another_process() -> "psycopg.Connection[tuple[bool]]":
    name = str(connection.settings_dict["NAME"])
    return psycopg.connect(os.environ["DATABASE_URL"], dbname=name, autocommit=True)


@contextmanager
def reading_elsewhere(user: User) -> Iterator[None]:
    """Another process reads a workbook of this person inside."""
    with _another_process() as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, user.pk])
        yield
        other.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, user.pk])


def is_free(user: User) -> bool:
    with _another_process() as other:
        asked = other.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, user.pk])
        return asked.fetchone() == (True,)


def test_a_second_workbook_is_told_to_wait_and_not_kept(an: Client, cast: Cast) -> None:
    with reading_elsewhere(cast.an):
        answer = hand_in(an, cast, xlsx(SHEET))
    assert answer.status_code == 429
    assert SAID in answer.text
    assert not ImportedFile.objects.exists()


def test_it_is_taken_as_soon_as_the_other_was_read(an: Client, cast: Cast) -> None:
    with reading_elsewhere(cast.an):
        assert hand_in(an, cast, xlsx(SHEET)).status_code == 429
    assert hand_in(an, cast, xlsx(SHEET)).status_code == 302


def test_other_people_do_not_wait(an: Client, cast: Cast) -> None:
    with reading_elsewhere(cast.giang):
        assert hand_in(an, cast, xlsx(SHEET)).status_code == 302


def test_looking_at_a_file_and_confirming_it_wait_too(an: Client, cast: Cast) -> None:
    hand_in(an, cast, xlsx(SHEET))
    file = ImportedFile.objects.get()
    columns = reverse("import_columns", args=[file.pk])
    with reading_elsewhere(cast.an):
        for answer in (an.get(columns), an.post(columns, {"action": "save"})):
            assert answer.status_code == 429
            assert answer.headers["Retry-After"] == "15"
            assert SAID in answer.text
            assert f'href="{columns}"' in answer.text
    assert an.get(columns).status_code == 200


@pytest.mark.parametrize("content", [xlsx(SHEET), b"no workbook"])
def test_nobody_is_kept_waiting_by_what_was_read(an: Client, cast: Cast, content: bytes) -> None:
    hand_in(an, cast, content)
    assert is_free(cast.an)


def test_a_second_click_waits_for_the_first_also_where_its_process_dies(
    an: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_at_a_time, "SECONDS_TO_WAIT", 3600.0)
    other = _another_process()
    other.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, cast.an.pk])
    monkeypatch.setattr(one_at_a_time, "sleep", lambda _seconds: other.close())
    assert hand_in(an, cast, xlsx(SHEET)).status_code == 302
