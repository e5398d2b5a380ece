"""What every page and file of a unit says of how it was asked for: drafts, and what of the address
was not understood (design section 5, "Drafts")."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit, make_user
from coverage.entry import Cell, record_figures
from coverage.models import ReportedFigure, Role, User
from coverage.month.workflow import approve, open_months, reopen
from pages import Page, in_english, signed_in_as
from reporting import LONG_AGO, make_document, promise, report
from reports.meetings.freezing import freeze
from targets.models import Assigner
from unit_acts import join
from word_documents import Word

MAY = date(2023, 5, 1)
SAID = "Includes figures still being entered, not yet handed in."
SAID_IN_THE_REPORT = "Gồm cả số đang nhập, chưa gửi."
PAGES = ("overview", "unit", "indicator", "what_if", "report", "unit_check")
FILES = ("parts_workbook", "monthly_workbook", "indicator_workbook", "report_document")


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    """Cầu Kè has handed in 500 and 900; of Trà Cú 77.777 is being entered for June."""
    for period, people in ((MAY, 500), (JUNE, 900)):
        report(world.cau_ke, world.bhyt, period, people)
    report(world.tra_cu, world.bhyt, MAY, 600)
    report(world.tra_cu, world.bhyt, JUNE, 77_777, is_draft=True)
    plan = make_document(world.tra_vinh, date(2023, 1, 1))
    promise(plan, world.tra_vinh, world.bhyt, 2023, people=80_000)
    return world


def address(cast: Cast, name: str) -> str:
    codes = [cast.bhyt.code] if name.startswith("indicator") else []
    return reverse(name, args=[cast.tra_vinh.pk, *codes])


def ask(cast: Cast, user: User, name: str, **query: Any) -> Any:
    client = in_english(signed_in_as(Client(), user))
    return client.get(address(cast, name), {"month": "2023-06", "indicator": "BHYT"} | query)


def text_of(answer: Any) -> str:
    """All that a reader finds on the page or in the file."""
    assert answer.status_code == 200
    kind = answer["Content-Type"]
    if "html" in kind:
        return Page.of(answer).text
    if "word" in kind:
        return Word.of(answer.content).text
    book = load_workbook(BytesIO(answer.content))
    return "\n".join(
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def said_on(name: str) -> str:
    return SAID_IN_THE_REPORT if name == "report_document" else SAID


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_drafts_are_shown_and_said_where_they_are_switched_on(cast: Cast, name: str) -> None:
    found = text_of(ask(cast, cast.an, name, drafts=1))
    assert said_on(name) in found
    # The check of a month that holds names no figure.
    shown = any(written in found for written in ("78.677", "77777", "77.777"))
    assert shown or name == "unit_check"


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_without_the_switch_a_draft_is_in_no_page_and_no_file(cast: Cast, name: str) -> None:
    found = text_of(ask(cast, cast.an, name))
    assert said_on(name) not in found
    for written in ("78.677", "78677", "77.777", "77777"):
        assert written not in found


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_for_who_may_not_the_switch_is_named_and_shows_nothing(cast: Cast, name: str) -> None:
    found = text_of(ask(cast, cast.chi, name, drafts=1))
    assert "drafts=1" in found
    assert said_on(name) not in found
    assert "77.777" not in found
    assert "77777" not in found


def test_the_file_of_a_table_says_it_too(cast: Cast) -> None:
    found = text_of(ask(cast, cast.an, "overview", drafts=1, xlsx="standings", assigner="999"))
    assert SAID in found
    assert "assigner=999" in found


@pytest.mark.parametrize(
    ("person", "unit", "is_shown"),
    [
        ("an", "tra_vinh", True),
        ("an", "cau_ke", True),
        ("giang", "tra_vinh", True),
        ("giang", "tra_cu", True),
        ("chi", "tra_vinh", False),
        ("dung", "tra_vinh", False),
        ("dung", "nation", False),
        ("em", "tra_vinh", False),
        ("binh", "lai_chau", True),
    ],
)
def test_who_writes_or_approves_the_unit_may_switch_them_on(
    cast: Cast, person: str, unit: str, *, is_shown: bool
) -> None:
    client = in_english(signed_in_as(Client(), getattr(cast, person)))
    answer = client.get(reverse("overview", args=[getattr(cast, unit).pk]), {"drafts": "1"})
    page = Page.of(answer)
    assert (SAID in page.text) == is_shown
    assert ("drafts=1" in page.text) == (not is_shown)


def test_a_clerk_of_a_unit_below_may_not_for_the_unit_above(cast: Cast) -> None:
    reader = (cast.tra_vinh, Role.VIEWER)
    hoa = make_user("hoa", "Lê Thị Hoa", (cast.tra_cu, Role.CLERK), reader)
    assert SAID not in text_of(ask(cast, hoa, "overview", drafts=1))


@pytest.mark.parametrize("text", ["0", "true", "11", "１"])
def test_another_value_is_named(cast: Cast, text: str) -> None:
    found = text_of(ask(cast, cast.an, "overview", drafts=text))
    assert f"drafts={text}" in found
    assert SAID not in found


def test_a_meeting_or_a_moment_shows_no_drafts(cast: Cast) -> None:
    meeting = freeze(cast.giang, cast.tra_vinh, "Họp", date(2023, 7, 26))
    for asked in ({"meeting": meeting.pk}, {"as_seen": meeting.moment.isoformat()}):
        found = text_of(ask(cast, cast.an, "overview", drafts=1, **asked))
        assert "drafts=1" in found
        assert SAID not in found


@pytest.mark.parametrize("name", PAGES)
def test_links_and_forms_of_the_page_keep_the_switch(cast: Cast, name: str) -> None:
    page = Page.of(ask(cast, cast.an, name, drafts=1))
    own = f"/units/{cast.tra_vinh.pk}/"
    # Acts on units are of now, and have no drafts.
    links = [each for each in page.root.xpath("//main//a/@href") if own in each]
    links = [each for each in links if not each.endswith("/acts/")]
    lost = [each for each in links if "drafts=1" not in each]
    # One leads to the page without drafts.
    assert lost == [each for each in lost if each.startswith(address(cast, name))][:1]
    for form in page.root.xpath('//main//form[@method="get"]'):
        assert form.xpath('.//input[@name="drafts"]/@value') == ["1"]


def test_a_unit_above_is_not_asked_for_drafts(cast: Cast) -> None:
    page = Page.of(ask(cast, cast.em, "overview"))
    assert page.status == 200
    both = make_user("hoa", "Lê Thị Hoa", (cast.tra_vinh, Role.CLERK), (cast.nation, Role.VIEWER))
    shown = Page.of(ask(cast, both, "overview", drafts=1))
    (link,) = shown.root.xpath('//nav[@class="breadcrumbs"]//a/@href')
    assert "drafts" not in link


def test_a_reopened_month_shows_what_is_being_entered_instead_of_what_was_approved(
    cast: Cast,
) -> None:
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "nhập nhầm")
    shown = ReportedFigure.objects.current().get(unit=cast.cau_ke, period=JUNE)
    cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, 901, shown=shown.pk)
    record_figures(cast.an, JUNE, [cell])
    assert "901" not in text_of(ask(cast, cast.an, "parts_workbook"))
    assert "901" in text_of(ask(cast, cast.an, "parts_workbook", drafts=1))


def test_months_that_are_only_open_can_be_chosen_with_drafts(cast: Cast) -> None:
    open_months(cast.giang, [cast.tra_cu.pk], date(2023, 7, 1))

    def choices(**query: Any) -> list[str]:
        page = Page.of(ask(cast, cast.an, "overview", **query))
        found: list[str] = page.root.xpath('//select[@name="month"]/option/@value')
        return found

    assert "2023-07" in choices(drafts=1)
    assert "2023-07" not in choices()


@pytest.mark.parametrize(
    "asked", [{"month": "9999-12"}, {"month": "0001-01"}, {"assigner": "999"}, {"drafts": "2"}]
)
@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_what_is_not_understood_is_named_on_every_page_and_in_every_file(
    cast: Cast, name: str, asked: dict[str, str]
) -> None:
    ((key, value),) = asked.items()
    assert f"{key}={value}" in text_of(ask(cast, cast.chi, name, **asked))


@pytest.mark.parametrize("name", [*PAGES, *FILES])
def test_an_assigner_that_set_nothing_here_is_named_on_every_page_and_in_every_file(
    cast: Cast, name: str
) -> None:
    elsewhere = make_document(cast.lai_chau, date(2023, 1, 1), "UBND tỉnh Lai Châu")
    promise(elsewhere, cast.lai_chau, cast.bhyt, 2023, people=400_000)
    asked = elsewhere.assigner_id
    assert f"assigner={asked}" in text_of(ask(cast, cast.chi, name, assigner=asked))


def test_an_assigner_of_a_unit_below_or_of_a_row_under_which_it_stood_is_understood(
    cast: Cast,
) -> None:
    below = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện Cầu Kè")
    promise(below, cast.cau_ke, cast.bhyt, 2023, people=1_000)
    earlier = make_unit(2, "850", "huyen", "Duyên Hải", "Huyện Duyên Hải", cast.tra_vinh, LONG_AGO)
    council = make_document(earlier, date(2007, 1, 1), "HĐND huyện Duyên Hải", 2)
    promise(council, earlier, cast.bhyt, 2007, people=10)
    join([earlier], cast.tra_cu)
    for document in (below, council):
        found = text_of(ask(cast, cast.chi, "overview", assigner=document.assigner_id))
        assert "Not understood" not in found, document


def test_an_assigner_that_had_set_nothing_yet_when_a_meeting_saw_the_page_is_named(
    cast: Cast,
) -> None:
    meeting = freeze(cast.giang, cast.tra_vinh, "Họp", date(2023, 7, 26))
    council = make_document(cast.tra_vinh, date(2023, 1, 1), "HĐND tỉnh", 2)
    promise(council, cast.tra_vinh, cast.bhyt, 2023, people=90_000)
    asked = council.assigner_id
    assert "Not understood" not in text_of(ask(cast, cast.chi, "overview", assigner=asked))
    then = text_of(ask(cast, cast.chi, "overview", assigner=asked, meeting=meeting.pk))
    assert f"assigner={asked}" in then


def test_the_page_of_a_unit_below_is_asked_for_its_own_assigner_of_the_kind(cast: Cast) -> None:
    asked = Assigner.objects.get()
    district = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện Cầu Kè")
    promise(district, cast.cau_ke, cast.bhyt, 2023, people=1_000)
    page = Page.of(ask(cast, cast.chi, "overview", assigner=asked.pk))
    (cau_ke,), (tra_cu,) = (
        page.root.xpath(f'//table//a[starts-with(@href, "/units/{unit.pk}/?")]/@href')
        for unit in (cast.cau_ke, cast.tra_cu)
    )
    assert f"assigner={district.assigner_id}" in cau_ke
    assert "assigner" not in tra_cu


def test_the_switch_costs_three_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Of a month that is whole without it: what is whole alone with drafts is forecast too."""
    report(cast.tra_cu, cast.bhyt, JUNE, 600)
    client = in_english(signed_in_as(Client(), cast.an))
    asked = {"month": "2023-06"}
    with CaptureQueriesContext(connection) as without:
        client.get(address(cast, "overview"), asked)
    with django_assert_num_queries(len(without) + 3):
        client.get(address(cast, "overview"), asked | {"drafts": "1"})


def test_what_is_understood_is_not_named(cast: Cast) -> None:
    assigner = Assigner.objects.get()
    found = text_of(ask(cast, cast.chi, "monthly_workbook", assigner=assigner.pk))
    assert "Not understood" not in found
