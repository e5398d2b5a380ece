"""Why a backup was not made, or not restored."""


class BackupError(Exception):
    """The message is one line that says what to do."""


class CannotTryError(BackupError):
    """It is not known whether the backup can be restored: nothing is there to restore it into."""
