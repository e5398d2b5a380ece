"""What the serving process does without a hand: its database and its workers come back."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import psycopg
import pytest

from coverage.operation.serving.pauses import Pauses
from coverage.operation.serving.reachable import once_reachable
from installs import NewInstall
from served_processes import advice, answers, free_port, serving, wait_until

SECONDS_TO_COME_BACK = 60  # of a busy machine; how long it takes at rest is measured apart


@pytest.fixture(scope="module")
def data_dir(new_install: NewInstall) -> Iterator[Path]:
    with new_install() as folder:
        yield folder


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def database(data_dir: Path) -> "psycopg.Connection[tuple[int, ...]]":
    address = f"host={data_dir / 'postgres'} user=postgres dbname=bao_phu connect_timeout=5"
    return psycopg.connect(address, autocommit=True)


def database_answers(data_dir: Path) -> bool:
    try:
        with database(data_dir) as connection:
            return connection.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_pauses_grow_to_half_a_minute_and_are_short_again_after_something_worked() -> None:
    pauses = Pauses()
    assert [pauses.take() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    pauses.begin_again()
    assert [pauses.take() for _ in range(2)] == [1, 2]


@pytest.mark.process
def test_a_killed_database_comes_back_by_itself_also_where_its_processes_still_work(
    data_dir: Path,
) -> None:
    with serving(data_dir) as server:
        # A process that computes does not notice the end of its server.
        busy = "do $$ begin loop perform 1; end loop; end $$"
        working = database(data_dir)
        working.pgconn.send_query(busy.encode())
        before = postmaster(data_dir)
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: database_answers(data_dir), seconds=SECONDS_TO_COME_BACK)
        assert postmaster(data_dir) != before
        assert answers(server.port)
        wait_until(lambda: "it was started anew." in server.log.read_text())
        working.pgconn.finish()
        assert server.stop() == 0
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


@pytest.mark.process
def test_a_start_warns_of_nothing(data_dir: Path) -> None:
    with serving(data_dir) as server:
        assert server.stop() == 0
        said = server.log.read_text()
    assert "serves at http://" in said
    assert "WARNING" not in said


def test_an_address_is_said_only_when_it_can_be_reached() -> None:
    port, reached = free_port(), Event()
    once_reachable("127.0.0.1", port, reached.set)
    assert not reached.wait(0.5)
    with socket.create_server(("127.0.0.1", port)):
        assert reached.wait(10)


@pytest.mark.process
def test_a_second_start_on_the_folder_names_the_first(data_dir: Path) -> None:
    with serving(data_dir) as server:
        said = advice("serve", f"--port={free_port()}", DATA_DIR=str(data_dir), DATABASE_URL="")
        address = f"http://127.0.0.1:{server.port}/"
        assert f"is served already (process {server.process.pid}, {address})" in said
        assert server.stop() == 0
