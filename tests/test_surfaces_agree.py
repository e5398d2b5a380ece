"""In made-up worlds page, workbooks and document say the same of every unit: the number, of how
many units it is, whether it is judged, its place and its marks."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from cast import JUNE, make_user
from coverage.models import AdministrativeUnit
from coverage.notation.numbers import write_people
from made_targets import set_random_targets
from monthly import monthly_file, opened, report_block
from pages import Page, in_english, signed_in_as, text_of
from reports.figures.blocks import Block, blocks_of
from reports.figures.marks import row_marks
from reports.figures.query import overview
from reports.figures.standing import Row
from reports.figures.words import incomplete_text
from small_worlds import make_world
from word_documents import word_of

pytestmark = pytest.mark.usefixtures("static_files")
SEEDS = range(2)


@dataclass(frozen=True)
class Said:
    """Of one line; `attained` and `rate` to two decimals, as pages print them."""

    people: int | None
    rate: float | None
    attained: float | None
    remaining: int | None
    place: int | None
    lacking: str
    is_marked: bool


def expected(block: Block, row: Row) -> Said:
    shown, standing = row.promise_by(block.chosen), row.standing_by(block.chosen)
    with override("en"):
        return Said(
            row.value.people,
            _rounded(row.value.rate),
            _rounded(shown.assessment.attainment) if shown else None,
            standing.assessment.remaining if standing else None,
            block.ranks().get(row.unit.pk),
            incomplete_text(row.value),
            bool(row_marks(row)),
        )


def has_value(row: Row) -> bool:
    return row.value.people is not None or row.value.rate is not None


def words_of(lacking: str) -> str:
    """As the report says it; what no cell holds where nothing is lacking."""
    return {"incomplete": "thiếu cấp dưới", "": "/"}.get(lacking, lacking)


def _rounded(number: Any) -> float | None:
    return None if number in (None, "") else round(float(number), 2)


def in_parts_workbook(reader: Client, unit: AdministrativeUnit, block: Block) -> list[Said]:
    query = {"month": "2023-06", "indicator": block.whole.indicator.code}
    response = reader.get(reverse("parts_workbook", args=[unit.pk]), query)
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    top = next(cell.row for cell in sheet["A"] if cell.value == "Unit")
    headings = [str(cell.value) for cell in sheet[top]]
    at = {name: headings.index(name) for name in ("Participants", "Coverage, %")}
    attained = next(index for index, name in enumerate(headings) if name.startswith("Attained"))
    rank = next(index for index, name in enumerate(headings) if name.startswith("Rank"))
    found = []
    for row in sheet.iter_rows(min_row=top + 1):
        if row[0].value is None:
            break
        people, comment = row[at["Participants"]].value, row[at["Participants"]].comment
        remaining: Any = row[headings.index("Remaining")].value
        place: Any = row[rank].value
        _name, _, lacking = str(row[0].value).partition("\n")
        found.append(
            Said(
                people if isinstance(people, int) else None,
                _rounded(row[at["Coverage, %"]].value),
                _rounded(row[attained].value),
                remaining,
                place,
                lacking,
                comment is not None
                and any(
                    word in comment.text for word in ("approved", "edited", "explained", "warning")
                ),
            )
        )
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_surface_says_the_same_of_every_unit(db: None, client: Client, seed: int) -> None:
    world = make_world(seed)
    set_random_targets(world)
    reader = in_english(signed_in_as(client, make_user("em", "Em", administrator=True)))
    compared = 0
    for unit in (world.nation, *world.provinces[:2]):
        blocks = blocks_of(overview(unit, JUNE), None)
        book = opened(monthly_file(reader, unit))
        tables = word_of(reader, unit).parts_tables()
        shown = [block for block in blocks if any(has_value(row) for row in block.parts)]
        assert len(tables) == len(shown)
        for block, table in zip(shown, tables, strict=True):
            rows = [*block.parts, block.whole]
            said = [expected(block, row) for row in rows]
            assert in_parts_workbook(reader, unit, block) == said
            monthly = report_block(book, block.whole.indicator.label).lines
            for line, each in zip(monthly, said, strict=True):
                assert (line["This month"], _rounded(line["Coverage, %"])) == (
                    each.people,
                    each.rate,
                )
                assert (line["Rank"] or None) == each.place
            for cells, each in zip(table, said, strict=True):
                assert (words_of(each.lacking) in cells[1]) is bool(each.lacking)
                assert ("†" in cells[2] + cells[4]) is each.is_marked
                if each.people is not None:
                    assert write_people(each.people) in cells[2]
            compared += len(said)
    assert compared > 10


def test_the_page_of_what_if_judges_where_the_overview_does(db: None, client: Client) -> None:
    world = make_world(1)
    set_random_targets(world)
    reader = in_english(signed_in_as(client, make_user("em", "Em", administrator=True)))
    for unit in (world.nation, *world.provinces[:2]):
        for whole in overview(unit, JUNE).cards:
            query = {"month": "2023-06", "indicator": whole.indicator.code}
            page = Page.of(reader.get(reverse("what_if", args=[unit.pk]), query))
            now = {
                line.xpath("./th")[0].text: text_of(line.xpath("./td")[0])
                for line in page.root.xpath('//table[@id="result"]/tbody/tr')
            }
            for standing in whole.standings:
                shown = now[f"Attained of the target of {standing.promise.assigner}"]
                assert (shown == "–") is (standing.assessment.attainment is None)
