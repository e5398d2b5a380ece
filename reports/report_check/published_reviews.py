"""Figures of published reviews, as printed, to try the checking of a report on.

Trà Vinh: the provincial committee's conference of 26 July 2023, figures to 30 June 2023; two of
its numbers cannot be true beside the others. Lai Châu: Tạp chí Bảo hiểm xã hội of 10 July 2020,
figures to 31 May 2020; they agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """`records`: by field name of a record, the texts as one would type them."""

    slug: str
    name: str
    records: Sequence[Mapping[str, str]]


EXAMPLES = (
    Example(
        "tra-vinh-2023-06",
        "Trà Vinh 6/2023",
        (
            {
                "indicator": "BHYT",
                "people": "821.563",
                "coverage_pct": "80,58",
                "attainment_pct": "85",
                "remaining": "144.957",
            },
            {
                "indicator": "BHXH",
                "people": "84.268",
                "coverage_pct": "16,21",
                "attainment_pct": "74,62",
                "remaining": "28.668",
            },
            {
                "indicator": "BHXH_TN",
                "people": "16.238",
                "coverage_pct": "3,13",
                "attainment_pct": "78,07",
                "remaining": "4.516",
            },
        ),
    ),
    Example(
        "lai-chau-2020-05",
        "Lai Châu 5/2020",
        (
            {
                "indicator": "BHXH_BB",
                "people": "29.024",
                "coverage_pct": "khoảng 12",
                "attainment_pct": "93",
            },
            {
                "indicator": "BHXH_TN",
                "people": "2.983",
                "attainment_pct": "54",
                "yoy_abs": "tăng 1.083",
            },
            {
                "indicator": "BHYT",
                "people": "438.422",
                "coverage_pct": "96",
                "yoy_abs": "tăng 2.329",
            },
        ),
    ),
)
