"""The page most readers open: where a unit stands, and which of its parts is behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from coverage.access import home_unit
from coverage.counting.expected import expectations
from coverage.models import AdministrativeUnit
from coverage.models.as_seen import tables_as_seen
from coverage.notation.periods import months_left, write_period
from coverage.tables.answer import page_with_tables
from reports.figures.adjusted import adjusted_since
from reports.figures.adjustment_words import adjustment_name, correction_lines
from reports.figures.behind import units_behind
from reports.figures.block_file import BlockFile
from reports.figures.blocks import Block, block_of, code_to_show
from reports.figures.cut_offs import cut_off_text
from reports.figures.differences import RowsNow, differences, meeting_text, rows_of
from reports.figures.footnotes import Footnotes, footnotes
from reports.figures.page_heads import overview_lines, page_head, remarks, state_line
from reports.figures.partial_words import change_notes, whole_notes
from reports.figures.query import Overview, overview
from reports.figures.season_words import season_text
from reports.figures.shown_month import CollectedMonth, shown_month_of
from reports.figures.standing import Row
from reports.figures.tables import PartsTable
from reports.figures.unit_addresses import unit_addresses
from reports.figures.year_ends import year_ends
from reports.filters import LONGEST_PROBLEM, Filters, UnitsOf
from reports.overview.cascade_table import cascade_table
from reports.overview.gains import best_gains
from reports.overview.paces import Stretches, stretches
from reports.overview.promise_cards import promise_cards, shared_marks
from reports.overview.standings_table import StandingsTable, standings_table
from reports.overview.status import month_status
from reports.overview.tables import PacesTable, others_table
from reports.overview.tile_drawing import tile_map_svg
from reports.overview.tiles import TileMap, tile_map
from reports.page_request import as_asked, asked_filters, asked_place, asked_unit, signed_in


def home(request: HttpRequest) -> HttpResponse:
    """The user's own unit."""
    unit = home_unit(signed_in(request))
    if unit is None:
        return render(request, "reports/overview/no_unit.html")
    return redirect("overview", unit.pk)


@dataclass(frozen=True)
class OverviewPage:
    """The overview with what was chosen on it: month, the block of the table, None where nothing is
    known of its indicator; and, where it shows an earlier moment, the rows of now."""

    filters: Filters
    overview: Overview
    periods: Sequence[date]
    being_collected: Sequence[CollectedMonth]
    block: Block | None
    rows_now: RowsNow

    @property
    def footnotes(self) -> Footnotes:
        """What the attainments of the table are of."""
        if (block := self.block) is None:
            return footnotes(())
        return footnotes([(row, row.promise_by(block.chosen)) for row in block.rows])

    @property
    def filters_of_others(self) -> Filters:
        """What other pages are asked for: in no order of this page's table."""
        return replace(self.filters, sort=None)

    def table(self) -> PartsTable | None:
        if self.block is None or not self.block.parts:
            return None
        return PartsTable(
            self.block.parts,
            self.block.whole,
            self.block.chosen,
            self.filters.sort,
            self.filters_of_others,
            self.rows_now,
        )

    def tiles(self) -> TileMap | None:
        return tile_map(self.block, unit_addresses(self.filters_of_others)) if self.block else None


@as_asked
def overview_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    place = asked_place(request, unit_id)
    page = _page(place.unit, asked_filters(request, place.unit))
    found, stretches = page.overview, _stretches(page)
    blocks = [_block(page, row) for row in found.cards]
    cards = [_card(block) for block in blocks]
    promises = promise_cards(blocks, year_ends(found))
    others = others_table(found.without_targets, page.filters_of_others, page.rows_now)
    paces = PacesTable.if_any(stretches.found if stretches else ())
    expected = expectations([place.unit], found.months.now, found.moment)[place.unit.pk]
    cascade = cascade_table(found, page.block) if page.block else None
    tiles = page.tiles()
    context = {
        "breadcrumbs": place.breadcrumbs,
        "page": page,
        "overview": found,
        "unit": place.unit,
        "month_status": month_status(found, expected),
        "promises": promises,
        "shared_marks": shared_marks(promises),
        "behind": units_behind(page.block) if page.block and page.block.parts else None,
        "tiles": tiles,
        "tiles_svg": tile_map_svg(tiles) if tiles else "",
        "cards": cards,
        "others": others,
        "stretches": stretches,
        "paces": paces,
        "cascade": cascade,
        "table": page.table(),
    }
    head = page_head(
        f"{place.unit.full_name} {write_period(found.months.now)}",
        [place.unit.full_name, *overview_lines(found)],
        page.filters,
        found.switch,
        is_simulated=found.is_simulated,
    )
    tables = [*(table for _row, table, _notes in cards), others, paces, cascade]
    return page_with_tables(request, "reports/overview/page.html", context, head, tables)


