"""The table of a page as a workbook: the same rows as real numbers, and never a formula."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cast import JUNE, Cast, make_unit
from coverage.models import AdministrativeUnit, Origin
from coverage.tables.answer import XLSX, file_name
from pages import in_english, open_overview, signed_in_as
from reporting import count, make_document, promise, report, report_all
from small_worlds import clock
from unit_acts import rename

MAY, LAST_DECEMBER = date(2023, 5, 1), date(2022, 12, 1)
FIRST_COLUMN_OF_NUMBERS = 2
DRAWN = "Figure, path, target"


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè is above its target, Trà Cú below, Tiểu Cần has not reported."""
    make_unit(2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", world.tra_vinh)
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for period, lag in ((LAST_DECEMBER, 12), (MAY, -3), (JUNE, 0)):
        people = {world.cau_ke: 70 - lag, world.tra_cu: 200 - lag}
        report_all(people, world.bhyt, period, source="Báo cáo tháng")
    for unit, base, target in ((world.cau_ke, 300, 60), (world.tra_cu, 700, 310)):
        count(unit, "population", 2023, base)
        promise(plan, unit, world.bhyt, 2023, people=target)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.dung))


def download(reader: Client, unit: AdministrativeUnit, **query: Any) -> Any:
    address = reverse("parts_workbook", args=[unit.pk])
    response = reader.get(address, {"month": "2023-06", "indicator": "BHYT"} | query)
    assert response.status_code == 200
    return response


def sheet_of(reader: Client, unit: AdministrativeUnit, **query: Any) -> Worksheet:
    return load_workbook(BytesIO(download(reader, unit, **query).content)).worksheets[0]


def header_row(sheet: Worksheet) -> int:
    row: int = next(cell.row for cell in sheet["A"] if cell.value == "Unit")
    return row


def lines(sheet: Worksheet) -> list[dict[str, Any]]:
    """Each line of the table by its headings, the whole last."""
    top = header_row(sheet)
    headings = [str(cell.value) for cell in sheet[top]]
    found = []
    for row in sheet.iter_rows(min_row=top + 1):
        if row[0].value is None:
            break
        found.append(dict(zip(headings, [cell.value for cell in row], strict=True)))
    return found


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_it_is_a_workbook_named_after_what_it_holds(cast: Cast, reader: Client) -> None:
    response = download(reader, cast.tra_vinh)
    assert response["Content-Type"] == XLSX
    name = unquote(response["Content-Disposition"].partition("''")[2])
    assert name == "Tỉnh-Trà-Vinh-BHYT-2023-06.xlsx"


def test_a_workbook_of_what_was_seen_earlier_says_so_in_its_name_and_below(
    cast: Cast, reader: Client
) -> None:
    moment = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 77)
    response = download(reader, cast.tra_vinh, as_seen=moment.isoformat())
    assert f"-{moment.year}" in unquote(response["Content-Disposition"])
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert lines(sheet)[0]["Participants"] == 70
    assert any(text.startswith("As recorded at") for text in texts(sheet))


def test_numbers_are_numbers_and_text_is_text(cast: Cast, reader: Client) -> None:
    first = lines(sheet_of(reader, cast.tra_vinh))[0]
    assert first == {
        "Unit": "Huyện Cầu Kè",
        "Rank by attainment": 1,
        "Participants": 70,
        "Denominator": 300,
        "Coverage, %": pytest.approx(70 * 100 / 300, rel=1e-15),
        "Target": 60,
        "Attained, %": pytest.approx(70 * 100 / 60, rel=1e-15),
        "Remaining": -10,
        "Needed a month": 0,
        "On last month": -3,
        "On the same month last year": None,
        "On 31 December": 12,
        "Judgement": "✓ reached",
        "Month": "◐ submitted",
        "Marks": None,
        "Origin": "reported",
    }


