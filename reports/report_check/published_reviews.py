"""Figures of published reviews, as printed, to try the checking of a report on.

Trà Vinh: the provincial committee's conference of 26 July 2023, figures to 30 June 2023; two of
its numbers cannot be true beside the others. Lai Châu: Tạp chí Bảo hiểm xã hội of 10 July 2020,
figures to 31 May 2020; they agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FIELDS = ("indicator", "people", "coverage_pct", "attainment_pct", "remaining", "yoy_abs")


@dataclass(frozen=True, slots=True)
class Example:
    """`rows`: one a record, the texts as one would type them in the order of FIELDS."""

    slug: str
    name: str
    rows: Sequence[Sequence[str]]

    @property
    def records(self) -> list[dict[str, str]]:
        """By field name, "" for what is not said."""
        return [dict(zip(FIELDS, row, strict=True)) for row in self.rows]


EXAMPLES = (
    Example(
        "tra-vinh-2023-06",
        "Trà Vinh 6/2023",
        (
            ("BHYT", "821.563", "80,58", "85", "144.957", ""),
            ("BHXH", "84.268", "16,21", "74,62", "28.668", ""),
            ("BHXH_TN", "16.238", "3,13", "78,07", "4.516", ""),
        ),
    ),
    Example(
        "lai-chau-2020-05",
        "Lai Châu 5/2020",
        (
            ("BHXH_BB", "29.024", "khoảng 12", "93", "", ""),
            ("BHXH_TN", "2.983", "", "54", "", "tăng 1.083"),
            ("BHYT", "438.422", "96", "", "", "tăng 2.329"),
        ),
    ),
)
