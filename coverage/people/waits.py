"""How long a failure to sign in makes the next attempt wait; arithmetic alone.

Failures leak away one by one, so that an office's slips never add up to a closed door, while
whoever keeps on trying comes down to one attempt a leak.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Beyond this doubling any wait is the longest.
_MOST_DOUBLINGS = 16


@dataclass(frozen=True)
class Limit:
    """`free` failures cost nothing; the next one `first`, each further one twice as much."""

    free: int
    leak: timedelta
    first: timedelta
    longest: timedelta

    def failures(self, empty_at: datetime, now: datetime) -> int:
        """How many are not forgotten yet."""
        return max(0, -((now - empty_at) // self.leak))

    def emptied_after_one_more(self, empty_at: datetime, now: datetime) -> datetime:
        return max(empty_at, now) + self.leak

    def wait_after(self, failures: int) -> timedelta:
        if failures <= self.free:
            return timedelta(0)
        doublings = min(failures - self.free - 1, _MOST_DOUBLINGS)
        return min(self.longest, self.first * (1 << doublings))
