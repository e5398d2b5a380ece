"""A tile map of the provinces: one square each, roughly where it lies. Pure.

A sketch of ours (`fixtures/tile_map.csv`), of the 34 provinces of today and of the 63 before them.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from coverage.models import Level
from reports.figures.blocks import Block
from reports.figures.judged_rows import JudgedRow
from reports.figures.notations import attained_in, rate_in
from reports.figures.standing import Row
from reports.figures.words import LIGHT_WORDS, NOTHING
from targets.pace import Light

FILE = Path(__file__).resolve().parents[2] / "fixtures" / "tile_map.csv"
ARCHIPELAGOS = ("Hoàng Sa", "Trường Sa")


@dataclass(frozen=True, slots=True)
class Place:
    """`code`: of the province; `row`, `column`: from 0, from the north and from the west."""

    code: str
    name: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The provinces of one time, and the archipelagos under the code of their province."""

    provinces: Sequence[Place]
    archipelagos: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on its place. `number`: what it attained of its target, or its coverage rate, in
    per cent; "–" where not all of it is known. `said`: the same in words."""

    place: Place
    name: str
    number: str
    said: str
    light: Light
    address: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """`archipelagos`: each with the tile of its province, whose light it has."""

    tiles: Sequence[Tile]
    archipelagos: Sequence[tuple[Place, Tile]]
    is_of_attainment: bool

    @property
    def rows(self) -> int:
        return 1 + max(place.row for place in self._places)

    @property
    def columns(self) -> int:
        return 1 + max(place.column for place in self._places)

    @property
    def _places(self) -> list[Place]:
        return [*(tile.place for tile in self.tiles), *(place for place, _of in self.archipelagos)]


@lru_cache(maxsize=1)
def layouts() -> list[Layout]:
    """One for each time in the file, the earlier first; provinces from the north, line by line."""
    times: dict[str, list[Place]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            place = Place(line["code"], line["name"], int(line["row"]), int(line["column"]))
            times.setdefault(line["valid_from"], []).append(place)
    return [
        Layout(
            [place for place in places if place.name not in ARCHIPELAGOS],
            [place for place in places if place.name in ARCHIPELAGOS],
        )
        for places in (sorted(found, key=_from_the_north) for found in times.values())
    ]


def _from_the_north(place: Place) -> tuple[int, int]:
    return place.row, place.column


def tile_map(block: Block, address: Callable[[JudgedRow], str]) -> TileMap | None:
    """None where the units of the block are not all the provinces of one of the times: a map
    without some of them would be a wrong one. Codes went over to other provinces in 2025, so that
    only all of them together tell the time."""
    layout = _layout_of(block)
    if layout is None:
        return None
    rows = {row.unit.code: row for row in block.parts}
    tiles = [_tile(block, rows[place.code], place, address) for place in layout.provinces]
    of_code = {tile.place.code: tile for tile in tiles}
    archipelagos = [(place, of_code[place.code]) for place in layout.archipelagos]
    return TileMap(tiles, archipelagos, block.is_ranked_by_attainment)


def _layout_of(block: Block) -> Layout | None:
    if block.whole.unit.level != Level.NATION:
        return None
    codes = sorted(row.unit.code for row in block.parts)
    fitting = (
        each for each in layouts() if sorted(place.code for place in each.provinces) == codes
    )
    return next(fitting, None)


def _tile(block: Block, row: Row, place: Place, address: Callable[[JudgedRow], str]) -> Tile:
    standing = row.standing_by(block.chosen)
    light = standing.light if standing else Light.NO_DATA
    if block.is_ranked_by_attainment:
        attained = standing.assessment.attainment if standing else None
        number, said = attained_in(attained).text(attained), _("attained %(number)s %%")
    else:
        number = rate_in(row.value, row.standings).text(row.value.whole_rate)
        said = _("coverage %(number)s %%")
    known = [] if number == NOTHING else [said % {"number": number}]
    return Tile(
        place=place,
        name=row.unit.name,
        number=number,
        said=f"{row.unit.full_name}: {', '.join([*known, str(LIGHT_WORDS[light])])}",
        light=light,
        address=address(JudgedRow(row, standing)),
    )
