"""How long the database may keep a page waiting, and how it is told that it did.

Set in the processes that serve pages only: commands (loading, migrations, backups, the process
that writes an export) take the time they need.
"""

from typing import Any

from django.conf import settings
from psycopg.errors import (
    DeadlockDetected,
    IdleInTransactionSessionTimeout,
    LockNotAvailable,
    QueryCanceled,
)

# A page answers within ten seconds, also where it first waited for a thread that waited for a lock.
LIMITS = {
    "statement_timeout": "8s",
    "lock_timeout": "4s",
    "idle_in_transaction_session_timeout": "15s",
}
GIVEN_UP = (QueryCanceled, LockNotAvailable, DeadlockDetected, IdleInTransactionSessionTimeout)


def limit_pages() -> None:
    """Limit the connections that this process opens from now on; no process that it starts. What
    DATABASE_URL says of a limit comes later in the line and so holds."""
    database: dict[str, Any] = settings.DATABASES["default"]
    options = database.setdefault("OPTIONS", {})
    ours = " ".join(f"-c {name}={limit}" for name, limit in LIMITS.items())
    options["options"] = f"{ours} {options.get('options', '')}".rstrip()


def was_given_up(error: BaseException | None) -> bool:
    """Whether the database answers, but gave up what took too long."""
    return error is not None and isinstance(error.__cause__, GIVEN_UP)
