"""A count since January that lacks months or units is "at least" wherever it is shown, with the
months that it lacks, and is judged nowhere."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cast import JUNE, Cast
from coverage.models import Indicator
from every_surface import file_text
from pages import Page, open_overview, signed_in_as
from raw_rows import add_indicator
from reporting import make_document, promise, report, report_all
from word_documents import Word

pytestmark = pytest.mark.usefixtures("static_files")
LACKING = "thiếu số liệu tháng 2, 4–5; tháng 3 (1/2)"


def month(number: int) -> date:
    return date(2023, number, 1)


def newly_enrolled() -> Indicator:
    return Indicator.objects.get(code="MOI")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Trà Vinh is to win 200 people. Both districts counted in January and June, 61 people; in
    March Cầu Kè alone, 30; in February, April and May nobody."""
    flow = add_indicator(code="MOI", name="Phát triển mới", measure="flow", basis="none")
    report_all({world.cau_ke: 10, world.tra_cu: 20}, flow, month(1))
    report(world.cau_ke, flow, month(3), 30)
    report_all({world.cau_ke: 15, world.tra_cu: 16}, flow, JUNE)
    plan = make_document(world.tra_vinh, month(1), number="7/KH-UBND")
    promise(plan, world.tra_vinh, flow, 2023, people=200)
    promise(plan, world.cau_ke, flow, 2023, people=100)
    return world


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    """Chi sits on the committee of Trà Vinh."""
    return signed_in_as(client, cast.chi)


def surfaces(chi: Client, cast: Cast, period: str = "2023-06") -> dict[str, str]:
    """Name of the address -> all that it says of the count."""
    of_unit, query = [cast.tra_vinh.pk], {"month": period, "indicator": "MOI"}
    pages = {name: chi.get(reverse(name, args=of_unit), query) for name in ("overview", "report")}
    pages["unit"] = chi.get(reverse("unit", args=of_unit), query)
    pages["indicator"] = chi.get(reverse("indicator", args=[*of_unit, "MOI"]), {"month": period})
    files = {
        "unit as a file": chi.get(reverse("unit", args=of_unit), query | {"xlsx": "months"}),
        "ranking": chi.get(
            reverse("indicator_workbook", args=[*of_unit, "MOI"]), {"month": period}
        ),
        "monthly_workbook": chi.get(reverse("monthly_workbook", args=of_unit), query),
    }
    document = chi.get(reverse("report_document", args=of_unit), query)
    said = {name: Page.of(answer).text for name, answer in pages.items()}
    said |= {name: file_text(answer) for name, answer in files.items()}
    return {
        name: text.replace("\u00a0", " ")
        for name, text in (said | {"document": Word.of(document.content).text}).items()
    }


def test_every_surface_names_the_months_that_are_missing(cast: Cast, chi: Client) -> None:
    for name, text in surfaces(chi, cast).items():
        assert LACKING in text, name


def test_pages_and_document_say_at_least(cast: Cast, chi: Client) -> None:
    said = surfaces(chi, cast)
    for name in ("overview", "report", "document", "unit", "indicator"):
        assert "ít nhất 91" in said[name], name
    for name in ("overview", "report", "document"):
        assert "ít nhất 45,50 %" in said[name] or "ít nhất 45,50%" in said[name], name
    for name in ("indicator", "ranking"):
        assert "ít nhất 45,50" in said[name], name
    sentence = "ít nhất 91 người, đạt ít nhất 45,50% kế hoạch năm (200 người); " + LACKING
    assert sentence in said["document"]


def test_what_remains_of_the_plan_is_said_nowhere(cast: Cast, chi: Client) -> None:
    """200 less 91 are 109. Workbooks: the next test."""
    assert "109" not in open_overview(chi, cast.tra_vinh, month="2023-06").card("MOI").text
    said = surfaces(chi, cast)
    for name in ("report", "document"):
        assert "phát triển thêm" not in said[name], name
    indicator = reverse("indicator", args=[cast.tra_vinh.pk, "MOI"])
    *_districts, whole = Page.of(chi.get(indicator, {"month": "2023-06"})).table()
    assert not any("109" in cell for cell in whole)


def test_the_cells_of_the_workbooks_hold_the_numbers_and_say_at_least(
    cast: Cast, chi: Client
) -> None:
    query = {"month": "2023-06"}
    answer = chi.get(reverse("monthly_workbook", args=[cast.tra_vinh.pk]), query)
    sheet = load_workbook(BytesIO(answer.content), data_only=True)["Phát triển mới"]
    headings = [cell.value for cell in sheet[5]]
    whole = next(row for row in sheet.iter_rows() if row[1].value == "Tỉnh Trà Vinh")
    line = dict(zip(headings, whole, strict=True))
    done, attained = line["Lũy kế từ đầu năm"], line["Đạt % kế hoạch"]
    assert (done.value, done.number_format) == (91, '"ít nhất "#,##0')
    assert (attained.value, attained.number_format) == (45.5, '"ít nhất "#,##0.00')
    assert line["Còn phải phát triển"].value is None


def test_the_card_of_the_count_reads_as_one_line_of_numbers_and_one_of_months(
    cast: Cast, chi: Client
) -> None:
    card = open_overview(chi, cast.tra_vinh, month="2023-06").card("MOI")
    assert card.people == "ít nhất 91"
    assert card.rate == "ít nhất 45,50 %"
    assert "ít nhất 91 / 200 ít nhất 45,50 %" in card.text
    assert LACKING in card.text


def test_a_count_whose_last_month_is_late_is_at_least_what_was_counted_before(
    cast: Cast, chi: Client
) -> None:
    said = surfaces(chi, cast, "2023-07")
    for name in ("overview", "report", "document", "unit"):
        assert "ít nhất 91" in said[name], name
    for name, text in said.items():
        assert "thiếu số liệu tháng 2, 4–5, 7; tháng 3 (1/2)" in text, name


def test_when_all_months_are_there_the_count_is_judged(cast: Cast, chi: Client) -> None:
    flow = newly_enrolled()
    for number in (2, 4, 5):
        report_all({cast.cau_ke: 0, cast.tra_cu: 1}, flow, month(number))
    report(cast.tra_cu, flow, month(3), 6)
    said = surfaces(chi, cast)
    for name, text in said.items():
        assert "ít nhất" not in text, name
        assert "thiếu số liệu" not in text, name
    assert "100 / 200 50,00 %" in said["overview"]
    assert "100" in said["monthly_workbook"].split("\n")


def test_a_unit_to_which_it_does_not_apply_is_not_missing(cast: Cast, chi: Client) -> None:
    report(cast.tra_cu, newly_enrolled(), month(3), absence="not_applicable")
    said = surfaces(chi, cast)
    for name in ("overview", "report", "monthly_workbook", "unit"):
        assert "thiếu số liệu tháng 2, 4–5" in said[name], name
        assert "tháng 3 (" not in said[name], name


def test_without_any_count_nothing_is_at_least_zero(cast: Cast, chi: Client) -> None:
    plan = make_document(cast.lai_chau, month(1), number="8/KH-UBND")
    promise(plan, cast.lai_chau, newly_enrolled(), 2023, people=50)
    signed_in_as(chi, cast.dung)
    card = open_overview(chi, cast.lai_chau, month="2023-06").card("MOI")
    assert card.people == "chưa có số liệu"
    assert "ít nhất" not in card.text
