"""What ``make run`` ends in: the product behind a production server, until Ctrl-C."""

import errno
import multiprocessing
import os
import signal
import socket
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from coverage.management.commands.create_demo_accounts import accounts_file
from coverage.management.commands.prepare import refuse_newer_data
from coverage.operation import migrations
from coverage.operation.backup.server import of_settings
from coverage.operation.identity import compare
from coverage.operation.serving.alone import AlreadyServedError, alone_in
from coverage.operation.serving.database import kept_running
from coverage.operation.serving.nightly import tended_nightly
from coverage.operation.serving.reachable import once_reachable
from coverage.operation.serving.threads import threads_a_worker
from coverage.operation.serving.workers import Server


class Command(BaseCommand):
    help = "Serves the product on HOST (127.0.0.1) and PORT (8000) with WORKERS (2) processes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")
        parser.add_argument("--workers", default=os.environ.get("WORKERS") or "2")
        parser.add_argument(
            "--prepare", action="store_true", help="first do what manage.py prepare does"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host = options["host"]
        port = _whole_number("PORT", options["port"], highest=65535)
        workers = _whole_number("WORKERS", options["workers"], highest=64)
        try:
            with alone_in(settings.DATA_DIR, _address(host, port)):
                _refuse_unless_free(host, port)
                if options["prepare"]:
                    call_command("prepare", stdout=self.stdout, stderr=self.stderr)
                _refuse_unless_migrated()
                compare(settings.DATA_DIR)
                self._serve(host, port, workers)
        except AlreadyServedError as error:
            raise CommandError(str(error)) from error

    def _serve(self, host: str, port: int, workers: int) -> None:
        is_embedded = of_settings().is_embedded
        connection.close()
        # Workers are fresh processes: they share no connection and no lock with this one.
        multiprocessing.set_start_method("spawn", force=True)
        database = kept_running(settings.DATA_DIR, self._say) if is_embedded else nullcontext()
        with TemporaryDirectory(prefix="bao-phu-") as folder, database:
            server = _server(host, port, workers, Path(folder), self._say)
            server.on_startup(lambda: self._announce(server, host, port))
            with tended_nightly(self._say):
                server.serve()

    def _announce(self, server: Server, host: str, port: int) -> None:
        # A terminal that closes ends the server too; left alone, it would reload its workers.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        once_reachable(host, port, lambda: self._say(_welcome(host, port)))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _server(host: str, port: int, workers: int, folder: Path, say: Callable[[str], None]) -> Server:
    return Server(
        "coverage.operation.worker:make_application",
        folder,
        say,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads_a_worker(workers),
        blocking_threads_idle_timeout=600,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    )


def _whole_number(name: str, text: str, highest: int) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= highest:
        return int(text)
    raise CommandError(f"{name} must be a whole number from 1 to {highest}, not {text!r}.")


def _refuse_unless_free(host: str, port: int) -> None:
    """Look before the server does: it would share a taken port with whoever holds it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            advice = f"Port {port} is taken: run PORT={port + 1} make run"
        elif error.errno == errno.EACCES:
            advice = f"Port {port} is reserved for root: run PORT=8000 make run"
        else:
            advice = f"HOST={host} is no address of this machine: leave HOST out"
        raise CommandError(advice) from error


def _refuse_unless_migrated() -> None:
    """Raises django's OperationalError where the database does not answer."""
    refuse_newer_data()
    if migrations.missing():
        raise CommandError("The database is not up to date: run make run, or manage.py prepare.")


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _welcome(host: str, port: int) -> str:
    lines = [f"Bao Phủ serves at {_address(host, port)} (Ctrl-C stops it)."]
    accounts = accounts_file(settings.DATA_DIR)
    if accounts.exists():
        lines.append(f"Accounts of the demo and their passwords: {accounts}")
    return "\n".join(lines)
