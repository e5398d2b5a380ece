"""The places that are read, and the lists of what is read and done there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Place:
    """`level`: from 0, the nation, to 3, a commune; `is_former`: it ended on 30/6/2025."""

    name: str
    level: int
    code: str
    month: str
    is_former: bool = False

    @property
    def unit_id(self) -> int:
        units = apps.get_model("coverage", "AdministrativeUnit").objects
        ended = "2025-06-30" if self.is_former else None
        found: int = units.get(level=self.level, code=self.code, valid_to=ended).pk
        return found

    @property
    def known(self) -> dict[str, Any]:
        return {"unit": self.unit_id, "month": self.month, **indicator_ids()}


TRA_VINH = Place("tra-vinh", 1, "84", "2023-06", is_former=True)
VINH_LONG = Place("vinh-long", 1, "86", "2026-09")
UNDER_WAY = Place("vinh-long-under-way", 1, "86", "2026-10")
JUST_OPENED = Place("vinh-long-just-opened", 1, "86", "2026-11")
COMMUNE = Place("cang-long", 3, "29266", "2026-10")
WITH_COUNTS = Place("phu-yen", 1, "54", "2023-06", is_former=True)
PUBLISHED = (
    TRA_VINH,
    Place("lai-chau", 1, "12", "2020-05", is_former=True),
    Place("binh-phuoc", 1, "70", "2023-06", is_former=True),
    Place("dong-hoa", 2, "564", "2023-03", is_former=True),
    Place("nation-2020", 0, "00", "2020-12"),
)
OF_THE_ANALYST = (*PUBLISHED, Place("nation", 0, "00", "2026-09"))
DISTRICT = Place("cau-ke", 2, "845", "2024-05", is_former=True)
OF_THE_COMMITTEE = (VINH_LONG, UNDER_WAY, DISTRICT, COMMUNE)
ENTERED = (TRA_VINH, VINH_LONG, UNDER_WAY, JUST_OPENED)


@cache
def indicator_ids() -> dict[str, int]:
    return dict(apps.get_model("coverage", "Indicator").objects.values_list("code", "pk"))


def sections(file: Path) -> dict[str, list[list[str]]]:
    """By the name of a section ("== name: what it is") its lines, in four words at most."""
    found: dict[str, list[list[str]]] = {}
    for part in file.read_text(encoding="utf-8").split("\n== ")[1:]:
        heading, *lines = part.splitlines()
        found[heading.split(":")[0]] = [line.split(maxsplit=3) for line in lines if line]
    return found


def filled(text: str, known: Mapping[str, object]) -> str:
    """The text with {name} replaced by what is known by that name."""
    return re.sub(r"\{(\w+)\}", lambda field: str(known[field[1]]), text)
