"""What an office writes itself into its report: by month and section, from the last month's on,
refused in the copy to sign while nobody has touched it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_user
from coverage.models import AdministrativeUnit, Role, User
from coverage.refusals import FutureMonth, NotYours, UnitNotThere
from pages import Page, in_english, signed_in_as, text_of
from reporting import count, make_document, promise, report
from reports.meetings.freezing import freeze
from reports.models import LONGEST_TEXT, ReportText, TextSection
from reports.office_text import TextCannotBe
from reports.written_report.query import own_texts
from reports.written_report.text_entry import TextChanged, TypedText, save_texts
from word_documents import Word, download_word, word_of

pytestmark = pytest.mark.usefixtures("static_files")

MAY, JULY = date(2023, 5, 1), date(2023, 7, 1)
CAUSES = "Nhiều thẻ hết hạn chưa gia hạn."


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for unit, people, target in ((world.cau_ke, 70, 90), (world.tra_cu, 300, 310)):
        for month, added in ((MAY, 3), (JUNE, 0)):
            report(unit, world.bhyt, month, people + added)
        count(unit, "population", 2023, 400)
        promise(plan, unit, world.bhyt, 2023, people=target)
    return world


@pytest.fixture
def huong(cast: Cast) -> User:
    """She drafts for Trà Vinh."""
    return make_user("huong", "Đặng Thu Hương", (cast.tra_vinh, Role.DRAFTER))


@pytest.fixture
def drafter(huong: User, client: Client) -> Client:
    return in_english(signed_in_as(client, huong))


def write(by: User, unit: AdministrativeUnit, month: date, **texts: str) -> None:
    """Into the sections of these names, over whatever stands."""
    shown = {
        row.section: row.pk for row in ReportText.objects.current().filter(unit=unit, period=month)
    }
    typed = [TypedText(section, text, shown.get(section)) for section, text in texts.items()]
    save_texts(by, unit, month, typed)


def address(unit: AdministrativeUnit, month: str = "2023-06") -> str:
    return reverse("report_texts", args=[unit.pk, month])


def form_of(client: Client, unit: AdministrativeUnit, month: str = "2023-06") -> dict[str, str]:
    """What the page would send as it was opened."""
    return sent_by(Page.of(client.get(address(unit, month))))


def sent_by(page: Page) -> dict[str, str]:
    """As browsers do, without the line break that opens a text area."""
    fields = page.root.xpath('//form[contains(@class, "layout-form")]')[0].fields
    typed = {name: value or "" for name, value in fields.items() if "keep-" not in name}
    return {name: value.removeprefix("\n") for name, value in typed.items()}


def page_of(reader: Client, unit: AdministrativeUnit, **query: Any) -> Page:
    asked = {"month": "2023-06"} | query
    return Page.of(reader.get(reverse("report", args=[unit.pk]), asked))


def paper(page: Page) -> str:
    return text_of(page.first("//article"))


# The writer


def test_a_text_stands_for_its_unit_and_month_and_a_correction_keeps_the_first(
    cast: Cast, huong: User
) -> None:
    write(huong, cast.tra_vinh, JUNE, causes=CAUSES)
    write(huong, cast.tra_vinh, JUNE, causes="Thẻ hết hạn.")
    first, second = ReportText.objects.order_by("pk")
    assert first.superseded_at == second.recorded_at
    assert own_texts(cast.tra_vinh, JUNE)["causes"].text == "Thẻ hết hạn."
    assert own_texts(cast.tra_vinh, JUNE, first.recorded_at)["causes"].text == CAUSES
    assert own_texts(cast.cau_ke, JUNE) == {}


def test_a_month_begins_with_the_last_text_written_before_it(cast: Cast, huong: User) -> None:
    write(huong, cast.tra_vinh, date(2023, 1, 1), causes="cũ", measures="vận động")
    write(huong, cast.tra_vinh, MAY, causes=CAUSES, measures="")
    write(huong, cast.tra_vinh, JULY, causes="sau")
    found = own_texts(cast.tra_vinh, JUNE)
    assert {section: (own.text, own.copied_from) for section, own in found.items()} == {
        "causes": (CAUSES, MAY)
    }


def test_of_two_who_write_the_same_section_the_second_is_told_and_nothing_of_hers_is_kept(
    cast: Cast, huong: User
) -> None:
    write(cast.giang, cast.tra_vinh, JUNE, causes=CAUSES)
    typed = [TypedText("measures", "vận động", None), TypedText("causes", "khác", None)]
    with pytest.raises(TextChanged) as refused:
        save_texts(huong, cast.tra_vinh, JUNE, typed)
    assert [(each, row.text) for each, row in refused.value.theirs.items()] == [("causes", CAUSES)]
    assert ReportText.objects.get().recorded_by == cast.giang


def test_texts_are_kept_in_one_form_of_letters_and_lines(cast: Cast, huong: User) -> None:
    write(huong, cast.tra_vinh, JUNE, causes="\r\nTha\u0323nh  \r\n- hai\r\n\r\n")
    assert ReportText.objects.get().text == "Thạnh\n- hai"


@pytest.mark.parametrize("text", ["a\u0007b", "x" * (LONGEST_TEXT + 1)])
def test_a_text_that_no_document_holds_is_refused(cast: Cast, huong: User, text: str) -> None:
    with pytest.raises(TextCannotBe):
        write(huong, cast.tra_vinh, JUNE, causes=text)


def test_only_of_months_that_have_begun_and_that_the_unit_has(cast: Cast, huong: User) -> None:
    with pytest.raises(FutureMonth):
        write(huong, cast.tra_vinh, date(2100, 1, 1), causes=CAUSES)
    with pytest.raises(UnitNotThere):
        write(huong, cast.tra_vinh, date(1900, 1, 1), causes=CAUSES)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("an", False),
        ("binh", False),
        ("chi", False),
        ("dung", False),
        ("em", False),
        ("giang", True),
    ],
)
def test_only_who_drafts_or_approves_writes_texts(
    cast: Cast, client: Client, who: str, may: bool
) -> None:
    person = getattr(cast, who)
    if may:
        write(person, cast.cau_ke, JUNE, causes=CAUSES)
    else:
        with pytest.raises(NotYours):
            write(person, cast.cau_ke, JUNE, causes=CAUSES)
    signed_in_as(client, person)
    assert client.get(address(cast.tra_vinh)).status_code == (200 if may else 403)
    if who != "binh":
        link = page_of(client, cast.tra_vinh).root.xpath(f'//a[@href="{address(cast.tra_vinh)}"]')
        assert bool(link) == may


def test_a_drafter_writes_for_her_unit_and_those_below_and_for_no_other(
    cast: Cast, drafter: Client
) -> None:
    for unit in (cast.tra_vinh, cast.cau_ke):
        assert drafter.get(address(unit)).status_code == 200
    for unit in (cast.nation, cast.lai_chau, cast.sin_ho):
        assert drafter.get(address(unit)).status_code == 403
        assert drafter.post(address(unit), {"text-causes": CAUSES}).status_code == 403
    assert not ReportText.objects.exists()


# The page


def test_what_is_typed_stands_in_the_report_on_page_and_paper(cast: Cast, drafter: Client) -> None:
    texts = {
        "assessment": "Công tác được quan tâm.",
        "causes": CAUSES,
        "measures": "- Vận động hộ gia đình.\n- Rà soát doanh nghiệp.",
        "proposals": "Đề nghị hỗ trợ kinh phí",
    }
    posted = {f"text-{section}": text for section, text in texts.items()}
    answer = drafter.post(address(cast.tra_vinh), form_of(drafter, cast.tra_vinh) | posted)
    assert answer.status_code == 302
    word = word_of(drafter, cast.tra_vinh)
    headings = [e.text for e in word.document.paragraphs if e.style.name == "Heading 1"]
    assert headings == [
        "I. ĐÁNH GIÁ CHUNG",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "IV. NHIỆM VỤ, GIẢI PHÁP",
        "V. KIẾN NGHỊ",
    ]
    for told in (paper(page_of(drafter, cast.tra_vinh)), word.text):
        for text in ("Công tác được quan tâm.", CAUSES, "- Rà soát doanh nghiệp."):
            assert told.count(text) == 1
        assert "Đề nghị hỗ trợ kinh phí./." in told


def test_a_save_with_nothing_touched_writes_nothing(
    cast: Cast, huong: User, drafter: Client
) -> None:
    write(huong, cast.tra_vinh, MAY, causes=CAUSES)
    write(huong, cast.tra_vinh, JUNE, measures="vận động")
    form = form_of(drafter, cast.tra_vinh)
    assert (form["text-causes"], form["text-measures"]) == (CAUSES, "vận động")
    assert drafter.post(address(cast.tra_vinh), form).status_code == 302
    assert ReportText.objects.count() == 2


def test_a_stale_save_is_refused_with_both_texts_and_the_next_one_is_taken(
    cast: Cast, drafter: Client
) -> None:
    form = form_of(drafter, cast.tra_vinh) | {"text-causes": "của Hương", "text-measures": "a"}
    write(cast.giang, cast.tra_vinh, JUNE, causes="của Giang")
    answer = drafter.post(address(cast.tra_vinh), form)
    assert answer.status_code == 409
    page = Page.of(answer)
    assert "của Giang" in text_of(page.first('//div[contains(@class, "theirs")]'))
    assert "Võ Hương Giang" in page.text
    assert page.first('//textarea[@name="text-causes"]').value.strip() == "của Hương"
    assert ReportText.objects.count() == 1
    assert drafter.post(address(cast.tra_vinh), sent_by(page)).status_code == 302
    assert own_texts(cast.tra_vinh, JUNE)["causes"].text == "của Hương"


def test_what_another_wrote_into_a_section_nobody_touched_here_outlives_the_next_save(
    cast: Cast, drafter: Client
) -> None:
    form = form_of(drafter, cast.tra_vinh) | {"text-causes": "của Hương"}
    write(cast.giang, cast.tra_vinh, JUNE, causes="của Giang", measures="vận động")
    page = Page.of(drafter.post(address(cast.tra_vinh), form))
    assert page.first('//textarea[@name="text-measures"]').value.strip() == "vận động"
    assert drafter.post(address(cast.tra_vinh), sent_by(page)).status_code == 302
    texts = own_texts(cast.tra_vinh, JUNE)
    assert (texts["causes"].text, texts["measures"].text) == ("của Hương", "vận động")


@pytest.mark.parametrize("row", ["999999", "x"])
def test_a_form_of_another_page_is_no_form(cast: Cast, drafter: Client, row: str) -> None:
    assert drafter.post(address(cast.tra_vinh), {"row-causes": row}).status_code == 400


def test_a_month_that_is_none_is_not_found(cast: Cast, drafter: Client) -> None:
    assert drafter.get(address(cast.tra_vinh, "2023-13")).status_code == 404


def test_what_is_typed_is_never_markup(cast: Cast, huong: User, drafter: Client) -> None:
    write(huong, cast.tra_vinh, JUNE, causes="<b>{people}</b> %(x)s")
    assert "<b>{people}</b> %(x)s" in paper(page_of(drafter, cast.tra_vinh))
    assert "<b>{people}</b> %(x)s" in word_of(drafter, cast.tra_vinh).text


# An untouched copy


def test_an_untouched_copy_is_in_the_copy_to_check_and_said_to_be_one(
    cast: Cast, huong: User, drafter: Client
) -> None:
    write(huong, cast.tra_vinh, MAY, causes=CAUSES)
    mark = f"[Chép từ tháng 5/2023, chưa lưu cho tháng này] {CAUSES}"
    assert mark in paper(page_of(drafter, cast.tra_vinh, copy="check"))
    assert mark in word_of(drafter, cast.tra_vinh, copy="check").text
    page = page_of(drafter, cast.tra_vinh)
    assert CAUSES not in paper(page)
    assert "Causes: copied from month 05/2023" in text_of(page.first("//aside"))


def test_the_document_to_sign_is_refused_while_a_section_is_an_untouched_copy(
    cast: Cast, huong: User, drafter: Client
) -> None:
    write(huong, cast.tra_vinh, MAY, causes=CAUSES)
    refused = download_word(drafter, cast.tra_vinh)
    assert refused.status_code == 409
    page = Page.of(refused)
    assert "Causes: copied from month 05/2023" in page.text
    assert page.root.xpath(f'//a[@href="{address(cast.tra_vinh)}"]')
    kept = form_of(drafter, cast.tra_vinh) | {"keep-causes": "on"}
    assert drafter.post(address(cast.tra_vinh), kept).status_code == 302
    assert CAUSES in word_of(drafter, cast.tra_vinh).text
    assert ReportText.objects.filter(period=JUNE, text=CAUSES).exists()


def test_a_copy_that_is_left_blank_is_no_section_of_the_month(
    cast: Cast, huong: User, drafter: Client
) -> None:
    write(huong, cast.tra_vinh, MAY, proposals="Đề nghị hỗ trợ.")
    blank = form_of(drafter, cast.tra_vinh) | {"text-proposals": ""}
    drafter.post(address(cast.tra_vinh), blank)
    assert "KIẾN NGHỊ" not in word_of(drafter, cast.tra_vinh).text


def test_who_may_not_write_is_told_who_does(cast: Cast, huong: User, client: Client) -> None:
    write(huong, cast.tra_vinh, MAY, causes=CAUSES)
    refused = Page.of(download_word(in_english(signed_in_as(client, cast.chi)), cast.tra_vinh))
    assert "Who drafts or approves for the unit" in refused.text
    assert not refused.root.xpath(f'//a[@href="{address(cast.tra_vinh)}"]')


def test_a_meeting_reads_the_text_as_it_stood(cast: Cast, huong: User, drafter: Client) -> None:
    write(huong, cast.tra_vinh, MAY, measures="vận động")
    write(huong, cast.tra_vinh, JUNE, causes=CAUSES)
    seen = freeze(cast.giang, cast.tra_vinh, "Sơ kết", date(2023, 7, 26))
    write(huong, cast.tra_vinh, JUNE, causes="sửa sau họp", measures="khác")
    then = download_word(drafter, cast.tra_vinh, meeting=seen.pk)
    text = Word.of(then.content).text
    assert CAUSES in text
    assert "sửa sau họp" not in text
    assert "vận động" not in text, "an untouched copy then, which nobody can touch any more"
    assert "sửa sau họp" in word_of(drafter, cast.tra_vinh).text


def test_every_section_has_a_field_with_a_label(cast: Cast, drafter: Client) -> None:
    page = Page.of(drafter.get(address(cast.tra_vinh)))
    names = page.root.xpath('//form[contains(@class, "layout-form")]//textarea/@id')
    assert names == [f"text-{section}" for section in TextSection]
    assert set(names) <= set(page.root.xpath("//label/@for"))
