"""What is assumed of a province: its districts or communes, their levels, growth and plans.

Shares are in basis points (1/100 of one per cent) so that no figure ever comes out of a float.
Names of indicators, bases and states are those of the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

BASIS_POINTS = 10_000
PPM = 1_000_000

STOCKS = ("BHXH_BB", "BHXH_TN", "BHXH", "BHTN", "BHYT", "BHYT_HGD", "BHYT_HSSV")
PLANNED = ("BHXH", "BHXH_TN", "BHYT")
BASES = ("population", "labour_force", "pupils")
BASIS_OF_PLAN = {"BHXH": "labour_force", "BHXH_TN": "labour_force", "BHYT": "population"}


@dataclass(frozen=True)
class Place:
    """A district or commune, by its code. `size` is its share of the province's population, in
    any unit; BHYT is of the population, BHXH_BB and BHXH_TN of the labour force."""

    code: str
    size: int
    bhyt: int
    bhxh_bb: int
    bhxh_tn: int


@dataclass(frozen=True)
class Plan:
    """The People's Committee's plan of one year: each indicator as a share of its basis, or, in
    `people`, as a total for the province."""

    shares: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Adjustment:
    """A plan amended within its year; `shares` is what each indicator's target becomes, of the
    one before. An indicator left out keeps its target."""

    year: int
    effective_on: date
    shares: Mapping[str, int]


@dataclass(frozen=True)
class CouncilPlan:
    """What the People's Council set for the province as a whole, as shares of the basis."""

    year: int
    shares: Mapping[str, int]


@dataclass(frozen=True)
class Scenario:
    """One province. `totals` are published sums the parts must add up to in the anchor month;
    where there is none, the parts' own levels make the sum. Months are held as their first day;
    `underway` is the month whose reports are still coming in, `begun` one only just opened."""

    code: str
    name: str
    first: date
    last: date
    anchor: date
    population: int
    labour_force: int
    pupils: int
    population_growth_ppm: int
    places: tuple[Place, ...]
    household_share: int  # of those insured otherwise than through work
    pupils_insured: int  # of pupils, in the anchor month
    unemployment_share: int  # of BHXH_BB
    plans: Mapping[int, Plan]
    totals: Mapping[str, int] = field(default_factory=dict)
    adjustments: tuple[Adjustment, ...] = ()
    council: tuple[CouncilPlan, ...] = ()
    plans_name_the_province: bool = False
    underway: date | None = None
    begun: date | None = None

    @property
    def years(self) -> range:
        """The years of its months, and the anchor's, from which the others are reckoned."""
        return range(
            min(self.first, self.anchor).year,
            max(self.last, self.anchor).year + 1,
        )


@dataclass(frozen=True)
class Anomaly:
    """A spot made odd on purpose: one part of a figure times `permille` in one month."""

    place: str
    period: date
    component: str
    permille: int


# What a cross-check ought to warn of, so that the demo has something to look into:
# Bến Lức loses an eighth of its health insurance for one month, as if a file had been read
# half; Càng Long's voluntary social insurance rises by half in a month still to be approved.
ANOMALIES = (
    Anomaly("803", date(2024, 8, 1), "BHYT_OTHER", 780),
    Anomaly("29266", date(2026, 10, 1), "BHXH_TN", 1500),
)
# Nậm Nhùn reports every number of the month before once more.
REPEATED_MONTHS = frozenset({("112", date(2025, 2, 1))})