def _block(page: OverviewPage, row: Row) -> Block:
    parts = page.overview.parts.get(row.indicator.code, ())
    return block_of(row, parts, page.filters.assigner)


def _card(block: Block) -> tuple[Row, StandingsTable, list[str]]:
    """With what is said of a sum that lacks units or leaves some out."""
    row, notes = block.whole, list(whole_notes(block))
    return row, standings_table(row, [*notes, *change_notes(row)]), notes


def _stretches(page: OverviewPage) -> Stretches | None:
    """None where the table is of no stock, where nobody set it targets of the year, and where the
    year has no month left."""
    block = page.block
    if block is None or not block.is_judged or not months_left(page.overview.months.now):
        return None
    found, units = page.overview, [row.unit for row in block.parts]
    gains = best_gains(units, block.whole.indicator, found.months.now, found.read_as)
    return stretches(block.parts, block.chosen, gains)


@as_asked
def parts_as_workbook(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The table of the page as .xlsx: same rows, columns and order."""
    unit = asked_unit(request, unit_id)
    page = _page(unit, asked_filters(request, unit))
    found, table = page.overview, page.table()
    if table is None or page.block is None:
        return redirect(reverse("overview", args=[unit_id]) + page.filters.as_query())
    cut_off = cut_off_text(found.rows, has_counts=found.has_counts)
    line = "; ".join(each for each in (cut_off, state_line(found)) if each)
    file = BlockFile(
        page.block,
        found.months.now,
        found.moment,
        found.is_simulated,
        [
            f"{line}.",
            *(found.closed.lines if found.closed else ()),
            *whole_notes(page.block),
            *change_notes(page.block.whole),
            *filter(None, [season_text(page.block.whole)]),
            *remarks(page.filters, found.switch),
        ],
        list(_adjusted(page, page.block)),
    )
    return file.answer(table)


def _adjusted(page: OverviewPage, block: Block) -> Iterator[str]:
    """Which meeting saw the figures so, and what reads otherwise now."""
    if page.filters.meeting is not None:
        yield meeting_text(page.filters.meeting)
    for row in (block.whole, *block.parts):
        now = page.rows_now.get((row.unit.pk, row.indicator.code))
        for difference in differences(row, now) if now is not None else ():
            yield f"{row.unit.full_name}: {difference}"
    yield from _reasons(page, block)


def _reasons(page: OverviewPage, block: Block) -> Iterator[str]:
    """Why the table's figures and targets were adjusted, each correction apart."""
    if (moment := page.overview.moment) is None:
        return
    found, months = adjusted_since(page.overview.unit, moment), page.overview.months
    for each in (*found.figures, *found.targets):
        when = months.now if each.period else months.now.year
        if each.indicator == block.whole.indicator and when in (each.period, each.year):
            named = adjustment_name(each)
            yield from (f"{named}: {line}" for line in correction_lines(each))


def _page(unit: AdministrativeUnit, filters: Filters) -> OverviewPage:
    if filters.sort is not None and not PartsTable.can_sort_by(filters.sort):
        problem = f"sort={filters.sort}"[:LONGEST_PROBLEM]
        filters = replace(filters, sort=None, not_understood=(*filters.not_understood, problem))
    month = shown_month_of(unit, filters)
    by = filters.units or UnitsOf.THEN
    found = overview(unit, month.period, filters.read_as, by)
    code = filters.indicator or code_to_show(found)
    whole = found.whole(code)
    with tables_as_seen(None):
        rows_now = rows_of(overview(unit, month.period, by=by)) if filters.as_seen else {}
    return OverviewPage(
        filters=replace(filters, period=month.period, indicator=code),
        overview=found,
        periods=month.choices,
        being_collected=month.being_collected,
        block=block_of(whole, found.parts.get(code, ()), filters.assigner) if whole else None,
        rows_now=rows_now,
    )
