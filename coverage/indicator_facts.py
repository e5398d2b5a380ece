"""What is true of the indicators whoever reports them: who is counted in what, and of whom a rate
is taken. For checks that know no database; fixtures/indicators.csv has the same codes and agrees.
"""

from collections.abc import Mapping
from typing import Final

SOCIAL: Final = "BHXH"
COMPULSORY: Final = "BHXH_BB"
VOLUNTARY: Final = "BHXH_TN"
UNEMPLOYMENT: Final = "BHTN"
HEALTH: Final = "BHYT"
HOUSEHOLDS: Final = "BHYT_HGD"
PUPILS: Final = "BHYT_HSSV"

# Social insurance is the two together, to the person, at every date.
SOCIAL_PARTS: Final = (COMPULSORY, VOLUNTARY)
# Groups within health insurance: nobody is in both, and others are in neither.
HEALTH_GROUPS: Final = (HOUSEHOLDS, PUPILS)
# Everybody in the one is in the other too: unemployment insurance is for people with compulsory
# social insurance, who all have health insurance. BHTN ≤ BHXH_BB ≤ BHYT.
ALSO_INSURED: Final[Mapping[str, str]] = {UNEMPLOYMENT: COMPULSORY, COMPULSORY: HEALTH}

LABOUR_FORCE: Final = "labour_force"
POPULATION: Final = "population"
# Of whom a rate is taken, where that is the same in every report; one of a group may be of those
# who belong to the group.
BASIS: Final[Mapping[str, str]] = {
    SOCIAL: LABOUR_FORCE,
    COMPULSORY: LABOUR_FORCE,
    VOLUNTARY: LABOUR_FORCE,
    UNEMPLOYMENT: LABOUR_FORCE,
    HEALTH: POPULATION,
}