@pytest.mark.parametrize("said", ["not reported", "not available", "not applicable"])
def test_what_is_not_known_says_why_and_is_no_number_least_of_all_zero(
    cast: Cast, reader: Client, said: str
) -> None:
    tieu_can = AdministrativeUnit.objects.get(full_name="Huyện Tiểu Cần")
    if said != "not reported":
        report(tieu_can, cast.bhyt, JUNE, absence=said.replace(" ", "_"))
    line = lines(sheet_of(reader, cast.tra_vinh))[1]
    assert line["Unit"] == "Huyện Tiểu Cần"
    numbers = {name: line[name] for name in NUMBERS}
    assert numbers == dict.fromkeys(NUMBERS) | {"Participants": said}


def test_a_reported_zero_is_a_zero(cast: Cast, reader: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 0)
    first = lines(sheet_of(reader, cast.tra_vinh))[0]
    assert (first["Participants"], first["Coverage, %"]) == (0, 0)


PEOPLE, CHANGE, RATE = "#,##0", "+#,##0;-#,##0;0", "#,##0.00"
NUMBERS = {
    "Rank by attainment": PEOPLE,
    "Participants": PEOPLE,
    "Denominator": PEOPLE,
    "Coverage, %": RATE,
    "Target": PEOPLE,
    "Attained, %": RATE,
    "Remaining": f'{PEOPLE};"exceeded by "{PEOPLE}',
    "Needed a month": PEOPLE,
    "On last month": CHANGE,
    "On the same month last year": CHANGE,
    "On 31 December": CHANGE,
}


def test_every_number_has_the_format_of_its_column(cast: Cast, reader: Client) -> None:
    sheet = sheet_of(reader, cast.tra_vinh)
    top = header_row(sheet)
    formats: dict[str, set[str]] = {}
    for heading in sheet[top]:
        for row in range(top + 1, top + 5):
            cell = sheet.cell(row, heading.column or 0)
            if heading.value in NUMBERS and cell.value is not None:
                kind = cell.number_format if isinstance(cell.value, int | float) else "text"
                formats.setdefault(str(heading.value), set()).add(kind)
    numbers = {name: found - {"text"} for name, found in formats.items()}
    assert numbers == {name: {NUMBERS[name]} for name in numbers}
    assert len(numbers) > len(NUMBERS) / 2


def test_the_heading_and_the_names_stay_in_view_and_on_every_printed_page(
    cast: Cast, reader: Client
) -> None:
    sheet = sheet_of(reader, cast.tra_vinh)
    top = header_row(sheet)
    assert sheet.freeze_panes == f"B{top + 1}"
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.auto_filter.ref == f"A{top}:P{top + 3}"


def test_page_and_workbook_have_the_same_columns_rows_and_order(
    cast: Cast, reader: Client, static_files: None
) -> None:
    for sort in ("unit", "-people", "rate", "-unit"):
        query = {"month": "2023-06", "indicator": "BHYT", "sort": sort}
        page = open_overview(reader, cast.tra_vinh, **query)
        found = lines(sheet_of(reader, cast.tra_vinh, **query))
        numbers = [name for name in page.table_heading() if name != DRAWN]
        assert [*numbers, "Marks", "Origin"] == list(found[0])
        units = [row[0] for row in page.table()]
        assert units == [line["Unit"].replace("\n", " ") for line in found]
        for row, line in zip(page.table(), found, strict=True):
            shown = dict(zip(page.table_heading(), row, strict=True))
            for name in ("Rank by attainment", "Participants", "Denominator", "Target"):
                assert in_the_file(shown[name]) == (None if line[name] is None else str(line[name]))


def in_the_file(shown: str) -> str | None:
    """Where the page has a dash, nothing; and no word of what a target turned into people was."""
    digits = shown.replace(".", "")
    return digits if shown[:1].isdigit() or shown.startswith("not ") else None


def test_the_workbook_is_the_one_the_page_links_to(
    cast: Cast, reader: Client, static_files: None
) -> None:
    query = {"month": "2023-06", "indicator": "BHYT", "sort": "-people"}
    page = open_overview(reader, cast.tra_vinh, **query)
    link = page.first('//a[contains(@href, "parts.xlsx")]').get("href")
    sheet = load_workbook(BytesIO(reader.get(link).content)).worksheets[0]
    assert [line["Unit"] for line in lines(sheet)][:2] == ["Huyện Trà Cú", "Huyện Cầu Kè"]


