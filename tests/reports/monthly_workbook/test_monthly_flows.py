"""The monthly workbook's sheet of counts: newly enrolled people and conferences against plans."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from cast import Cast
from coverage.models import AdministrativeUnit, Indicator, Measure
from libreoffice import Recalculated
from monthly import errors_in, monthly_file, opened, verdict
from pages import in_english, signed_in_as
from reporting import make_document, promise, report

SHEET = "Newly enrolled"
JANUARY, FEBRUARY, MARCH = (date(2023, month, 1) for month in (1, 2, 3))
NEW, HELD = "Newly enrolled", "Conferences"


def make_flow(code: str, name: str, order: int) -> Indicator:
    return Indicator.objects.create(
        code=code,
        name=name,
        name_en=name,
        short_name=name,
        measure=Measure.FLOW,
        basis="none",
        order=order,
    )


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.dung))


@pytest.fixture
def as_published(cast: Cast) -> None:
    """What the social insurance of thị xã Đông Hòa held and won by March 2023, here of Cầu Kè:
    4 of 20 conferences, 79 of 642 people."""
    plan = make_document(cast.cau_ke, JANUARY, number="KH-BHXH")
    new, held = make_flow("NEW", NEW, 20), make_flow("CONFERENCES", HELD, 21)
    for indicator, planned, counts in ((held, 20, (0, 1, 3)), (new, 642, (30, 0, 49))):
        promise(plan, cast.cau_ke, indicator, 2023, people=planned)
        for month, people in zip((JANUARY, FEBRUARY, MARCH), counts, strict=True):
            report(cast.cau_ke, indicator, month, people)
    report(cast.tra_cu, held, MARCH, 2)


def blocks(book: Workbook) -> dict[str, dict[str, dict[str, Any]]]:
    """Indicator -> unit -> heading -> value."""
    heading, *rows = book[SHEET].iter_rows(min_row=5, values_only=True)
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        if row[1] is None:
            found[str(row[0])] = of_block = {}
        else:
            of_block[str(row[1])] = dict(zip(map(str, heading), row, strict=True))
    return found


def file_of(reader: Client, unit: AdministrativeUnit, month: str = "2023-03") -> bytes:
    return monthly_file(reader, unit, month=month)


def test_counts_are_added_up_over_the_year_and_held_against_the_plan(
    cast: Cast, reader: Client, as_published: None
) -> None:
    found = blocks(opened(file_of(reader, cast.tra_vinh)))
    held, new = (found[name]["Huyện Cầu Kè"] for name in (HELD, NEW))
    assert (held["In the month"], held["Since January"], held["Plan of the year"]) == (3, 4, 20)
    assert held["Attained, % of the plan"] == 20
    assert held["Remaining"] == 16
    assert (new["Since January"], new["Plan of the year"]) == (79, 642)
    assert round(new["Attained, % of the plan"], 2) == 12.31
    assert [new[month] for month in ("01/2023", "02/2023", "03/2023")] == [30, 0, 49]
    assert "KH-BHXH" in new["Remarks"]


def test_a_month_without_a_count_is_blank_and_the_whole_counts_what_is_there(
    cast: Cast, reader: Client, as_published: None
) -> None:
    held = blocks(opened(file_of(reader, cast.tra_vinh)))[HELD]
    tra_cu, whole = held["Huyện Trà Cú"], held["Tỉnh Trà Vinh"]
    assert (tra_cu["01/2023"], tra_cu["03/2023"], tra_cu["Since January"]) == (None, 2, 2)
    assert tra_cu["Plan of the year"] is None
    assert (whole["01/2023"], whole["In the month"], whole["Since January"]) == (0, 5, 6)


def test_without_counts_and_plans_there_is_no_such_sheet(cast: Cast, reader: Client) -> None:
    assert SHEET not in opened(file_of(reader, cast.tra_vinh)).sheetnames


def test_every_number_but_the_plan_is_a_formula_over_the_figures(
    cast: Cast, reader: Client, as_published: None
) -> None:
    line = blocks(opened(file_of(reader, cast.tra_vinh), formulas=True))[HELD]["Huyện Cầu Kè"]
    plan = line.pop("Plan of the year")
    assert plan == 20
    numbers = [
        value for heading, value in line.items() if heading not in ("No.", "Unit", "Remarks")
    ]
    assert all(str(value).startswith("=IF(") for value in numbers)
    assert "Figures!" in line["03/2023"]


@pytest.mark.libreoffice
def test_a_count_changed_among_the_figures_changes_the_sheet(
    cast: Cast, reader: Client, as_published: None, recalculated: Recalculated
) -> None:
    content = file_of(reader, cast.tra_vinh)
    book = opened(content, formulas=True)
    cell = next(cell for cell in book["Figures"]["D"] if cell.value == 49)
    cell.value = 149
    books = recalculated({"untouched": content, "changed": saved(book)})
    assert errors_in(books["untouched"]) == []
    assert verdict(books["untouched"])[1] == 0
    changed = blocks(books["changed"])[NEW]
    assert changed["Huyện Cầu Kè"]["Since January"] == 179
    assert changed["Tỉnh Trà Vinh"]["In the month"] == 149
    assert verdict(books["changed"])[1] >= 6


@pytest.mark.libreoffice
def test_what_remains_of_a_plan_is_blank_until_the_months_missing_are_filled_in(
    cast: Cast, reader: Client, recalculated: Recalculated
) -> None:
    new = make_flow("NEW", NEW, 20)
    promise(make_document(cast.cau_ke, JANUARY), cast.cau_ke, new, 2023, people=100)
    for month, people in ((JANUARY, 10), (MARCH, 20)):
        report(cast.cau_ke, new, month, people)
    report(cast.cau_ke, new, FEBRUARY, absence="not_available")
    content = file_of(reader, cast.tra_vinh)
    book = opened(content, formulas=True)
    sheet: Any = book["Figures"]
    lines = {(row[0].value, f"{row[1].value}"[:10], row[2].value): row for row in sheet.iter_rows()}
    lines[NEW, "2023-02-01", "Huyện Cầu Kè"][3].value = 5
    books = recalculated({"untouched": content, "filled": saved(book)})
    assert verdict(books["untouched"])[1] == 0
    untouched, filled = (
        blocks(books[name])[NEW]["Huyện Cầu Kè"] for name in ("untouched", "filled")
    )
    assert (untouched["Since January"], untouched["Attained, % of the plan"]) == (30, 30)
    assert untouched["Remaining"] is None
    assert (filled["Since January"], filled["Remaining"]) == (35, 65)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
