"""Folders of the product, each with a database of its own: migrated once, copied for each test.

A test takes ``new_install`` and writes ``with new_install() as data_dir:``; nothing runs in it yet.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from served_processes import manage

NewInstall = Callable[[], AbstractContextManager[Path]]


@pytest.fixture(scope="session")
def migrated_folder() -> Path:
    """To be copied, not used: the first worker to ask makes it for all of them."""
    made = _folder()
    with open(made.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            unfinished = made.with_suffix(".unfinished")
            migrated = manage("migrate", "--verbosity=0", DATA_DIR=str(unfinished), DATABASE_URL="")
            assert migrated.returncode == 0, migrated.stderr
            unfinished.rename(made)
    return made


@pytest.fixture(scope="session")
def new_install(migrated_folder: Path) -> NewInstall:
    """A folder that no other test uses and that is gone afterwards.

    Not in pytest's folder, which another run closes to root's PostgreSQL.
    """

    @contextmanager
    def copied() -> Iterator[Path]:
        with TemporaryDirectory(prefix="bao-phu-test-") as name:
            # Keeps the owner, where root's PostgreSQL runs as another.
            copy = ["cp", "--archive", "--reflink=auto", f"{migrated_folder}/.", name]
            subprocess.run(copy, check=True)
            yield Path(name)

    return copied


def pytest_unconfigure() -> None:
    """Those of runs that were killed go too."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    own = _folder()
    for left in own.parent.glob("migrated_*"):
        run = left.stem.removeprefix("migrated_")
        if left.stem == own.stem or not Path(f"/proc/{run}").exists():
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _folder() -> Path:
    return Path(os.environ["DATA_DIR"]) / f"migrated_{os.environ['TEST_RUN']}"