def test_the_whole_stands_last_and_is_pooled(cast: Cast, reader: Client) -> None:
    whole = lines(sheet_of(reader, cast.tra_vinh))[-1]
    assert (whole["Unit"], whole["Participants"], whole["Denominator"]) == (
        "Tỉnh Trà Vinh\n2/3",
        270,
        1_000,
    )
    assert (whole["Coverage, %"], whole["Origin"]) == (27, "computed")
    assert whole["Month"] in (None, "–")


def test_a_target_set_as_a_rate_is_written_as_the_people_it_means(
    cast: Cast, reader: Client
) -> None:
    council = make_document(cast.tra_vinh, date(2023, 1, 1), "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, cast.cau_ke, cast.bhyt, 2023, percent=Decimal("50.5"))
    line = lines(sheet_of(reader, cast.tra_vinh, assigner=council.assigner_id))[0]
    assert (line["Target"], line["Remaining"]) == (152, 82)
    assert line["Attained, %"] == pytest.approx(float(Decimal(7_000) / 300 / Decimal("50.5") * 100))


HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=HYPERLINK(0)", "a\x0bb")


def test_whatever_a_name_begins_with_it_is_text_and_no_formula(cast: Cast, reader: Client) -> None:
    for number, name in enumerate(HOSTILE):
        unit = make_unit(2, f"95{number}", "huyen", name, name, cast.tra_vinh)
        report(unit, cast.bhyt, JUNE, 1, source=name)
    plan = make_document(cast.tra_vinh, date(2023, 2, 1), number="=1+1", title="=2+2")
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=60)
    rename(cast.tra_vinh, full_name="=3+3")
    content = download(reader, cast.tra_vinh).content
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    names = {line["Unit"] for line in lines(sheet)}
    assert {"=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "ab"} <= names
    assert lines(sheet)[-1]["Unit"].startswith("=3+3\n")
    assert "=1+1" in " ".join(texts(sheet))


def test_the_assigner_and_the_document_of_the_targets_are_named(cast: Cast, reader: Client) -> None:
    said = " ".join(texts(sheet_of(reader, cast.tra_vinh)))
    assert "Targets set by UBND tỉnh Trà Vinh: 7/KH-UBND." in said
    counts = "2/3 have figures · 2/3 handed in · 0/3 approved"
    assert f"Figures up to 30/06/2023; {counts}." in said


def test_every_source_of_the_lines_is_named_once(cast: Cast, reader: Client) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 800, source="Bài đăng 26/07/2023")
    said = texts(sheet_of(reader, cast.tra_vinh))
    assert [text for text in said if text.startswith("Source")] == [
        "Source: Bài đăng 26/07/2023",
        "Source: Báo cáo tháng",
    ]


def test_simulated_and_published_lines_are_told_apart(cast: Cast, reader: Client) -> None:
    assert not any("SIMULATED" in text for text in texts(sheet_of(reader, cast.tra_vinh)))
    report(cast.cau_ke, cast.bhyt, JUNE, 71, origin=Origin.SIMULATED)
    report(cast.tra_vinh, cast.bhyt, JUNE, 800, origin=Origin.PUBLISHED)
    sheet = sheet_of(reader, cast.tra_vinh)
    assert [line["Origin"] for line in lines(sheet)] == [
        "simulated",
        None,
        "reported",
        "published",
    ]
    assert any(text.startswith("SIMULATED FIGURES") for text in texts(sheet))


def test_a_unit_that_did_not_report_has_no_origin(cast: Cast, reader: Client) -> None:
    line = lines(sheet_of(reader, cast.tra_vinh))[1]
    assert line["Origin"] is None


def test_without_units_below_there_is_no_workbook_but_the_page(cast: Cast, reader: Client) -> None:
    response = reader.get(reverse("parts_workbook", args=[cast.cau_ke.pk]))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("overview", args=[cast.cau_ke.pk]))


def test_a_file_name_holds_nothing_a_system_refuses() -> None:
    assert file_name('Xã a/b\\c: "d"<e>|f?*', "BHYT") == "Xã-a-b-c-d-e-f-BHYT.xlsx"
    assert file_name("=cmd", "BHYT") == "cmd-BHYT.xlsx"
