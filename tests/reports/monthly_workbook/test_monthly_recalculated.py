"""LibreOffice calculates the monthly workbook anew: every number is the server's, none an error."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from io import BytesIO
from math import isclose
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from cast import JUNE, make_cast, make_unit, make_user
from changing_worlds import MONTHS, make_changing_world
from coverage.models import AdministrativeUnit, Indicator
from libreoffice import Recalculated
from monthly import errors_in, monthly_file, opened, report_block, verdict
from pages import in_english, signed_in_as
from reporting import count, make_document, promise, report

pytestmark = pytest.mark.libreoffice

MAY, LAST_JUNE, DECEMBER = date(2023, 5, 1), date(2022, 6, 1), date(2022, 12, 1)
ALL_AGREE, SOME_DIFFER = "EVERYTHING AGREES", "SOME CELLS DIFFER"


@dataclass(frozen=True)
class Files:
    """Of a unit and month of one world: its monthly workbook, and its table of units as a file,
    where it has any."""

    monthly: bytes
    parts: bytes | None


def files_of(seed: int) -> Files:
    """The world itself is taken back."""
    with transaction.atomic():
        world = make_changing_world(seed)
        reader = in_english(signed_in_as(Client(), make_user("em", "Em", administrator=True)))
        period = MONTHS[seed % len(MONTHS)]
        there = [each for each in world.provinces if each.exists_on(period)]
        unit = [world.nation, *there][seed % (1 + len(there))]
        indicator = list(world.indicators)[seed % len(world.indicators)]
        query: dict[str, Any] = {"month": f"{period:%Y-%m}", "indicator": indicator}
        if seed % 5 == 0 and world.meeting is not None:
            query["meeting"] = world.meeting.pk
        parts = reader.get(reverse("parts_workbook", args=[unit.pk]), query)
        found = Files(
            monthly_file(reader, unit, **query),
            parts.content if parts.status_code == HTTPStatus.OK else None,
        )
        transaction.set_rollback(True)
    return found


def cells_that_differ(cached: Workbook, calculated: Workbook) -> Iterator[str]:
    """Every cell of every sheet; a blank may be a text of no letters."""
    assert cached.sheetnames == calculated.sheetnames
    for sheet in cached.worksheets:
        other = calculated[sheet.title]
        for row in range(1, max(sheet.max_row, other.max_row) + 1):
            for column in range(1, max(sheet.max_column, other.max_column) + 1):
                one, two = sheet.cell(row, column).value, other.cell(row, column).value
                if not is_same(one, two):
                    yield f"{sheet.title}!{sheet.cell(row, column).coordinate}: {one!r}, {two!r}"


def is_same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) < timedelta(seconds=1)
    return (one or "") == (other or "")


def test_every_cell_of_twenty_worlds_comes_to_what_the_server_cached(
    db: None, recalculated: Recalculated
) -> None:
    """All of them in one start of LibreOffice."""
    made = {seed: files_of(seed) for seed in range(20)}
    files = {f"monthly-{seed}": each.monthly for seed, each in made.items()}
    files |= {f"parts-{seed}": each.parts for seed, each in made.items() if each.parts is not None}
    assert len(files) > 30
    compared = 0
    for name, book in recalculated(files).items():
        cached = opened(files[name])
        assert errors_in(book) == [], name
        assert list(cells_that_differ(cached, book)) == [], name
        if name.startswith("monthly"):
            assert verdict(book) == verdict(cached), name
            assert verdict(book)[1:] == (0, ALL_AGREE), name
            compared += verdict(book)[0]
    assert compared > 3_000


def report_everything(unit: AdministrativeUnit, indicator: Indicator, people: int) -> None:
    for period, lag in ((DECEMBER, 12), (LAST_JUNE, 20), (MAY, 3), (JUNE, 0)):
        report(unit, indicator, period, people - lag)


def test_a_figure_changed_in_the_file_changes_the_report_and_shows_in_the_check(
    db: None, client: Client, recalculated: Recalculated
) -> None:
    cast = make_cast()
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    for unit, people in ((cast.cau_ke, 70), (cast.tra_cu, 300)):
        report_everything(unit, cast.bhyt, people)
        count(unit, "population", 2023, 500)
        promise(plan, unit, cast.bhyt, 2023, people=400)
    tie = make_document(cast.tra_vinh, date(2023, 1, 1), "Thủ tướng Chính phủ", 4)
    promise(tie, cast.tra_vinh, cast.bhyt, 2023, percent=Decimal("31.55"))
    reader = in_english(signed_in_as(client, cast.dung))
    untouched = monthly_file(reader, cast.tra_vinh)
    books = recalculated({"untouched": untouched, "changed": with_figure(untouched, 70, 80)})

    before, after = (report_block(books[name], "BHYT") for name in ("untouched", "changed"))
    assert [line["This month"] for line in before.lines] == [70, 300, 370]
    assert [line["This month"] for line in after.lines] == [80, 300, 380]
    assert before.whole["Coverage, %"] == pytest.approx(37)
    assert after.whole["Coverage, %"] == pytest.approx(38)
    assert [line["Rank"] for line in after.lines] == [2, 1, None]
    assert after.lines[0]["Gained (+), lost (−) on: last month"] == 13
    assert before.whole["Target: people"] == 316, "31,55 % of 1.000 is 315,5: half goes up"
    assert verdict(books["untouched"])[1:] == (0, ALL_AGREE)
    assert verdict(books["changed"])[1] >= 10
    assert verdict(books["changed"])[2] == SOME_DIFFER
    assert "0 differ" in foot_of(books["untouched"])
    assert f"{verdict(books['changed'])[1]} differ" in foot_of(books["changed"])


def test_a_goal_of_more_than_95_per_cent_is_open_at_95_and_reached_above_it(
    db: None, client: Client, recalculated: Recalculated
) -> None:
    cast = make_cast()
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    for unit, people in ((cast.cau_ke, 23_750), (cast.tra_cu, 23_751)):
        report_everything(unit, cast.bhyt, people)
        count(unit, "population", 2023, 25_000)
        promise(plan, unit, cast.bhyt, 2023, percent=Decimal(95), percent_qualifier="over")
    reader = in_english(signed_in_as(client, cast.dung))
    untouched = monthly_file(reader, cast.tra_vinh)
    raised = with_figure(untouched, 23_750, 23_752)
    books = recalculated({"untouched": untouched, "raised": raised})

    def told(name: str) -> list[tuple[Any, Any, Any]]:
        lines = report_block(books[name], "BHYT").lines[:-1]
        return [(line["Remaining"], line["Needed a month"], line["Judgement"]) for line in lines]

    at_it, above_it = told("untouched")
    assert at_it[:2] == (1, 1)
    assert "reached" not in at_it[2]
    assert above_it == (-1, 0, "✓ reached")
    assert told("raised")[0] == (-2, 0, "✓ reached")
    assert verdict(books["untouched"])[1:] == (0, ALL_AGREE)


def with_figure(content: bytes, old: int, new: int) -> bytes:
    """The file as somebody saves it who typed another number among the figures."""
    book = opened(content, formulas=True)
    cell = next(cell for cell in book["Figures"]["D"] if cell.value == old)
    cell.value = new
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def foot_of(book: Workbook) -> str:
    texts = [cell.value for cell in book["Report"]["A"] if isinstance(cell.value, str)]
    return next(text for text in texts if text.startswith("Check against the server"))


def test_a_unit_without_parts_and_one_without_anything_have_no_errors(
    db: None, client: Client, recalculated: Recalculated
) -> None:
    cast = make_cast()
    report_everything(cast.sin_ho, cast.bhyt, 40)
    nothing = make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation)
    reader = in_english(signed_in_as(client, cast.dung))
    books = recalculated(
        {"leaf": monthly_file(reader, cast.sin_ho), "nothing": monthly_file(reader, nothing)}
    )
    assert report_block(books["leaf"], "BHYT").whole["This month"] == 40
    for book in books.values():
        assert errors_in(book) == []
        assert verdict(book)[1:] == (0, ALL_AGREE)
