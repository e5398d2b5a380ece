"""What each process of the server runs: the application, for as long as the server lives."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from coverage.operation.database_limits import limit_pages

# Where a worker that has come up leaves a file with its number for a name.
FOLDER_OF_READY = "FOLDER_OF_READY_WORKERS"


def make_application() -> WSGIHandler:
    """Called once in each worker.

    Out of the terminal's group a worker is told to stop once, by the server: the Ctrl-C of the
    whole group on top of that left one stop in five hanging.
    """
    os.setpgrp()
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    application = get_wsgi_application()
    limit_pages()
    # Otherwise the first to ask would wait until all pages are imported.
    _ = get_resolver().url_patterns
    if folder := os.environ.get(FOLDER_OF_READY):
        (Path(folder) / str(os.getpid())).touch()
    return application


def _end_with_the_server() -> None:
    """A worker whose server was killed would keep the port, and serve on unseen."""
    server = multiprocessing.parent_process()
    if server is not None:
        wait([server.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
