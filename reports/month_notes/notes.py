"""What is said of a month's number, as pages show it: a value, pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """Of the unit `unit_id`, called `unit`; `by` and `at`: who wrote it, and when. `is_office`: its
    office's note; else what was explained when the number was reported."""

    unit_id: int
    unit: str
    text: str
    by: str
    at: datetime
    is_office: bool
