"""How the nightly backups stand: for those who watch, and for the supervising process."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from coverage.operation.backup.folder import Attempt, Stored, last_attempt, stored_in
from coverage.operation.backup.schedule import OVERDUE_AFTER, is_due
from coverage.operation.identity import begun_at, known_key


@dataclass(frozen=True)
class BackupState:
    """`newest` and `since` (when this install began) are None where they are not known; `failure`
    is what the last attempt said, blank where it went well."""

    is_wanted: bool
    newest: Stored | None
    since: datetime | None
    failure: str
    tried_at: datetime | None

    @property
    def last_good(self) -> datetime | None:
        return self.newest.made_at if self.newest else self.since

    def is_well(self, now: datetime) -> bool:
        """No failure since the last good one, which is not too old; nothing to judge where none is
        wanted."""
        if not self.is_wanted:
            return True
        if self.failure:
            return False
        return self.last_good is None or now - self.last_good < OVERDUE_AFTER

    def is_due(self, now: datetime) -> bool:
        if settings.BACKUP_AT is None or self.last_good is None:
            return False
        tried_at = self.tried_at if self.failure else None
        return is_due(now, settings.BACKUP_AT, self.last_good, tried_at)


def backup_state() -> BackupState:
    """Reads the folder and writes nothing. Raises OSError."""
    attempt = last_attempt(settings.BACKUP_DIR) or Attempt(at="", failure="")
    key = known_key(settings.DATA_DIR)
    stored = stored_in(settings.BACKUP_DIR, key, timezone.localtime()) if key else []
    return BackupState(
        is_wanted=settings.BACKUP_AT is not None,
        newest=stored[0] if stored else None,
        since=begun_at(settings.DATA_DIR),
        failure=attempt.failure,
        tried_at=datetime.fromisoformat(attempt.at).astimezone(UTC) if attempt.at else None,
    )
