"""What a watcher is answered, from this machine and from elsewhere."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cast import make_cast
from coverage.operation import migrations, probes
from coverage.operation.backup.folder import Attempt, name_of, note
from coverage.operation.identity import compare, known_key

LOCAL = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}
ELSEWHERE = {"HTTP_HOST": "bao-phu.example", "REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR, settings.BACKUP_DIR = tmp_path, tmp_path / "backups"
    settings.BACKUP_DIR.mkdir()
    return tmp_path


@pytest.fixture
def ready(db: None, place: Path) -> Path:
    """An install that was backed up an hour ago."""
    compare(place)
    put_backup(place, hours=1)
    return place


def put_backup(place: Path, hours: int) -> None:
    key = known_key(place)
    assert key is not None
    moment = timezone.localtime() - timedelta(hours=hours)
    (place / "backups" / name_of(key, moment)).write_bytes(b"")


def ask(path: str, **headers: Any) -> HttpResponse:
    client: Any = Client(raise_request_exception=False)
    answer: HttpResponse = client.get(path, **headers)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    return answer


def test_a_process_answers_whoever_asks_and_by_whatever_name(settings: Any) -> None:
    """Without the `db` fixture: a question to the database would fail here."""
    settings.SECURE_SSL_REDIRECT = True
    for headers in (LOCAL, ELSEWHERE, {"HTTP_HOST": "10.1.2.3:8000"}):
        answer = ask("/healthz", **headers)
        assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_ready_product_tells_this_machine_how_it_stands(ready: Path) -> None:
    answer = ask("/readyz", **LOCAL)
    assert answer.status_code == 200
    told = answer.json()  # type: ignore[attr-defined]
    assert (told["ready"], told["database"], told["migrations"]) == (True, "ok", "ok")
    assert told["backup"]["age_hours"] == pytest.approx(1, abs=0.2)


def test_a_disk_without_room_is_not_ready(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "is_full", lambda folder: folder == ready)
    answer = ask("/readyz", **LOCAL)
    assert answer.status_code == 503
    assert answer.json()["disk"] == "full"  # type: ignore[attr-defined]
    assert ask("/readyz", **ELSEWHERE).content == b"not ok\n"


@pytest.mark.parametrize(
    "headers",
    [
        ELSEWHERE,
        LOCAL | {"REMOTE_ADDR": "192.168.1.9"},
        LOCAL | {"HTTP_HOST": "bao-phu.example"},
        LOCAL | {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        LOCAL | {"HTTP_X_FORWARDED_PROTO": "https"},
        LOCAL | {"HTTP_FORWARDED": "for=127.0.0.1"},
        LOCAL | {"HTTP_X_REAL_IP": "127.0.0.1"},
        LOCAL | {"HTTP_VIA": "1.1 cửa"},
        LOCAL | {"REMOTE_ADDR": ""},
    ],
)
def test_others_learn_only_whether_it_is_ready(ready: Path, headers: dict[str, str]) -> None:
    assert ask("/readyz", **headers).content == b"ok\n"
    note(ready / "backups", Attempt(timezone.now().isoformat(), "the disk of /secret is full"))
    answer = ask("/readyz", **headers)
    assert (answer.status_code, answer.content) == (503, b"not ok\n")


def test_it_neither_writes_nor_makes_a_session(ready: Path, django_assert_num_queries: Any) -> None:
    before = sorted(ready.rglob("*"))
    with django_assert_num_queries(4) as asked:
        ask("/readyz", **LOCAL)
    assert all(each["sql"].lstrip().upper().startswith("SELECT") for each in asked)
    assert sorted(ready.rglob("*")) == before
    assert not Session.objects.exists()


def test_a_database_that_is_down_is_not_ready(
    place: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> set[tuple[str, str]]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(migrations, "missing", down)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = ask("/readyz", **LOCAL)
    assert answer.status_code == 503
    assert answer.json()["database"] == "connection refused"  # type: ignore[attr-defined]


def test_a_database_of_another_version_is_not_ready(ready: Path) -> None:
    MigrationRecorder(connection).record_applied("coverage", "9999_later")
    assert b"1 of a newer version" in (answer := ask("/readyz", **LOCAL)).content
    assert answer.status_code == 503
    MigrationRecorder(connection).record_unapplied("coverage", "9999_later")
    MigrationRecorder(connection).record_unapplied(*max(migrations.of_code()))
    assert b"1 missing" in ask("/readyz", **LOCAL).content


def test_a_backup_that_is_too_old_is_not_ready(db: None, place: Path, settings: Any) -> None:
    compare(place)
    assert ask("/readyz", **LOCAL).status_code == 200, "an install of today needs none yet"
    put_backup(place, hours=35)
    assert ask("/readyz", **LOCAL).status_code == 200
    next((place / "backups").glob("*.zip")).unlink()
    put_backup(place, hours=37)
    assert ask("/readyz", **LOCAL).status_code == 503
    settings.BACKUP_AT = None
    assert ask("/readyz", **LOCAL).status_code == 200


def test_an_administrator_reads_how_backups_stand(ready: Path, static_files: None) -> None:
    client = Client()
    client.force_login(make_cast().em)
    assert "Bản sao lưu gần nhất: " in client.get(reverse("admin:index")).text
    note(ready / "backups", Attempt(timezone.now().isoformat(), "make room"))
    assert "không thành công: make room" in client.get(reverse("admin:index")).text
