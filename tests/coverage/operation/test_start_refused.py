"""A start that cannot be: full disk, closed folder, data of a newer version; each in one line."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg.errors import DiskFull

from coverage.operation import migrations
from coverage.operation.advice import advice_on_database, advice_on_file
from folders import ROOT
from served_processes import free_port, manage


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """A disk of its own. Skips the test where none can be made."""
    with TemporaryDirectory(prefix="bao-phu-test-") as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", name]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("this machine lets nobody mount a disk")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def last_line(*arguments: str, **environment: str) -> str:
    ended = manage(*arguments, **environment)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    return ended.stderr.splitlines()[-1]


def start(data_dir: Path) -> str:
    port = f"--port={free_port()}"
    return last_line("serve", "--prepare", port, DATA_DIR=str(data_dir), DATABASE_URL="")


@pytest.mark.process
@pytest.mark.parametrize("size", ["20m", "46m"])
def test_a_disk_that_is_or_becomes_full_is_named(size: str) -> None:
    with small_disk(size) as disk:
        assert "disk" in (said := start(disk / "data"))
        assert "is full" in said
        assert "make room, then run the same again" in said


def test_a_python_without_the_packages_is_told_which_one_has_them() -> None:
    bare = [sys.executable, "-S", "manage.py", "serve"]
    ended = subprocess.run(bare, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("This Python has no Django: run .venv/bin/python manage.py")
    assert ended.stderr.count("\n") == 1


@pytest.mark.process
def test_data_of_another_postgresql_are_named_with_what_to_do() -> None:
    with TemporaryDirectory(prefix="bao-phu-test-") as name:
        manage("check", DATA_DIR=name, DATABASE_URL="")
        version = Path(name) / "postgres" / "PG_VERSION"
        version.write_text("19\n")
        assert "was written by PostgreSQL 19" in (said := start(Path(name)))
        assert "bring the code and its packages up to date" in said
        version.write_text("16\n")
        assert "make a backup with the code that wrote it" in start(Path(name))


@pytest.mark.process
def test_a_folder_that_may_only_be_read_is_named() -> None:
    with small_disk("80m") as disk:
        manage("check", DATA_DIR=str(disk / "data"), DATABASE_URL="")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert "set DATA_DIR" in start(disk / "data")
        url = "postgresql://nobody@127.0.0.1:1/bao_phu"
        said = last_line("serve", DATA_DIR=str(disk / "data"), DATABASE_URL=url)
        assert "Read-only file system" in said


def test_data_that_a_newer_product_used_are_left_alone(db: None) -> None:
    assert migrations.unknown() == set()
    MigrationRecorder(connection).record_applied("coverage", "9999_later")
    for command in ("prepare", "serve"):
        with pytest.raises(CommandError, match=r"newer Bao Phủ \(coverage.9999_later\)"):
            call_command(command, **({"port": str(free_port())} if command == "serve" else {}))


def test_migrations_of_packages_that_are_gone_are_nobodys_business(db: None) -> None:
    MigrationRecorder(connection).record_applied("a_package_of_old", "0001_initial")
    assert migrations.unknown() == set()
    assert migrations.missing() == set()


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EDQUOT, "make room"),
        (errno.EROFS, "set DATA_DIR"),
        (errno.EACCES, "run as the user who owns it"),
    ],
)
def test_a_file_that_cannot_be_written_is_a_line_of_advice(number: int, advice: str) -> None:
    said = advice_on_file(OSError(number, os.strerror(number), "/data/x"))
    assert said is not None
    assert advice in said
    assert "/data/x" in said


def test_a_failure_that_nobody_foresaw_keeps_its_trace() -> None:
    assert advice_on_file(OSError(errno.EIO, "Input/output error")) is None


def test_a_database_whose_disk_is_full_is_told_from_one_that_is_down(tmp_path: Path) -> None:
    full = OperationalError("could not extend file")
    full.__cause__ = DiskFull("could not extend file")
    assert "make room" in advice_on_database(full, tmp_path)
    down = OperationalError("connection refused")
    assert "correct DATABASE_URL" in advice_on_database(down, tmp_path)
