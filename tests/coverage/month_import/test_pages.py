"""The pages of an import: hand in, tell the columns once, look, confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from books import saved, xlsx
from cast import JUNE, Cast, make_unit, make_user
from coverage.models import ImportedFile, ImportMapping, ReportedFigure, Role, User
from coverage.month.workflow import open_months
from coverage.month_import.template_mark import DATA_SHEET
from coverage.workbooks import handing, pages
from coverage.workbooks.template_mark import FIRST_FIGURE, HEADER_ROW
from entry_pages import in_english
from import_pages import ImportPage, read_here
from pages import Page, text_of
from reporting import report
from unit_acts import end_roles

pytestmark = pytest.mark.usefixtures("static_files")

HEAD = ["TT", "Đơn vị", "Số người tham gia BHYT", "BHTN"]
SHEET = [
    ["TỈNH TRÀ VINH"],
    HEAD,
    [1, "Huyện Cầu Kè", "50.123", 900],
    [2, "Trà Cú", 40_000, None],
    [None, "Tổng cộng", 90_123, 900],
]


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (handing, pages):
        monkeypatch.setattr(page, "read_book", read_here)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


@dataclass
class Importer(ImportPage):
    """A clerk at the pages of an import."""

    cast: Cast

    @classmethod
    def of(cls, cast: Cast, user: User) -> "Importer":
        client = in_english(user)
        return cls(client, Page.of(client.get(cls.upload_address(cast))), cast)

    @staticmethod
    def upload_address(cast: Cast, month: str = "2023-06") -> str:
        return reverse("import_month", args=[cast.tra_vinh.pk, month])

    def hand_in(self, content: bytes, name: str = "tháng 6.xlsx", **where: str) -> "Importer":
        self.send(self.upload_address(self.cast, **where), content, name)
        return self


@pytest.fixture
def an(cast: Cast) -> Importer:
    return Importer.of(cast, cast.an)


def figures() -> dict[tuple[str, str], int | None]:
    rows = ReportedFigure.objects.current().values_list("unit__name", "indicator__code", "people")
    return {(unit, code): people for unit, code, people in rows}


def test_a_sheet_of_ones_own_is_told_looked_at_and_confirmed(an: Importer) -> None:
    an.hand_in(xlsx(SHEET))
    assert an.heading() == "What the columns hold"
    assert an.fields()["f-3"] == ["BHYT:people"]
    assert an.fields()["f-2"] == ["name"]
    an.press("save")
    assert an.heading() == "What the file would change"
    assert an.counts()["Would be new"] == 3
    assert an.counts()["To be mended"] == 0
    assert figures() == {}
    an.press("confirm")
    assert an.heading() == "Imported"
    assert "Imported: 3 figures written." in an.page.text
    assert figures() == {
        ("Cầu Kè", "BHYT"): 50_123,
        ("Cầu Kè", "BHTN"): 900,
        ("Trà Cú", "BHYT"): 40_000,
    }
    figure = ReportedFigure.objects.get(unit__name="Trà Cú")
    assert figure.source == "tháng 6.xlsx, Báo cáo, C4"
    assert figure.recorded_by == an.cast.an


def test_the_columns_are_asked_for_once(an: Importer) -> None:
    an.hand_in(xlsx(SHEET)).press("save", **{"f-4": ""})
    next_month = [["ĐẾN 15/6"], HEAD, [1, "Cầu Kè", 50_200, 910]]
    an.hand_in(xlsx(next_month, name="Tờ khác"))
    assert an.heading() == "What the file would change"
    assert an.counts()["Would be new"] == 1
    assert ImportMapping.objects.count() == 1


def test_the_guess_can_be_corrected_and_what_cannot_be_is_said(an: Importer) -> None:
    an.hand_in(xlsx(SHEET)).press("save", **{"f-3": "BHTN:people"})
    assert an.response.status_code == 422
    assert "Two columns are said to hold the same" in an.page.text
    an.press("save", **{"f-2": "", "f-3": "", "f-4": ""})
    assert "Say which column holds the units" in an.page.text
    an.press("save", **{"f-2": "name", "f-4": "BHXH:people"})
    assert an.counts()["Would be new"] == 1


def test_other_rows_of_headings_and_other_sheets_are_guessed_anew(an: Importer) -> None:
    workbook = load_workbook(BytesIO(xlsx(SHEET)))
    other = workbook.create_sheet("Tờ hai")
    other.append(["Đơn vị", "BHXH"])
    other.append(["Cầu Kè", 1])
    an.hand_in(saved(workbook))
    an.press("show", sheet="Tờ hai")
    assert an.fields()["f-2"] == ["BHXH:people"]
    an.press("show", sheet="Tờ hai", first_header="2", last_header="2")
    assert an.fields()["f-2"] == [""]
    an.press("show", first_header="0", last_header="999999999999")
    assert an.response.status_code == 200


def test_the_template_is_recognised_without_asking(an: Importer, cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    address = reverse("import_template", args=[cast.tra_vinh.pk, "2023-06"])
    response = an.client.get(address)
    assert "template-tinh-tra-vinh_2023-06_" in response.headers["Content-Disposition"]
    workbook = load_workbook(BytesIO(response.content))
    workbook[DATA_SHEET].cell(HEADER_ROW + 1, FIRST_FIGURE).value = 1200
    an.hand_in(saved(workbook))
    assert an.heading() == "What the file would change"
    assert an.counts()["Would be new"] == 1
    assert an.counts()["The same as it stands"] == 1


def test_a_template_of_another_month_is_sent_to_its_own_page(an: Importer, cast: Cast) -> None:
    address = reverse("import_template", args=[cast.tra_vinh.pk, "2023-05"])
    an.hand_in(an.client.get(address).content)
    assert an.response.status_code == 422
    assert "made for month 05/2023 of Tỉnh Trà Vinh" in an.page.text
    assert not ImportedFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"Don vi;BHYT\n", "plain text"), (b"PK\x03\x04rac", "damaged"), (b"", "empty")],
)
def test_a_file_that_is_no_workbook_is_refused_with_its_reason(
    an: Importer, content: bytes, said: str
) -> None:
    an.hand_in(content)
    assert an.response.status_code == 422
    assert said in text_of(an.page.first('//*[@role="alert"]'))
    assert not ImportedFile.objects.exists()


def test_no_file_at_all_is_said(an: Importer) -> None:
    response = an.client.post(an.upload_address(an.cast))
    assert response.status_code == 422
    assert "Choose a workbook (.xlsx) first." in response.text


def test_a_month_to_come_takes_no_file(an: Importer) -> None:
    an.hand_in(xlsx(SHEET), month="2099-01")
    assert an.response.status_code == 422
    assert "lies in the future" in an.page.text


def test_errors_stand_first_and_nothing_is_written_until_they_are_mended(an: Importer) -> None:
    rows = [HEAD, [1, "Cầu Kè", "50,123", 900], [2, "Huyện Trà Cus", 5, None]]
    an.hand_in(xlsx(rows)).press("save")
    assert an.counts()["To be mended"] == 2
    assert not an.can_confirm()
    assert "This can be read two ways." in an.page.text
    assert "Row 3: “Huyện Trà Cus”" in an.page.text
    an.press("confirm")
    assert an.response.status_code == 422
    assert figures() == {}
    tra_cu = str(an.cast.tra_cu.pk)
    an.press("look", **{"u-3": tra_cu})
    assert an.counts()["To be mended"] == 1
    assert an.fields()["u-3"] == [tra_cu]


def test_two_values_of_one_cell_are_shown_and_one_is_chosen(an: Importer, cast: Cast) -> None:
    an.hand_in(xlsx([HEAD, [1, "Cầu Kè", 50_123, None]])).press("save")
    lan = make_user("lan", "Thạch Thị Lan", (cast.tra_vinh, Role.CLERK))
    theirs = Importer.of(cast, lan)
    theirs.hand_in(xlsx([HEAD, [1, "Cầu Kè", 50_999, None]])).press("save").press("confirm")
    an.press("confirm")
    assert an.response.status_code == 422
    assert an.counts()["Changed by two"] == 1
    assert "Nothing can be written yet" in an.page.text
    assert "Thạch Thị Lan changed this figure at" in an.page.text
    (name,) = {field.name for field in an.page.root.xpath('//input[@type="radio"]')}
    an.press("look", **{name: "mine"})
    assert an.can_confirm()
    an.press("confirm")
    assert figures() == {("Cầu Kè", "BHYT"): 50_123}


def test_the_same_file_again_says_when_it_was_imported_and_changes_nothing(an: Importer) -> None:
    an.hand_in(xlsx(SHEET)).press("save").press("confirm")
    content = ImportedFile.objects.get().content()
    an.hand_in(content, name="đổi tên.xlsx")
    assert "This very file was imported at" in an.page.text
    assert "by Nguyễn Thị An" in an.page.text
    assert "Importing it again changes nothing." in an.page.text
    assert not an.can_confirm()


def test_confirming_twice_from_two_windows_writes_once(an: Importer) -> None:
    an.hand_in(xlsx(SHEET)).press("save")
    sent, address = an.fields() | {"action": ["confirm"]}, an.address
    for _ in range(2):
        done = an.client.post(address, sent, follow=True)
        assert "Figures written" in done.text
    assert ReportedFigure.objects.count() == 3


def test_the_list_comes_as_a_workbook_of_our_own_with_comments(an: Importer) -> None:
    rows = [HEAD, [1, "Cầu Kè", "=1+1", 900], [2, "Trà Cú", "-5", "@SUM(1)"]]
    an.hand_in(xlsx(rows)).press("save")
    response = an.client.post(f"{an.address}list.xlsx", an.fields())
    made = load_workbook(BytesIO(response.content))
    sheet, lines = made.worksheets
    assert sheet.title == "Báo cáo"
    assert sheet["B2"].value == "Cầu Kè"
    assert sheet["D2"].value == 900
    assert sheet["C2"].comment is not None
    assert "error" in sheet["C2"].comment.text
    assert sheet["C2"].fill.fgColor.rgb == "FFF8C9C4"
    kinds = {cell.data_type for each in made.worksheets for line in each for cell in line}
    assert "f" not in kinds
    assert [line[0].value for line in lines.iter_rows(min_row=2)] == ["C2", "D2", "C3", "D3"]


@pytest.mark.parametrize("who", ["binh", "chi", "dung", "giang", "em"])
def test_only_clerks_of_the_unit_see_the_page_or_the_template(cast: Cast, who: str) -> None:
    client = in_english(getattr(cast, who))
    for name in ("import_month", "import_template"):
        address = reverse(name, args=[cast.tra_vinh.pk, "2023-06"])
        assert client.get(address).status_code == 403
    assert client.post(Importer.upload_address(cast), {}).status_code == 403


def test_only_who_handed_a_file_in_sees_and_confirms_it(an: Importer, cast: Cast) -> None:
    an.hand_in(xlsx(SHEET)).press("save")
    lan = make_user("lan", "Thạch Thị Lan", (cast.tra_vinh, Role.CLERK))
    file = ImportedFile.objects.get()
    for name in ("import_file", "import_columns", "import_list"):
        address = reverse(name, args=[file.pk])
        assert in_english(lan).get(address).status_code == 403
        assert in_english(lan).post(address, {"action": "confirm"}).status_code == 403
    end_roles(cast.an)
    assert an.client.post(an.address, {"action": "confirm"}).status_code == 403
    assert figures() == {}


def test_a_file_nobody_handed_in_is_not_found(an: Importer) -> None:
    assert an.client.get(reverse("import_file", args=[10**9])).status_code == 404


def test_the_usual_page_is_the_units_and_month_to_enter(an: Importer, cast: Cast) -> None:
    response = an.client.get(reverse("import"))
    assert response.headers["Location"] == Importer.upload_address(cast)


def test_who_enters_finds_the_way_from_the_grid_and_who_approves_does_not(cast: Cast) -> None:
    address = reverse("entry_month", args=[cast.tra_vinh.pk, "2023-06"])
    assert Importer.upload_address(cast) in in_english(cast.an).get(address).text
    assert Importer.upload_address(cast) not in in_english(cast.giang).get(address).text


def _units(cast: Cast, count: int) -> Sequence[Sequence[Any]]:
    units = [
        make_unit(2, str(600 + each), "huyen", f"Số {each}", f"Huyện Số {each}", cast.tra_vinh)
        for each in range(count)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    return [[each, unit.full_name, each + 1, each] for each, unit in enumerate(units)]


@pytest.mark.parametrize("count", [2, 60])
def test_looking_and_confirming_take_as_many_statements_for_many_units(
    an: Importer, cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    an.hand_in(xlsx([HEAD, *_units(cast, count)])).press("save")
    with django_assert_num_queries(24):
        an.show(an.client.get(an.address))
    sent = an.fields() | {"action": ["confirm"]}
    with django_assert_num_queries(34):
        an.client.post(an.address, sent)
    assert len(figures()) == 2 * count
