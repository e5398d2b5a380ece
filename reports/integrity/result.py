"""What a look at the integrity of all figures found, as values and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

# A look lists no more of one kind; it counts all.
MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that must not be, or a difference. `month` as 2023-06, None of what has none;
    `what`: a row of a table, an act; `shown` and `recounted`: the two numbers, where it has any."""

    unit_id: int | None
    unit: str
    indicator: str
    month: str | None
    what: str
    shown: int | None
    recounted: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """`findings`: kind -> those listed, `counts`: kind -> how many there are, 0 for a kind that was
    looked for in vain. `differences`: own numbers that are not what their parts have together, of
    `compared`, `differ` in all. `failure`: why the look was not finished, blank where it was; then
    all else is empty. `at` with its zone as ISO 8601."""

    at: str
    seconds: float
    values: int = 0
    sums: int = 0
    months: int = 0
    compared: int = 0
    differ: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, Sequence[Found]] = field(default_factory=dict)
    differences: Sequence[Found] = ()
    failure: str = ""

    @property
    def count(self) -> int:
        return sum(self.counts.values())

    @property
    def is_sound(self) -> bool:
        return not self.failure and self.count == 0

    def as_json(self) -> dict[str, Any]:
        return {"is_sound": self.is_sound, **asdict(self)}


def of_json(held: Mapping[str, Any]) -> Result:
    """Raises TypeError, KeyError, AttributeError where it is none."""
    said = {name: value for name, value in held.items() if name != "is_sound"}
    said["findings"] = {
        kind: [Found(**each) for each in listed] for kind, listed in held["findings"].items()
    }
    said["differences"] = [Found(**each) for each in held["differences"]]
    return Result(**said)
