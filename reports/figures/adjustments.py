"""What stood at a moment and what stands now, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coverage.counting.reopenings import Reopening
from coverage.models import AdministrativeUnit, Indicator, Precision
from coverage.notation.printed import write_printed
from coverage.tables.printed import InPrint, in_print


@dataclass(frozen=True, slots=True)
class RecordedVersion:
    """One version: what it said, who recorded it and when.

    Of a figure `people`, `rate` and `absence`, of a denominator `people`, of a target `people`,
    `rate` and the document that set it. Precisions and qualifiers are those of people and rate."""

    version: int
    recorded_at: datetime
    recorded_by: str
    people: int | None = None
    rate: Decimal | None = None
    absence: str = ""
    people_qualifier: str = ""
    rate_qualifier: str = ""
    people_precision: str = Precision.EXACT
    rate_precision: str = Precision.EXACT
    document_id: int | None = None
    document: str = ""

    @property
    def value(self) -> tuple[object, ...]:
        """What it says; 80,5 and 80,50 are two prints."""
        printed = None if self.rate is None else write_printed(self.rate)
        return (self.people, self.rate, self.in_print, printed, self.absence)

    @property
    def in_print(self) -> InPrint:
        """Its people and rate as they were printed."""
        return in_print(self)


@dataclass(frozen=True, slots=True)
class Correction:
    """One step from what was said then to what is said now: what it left behind, and why. Of a
    figure the `reason` is that of the `reopening` of its month, None where the month had not been
    handed in before; of a target its own, blank where it was not revised but set."""

    said: RecordedVersion
    reason: str = ""
    reopening: Reopening | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What was said of one thing of a unit, `then` and `now`; None where nothing was.

    A figure has its `period`, a target and a denominator their `year`. `corrections`: the steps
    between the two, the earliest first, each reopening of the month a step of its own."""

    unit: AdministrativeUnit
    then: RecordedVersion | None
    now: RecordedVersion | None
    indicator: Indicator | None = None
    basis: str = ""
    assigner: str = ""
    period: date | None = None
    year: int | None = None
    corrections: Sequence[Correction] = ()

    @property
    def latest(self) -> RecordedVersion | None:
        """What was recorded last of it, also where nothing counts now."""
        return self.now or (self.corrections[-1].said if self.corrections else None)

    @property
    def keeps_its_value(self) -> bool:
        """Only a note or a source was changed, or another document sets the same target."""
        return self.then is not None and self.now is not None and self.then.value == self.now.value


@dataclass(frozen=True, slots=True)
class Adjustments:
    """Of a unit and the units directly below it."""

    figures: Sequence[Adjustment]
    denominators: Sequence[Adjustment]
    targets: Sequence[Adjustment]

    @property
    def count(self) -> int:
        return sum(len(each) for each in (self.figures, self.denominators, self.targets))
