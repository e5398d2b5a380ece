"""The server as an operator meets it: it starts, stops, and says in one line why it cannot."""

import signal
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command, get_commands

from coverage.management.commands import prepare, serve
from installs import NewInstall
from served_processes import (
    Serving,
    advice,
    answers,
    children,
    free_port,
    kill,
    manage,
    serving,
    wait_until,
    workers,
)

NOWHERE = "postgresql://postgres@127.0.0.1:1/bao_phu"


@pytest.fixture(scope="module")
def data_dir(new_install: NewInstall) -> Iterator[Path]:
    with new_install() as folder:
        yield folder


@pytest.mark.process
def test_a_taken_port_is_one_line_with_the_command_to_run() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = advice("serve", f"--port={port}")
    assert said.endswith(f"Port {port} is taken: run PORT={port + 1} make run")


def test_a_taken_port_is_said_before_anything_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "call_command", lambda *_, **__: pytest.fail("prepared first"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match="is taken"):
            call_command("serve", "--prepare", port=str(port))


def test_every_step_of_preparing_is_a_command_there_is() -> None:
    assert {command for _, command, _ in prepare.STEPS} <= set(get_commands())


@pytest.mark.parametrize("port", ["0", "65536", "abc", "80a", "８０００", "-1", "1e3"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match="PORT must be a whole number from 1 to 65535"):
        call_command("serve", port=port)


def test_a_number_of_workers_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="WORKERS must be a whole number from 1 to 64"):
        call_command("serve", workers="many")


def test_a_host_that_is_not_ours_is_refused() -> None:
    with pytest.raises(CommandError, match="leave HOST out"):
        call_command("serve", host="203.0.113.7")


@pytest.mark.process
@pytest.mark.parametrize(
    "url",
    ["mysql://u:p@localhost/bao_phu", "postgresql://u:p@localhost:port/bao_phu", "bao_phu"],
)
def test_a_broken_database_url_is_one_line_that_shows_a_right_one(url: str) -> None:
    said = advice("serve", f"--port={free_port()}", DATABASE_URL=url)
    assert "postgresql://user:password@host:5432/name" in said


@pytest.mark.process
@pytest.mark.parametrize("command", ["serve", "migrate"])
def test_a_database_that_is_down_is_one_line(command: str) -> None:
    said = advice(command, DATABASE_URL=NOWHERE, PORT=str(free_port()))
    assert said.startswith("The database does not answer: start it, or correct DATABASE_URL.")


@pytest.mark.process
def test_a_folder_that_cannot_be_written_is_one_line() -> None:
    said = advice("serve", DATABASE_URL="", DATA_DIR="/proc/bao-phu")
    assert "set DATA_DIR to a folder of your own" in said


@pytest.mark.process
def test_an_unmigrated_database_is_not_served() -> None:
    with TemporaryDirectory(prefix="bao-phu-test-") as name:
        ended = manage("serve", f"--port={free_port()}", DATA_DIR=name, DATABASE_URL="")
    assert ended.returncode == 1
    assert "The database is not up to date: run make run" in ended.stderr.splitlines()[-1]


@pytest.mark.process
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGHUP])
def test_a_stop_ends_server_workers_and_database(data_dir: Path, stop: signal.Signals) -> None:
    """SIGTERM: the last test."""
    with serving(data_dir, workers=2) as server:
        assert_a_stop_ends_everything(server, data_dir, stop)


def assert_a_stop_ends_everything(server: Serving, data_dir: Path, stop: signal.Signals) -> None:
    workers = children(server.process.pid)
    assert len(workers) > 2
    assert server.stop(stop) == 0
    said = server.log.read_text()
    assert f"http://127.0.0.1:{server.port}/" in said
    assert "Traceback" not in said
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


@pytest.mark.process
def test_workers_killed_again_and_again_are_replaced_at_once(data_dir: Path) -> None:
    """granian itself would end for good after the second within seconds."""
    with serving(data_dir) as server:
        for _ in range(4):
            before = workers(server.process.pid)
            kill(before)
            wait_until(partial(_has_others, server, before))
            wait_until(lambda: answers(server.port))
        assert "cannot start" not in server.log.read_text()
        assert server.stop() == 0


@pytest.mark.process
def test_workers_that_cannot_start_are_begun_ever_later_until_they_can(data_dir: Path) -> None:
    with serving(data_dir) as server:
        wait_until(partial(_is_slower_if_not_killed, server))
        wait_until(lambda: answers(server.port))
        assert "tried again in 1 s" in server.log.read_text()
        assert server.stop() == 0


def _has_others(server: Serving, before: set[int]) -> bool:
    return bool(workers(server.process.pid) - before)


def _is_slower_if_not_killed(server: Serving) -> bool:
    if "tried again in 2 s" in server.log.read_text():
        return True
    kill(workers(server.process.pid))
    return False


@pytest.mark.process
def test_a_killed_server_frees_its_port_and_the_next_one_serves(data_dir: Path) -> None:
    with serving(data_dir) as server:
        server.process.kill()
        server.process.wait()
        wait_until(lambda: not answers(server.port), seconds=10)
    with serving(data_dir, workers=2) as server:
        assert answers(server.port)
        assert_a_stop_ends_everything(server, data_dir, signal.SIGTERM)
