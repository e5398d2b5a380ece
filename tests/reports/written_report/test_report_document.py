"""The committee's written report of a published month, read back from page, workbooks and Word."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import load_workbook

from cast import JUNE, make_user
from coverage.models import AdministrativeUnit, Indicator, Role, User
from coverage.month.workflow import reopen
from coverage.reference.accounts import loading_accounts
from databases import copy_database, drop_database, using_database
from fixtures.simulation.demo import demo_of
from fixtures.simulation.store import simulate
from monthly import monthly_file, opened, report_block
from pages import Page, in_english, open_overview, signed_in_as, text_of
from reporting import report
from reports.layouts import layout_of, save_layout
from reports.written_report.layout_form import FIELDS
from word_documents import Word, download_word, word_of

UBND, PARTY = "UBND tỉnh Trà Vinh", "Tỉnh ủy, UBND tỉnh Trà Vinh"
# Published on 26/7/2023. 78,24% where the newspaper has 78,07%: 16.238 of 20.754 is 78,24%.
PUBLISHED = {
    "BHYT": ("821.563", "80,58", "966.520", "85,00", "144.957", PARTY),
    "BHXH": ("84.268", "16,21", "112.936", "74,62", "28.668", UBND),
    "BHXH tự nguyện": ("16.238", "3,13", "20.754", "78,24", "4.516", UBND),
}
CODES = {"BHYT": "BHYT", "BHXH": "BHXH", "BHXH tự nguyện": "BHXH_TN"}
ENGLISH = {
    "BHYT": "Health insurance",
    "BHXH": "Social insurance",
    "BHXH tự nguyện": "Voluntary social insurance",
}
BELOW = {
    "BHYT": ["Cầu Kè", "Cầu Ngang", "thị xã Duyên Hải", "Tiểu Cần", "Trà Cú"],
    "BHXH tự nguyện": [
        "Cầu Kè",
        "Châu Thành",
        "thị xã Duyên Hải",
        "huyện Duyên Hải",
        "Trà Cú",
        "thành phố Trà Vinh",
    ],
}


@dataclass(frozen=True)
class Published:
    """The copy to check and the one to sign, each as a document and as a page."""

    word: Word
    page: Page
    signed: Word
    signed_page: Page


@pytest.fixture(scope="module")
def with_districts(reference_database: str, django_db_blocker: Any) -> Iterator[str]:
    """The published data, and Trà Vinh's districts for 6/2023 simulated around them."""
    name = f"{reference_database}_districts"
    with django_db_blocker.unblock():
        copy_database(reference_database, name)
        with using_database(name):
            demo = demo_of("84", 2026)
            simulate(replace(demo, scenario=replace(demo.scenario, first=JUNE, last=JUNE)))
    yield name
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture
def tra_vinh(with_districts: str, django_db_blocker: Any) -> Iterator[AdministrativeUnit]:
    """What the test writes is rolled back."""
    with django_db_blocker.unblock(), using_database(with_districts), transaction.atomic():
        yield AdministrativeUnit.objects.on(JUNE).get(level=1, code="84")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def published(with_districts: str, django_db_blocker: Any, static_files: None) -> Published:
    """The report of June 2023, read once."""
    with django_db_blocker.unblock(), using_database(with_districts), transaction.atomic():
        unit = AdministrativeUnit.objects.on(JUNE).get(level=1, code="84")
        reader = signed_in_as(Client(), make_user("chi", "Trần Thị Chi", (unit, Role.VIEWER)))
        address = reverse("report", args=[unit.pk])
        month = {"month": "2023-06"}
        found = Published(
            word_of(reader, unit, copy="check"),
            Page.of(reader.get(address, month | {"copy": "check"})),
            word_of(reader, unit),
            Page.of(reader.get(address, month)),
        )
        transaction.set_rollback(True)
    return found


@pytest.fixture
def word(published: Published) -> Word:
    return published.word


@pytest.fixture
def approver(tra_vinh: AdministrativeUnit) -> User:
    return make_user("giang", "Võ Hương Giang", (tra_vinh, Role.APPROVER))


@pytest.fixture
def reader(approver: User, client: Client) -> Client:
    return signed_in_as(client, approver)


