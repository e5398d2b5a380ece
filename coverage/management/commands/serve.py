"""What ``make run`` ends in: the product behind a production server, until Ctrl-C."""

import errno
import multiprocessing
import os
import signal
import socket
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from coverage.management.commands.create_demo_accounts import accounts_file

# Each thread keeps a connection to the database, of which PostgreSQL allows 100.
THREADS_A_WORKER = 4
# So many ends of all workers in so many seconds, and nobody is served any more.
MOST_ENDS, SECONDS_OF_ENDS = 5, 120


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
        _refuse_unless_free(host, port)
        if options["prepare"]:
            call_command("prepare", stdout=self.stdout, stderr=self.stderr)
        _refuse_unless_migrated()
        connection.close()
        # Workers are fresh processes: they share no connection and no lock with this one.
        multiprocessing.set_start_method("spawn", force=True)
        self._serve(host, port, workers)

    def _serve(self, host: str, port: int, workers: int) -> None:
        """Until it is told to stop. Where the same worker dies twice within seconds granian takes
        it for a program that cannot start, and ends. A worker may be killed from outside (memory
        that ran out, say) at any time, so it begins anew, until it has ended that way too often.
        """
        ends: list[float] = []
        while True:
            server = _granian(host, port, workers)
            server.on_startup(self._announcement(server, host, port, is_first=not ends))
            try:
                server.serve()
            except SystemExit:
                ends = [*ends, time.monotonic()][-MOST_ENDS:]
                if server.interrupt_signal or are_too_often(ends):
                    raise
            else:
                return

    def _announcement(
        self, server: AbstractServer, host: str, port: int, *, is_first: bool
    ) -> Callable[[], None]:
        def announce() -> None:
            # A terminal that closes ends the server too; left alone, it would reload its workers.
            signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
            self.stdout.write(
                _welcome(host, port) if is_first else "Its workers died; served anew."
            )
            self.stdout.flush()

        return announce


def _granian(host: str, port: int, workers: int) -> AbstractServer:
    return Granian(
        "coverage.operation.worker:make_application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_A_WORKER,
        blocking_threads_idle_timeout=600,
        http=HTTPModes.http1,
        websockets=False,
        backlog=1024,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )


def are_too_often(ends: Sequence[float]) -> bool:
    """Of the moments, in seconds, at which all workers ended, the last MOST_ENDS."""
    return len(ends) == MOST_ENDS and ends[-1] - ends[0] < SECONDS_OF_ENDS


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
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date: run make run, or manage.py prepare.")


def _welcome(host: str, port: int) -> str:
    address = f"[{host}]" if ":" in host else host
    lines = [f"Bao Phủ serves at http://{address}:{port}/ (Ctrl-C stops it)."]
    accounts = accounts_file(settings.DATA_DIR)
    if accounts.exists():
        lines.append(f"Accounts of the demo and their passwords: {accounts}")
    return "\n".join(lines)
