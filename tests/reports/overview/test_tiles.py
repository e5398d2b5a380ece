"""The tile map of the provinces: all of them on their places, or no map."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from cast import JUNE, Cast, build_unit
from coverage.models import AdministrativeUnit, Indicator, Level
from known_values import promised, reported
from pages import in_english, open_overview, signed_in_as
from reporting import make_document, promise, report_all
from reports.figures.blocks import block_of
from reports.figures.held import make_row
from reports.figures.standing import Row, months_around
from reports.figures.values import NOTHING, Value
from reports.overview.tile_drawing import tile_map_svg
from reports.overview.tiles import Layout, TileMap, layouts, tile_map
from targets.pace import Light

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
BEFORE, TODAY = layouts()
YEAR_AGO, DECEMBER = date(2022, 6, 1), date(2022, 12, 1)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def row(level: Level, code: str, value: Value = NOTHING, target: int | None = None) -> Row:
    months = months_around(JUNE)
    number = int(code) + 1
    unit = AdministrativeUnit(
        pk=number, level=level, code=code, name=f"Tên {code}", full_name=f"Tỉnh {code}"
    )
    values = dict.fromkeys(months.all(), NOTHING) | {JUNE: value}
    if value is not NOTHING:
        values |= {DECEMBER: reported(90), YEAR_AGO: reported(85)}
    promises = [] if target is None else [promised(target, unit_id=number)]
    return make_row(unit, Indicator(pk=1, code="BHYT"), months, values, promises, is_part=True)


def drawn(parts: Sequence[Row], whole: Row | None = None) -> TileMap | None:
    block = block_of(whole or row(Level.NATION, "00"), parts, None)
    return tile_map(block, lambda line: f"/units/{line.row.unit.pk}/")


def provinces(layout: Layout, value: Value = NOTHING, target: int | None = None) -> list[Row]:
    return [row(Level.PROVINCE, place.code, value, target) for place in layout.provinces]


def one(parts: Sequence[Row]) -> TileMap:
    found = drawn(parts)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("layout", "file"),
    [(BEFORE, "provinces_before_2025-07-01.csv"), (TODAY, "provinces_from_2025-07-01.csv")],
    ids=["63", "34"],
)
def test_each_province_has_its_place(layout: Layout, file: str) -> None:
    with (FIXTURES / file).open(encoding="utf-8", newline="") as lines:
        names = {(line["code"], line["name"]) for line in csv.DictReader(lines)}
    placed = {(place.code, place.name) for place in layout.provinces}
    assert placed <= names
    assert {code for code, _name in names} == {code for code, _name in placed}
    assert len(placed) == len(layout.provinces)


@pytest.mark.parametrize("layout", [BEFORE, TODAY], ids=["63", "34"])
def test_no_two_stand_on_one_place_and_the_archipelagos_are_there(layout: Layout) -> None:
    places = [*layout.provinces, *layout.archipelagos]
    assert len({(place.row, place.column) for place in places}) == len(places)
    belong = {place.name: place.code for place in layout.archipelagos}
    names = {place.code: place.name for place in layout.provinces}
    assert {name: names[code] for name, code in belong.items()} == {
        "Hoàng Sa": "Đà Nẵng",
        "Trường Sa": "Khánh Hòa",
    }


@pytest.mark.parametrize(("layout", "count"), [(BEFORE, 63), (TODAY, 34)])
def test_the_nation_is_drawn_by_the_provinces_of_the_time(layout: Layout, count: int) -> None:
    found = one(provinces(layout))
    assert len(found.tiles) == count
    assert [place.name for place, _of in found.archipelagos] == ["Hoàng Sa", "Trường Sa"]


def test_without_a_place_for_each_there_is_no_map() -> None:
    all_of_today = provinces(TODAY)
    assert drawn([*all_of_today, row(Level.PROVINCE, "99")]) is None
    assert drawn(all_of_today[1:]) is None
    assert drawn([]) is None


def test_a_province_has_no_map() -> None:
    assert drawn(provinces(TODAY), row(Level.PROVINCE, "84")) is None


def test_a_tile_says_what_the_province_attained_and_how_it_is_judged() -> None:
    first, second = (place.code for place in TODAY.provinces[:2])
    parts = provinces(TODAY, reported(95), 100)
    parts[0] = row(Level.PROVINCE, first, target=100)
    parts[1] = row(Level.PROVINCE, second, reported(120), 100)
    unknown, met, usual, *_others = one(parts).tiles
    assert (unknown.number, unknown.light) == ("–", Light.NO_DATA)
    assert unknown.said == f"Tỉnh {first}: not judged"
    assert (met.number, met.said) == ("120,00", f"Tỉnh {second}: attained 120,00 %, reached")
    assert usual.said == f"Tỉnh {usual.place.code}: attained 95,00 %, on path"
    assert usual.address == f"/units/{int(usual.place.code) + 1}/"


def test_the_tiles_are_read_from_the_north_line_by_line() -> None:
    names = [tile.place.name for tile in one(provinces(TODAY)).tiles]
    assert names[:5] == ["Lai Châu", "Lào Cai", "Tuyên Quang", "Cao Bằng", "Điện Biên"]
    assert names[-1] == "Cà Mau"


def test_without_targets_a_tile_says_the_coverage() -> None:
    tile = one(provinces(TODAY, reported(95, of=100))).tiles[0]
    assert tile.said == f"Tỉnh {tile.place.code}: coverage 95,00 %, not judged"


def test_a_tile_is_a_link_with_name_number_and_sign_beside_its_colour() -> None:
    drawing = tile_map_svg(one(provinces(TODAY, reported(95), 100)))
    assert drawing.count("<a ") == drawing.count("<title>") == 34
    assert '<a class="tile tile-on_path" href="/units/2/"' in drawing
    assert ">Tên 01</text>" in drawing
    assert ">95,00 ▲</text>" in drawing


def test_an_archipelago_has_the_colour_of_its_province_and_no_number() -> None:
    parts = provinces(TODAY, reported(95), 100)
    place = [each.code for each in TODAY.provinces].index("48")
    parts[place] = row(Level.PROVINCE, "48", reported(120), 100)
    _before, _g, island = tile_map_svg(one(parts)).partition('<g class="tile tile-reached">')
    assert "Hoàng Sa" in island.partition("</g>")[0]
    assert "120" not in island.partition("</g>")[0]


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """All 63 provinces of 2023, with figures and a target each."""
    known = {world.tra_vinh.code, world.lai_chau.code}
    AdministrativeUnit.objects.bulk_create(
        build_unit(1, each.code, "tinh", each.name, f"Tỉnh {each.name}", world.nation)
        for each in BEFORE.provinces
        if each.code not in known
    )
    units = list(world.nation.children.all())
    plan = make_document(world.nation, date(2023, 1, 1), number="7/QĐ-TTg")
    for unit in units:
        promise(plan, unit, world.bhyt, 2023, people=100)
    report_all(dict.fromkeys(units, 95), world.bhyt, JUNE)
    return world


@pytest.mark.usefixtures("static_files")
def test_the_overview_of_the_nation_shows_the_map_with_its_table(
    cast: Cast, client: Client
) -> None:
    reader = in_english(signed_in_as(client, cast.dung))
    page = open_overview(reader, cast.nation, month="2023-06", indicator="BHYT").source
    assert page.count('<a class="tile ') == 63
    assert "Tỉnh Cà Mau: attained 95,00 %, not judged" in page
    assert 'href="#parts-heading">The same as a table' in page
    below = open_overview(reader, cast.tra_vinh, month="2023-06", indicator="BHYT").source
    assert "tile-map" not in below