def layout_with(approver: User, unit: AdministrativeUnit, **texts: str) -> None:
    """The usual layout, but for these texts."""
    layout = layout_of(unit)
    kept = {name: getattr(layout, name) for name in FIELDS}
    save_layout(approver, unit, kept | texts, layout.changed_at)


def correct(unit: AdministrativeUnit, people: int, **said: Any) -> None:
    """Another figure for health insurance, in the month opened again."""
    _enterer, approver = loading_accounts()
    reopen(approver, [unit.pk], JUNE, "đối chiếu lại")
    health = Indicator.objects.get(code="BHYT")
    report(unit, health, JUNE, people, as_of=date(2023, 6, 30), **said)


def sentences_about(word: Word) -> dict[str, str]:
    """What the results and the comparison say of each indicator."""
    text = word.text
    level = {
        "BHXH": "toàn tỉnh có 84.268 người tham gia BHXH",
        "BHYT": "toàn tỉnh có 821.563 người tham gia BHYT do địa phương trực tiếp quản lý",
        "BHXH tự nguyện": "BHXH tự nguyện: 16.238 người",
    }
    return {name: text[text.index(start) :][:600] for name, start in level.items()}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_numbers_of_tra_vinh_stand_in_the_document(word: Word, name: str) -> None:
    people, rate, plan, attained, remaining, assigner = PUBLISHED[name]
    told = sentences_about(word)[name]
    assert f"{people} người" in told
    assert f"chiếm {rate}%" in told
    assert f"đạt {attained}% chỉ tiêu về số người năm 2023 do {assigner}" in told
    assert f"({plan} người), còn phải phát triển thêm {remaining} người." in told


def test_either_assigner_of_the_health_insurance_target_is_named(word: Word) -> None:
    told = sentences_about(word)["BHYT"]
    assert f"do {PARTY} và Thủ tướng Chính phủ giao (966.520 người)" in told


@pytest.mark.parametrize("name", BELOW)
def test_the_published_units_below_the_common_rate_are_named(word: Word, name: str) -> None:
    text = word.text
    start = f"Tỷ lệ {name} bình quân chung của tỉnh Trà Vinh là {PUBLISHED[name][1]}%; "
    told = text.split(start)[1].split(". ")[0]
    named = told.split(": ")[1]
    assert told.startswith(f"có {len(BELOW[name])}/9 đơn vị cấp huyện thấp hơn bình quân chung")
    assert len(named.split("), ")) == len(BELOW[name])
    assert all(unit in named for unit in BELOW[name])


def test_page_workbooks_and_document_hold_the_same_numbers(
    published: Published, tra_vinh: AdministrativeUnit, approver: User, reader: Client
) -> None:
    """All read back: report page, overview page, its workbook, the monthly one, the document."""
    book = opened(monthly_file(in_english(signed_in_as(Client(), approver)), tra_vinh))
    overview_page = open_overview(reader, tra_vinh, month="2023-06")
    rows = published.page.root.xpath("//article//table[@data-file='parts']//tfoot/tr")
    wholes = [[text_of(cell) for cell in row] for row in rows]
    for name, (people, rate, plan, attained, remaining, assigner) in PUBLISHED.items():
        expected = [people, rate, plan, attained, remaining]
        tables = published.word.parts_tables()
        for whole in (
            next(table[-1] for table in tables if table[-1][2] == people),
            next(row for row in wholes if row[2] == people),
        ):
            assert [whole[place] for place in (2, 4, 5, 6, 7)] == expected
        card = overview_page.card(CODES[name])
        target, attainment, left = card.standing(assigner)
        assert (card.people, card.rate, target) == (people, f"{rate} %", plan)
        assert attainment.startswith(f"{attained} %")
        assert left.startswith(remaining)
        numbers = [_number(each) for each in expected]
        assert _parts_workbook(reader, tra_vinh, CODES[name], assigner) == pytest.approx(numbers)
        line = report_block(book, ENGLISH[name]).whole
        of_book = [line["This month"], line["Coverage, %"], line["Target: people"]]
        of_book += [line["Attained, % of the target of: People's Committee"], line["Remaining"]]
        assert _rounded(of_book) == pytest.approx(numbers)


