"""The supervising process makes a backup when one is due, and breaks it off when told to stop."""

import os
import threading
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from coverage.operation.backup.folder import Attempt, last_attempt, note
from coverage.operation.backup.state import backup_state
from coverage.operation.identity import key_of
from coverage.operation.serving import nightly
from installs import NewInstall
from served_processes import serving, wait_until


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR, settings.BACKUP_DIR = tmp_path, tmp_path / "backups"
    settings.BACKUP_AT = time(2, 0)
    settings.BACKUP_DIR.mkdir()
    key_of(tmp_path)
    return tmp_path


def test_a_new_install_is_backed_up_at_the_next_hour(place: Path) -> None:
    now = timezone.localtime()
    state = backup_state()
    assert not state.is_due(now)
    assert state.is_due(now + timedelta(days=1))
    assert state.is_well(now + timedelta(hours=35))
    assert not state.is_well(now + timedelta(hours=37))


def test_a_failure_waits_an_hour_and_is_no_success(place: Path) -> None:
    tomorrow = timezone.localtime() + timedelta(days=1)
    note(place / "backups", Attempt(tomorrow.isoformat(), "make room"))
    state = backup_state()
    assert not state.is_well(tomorrow)
    assert not state.is_due(tomorrow + timedelta(minutes=59))
    assert state.is_due(tomorrow + timedelta(minutes=61))


def test_nothing_is_due_where_backups_are_off(place: Path, settings: Any) -> None:
    settings.BACKUP_AT = None
    state = backup_state()
    assert not state.is_due(timezone.localtime() + timedelta(days=9))
    assert state.is_well(timezone.localtime() + timedelta(days=9))


@pytest.mark.process
def test_a_backup_under_way_is_broken_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "manage.py").write_text("import time; time.sleep(600)")
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    told_to_stop = threading.Event()
    making = threading.Thread(target=nightly._run, args=(told_to_stop, "backup"))
    making.start()
    told_to_stop.set()
    making.join(60)
    assert not making.is_alive()


def test_each_night_exports_sessions_and_broken_uploads_are_cleared_away_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, ...]] = []
    told_to_stop = threading.Event()

    def run(told: threading.Event, *command: str) -> None:
        ran.append(command)

    looks = iter([False, False, True])
    monkeypatch.setattr(nightly, "_run", run)
    monkeypatch.setattr(told_to_stop, "wait", lambda seconds: next(looks))
    nightly._watch(print, told_to_stop)
    assert ran == [
        ("clear_old_exports",),
        ("clear_old_sessions",),
        ("check_warnings", "--repair"),
        ("integrity", "--nightly"),
    ]


@pytest.mark.process
def test_the_server_makes_the_backup_that_the_night_missed(new_install: NewInstall) -> None:
    with new_install() as folder:
        key_of(folder)
        two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
        os.utime(folder / "install-id", (two_days_ago, two_days_ago))
        with serving(folder) as server:
            wait_until(lambda: list((folder / "backups").glob("*.zip")), seconds=90)
            wait_until(lambda: last_attempt(folder / "backups"))
            assert "restored and compared" in wait_for_words(server.log)
            assert server.stop() == 0
        attempt = last_attempt(folder / "backups")
        assert attempt is not None
        assert attempt.failure == ""


def wait_for_words(log: Path) -> str:
    wait_until(lambda: ".zip: " in log.read_text())
    return log.read_text()
