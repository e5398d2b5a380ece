"""What is handed in, exported or kept is read by no other account of the machine."""

import os
import pwd
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from coverage.operation.document_storage import DocumentStorage
from coverage.operation.postgres import cluster as clusters
from coverage.operation.postgres.passage import (
    close_to_others,
    close_without_server,
    is_passable,
)
from folders import ROOT

ROOT_ALONE = pytest.mark.skipif(os.geteuid() != 0, reason="as another account: root alone may")
A_GROUP = 54321
STARTER = """
import sys
from pathlib import Path
from typing import Any
import psycopg
from coverage.operation.postgres.embedded import start
print(psycopg.connect(start(Path(sys.argv[1]), durable=False)).execute("select 1").fetchone())
"""


@pytest.fixture
def everything_allowed() -> Iterator[None]:
    """The umask of somebody who never thought about it."""
    usual = os.umask(0)
    yield
    os.umask(usual)


@pytest.fixture
def data_dir(everything_allowed: None) -> Iterator[Path]:
    """As an earlier version left it, in a folder that everybody enters: pytest's own are closed."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        made = Path(folder) / "data"
        (made / "documents" / "2026").mkdir(parents=True)
        (made / "documents" / "2026" / "nghị quyết.pdf").write_text("mật")
        (made / "demo-accounts.txt").write_text("an  mat-khau")
        yield made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def others_read(path: Path) -> bool:
    nobody = pwd.getpwnam("nobody")
    ended = subprocess.run(
        ["cat", path],
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        check=False,
        capture_output=True,
    )
    return ended.returncode == 0


def test_the_folder_and_what_lies_at_its_top_are_their_owners_alone(data_dir: Path) -> None:
    close_to_others(data_dir, None)
    assert mode(data_dir) == 0o700
    assert (mode(data_dir / "documents"), mode(data_dir / "demo-accounts.txt")) == (0o700, 0o600)


def test_with_a_database_elsewhere_the_folder_is_closed_too(data_dir: Path) -> None:
    close_without_server(data_dir)
    assert (mode(data_dir), mode(data_dir / "documents")) == (0o700, 0o700)
    close_without_server(data_dir / "missing")


@ROOT_ALONE
def test_the_servers_group_passes_through_and_reads_nothing(data_dir: Path) -> None:
    inner = data_dir / "tests"
    inner.mkdir()
    close_to_others(inner, A_GROUP)
    close_to_others(data_dir, A_GROUP)
    for folder in (data_dir, inner):
        assert (mode(folder), folder.stat().st_gid) == (0o710, A_GROUP)
        assert is_passable(folder, A_GROUP)
        assert not is_passable(folder, A_GROUP + 1)
    assert (mode(data_dir / "documents"), mode(data_dir / "demo-accounts.txt")) == (0o700, 0o600)


@ROOT_ALONE
def test_another_account_reads_nothing_that_an_earlier_version_left_open(data_dir: Path) -> None:
    kept = [data_dir / "documents" / "2026" / "nghị quyết.pdf", data_dir / "demo-accounts.txt"]
    assert all(others_read(path) for path in kept)
    close_to_others(data_dir, A_GROUP)
    assert not any(others_read(path) for path in kept)


@pytest.mark.skipif(os.geteuid() == 0, reason="root owns whatever it likes")
def test_a_folder_of_somebody_else_is_left_as_it_is() -> None:
    before = mode(Path("/"))
    close_to_others(Path("/"), None)
    assert mode(Path("/")) == before


def test_what_is_handed_in_is_its_owners_alone(everything_allowed: None, tmp_path: Path) -> None:
    options: Any = settings.STORAGES["default"]
    options = options["OPTIONS"]
    storage = DocumentStorage(location=tmp_path / "documents", **options)
    storage.save("2026/11/nghị quyết.pdf", ContentFile(b"mat"))
    found = list((tmp_path / "documents").rglob("*"))
    assert {mode(path) for path in found if path.is_dir()} == {0o700}
    assert {mode(path) for path in found if path.is_file()} == {0o600}


@pytest.mark.process
def test_the_database_runs_in_a_folder_that_others_cannot_enter(data_dir: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", STARTER, data_dir],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout == "(1,)\n"
    account = clusters.account_for(data_dir / "postgres")
    assert mode(data_dir) == (0o700 if account.is_ours else 0o710)
    assert mode(data_dir / "postgres") == 0o700
    assert mode(data_dir / "postgres.log") == 0o600
    left = {path.name: mode(path) for path in data_dir.iterdir() if mode(path) & 0o077}
    assert left == {}
