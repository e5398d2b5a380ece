"""The embedded server through starts, ends, kills and odd folders, each in real processes."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from coverage.operation.postgres.embedded import DatabaseStartError, start
from folders import ROOT

pytestmark = pytest.mark.process
STARTER = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from coverage.operation.postgres.embedded import start
print(start(Path(sys.argv[1]), durable=sys.argv[2:] == ["durable"]), flush=True)
sys.stdin.read()
"""


class Starter:
    """A process that starts the server, and uses it until told to leave."""

    def __init__(self, data_dir: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", STARTER, data_dir, *options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def url(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def started(data_dir: Path, *options: str) -> Iterator[str]:
    starter = Starter(data_dir, *options)
    try:
        yield starter.url()
    finally:
        starter.leave()


def ask(url: str, query: str) -> object:
    with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
        cursor = connection.execute(query)
        return None if cursor.description is None else cursor.fetchall()[0][0]


def server_pid(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def is_running(data_dir: Path) -> bool:
    return (data_dir / "postgres" / "postmaster.pid").exists()


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder; not pytest's own, which another run closes to root's PostgreSQL."""
    with TemporaryDirectory(prefix="bao-phu-test-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    """A cluster with one committed row, stopped; each test leaves it so."""
    with TemporaryDirectory(prefix="bao-phu-test-") as name:
        with started(Path(name)) as url:
            ask(url, "create table kept as select 821563 as people")
        yield Path(name)


def test_the_database_knows_vietnamese_capitals(data_dir: Path) -> None:
    with started(data_dir) as url:
        assert ask(url, "show server_encoding") == "UTF8"
        assert ask(url, "select lower('ĐÔNG HÒA')") == "đông hòa"


def test_a_second_process_finds_the_server_and_the_last_to_leave_stops_it(data_dir: Path) -> None:
    first, second = Starter(data_dir), Starter(data_dir)
    assert first.url() == (url := second.url())
    first.leave()
    assert ask(url, "select people from kept") == 821563
    second.leave()
    assert not is_running(data_dir)


def test_starters_at_the_same_moment_share_one_server(data_dir: Path) -> None:
    starters = [Starter(data_dir) for _ in range(5)]
    pids = {ask(starter.url(), f"select {server_pid(data_dir)}") for starter in starters}
    assert len(pids) == 1
    for starter in starters:
        starter.leave()
    assert not is_running(data_dir)


def test_a_killed_starter_leaves_a_server_that_the_next_one_finds_and_stops(data_dir: Path) -> None:
    killed = Starter(data_dir)
    ask(killed.url(), "select 1")
    before = server_pid(data_dir)
    killed.kill()
    with started(data_dir) as url:
        assert server_pid(data_dir) == before
        assert ask(url, "select people from kept") == 821563
    assert not is_running(data_dir)


def test_a_killed_server_recovers_what_was_committed(data_dir: Path) -> None:
    with started(data_dir, "durable") as url:
        ask(url, "create table committed as select 84268 as people")
        os.kill(server_pid(data_dir), signal.SIGKILL)
    with started(data_dir) as url:
        assert ask(url, "select people from committed") == 84268


def test_files_that_name_another_live_process_do_not_block(data_dir: Path) -> None:
    cluster = data_dir / "postgres"
    left = [cluster / "postmaster.pid", cluster / ".s.PGSQL.5432.lock"]
    with started(data_dir):
        contents = [file.read_text().splitlines() for file in left]
    for file, lines in zip(left, contents, strict=True):
        file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        os.chown(file, cluster.stat().st_uid, cluster.stat().st_gid)
    with started(data_dir) as url:
        assert ask(url, "select people from kept") == 821563


def test_nobody_but_the_owner_can_reach_the_server(data_dir: Path) -> None:
    with started(data_dir) as url:
        assert ask(url, "show listen_addresses") == ""
        socket = data_dir / "postgres" / ".s.PGSQL.5432"
        assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700


def test_a_folder_with_a_long_and_odd_name_works(folder: Path) -> None:
    odd = folder / "Số liệu, “tháng 6” của 'tỉnh' $HOME \"Trà Vinh\"" / ("dài" * 30)
    with started(odd) as url:
        assert ask(url, "select current_database()") == "bao_phu"
        directory = Path(str(ask(url, "show unix_socket_directories")).strip('"'))
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert not is_running(odd)
    directory.rmdir()


def test_what_an_interrupted_first_start_left_is_cleared_away(folder: Path) -> None:
    (folder / "postgres.new.x" / "base").mkdir(parents=True)
    with started(folder) as url:
        assert ask(url, "select 1") == 1
    assert list(folder.glob("postgres.new.*")) == []


@pytest.mark.parametrize("place", ["/proc/bao-phu", "/dev/null/data"])
def test_a_folder_that_cannot_be_written_is_one_line_of_advice(place: str) -> None:
    with pytest.raises(DatabaseStartError, match="set DATA_DIR to a folder of your own") as caught:
        start(Path(place))
    assert "\n" not in str(caught.value)


def test_a_damaged_cluster_is_one_line_that_names_the_log(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with started(folder):
        pass
    (folder / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(
        DatabaseStartError, match=r"does not start: .*\(see .*postgres\.log\)"
    ) as caught:
        start(folder)
    assert "\n" not in str(caught.value)
