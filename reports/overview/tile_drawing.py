"""The tile map as SVG: a link a province, with its name, number and sign.

Attributes only, colours by class. The table by unit holds the same numbers.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.figures.words import NOTHING
from reports.overview.tiles import Place, Tile, TileMap

# On a phone a tile of a hundred units is some 46 pixels wide.
WIDTH, HEIGHT, GAP = 100, 60, 4
NAME_LINE, NUMBER_LINE = 24, 47
LONGEST_NAME = 9


def tile_map_svg(drawn: TileMap) -> SafeString:
    shapes = [
        *(_joint(place, of) for place, of in drawn.archipelagos),
        *(_linked(tile) for tile in drawn.tiles),
        *(_archipelago(place, of) for place, of in drawn.archipelagos),
    ]
    return format_html(
        '<svg class="tile-map" role="group" viewBox="0 0 {} {}">{}</svg>',
        drawn.columns * WIDTH,
        drawn.rows * HEIGHT,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def _linked(tile: Tile) -> SafeString:
    left, top = _corner(tile.place)
    number = "" if tile.number == NOTHING else f"{tile.number} "
    return format_html(
        '<a class="tile tile-{}" href="{}" aria-label="{}"><title>{}</title>{}{}{}</a>',
        tile.light.value,
        tile.address,
        tile.said,
        tile.said,
        _box(left, top, WIDTH, HEIGHT),
        _name(tile.name, left, top),
        _text("tile-number", left, top + NUMBER_LINE, f"{number}{tile.light.sign}"),
    )


def _name(name: str, left: int, top: int) -> SafeString:
    """A long one is pressed into its tile."""
    pressed = (
        format_html(' textLength="{}" lengthAdjust="spacingAndGlyphs"', WIDTH - 2 * GAP)
        if len(name) > LONGEST_NAME
        else ""
    )
    return _text("tile-name", left, top + NAME_LINE, name, pressed)


def _archipelago(place: Place, of: Tile) -> SafeString:
    """Lower than a tile, and no link: it is a part of its province, which has the number."""
    left, top = _corner(place)
    return format_html(
        '<g class="tile tile-{}">{}{}</g>',
        of.light.value,
        _box(left, top + HEIGHT // 4, WIDTH, HEIGHT // 2),
        _text("tile-name", left, top + HEIGHT // 2 + 6, place.name),
    )


def _joint(place: Place, of: Tile) -> SafeString:
    (left, top), (from_left, from_top) = _corner(place), _corner(of.place)
    right, down = WIDTH // 2, HEIGHT // 2
    path = f"M{from_left + right} {from_top + down}L{left + right} {top + down}"
    return format_html('<path class="tile-joint" d="{}"/>', path)


def _box(left: int, top: int, width: int, height: int) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="6"/>',
        left + GAP // 2,
        top + GAP // 2,
        width - GAP,
        height - GAP,
    )


def _text(css: str, left: int, baseline: int, text: str, attributes: str = "") -> SafeString:
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="middle"{}>{}</text>',
        css,
        left + WIDTH // 2,
        baseline,
        attributes,
        text,
    )


def _corner(place: Place) -> tuple[int, int]:
    return place.column * WIDTH, place.row * HEIGHT
