"""How far each unit has come with the month whose reports are still coming in."""

from collections.abc import Collection
from enum import Enum

from targets.simulation.draws import rank

# What the communes that are halfway have entered: social insurance; health insurance is missing.
ENTERED_IN_PART = ("BHXH_BB", "BHXH_TN", "BHXH", "BHTN")
RETURN_NOTE = (
    "Số BHYT hộ gia đình chưa chốt đến ngày 31/10/2026; đề nghị đối chiếu và gửi lại báo cáo."
)


class Outcome(Enum):
    APPROVED = "approved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ENTERED_IN_PART = "entered in part"
    BLANK = "blank"


# Càng Long's odd figure waits for an approver to notice it; Tiểu Cần's report went back.
FIXED = {"29266": Outcome.SUBMITTED, "29341": Outcome.RETURNED}
APPROVED_PER_CENT, SUBMITTED_PER_CENT, IN_PART_PER_CENT = 80, 90, 96


def outcomes(codes: Collection[str], seed: int) -> dict[str, Outcome]:
    """Of each place's report; about four in five are approved."""
    drawn = sorted(set(codes) - FIXED.keys(), key=lambda code: rank(seed, code, "outcome"))
    found = {code: _outcome(place * 100 // len(drawn)) for place, code in enumerate(drawn)}
    return found | {code: outcome for code, outcome in FIXED.items() if code in codes}


def _outcome(per_cent: int) -> Outcome:
    if per_cent < APPROVED_PER_CENT:
        return Outcome.APPROVED
    if per_cent < SUBMITTED_PER_CENT:
        return Outcome.SUBMITTED
    return Outcome.ENTERED_IN_PART if per_cent < IN_PART_PER_CENT else Outcome.BLANK
