"""Targets of a document out of a workbook: hand in, tell the columns, look, confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import DjangoAssertNumQueries

from books import saved, xlsx
from cast import Cast, make_unit, make_user
from coverage.models import Denominator, Indicator, Measure, Origin, Role, User
from coverage.workbooks import handing, pages
from coverage.workbooks.template_mark import FIRST_FIGURE, HEADER_ROW, NAME
from entry_pages import in_english
from import_pages import ImportPage, read_here
from pages import Page, text_of
from raw_rows import add_target_file
from reporting import make_document
from targets.entry import TargetValue, record_targets
from targets.models import Document, Target, TargetFile
from targets.target_import import file_page as target_file
from targets.target_import.template_mark import DATA_SHEET
from unit_acts import end_roles, restate

pytestmark = pytest.mark.usefixtures("static_files")

YEARS = [
    ["CHỈ TIÊU BAO PHỦ BHYT GIAI ĐOẠN 2021 - 2025"],
    ["TT", "Đơn vị", 2021, 2022, 2023],
    [None, "Tỉnh Trà Vinh", "91,5", 92, "≥ 93"],
    [1, "Huyện Cầu Kè", "90,0", 91, None],
    [2, "Trà Cú", "90,5", 91, 92],
]
AS_TYPED = {"number": "rate", "percents": "percent"}


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (handing, pages):
        monkeypatch.setattr(page, "read_book", read_here)


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.tra_vinh, date(2021, 1, 1))


@dataclass
class TargetImporter(ImportPage):
    """Who approves, at the pages of an import of targets."""

    document: Document

    @classmethod
    def of(cls, document: Document, user: User) -> "TargetImporter":
        client = in_english(user)
        address = reverse("target_import", args=[document.pk])
        return cls(client, Page.of(client.get(address)), document)

    def hand_in(self, content: bytes, name: str = "chỉ tiêu.xlsx") -> "TargetImporter":
        self.send(reverse("target_import", args=[self.document.pk]), content, name)
        return self

    def template(self, **query: Any) -> bytes:
        address = reverse("target_template", args=[self.document.pk])
        response = self.client.get(address, query)
        assert response.status_code == 200
        content: bytes = response.content
        return content


@pytest.fixture
def giang(cast: Cast, document: Document) -> TargetImporter:
    return TargetImporter.of(document, cast.giang)


def said(
    document: Document,
) -> dict[tuple[str, str, int], tuple[int | None, Decimal | None, str, str]]:
    rows = document.targets.current().filter(is_withdrawn=False)
    return {
        (row.unit.name, row.indicator.code, row.year): (
            row.people,
            row.percent,
            row.people_qualifier,
            row.percent_qualifier,
        )
        for row in rows.select_related("unit", "indicator")
    }


def set_target(
    cast: Cast, document: Document, year: int, by: User | None = None, **value: Any
) -> None:
    target = TargetValue(document.pk, cast.cau_ke.pk, cast.bhyt.pk, year, **value)
    record_targets(by or cast.em, [target], reason="đính chính")


# A sheet of one's own


def test_years_of_an_indicator_are_told_looked_at_and_confirmed(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    giang.hand_in(xlsx(YEARS))
    assert giang.heading() == "What the columns hold"
    fields = giang.fields()
    assert (fields["indicator"], fields["f-2"]) == (["BHYT"], ["unit-name"])
    assert [(fields[f"f-{at}"], fields[f"y-{at}"]) for at in (3, 4, 5)] == [
        (["BHYT"], [str(year)]) for year in (2021, 2022, 2023)
    ]
    giang.press("save", **AS_TYPED)
    assert giang.heading() == "What the file would change"
    assert giang.counts()["Would be new"] == 8
    assert giang.counts()["Blank in the file"] == 1
    assert said(document) == {}
    giang.press("confirm")
    assert "Imported: 8 targets written." in giang.page.text
    assert said(document) == {
        ("Trà Vinh", "BHYT", 2021): (None, Decimal("91.5"), "", ""),
        ("Trà Vinh", "BHYT", 2022): (None, Decimal(92), "", ""),
        ("Trà Vinh", "BHYT", 2023): (None, Decimal(93), "", "at_least"),
        ("Cầu Kè", "BHYT", 2021): (None, Decimal(90), "", ""),
        ("Cầu Kè", "BHYT", 2022): (None, Decimal(91), "", ""),
        ("Trà Cú", "BHYT", 2021): (None, Decimal("90.5"), "", ""),
        ("Trà Cú", "BHYT", 2022): (None, Decimal(91), "", ""),
        ("Trà Cú", "BHYT", 2023): (None, Decimal(92), "", ""),
    }
    assert {row.recorded_by for row in Target.objects.all()} == {cast.giang}


def test_indicators_of_a_year_and_people_beside_per_cent_make_one_target(
    giang: TargetImporter, document: Document
) -> None:
    rows = [
        ["CHỈ TIÊU NĂM 2023"],
        ["Đơn vị", "BHYT (người)", "BHYT (%)", "BHXH (người)"],
        ["Cầu Kè", 96_581, "91,5 %", 20_000],
        ["Trà Cú", "136.329", None, "≥ 30.000"],
    ]
    giang.hand_in(xlsx(rows)).press("save")
    giang.press("confirm")
    assert said(document) == {
        ("Cầu Kè", "BHYT", 2023): (96_581, Decimal("91.5"), "", ""),
        ("Cầu Kè", "BHXH", 2023): (20_000, None, "", ""),
        ("Trà Cú", "BHYT", 2023): (136_329, None, "", ""),
        ("Trà Cú", "BHXH", 2023): (30_000, None, "at_least", ""),
    }


def test_people_or_per_cent_is_asked_and_never_guessed(
    giang: TargetImporter, document: Document
) -> None:
    giang.hand_in(xlsx(YEARS)).press("save")
    assert giang.response.status_code == 422
    assert "whether a plain number is people or per cent: column C, D, E." in giang.page.text
    giang.press("save", number="rate")
    assert "Say what 80,58 % is as a plain number, 80,58 or 0,8058" in giang.page.text
    assert not giang.counts()
    giang.press("save", number="people")
    assert giang.counts()["To be mended"] == 3, "91,5 people"


@pytest.mark.parametrize(("percents", "share"), [("percent", "0.9"), ("fraction", "90")])
def test_a_plain_fraction_is_what_was_said_and_a_tiny_share_is_pointed_at(
    giang: TargetImporter, document: Document, percents: str, share: str
) -> None:
    rows = [["Đơn vị", "BHYT 2023 (%)"], ["Cầu Kè", Decimal("0.9")], ["Trà Cú", "90 %"]]
    giang.hand_in(xlsx(rows)).press("save", percents=percents)
    doubtful = "Read as 0,9\u00a0%, since plain numbers were said to be per cent."
    assert (doubtful in giang.response.text) is (percents == "percent")
    giang.press("confirm")
    assert said(document)["Cầu Kè", "BHYT", 2023] == (None, Decimal(share), "", "")
    assert said(document)["Trà Cú", "BHYT", 2023] == (None, Decimal(90), "", "")


def test_a_year_that_no_heading_names_is_asked_for(
    giang: TargetImporter, document: Document
) -> None:
    rows = [["Đơn vị", "BHYT (người)"], ["Cầu Kè", 5], ["Trà Cú", 6]]
    giang.hand_in(xlsx(rows)).press("save")
    assert "Say of which year the targets are: column B." in giang.page.text
    giang.press("show", year="2024")
    assert giang.fields()["y-2"] == ["2024"]
    giang.press("save").press("confirm")
    assert said(document)["Cầu Kè", "BHYT", 2024] == (5, None, "", "")


def test_all_errors_come_at_once_and_nothing_is_written_until_they_are_mended(
    giang: TargetImporter, document: Document
) -> None:
    rows = [
        ["Đơn vị", "BHYT 2023 (người)", "BHXH 2023 (người)"],
        ["Cầu Kè", "136,329", "-"],
        ["Trà Cús", 7, 8],
    ]
    giang.hand_in(xlsx(rows)).press("save")
    assert giang.counts()["To be mended"] == 3
    for text in ("This can be read two ways.", "136.329", "write 0 for a target of zero", "B2"):
        assert text in giang.page.text
    assert not giang.can_confirm()
    giang.press("confirm")
    assert giang.response.status_code == 422
    assert said(document) == {}


def test_two_columns_that_contradict_each_other_are_an_error(giang: TargetImporter) -> None:
    rows = [["Đơn vị", "BHYT 2023", "BHYT 2023 (%)"], ["Cầu Kè", "90 %", "91 %"]]
    giang.hand_in(xlsx(rows)).press("save", **{"k-2": "people"})
    assert "Another cell of this row says something else of the same target." in giang.page.text


def test_a_blank_changes_nothing_zero_does_and_people_alone_leave_the_per_cent(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    set_target(cast, document, 2022, people=5)
    set_target(cast, document, 2023, people=5, percent=Decimal(91), people_qualifier="over")
    rows = [["Đơn vị", "BHYT 2022 (người)", "BHYT 2023 (người)"], ["Cầu Kè", None, 0]]
    giang.hand_in(xlsx(rows)).press("save")
    giang.press("confirm")
    assert "Say why: 1 target in force would be revised. Nothing was saved." in giang.page.text
    giang.press("confirm", reason="nghị quyết mới")
    assert Target.objects.current().get(year=2023).reason == "nghị quyết mới"
    assert said(document) == {
        ("Cầu Kè", "BHYT", 2022): (5, None, "", ""),
        ("Cầu Kè", "BHYT", 2023): (0, Decimal(91), "over", ""),
    }


def test_a_total_is_held_against_the_rows_and_may_be_told_to_be_the_wholes_target(
    giang: TargetImporter, document: Document
) -> None:
    rows = [
        ["Đơn vị", "BHYT 2023 (người)"],
        ["Cầu Kè", 100],
        ["Trà Cú", 200],
        ["Tổng cộng", 310],
    ]
    giang.hand_in(xlsx(rows)).press("save")
    assert "The total says 310, the rows make 300." in giang.page.text
    assert giang.counts()["Would be new"] == 2
    assert giang.can_confirm()
    giang.press("look", **{"u-4": str(document.binds_id)})
    assert giang.counts()["Would be new"] == 3
    giang.press("confirm", **{"u-4": str(document.binds_id)})
    assert said(document)["Trà Vinh", "BHYT", 2023] == (310, None, "", "")


def test_what_would_not_add_up_is_shown_before_anything_is_written(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    Denominator.objects.create(
        unit=cast.cau_ke, basis="population", year=2022, people=1000, recorded_by=cast.em
    )
    rows = [
        ["Đơn vị", "BHYT 2023 (người)"],
        ["Tỉnh Trà Vinh", 5000],
        ["Cầu Kè", 1001],
        ["Trà Cú", 3000],
    ]
    giang.hand_in(xlsx(rows)).press("save")
    gaps = [text_of(each) for each in giang.page.root.xpath('//ul[contains(@class, "gaps")]/li')]
    assert [gap.split(".")[0] for gap in gaps] == [
        "Tỉnh Trà Vinh, BHYT, 2023",
        "Huyện Cầu Kè, BHYT, 2023",
    ]
    assert "together have 4.001, the target of the whole is 5.000" in gaps[0]
    assert giang.can_confirm()


# The template


def opened(content: bytes) -> tuple[Any, Worksheet]:
    workbook = load_workbook(BytesIO(content))
    return workbook, workbook[DATA_SHEET]


def row(made: Worksheet, name: str) -> int:
    (found,) = (
        number
        for number in range(HEADER_ROW + 1, made.max_row + 1)
        if made.cell(number, NAME).value == name
    )
    return found


def values(made: Worksheet, name: str) -> list[Any]:
    at = range(FIRST_FIGURE, made.max_column + 1)
    return [made.cell(row(made, name), column).value for column in at]


@pytest.mark.parametrize("number", ["people", "percent"])
def test_export_fill_in_import_and_export_again_lose_nothing(
    giang: TargetImporter, document: Document, cast: Cast, number: str
) -> None:
    """Blank, zero, people, per cent, both, and at least, about, over stay what they are."""
    set_target(cast, document, 2021, people=966_520)
    set_target(cast, document, 2022, percent=Decimal("91.5"))
    set_target(cast, document, 2023, people=7, percent=Decimal(95), people_qualifier="over")
    asked = {"indicator": cast.bhyt.pk, "number": number, "from": 2021, "to": 2025}
    workbook, made = opened(giang.template(**asked))
    bare = {"people": [966_520, "91,5 %"], "percent": ["966.520 người", 91.5]}[number]
    assert values(made, "Huyện Cầu Kè") == [*bare, "> 7; 95 %", None, None]
    giang.hand_in(giang.template(**asked))
    assert giang.heading() == "What the file would change"
    assert giang.counts()["The same as it stands"] == 3
    assert not giang.can_confirm()

    typed: dict[int, Any] = {
        2021: 0,
        2022: "~ 80,25 %",
        2023: "1.234 người",
        2024: "≥ 5 người; 1,5 %",
    }
    for year, value in typed.items():
        made.cell(row(made, "Huyện Trà Cú"), FIRST_FIGURE + year - 2021).value = value
    made.cell(row(made, "Huyện Cầu Kè"), FIRST_FIGURE).value = None
    giang.hand_in(saved(workbook))
    assert giang.counts()["To be mended"] == 0
    giang.press("confirm")
    zero = (0, None, "", "") if number == "people" else (None, Decimal(0), "", "")
    expected = {
        ("Cầu Kè", "BHYT", 2021): (966_520, None, "", ""),
        ("Cầu Kè", "BHYT", 2022): (None, Decimal("91.5"), "", ""),
        ("Cầu Kè", "BHYT", 2023): (7, Decimal(95), "over", ""),
        ("Trà Cú", "BHYT", 2021): zero,
        ("Trà Cú", "BHYT", 2022): (None, Decimal("80.25"), "", "about"),
        ("Trà Cú", "BHYT", 2023): (1234, None, "", ""),
        ("Trà Cú", "BHYT", 2024): (5, Decimal("1.5"), "at_least", ""),
    }
    assert said(document) == expected
    for other in ("people", "percent"):
        giang.hand_in(giang.template(**asked | {"number": other}))
        assert giang.counts()["The same as it stands"] == len(expected)
        assert not giang.can_confirm()


def test_the_template_of_one_year_has_its_indicators_and_recognises_a_per_cent_of_excel(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    workbook, made = opened(giang.template(year=2023, number="people"))
    heads = [made.cell(HEADER_ROW, FIRST_FIGURE + at).value for at in range(5)]
    assert heads[0] == "BHXH 2023"
    assert made.cell(HEADER_ROW - 1, FIRST_FIGURE).value == "BHXH:2023"
    assert made.row_dimensions[HEADER_ROW - 1].hidden
    assert made.protection.sheet
    written = made.cell(row(made, "Tỉnh Trà Vinh"), FIRST_FIGURE)
    assert not written.protection.locked
    assert made.cell(HEADER_ROW, FIRST_FIGURE).protection.locked
    written.value, written.number_format = 0.216, "0.0%"
    giang.hand_in(saved(workbook)).press("confirm")
    assert said(document) == {("Trà Vinh", "BHXH", 2023): (None, Decimal("21.6"), "", "")}


def test_a_whole_cell_of_the_template_takes_the_place_of_the_whole_target(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    set_target(cast, document, 2023, people=7, percent=Decimal(95), people_qualifier="over")
    workbook, made = opened(giang.template(indicator=cast.bhyt.pk, **{"from": 2023, "to": 2023}))
    made.cell(row(made, "Huyện Cầu Kè"), FIRST_FIGURE).value = 8
    giang.hand_in(saved(workbook)).press("confirm", reason="cộng sót")
    assert said(document) == {("Cầu Kè", "BHYT", 2023): (8, None, "", "")}


def test_a_count_in_a_template_of_per_cent_is_a_count(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    meetings = Indicator.objects.create(
        code="HOI_NGHI",
        name="Hội nghị",
        name_en="Conferences",
        short_name="Hội nghị",
        measure=Measure.FLOW,
        counted="events",
        basis="none",
        order=30,
    )
    value = TargetValue(document.pk, cast.cau_ke.pk, meetings.pk, 2023, people=20)
    record_targets(cast.em, [value])
    giang.hand_in(giang.template(year=2023, number="percent"))
    assert giang.counts()["The same as it stands"] == 1
    assert giang.counts()["To be mended"] == 0


@pytest.mark.parametrize(
    ("head", "said"),
    [("BHYT", "What the columns hold"), ("BHXX:2023", "No indicator has the code BHXX")],
)
def test_a_column_of_the_template_that_was_changed_is_not_left_out_in_silence(
    giang: TargetImporter, head: str, said: str
) -> None:
    workbook, made = opened(giang.template(year=2023))
    made.cell(HEADER_ROW - 1, FIRST_FIGURE).value = head
    giang.hand_in(saved(workbook))
    assert said in giang.page.text
    assert not giang.can_confirm()


def test_nonsense_in_the_form_of_columns_is_left_out(
    giang: TargetImporter, document: Document
) -> None:
    giang.hand_in(xlsx([["", ""], ["x", "y"]]))
    nonsense = {
        "sheet": "không có",
        "indicator": "<b>",
        "year": "20233",
        "number": "dozens",
        "percents": "all",
        "numbers": "fr",
        "first_header": "0",
        "last_header": "99999999999",
        "f-1": "unit-name",
        "f-2": "unit-name",
        "y-2": "hai nghìn",
        "k-2": "%",
        "f-99999": "BHYT",
    }
    giang.press("save", **nonsense)
    assert giang.response.status_code == 422
    giang.press("show", **nonsense)
    assert giang.response.status_code == 200


def test_what_is_simulated_is_said_on_the_pages_and_in_the_template(
    giang: TargetImporter, document: Document
) -> None:
    restate(document, origin=Origin.SIMULATED)
    _workbook, made = opened(giang.template(year=2023))
    assert str(made.cell(1, NAME).value).endswith("(simulated)")
    giang.hand_in(xlsx(YEARS))
    assert "Simulated figures." in giang.page.text
    giang.press("save", **AS_TYPED)
    assert "Simulated figures." in giang.page.text


def test_no_text_in_the_template_is_a_formula(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    make_unit(2, "999", "huyen", "=1+1", "=HYPERLINK(1)", cast.tra_vinh)
    restate(document, number="=2+2")
    workbook, _made = opened(giang.template(year=2023))
    kinds = {cell.data_type for each in workbook.worksheets for line in each for cell in line}
    assert "f" not in kinds


def test_a_template_of_another_document_is_sent_to_its_own_page(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    other = make_document(cast.tra_vinh, date(2022, 1, 1))
    content = TargetImporter.of(other, cast.giang).template(year=2023)
    giang.hand_in(content)
    assert giang.response.status_code == 422
    assert f"made for {other}: hand it in" in giang.page.text
    assert not TargetFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"), [(b"PK\x03\x04rac", "damaged"), (b"", "empty"), (None, "Choose")]
)
def test_a_file_that_is_no_workbook_is_refused_with_its_reason(
    giang: TargetImporter, document: Document, content: bytes | None, reason: str
) -> None:
    if content is None:
        address = reverse("target_import", args=[document.pk])
        giang.show(giang.client.post(address))
    else:
        giang.hand_in(content)
    assert giang.response.status_code == 422
    assert reason in text_of(giang.page.first('//*[@role="alert"]'))


# Two writers, and twice


def test_what_somebody_set_since_the_file_was_handed_in_waits_for_a_choice(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    rows = [["Đơn vị", "BHYT 2023 (người)"], ["Cầu Kè", 300], ["Trà Cú", 7]]
    giang.hand_in(xlsx(rows)).press("save")
    set_target(cast, document, 2023, people=200)
    giang.press("confirm")
    assert giang.response.status_code == 422
    assert said(document) == {("Cầu Kè", "BHYT", 2023): (200, None, "", "")}
    assert giang.counts()["Changed by two"] == 1
    assert "Lê Văn Em changed this target at" in giang.page.text
    (name,) = {field.name for field in giang.page.root.xpath('//input[@type="radio"]')}
    giang.press("look", **{name: "theirs"})
    assert giang.counts()["Would be new"] == 1
    giang.press("confirm", **{name: "mine"}, reason="nghị quyết mới")
    assert said(document) == {
        ("Cầu Kè", "BHYT", 2023): (300, None, "", ""),
        ("Trà Cú", "BHYT", 2023): (7, None, "", ""),
    }


def test_a_template_does_not_undo_what_somebody_set_after_it_was_made(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    set_target(cast, document, 2023, people=100)
    content = giang.template(year=2023, number="people")
    set_target(cast, document, 2023, people=200)
    giang.hand_in(content)
    assert giang.counts()["Left as it stands"] == 1
    assert not giang.can_confirm()


def test_a_target_set_between_the_look_and_the_writing_refuses_the_whole(
    giang: TargetImporter, document: Document, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["Đơn vị", "BHYT 2023 (người)"], ["Cầu Kè", 300], ["Trà Cú", 7]]
    giang.hand_in(xlsx(rows)).press("save")
    confirm = target_file.confirm  # type: ignore[attr-defined]

    def late(*args: Any) -> int:
        set_target(cast, document, 2023, people=200)
        return confirm(*args)

    monkeypatch.setattr(target_file, "confirm", late)
    giang.press("confirm")
    assert giang.response.status_code == 422
    assert said(document) == {("Cầu Kè", "BHYT", 2023): (200, None, "", "")}


def test_the_same_file_again_says_when_it_was_imported_and_changes_nothing(
    giang: TargetImporter, document: Document, cast: Cast
) -> None:
    giang.hand_in(xlsx(YEARS)).press("save", **AS_TYPED).press("confirm")
    content = TargetFile.objects.get().content()
    set_target(cast, document, 2021, percent=Decimal(99))
    giang.hand_in(content, name="đổi tên.xlsx").press("save", **AS_TYPED)
    assert "This very file was imported at" in giang.page.text
    assert "by Võ Hương Giang" in giang.page.text
    assert "Importing it again changes nothing." in giang.page.text
    assert not giang.can_confirm()
    page = Page.of(giang.client.get(reverse("target_import", args=[document.pk])))
    assert text_of(page.first('//section[h2[@id="imported-before"]]//tbody')).endswith("8")


def test_confirming_twice_from_two_windows_writes_once(
    giang: TargetImporter, document: Document
) -> None:
    giang.hand_in(xlsx(YEARS)).press("save", **AS_TYPED)
    sent, address = giang.fields() | {"action": ["confirm"]}, giang.address
    for _ in range(2):
        assert "Targets written" in giang.client.post(address, sent, follow=True).text
    assert Target.objects.count() == 8


def test_the_list_comes_as_a_workbook_of_our_own_with_comments(giang: TargetImporter) -> None:
    rows = [["Đơn vị", "BHYT 2023 (người)"], ["Cầu Kè", "-5"], ["Trà Cú", 7]]
    giang.hand_in(xlsx(rows)).press("save")
    response = giang.client.post(reverse("target_file_list", args=[TargetFile.objects.get().pk]))
    sheet, _lines = load_workbook(BytesIO(response.content)).worksheets
    assert "below zero" in sheet["B2"].comment.text


# Who may, and at what price


@pytest.mark.parametrize("who", ["an", "binh", "chi", "dung", "em"])
def test_only_who_approves_for_the_unit_bound_imports_targets(
    cast: Cast, document: Document, who: str
) -> None:
    client = in_english(getattr(cast, who))
    for name in ("target_import", "target_template"):
        assert client.get(reverse(name, args=[document.pk])).status_code == 403
    assert client.post(reverse("target_import", args=[document.pk]), {}).status_code == 403
    assert (
        reverse("target_import", args=[document.pk])
        not in client.get(reverse("document", args=[document.pk])).text
    )


def test_only_who_handed_a_file_in_sees_and_confirms_it(
    giang: TargetImporter, cast: Cast, document: Document
) -> None:
    giang.hand_in(xlsx(YEARS)).press("save", **AS_TYPED)
    lan = make_user("lan", "Thạch Thị Lan", (cast.tra_vinh, Role.APPROVER))
    file = TargetFile.objects.get()
    for name in ("target_file", "target_file_columns", "target_file_list"):
        address = reverse(name, args=[file.pk])
        assert in_english(lan).get(address).status_code == 403
        assert in_english(lan).post(address, {"action": "confirm"}).status_code == 403
        assert in_english(lan).get(reverse(name, args=[10**9])).status_code == 404
    end_roles(cast.giang)
    assert giang.client.post(giang.address, {"action": "confirm"}).status_code == 403
    assert said(document) == {}


def test_the_way_to_the_import_is_on_the_documents_page(
    giang: TargetImporter, document: Document
) -> None:
    page = giang.client.get(reverse("document", args=[document.pk]))
    assert reverse("target_import", args=[document.pk]) in page.text


def test_nonsense_in_the_address_is_left_out(giang: TargetImporter, document: Document) -> None:
    address = reverse("target_import", args=[document.pk])
    assert giang.client.get(f"{address}?indicator=x&year=20233&number=y").status_code == 200
    assert giang.client.get(reverse("target_import", args=[10**9])).status_code == 404


def test_a_confirmed_import_is_never_altered(cast: Cast) -> None:
    file = add_target_file(cast, layout={})
    rows = TargetFile.objects.filter(pk=file.pk)
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
        rows.update(name="khác.xlsx")
    rows.update(confirmed_at=timezone.now() + timedelta(seconds=1), written=3)
    for change in ({"written": 4}, {"layout": {"a": 1}}, {"confirmed_at": None, "written": None}):
        with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
        file.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        pytest.raises(IntegrityError, match="never emptied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE targets_targetfile")


def _units(cast: Cast, count: int) -> Sequence[Sequence[Any]]:
    units = [
        make_unit(2, str(600 + each), "huyen", f"Số {each}", f"Huyện Số {each}", cast.tra_vinh)
        for each in range(count)
    ]
    return [[unit.full_name, each + 1, each] for each, unit in enumerate(units)]


@pytest.mark.parametrize("count", [2, 60])
def test_looking_and_confirming_take_as_many_statements_for_many_units(
    giang: TargetImporter,
    cast: Cast,
    document: Document,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    head = ["Đơn vị", "BHYT 2022 (người)", "BHYT 2023 (người)"]
    giang.hand_in(xlsx([head, *_units(cast, count)])).press("save")
    with django_assert_num_queries(23):
        giang.show(giang.client.get(giang.address))
    sent = giang.fields() | {"action": ["confirm"]}
    with django_assert_num_queries(29):
        giang.client.post(giang.address, sent)
    assert len(said(document)) == 2 * count
