"""The product as processes of its own: its commands, its server, its workers."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from folders import ROOT


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def advice(*arguments: str, **environment: str) -> str:
    """The one line a failing command says, and nothing else."""
    ended = manage(*arguments, **environment)
    assert ended.returncode not in (0, None)
    assert ended.stdout == ""
    line, rest = ended.stderr.split("\n", 1)
    assert rest == ""
    return line


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _is_up(port: int, log: Path) -> bool:
    """It says its address once it can be reached there, which is a moment later."""
    return answers(port) and "serves at" in log.read_text()


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (ConnectionError, TimeoutError):
        return False
    finally:
        connection.close()
    return True


def wait_until(condition: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def workers(pid: int) -> set[int]:
    """The children that serve; beside them Python keeps one that tidies up after them."""
    found = set()
    for child in children(pid):
        with suppress(FileNotFoundError, ProcessLookupError):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.add(child)
    return found


def kill(processes: set[int]) -> None:
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@dataclass(frozen=True)
class Serving:
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def serving(data_dir: Path, workers: int = 1, **environment: str) -> Iterator[Serving]:
    port, log = free_port(), data_dir / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", f"--port={port}", f"--workers={workers}"],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(data_dir), "DATABASE_URL": ""} | environment,
            stdout=output,
            stderr=output,
        )
    try:
        wait_until(lambda: process.poll() is not None or _is_up(port, log), seconds=90)
        yield Serving(process, port, log)
    finally:
        process.kill()
        process.wait()
