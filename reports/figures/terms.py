"""People or rates: what a value is shown in. Pure."""

from enum import StrEnum

from reports.figures.values import Value
from targets.attainment import Quantity


class Terms(StrEnum):
    """What a chart, a table and the targets beside them are counted in."""

    PEOPLE = "people"
    RATE = "rate"

    @property
    def other(self) -> "Terms":
        return Terms.RATE if self is Terms.PEOPLE else Terms.PEOPLE


def of_whole(value: Value, scale: Terms) -> Quantity | None:
    """The people or the rate, where all of the unit is counted."""
    return value.whole_people if scale is Terms.PEOPLE else value.whole_rate
