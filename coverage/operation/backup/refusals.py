"""Why a backup was not made, or not restored."""


class BackupError(Exception):
    """The message is one line that says what to do."""