def test_the_document_names_every_unit_as_the_page_does(published: Published) -> None:
    tables = published.page.root.xpath("//article//table[@data-file='parts']")
    of_page = [
        [[text_of(cell) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr[td]")]
        for table in tables
    ]
    of_word = published.word.parts_tables()
    assert len(of_word) == len(of_page) == 4
    assert [row[:2] for row in published.word.tasks_table()] == [
        [text_of(cell).replace(" mô phỏng", " (mô phỏng)") for cell in row][:2]
        for row in published.page.root.xpath('//table[@data-file="tasks"]//tr[td]')
    ]
    marked = [
        [[cell.replace(" (mô phỏng)", " mô phỏng") for cell in row] for row in table]
        for table in of_word
    ]
    assert marked == of_page


def test_the_text_of_page_and_document_is_the_same(published: Published) -> None:
    paragraphs = {
        _without_marks(paragraph)
        for paragraph in published.page.root.xpath("//article/p[a[@class='cited']]")
    }
    assert len(paragraphs) > 12
    assert paragraphs <= {" ".join(each.split()) for each in published.word.paragraphs}


def test_every_number_of_the_text_leads_to_a_source_that_is_there(word: Word) -> None:
    body = word.document.element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(anchors) > 100
    assert set(anchors) == set(marks)
    assert len(marks) == len(set(marks)) == len(word.sources())
    figure = next(
        row for row in word.sources() if "tháng 06/2023, tỉnh Trà Vinh: 821.563" in row[2]
    )
    assert figure[1] == "Số liệu"
    assert "hội nghị ngày 26/07/2023" in figure[3]
    assert "Nguồn in: đạt 85 %" in figure[2]


def test_the_findings_of_the_source_go_with_it(word: Word) -> None:
    """78,07% was printed; the report says what the printed people give, and quotes the print."""
    sources = word.sources()
    assert any("Nguồn in: đạt 78,07 %" in row[2] for row in sources)


def test_simulated_numbers_are_marked_at_the_top_in_rows_and_in_sources(word: Word) -> None:
    warning = "BÁO CÁO CÓ SỐ LIỆU MÔ PHỎNG"
    assert warning in word.text.split("Báo cáo tổng hợp")[0]
    for table in word.parts_tables():
        assert all(row[1].endswith("(mô phỏng)") for row in table[:-1])
    health = next(table for table in word.parts_tables() if table[-1][2] == "821.563")
    assert health[-1][1] == "Toàn tỉnh"
    assert any("(số liệu mô phỏng)" in row[1] for row in word.sources())


def test_what_is_missing_is_told_to_who_drafts_and_not_in_the_copy_to_sign(
    published: Published,
) -> None:
    lacking = "số liệu tháng 5/2023 đủ để so sánh với tháng trước"
    assert lacking in text_of(published.signed_page.first('//aside[contains(@class, "no-print")]'))
    for signed in (text_of(published.signed_page.first("//article")), published.signed.text):
        assert "đủ để so sánh" not in signed
        assert "so với tháng trước" not in signed
    for checked in (text_of(published.page.first("//article")), published.word.text):
        assert lacking in checked


def test_the_copy_to_sign_has_no_mark_of_a_source_and_ends_as_documents_do(
    published: Published,
) -> None:
    body = published.signed.document.element.body
    assert not list(body.iter(qn("w:hyperlink")))
    assert not published.signed_page.root.xpath("//article//a[@class='cited']")
    assert not published.signed_page.root.xpath("//article//sup")
    assert "Nguồn số liệu" not in published.signed.text
    for word in (published.signed, published.word):
        assert word.text.count("./.") == 1
        assert "./. Nơi nhận:" in word.text


def test_the_two_faults_of_the_print_are_told_to_who_drafts_and_not_to_the_reader(
    published: Published,
) -> None:
    """3,13 % needs another labour force than BHXH has; 78,07 % needs other people left."""
    faults = published.signed_page.root.xpath('//ul[@class="findings"]/li')
    assert [text_of(each).count("BHXH tự nguyện") for each in faults] == [1, 1]
    assert "3,13 %" in text_of(faults[0])
    assert "4.561" in text_of(faults[1])
    for said in (text_of(published.signed_page.first("//article")), published.signed.text):
        assert "78,07" not in said
        assert "4.561" not in said


def test_what_was_published_of_the_meeting_stands_in_the_copy_to_sign(published: Published) -> None:
    """Every fact of the review of 26/7/2023; its causes are the office's own to write."""
    text = published.signed.text
    for name, (people, rate, plan, attained, remaining, assigner) in PUBLISHED.items():
        for fact in (
            f"{people} người",
            f"chiếm {rate}% ",
            f"đạt {attained}% chỉ tiêu về số người năm 2023 do {assigner}",
            f"({plan} người), còn phải phát triển thêm {remaining} người.",
        ):
            assert fact in text, name
        assert f"toàn tỉnh còn phải phát triển thêm {remaining} người" in text, name
    assert f"do {PARTY} và Thủ tướng Chính phủ giao" in text
    for name, units in BELOW.items():
        told = text.split(f"Tỷ lệ {name} bình quân chung")[1].split(". ")[0]
        assert all(unit in told for unit in units), name


def test_no_sentence_stands_twice(published: Published) -> None:
    text = published.signed.text.split("Nơi nhận:")[0]
    sentences = [each for each in re.split(r"(?<=[.:]) (?=[A-ZĐ])", text) if len(each) > 20]
    assert len(sentences) > 30
    assert len(sentences) == len(set(sentences))


# Layout


def test_paper_margins_and_type_are_those_of_decree_30(word: Word) -> None:
    document = word.document
    first, *appendices = document.sections
    assert len(appendices) == 4
    assert _millimetres(first.page_width, first.page_height) == (210, 297)
    for section in appendices:
        assert _millimetres(section.page_width, section.page_height) == (297, 210)
    for section in document.sections:
        assert 20 <= _millimetres(section.top_margin)[0] <= 25
        assert 20 <= _millimetres(section.bottom_margin)[0] <= 25
        assert 30 <= _millimetres(section.left_margin)[0] <= 35
        assert 15 <= _millimetres(section.right_margin)[0] <= 20
        assert section.different_first_page_header_footer
        assert [text.text for text in section.header._element.iter(qn("w:instrText"))] == ["PAGE"]
        assert not section.first_page_header.paragraphs[0].text
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    assert {run.font.name for paragraph in document.paragraphs for run in paragraph.runs} == {None}


def test_head_and_foot_hold_what_the_decree_asks_for(word: Word) -> None:
    document = word.document
    head, foot = document.tables[0], document.tables[1]
    left, right = ([cell.text for cell in column.cells] for column in head.columns)
    assert left[0].strip() == (
        "UBND TỈNH TRÀ VINH\nBAN CHỈ ĐẠO PHÁT TRIỂN ĐỐI TƯỢNG THAM GIA BHXH, BHYT, BHTN "
        "TỈNH TRÀ VINH"
    )
    assert left[1] == "Số: ....../BC-BCĐ"
    assert right[0].strip() == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert right[1] == "Trà Vinh, ngày ..... tháng ..... năm ........"
    assert foot.cell(0, 0).text == "Nơi nhận:\n- Thành viên Ban Chỉ đạo;\n- Lưu: VT."
    assert foot.cell(0, 1).text.startswith("TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN")
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert headings == [
        "I. KẾT QUẢ THỰC HIỆN",
        "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "III. NHIỆM VỤ, GIẢI PHÁP",
    ]


def test_the_offices_own_heads_headings_and_signature_are_used(
    tra_vinh: AdministrativeUnit, approver: User, reader: Client
) -> None:
    layout_with(
        approver,
        tra_vinh,
        results_heading="Tình hình thực hiện",
        limits_heading="Tồn tại",
        addressees="Thường trực Tỉnh ủy\nUBND tỉnh",
        recipients="- Như trên;\n- Lưu: VT, CĐ.",
        signer_name="Trần Văn Bê\u0007",
    )
    word = word_of(reader, tra_vinh)
    headings = [e.text for e in word.document.paragraphs if e.style.name == "Heading 1"]
    assert headings[0] == "I. TÌNH HÌNH THỰC HIỆN"
    assert headings[1:] == ["II. TỒN TẠI", "III. NHIỆM VỤ, GIẢI PHÁP"]
    assert "Kính gửi: - Thường trực Tỉnh ủy; - UBND tỉnh." in word.text
    foot = word.document.tables[1]
    assert foot.cell(0, 0).text == "Nơi nhận:\n- Như trên;\n- Lưu: VT, CĐ."
    assert foot.cell(0, 1).text.endswith("Trần Văn Bê")


def test_the_charts_are_native_and_hold_the_rates_of_the_table(word: Word) -> None:
    charts = [name for name in word.files() if name.startswith("word/charts/chart")]
    assert len(charts) == len(word.parts_tables()) == 4
    for table, path in zip(word.parts_tables(), sorted(charts), strict=True):
        rates, averages = word.xml(path).findall(f".//{qn('c:ser')}")
        drawn = [f"{float(each):.2f}" for each in _points(rates)]
        listed = sorted(_number(row[4].removeprefix("▼ ")) for row in table[:-1])
        assert drawn == [f"{rate:.2f}" for rate in listed]
        assert {f"{float(each):.2f}" for each in _points(averages)} == {
            f"{_number(table[-1][4]):.2f}"
        }
    book = next(name for name in word.files() if name.startswith("word/embeddings/"))
    assert book.endswith(".xlsx")


def test_nothing_in_the_document_leads_outside(word: Word) -> None:
    for path in word.files():
        if path.endswith(".rels"):
            assert not [r for r in word.xml(path) if r.get("TargetMode") == "External"]


def test_the_report_as_it_was_seen_and_a_name_that_says_so(
    tra_vinh: AdministrativeUnit, reader: Client
) -> None:
    before = timezone.now()
    correct(tra_vinh, 830_000)
    now = word_of(reader, tra_vinh).text
    assert "830.000" in now
    response = download_word(reader, tra_vinh, as_seen=before.isoformat())
    assert "821.563" in Word.of(response.content).text
    assert "830.000" not in Word.of(response.content).text
    then = word_of(reader, tra_vinh, as_seen=before.isoformat(), copy="check").text
    told = [line for line in then.splitlines() if "830.000" in line]
    assert told, "what was adjusted since is listed"
    assert all("821.563" in line for line in told), "beside what was seen, and nowhere else"
    name = response["Content-Disposition"]
    assert "B%C3%A1o-c%C3%A1o-2023-06-" in name
    assert f"{timezone.localtime(before):%Y%m%d-%H%M}.docx" in name


def test_texts_of_others_are_never_markup_nor_break_the_file(
    tra_vinh: AdministrativeUnit, reader: Client
) -> None:
    correct(tra_vinh, 821_563, source="<w:p/> & “=1+1” {people} \x0b")
    sources = word_of(reader, tra_vinh, copy="check").sources()
    assert any("<w:p/> & “=1+1” {people}" in row[3] for row in sources)


def _without_marks(paragraph: Any) -> str:
    """The text without the numbers of sources."""
    copy = deepcopy(paragraph)
    for mark in copy.xpath('.//sup[@class="source-marks"]'):
        mark.drop_tree()
    return " ".join(copy.text_content().split())


def _points(series: Any) -> list[str]:
    return [point.find(qn("c:v")).text for point in series.find(qn("c:val")).iter(qn("c:pt"))]


def _millimetres(*lengths: Any) -> tuple[int, ...]:
    return tuple(round(length.mm) for length in lengths)


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def _rounded(values: list[Any]) -> list[float]:
    return [round(float(value) + 1e-9, 2) for value in values]


def _parts_workbook(
    reader: Client, unit: AdministrativeUnit, code: str, assigner: str
) -> list[float]:
    """People, rate, target, attained and remaining of the whole in the page's workbook."""
    page = open_overview(reader, unit, month="2023-06", indicator=code)
    chosen = {option.text: option.get("value") for option in page.root.xpath("//option")}
    query = {"month": "2023-06", "indicator": code, "assigner": chosen.get(assigner, "")}
    response = reader.get(reverse("parts_workbook", args=[unit.pk]), query)
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    header = next(row for row in rows if row[0] == "Đơn vị")
    whole = next(row for row in rows if row[0] == "Tỉnh Trà Vinh")
    wanted = (
        "Số người tham gia",
        "Tỷ lệ bao phủ, %",
        "Chỉ tiêu giao",
        "Đạt, %",
        "Còn phải phát triển",
    )
    return _rounded([whole[header.index(name)] for name in wanted])
