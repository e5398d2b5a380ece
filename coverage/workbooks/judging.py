"""What would become of a value in a file: new, changed, the same, left, or two values at once.

The file is compared with what stands now and with what stood when its writer last knew the
values: what the writer never touched does not overwrite what somebody corrected since, and where
both changed it, a person chooses. Pure.
"""

from enum import StrEnum


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # what stands is later than the file; it stays unless the writer says otherwise
    CONFLICT = "conflict"  # changed here and in the file: waits for a choice
    LOCKED = "locked"  # it would change what is not open
    ERROR = "error"
    WARNING = "warning"


class Whose(StrEnum):
    """Which of two values a person chose: the file's, or what stands."""

    MINE = "mine"
    THEIRS = "theirs"
