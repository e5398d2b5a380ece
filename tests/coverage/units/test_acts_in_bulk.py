"""Acts in bulk out of a workbook: template, dry run, findings by row, all or nothing."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from acts_page import DECISION
from cast import JUNE, LONG_AGO, Cast, make_unit
from coverage.models import AdministrativeUnit, ChangeKind, UnitChange
from coverage.units.bulk_rows import HEADINGS
from entry_pages import in_english
from pages import Page
from reporting import report

Row = tuple[str | int | float | None, ...]
USUAL: Row = tuple(HEADINGS.values())


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    make_unit(2, "850", "huyen", "Càng Long", "Huyện Càng Long", world.tra_vinh)
    return world


class Bulk:
    """The page as an approver meets it."""

    def __init__(self, cast: Cast) -> None:
        self.client = in_english(cast.giang)
        self.path = reverse("unit_acts_bulk", args=[cast.tra_vinh.pk])

    def hand_in(self, *rows: Row, headings: Row = USUAL) -> Page:
        book, held = Workbook(), BytesIO()
        assert book.active is not None
        for row in (headings, *rows):
            book.active.append(row)
        book.save(held)
        sent = SimpleUploadedFile("sap-xep.xlsx", held.getvalue())
        answer = self.client.post(self.path, DECISION | {"file": sent, "action": "show"})
        self.page = Page.of(answer)
        return self.page

    def confirm(self) -> Page:
        form = next(each for each in self.page.root.forms if each.xpath('.//input[@name="shown"]'))
        sent = dict(form.form_values()) | {"action": "record"}
        self.page = Page.of(self.client.post(self.path, sent, follow=True))
        return self.page


MERGED: tuple[Row, ...] = (
    ("845", "Huyện Cầu Kè", "846", "Thị xã Cầu Trà", None, None),
    ("849", None, "846", "Cầu Trà", "thị xã", None),
)


def test_a_workbook_is_shown_first_and_recorded_whole(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    bulk = Bulk(cast)
    page = bulk.hand_in(*MERGED, (850, "Càng Long", "851", "Càng Long Mới", None, None))
    assert page.status == 200
    assert "BHYT 70" in page.text
    assert "Huyện Càng Long Mới" in page.text
    assert not UnitChange.objects.exists()
    bulk.confirm()
    kinds = set(UnitChange.objects.values_list("kind", flat=True))
    assert kinds == {ChangeKind.MERGE, ChangeKind.RENAME}
    new = AdministrativeUnit.objects.get(code="846")
    assert (new.full_name, new.came_from.count()) == ("Thị xã Cầu Trà", 2)


def test_a_split_in_a_workbook_goes_by_its_shares(cast: Cast) -> None:
    bulk = Bulk(cast)
    rows: list[Row] = [
        ("849", "Trà Cú", "849", "Trà Cú", None, 62.5),
        ("849", "Trà Cú", "857", "Định An", None, "37,5"),
    ]
    bulk.hand_in(*rows)
    bulk.confirm()
    shares = UnitChange.objects.get().links.values_list("weight", flat=True)
    assert sorted(map(str, shares)) == ["0.37500000", "0.62500000"]


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([("999", "", "846", "Cầu Trà", "", "")], "row 2: No unit here has the code “999”"),
        ([("845", "Trà Cú", "846", "Cầu Trà", "", "")], "row 2: “Trà Cú” is none that stands"),
        ([("845", "", "", "Cầu Trà", "", "")], "row 2: A code here has 3 digits"),
        ([("845", "", "846", "Cầu Trà", "phường", "")], "row 2: “phường” is no kind of unit"),
        ([("845", "", "846", "A", "", ""), ("849", "", "846", "B", "", "")], "is called Huyện A"),
        ([("849", "", "849", "A", "", "60"), ("849", "", "850", "B", "", "")], "row 3: Say which"),
        ([("849", "", "861", "A", "", "60"), ("849", "", "862", "B", "", "30")], "90 %, not to"),
        ([("845", "", "850", "Cầu Trà", "", "")], "850: Huyện Càng Long"),
        ([("845", "Huyện Cầu Kè", "", "Cầu Kè", "", "")], "Every unit stays what it is"),
        ([("845", "Huyện Cầu Kè", "", "", "", "")], "No row says what a unit becomes"),
    ],
)
def test_what_cannot_be_is_said_by_its_row_and_nothing_is_recorded(
    cast: Cast, rows: list[Row], answer: str
) -> None:
    page = Bulk(cast).hand_in(*rows)
    assert page.status == 422
    assert answer in page.text
    assert not UnitChange.objects.exists()


def test_a_code_that_has_meant_two_things_asks_for_the_name(cast: Cast) -> None:
    until = {"valid_from": LONG_AGO, "valid_to": JUNE.replace(year=2007)}
    make_unit(2, "845", "huyen", "Cửu Long", "Huyện Cửu Long", cast.tra_vinh, **until)
    bulk = Bulk(cast)
    page = bulk.hand_in(("845", "", "846", "Cầu Trà", "", ""))
    assert "Code 845 has meant several units: Huyện Cửu Long" in page.text
    assert page.status == 422
    assert bulk.hand_in(("845", "Cửu Long", "846", "Cầu Trà", "", "")).status == 422
    assert bulk.hand_in(("845", "Cầu Kè", "846", "Cầu Trà", "", "")).status == 200


def test_of_good_and_bad_rows_nothing_is_recorded(cast: Cast) -> None:
    page = Bulk(cast).hand_in(*MERGED, ("999", "", "861", "A", "", ""))
    assert "row 4" in page.text
    assert not page.root.xpath('//button[@value="record"]')


def test_a_workbook_without_the_headings_is_refused(cast: Cast) -> None:
    page = Bulk(cast).hand_in(*MERGED, headings=("Mã", "Tên"))
    assert "No sheet has the headings" in page.text


def test_no_workbook_and_a_forged_confirmation_are_refused(cast: Cast) -> None:
    bulk = Bulk(cast)
    sent = DECISION | {"action": "show"}
    assert "Choose a workbook" in Page.of(bulk.client.post(bulk.path, sent)).text
    for rows in ("", "[1]", '[["x"]]', "[[1,2,3,4,5,6,7,8,9]]", "{}"):
        answer = bulk.client.post(bulk.path, sent | {"rows": rows, "action": "record"})
        assert answer.status_code == 422
    assert not UnitChange.objects.exists()


def test_the_template_holds_the_units_as_they_stand_and_says_nothing_yet(cast: Cast) -> None:
    client = in_english(cast.giang)
    answer = client.get(reverse("unit_acts_template", args=[cast.tra_vinh.pk]))
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows()]
    assert rows[0] == ["Mã cũ", "Tên cũ", "Mã mới"]
    assert rows[2] == ["845", "Huyện Cầu Kè", None]
    bulk = Bulk(cast)
    sent = SimpleUploadedFile("mau.xlsx", answer.content)
    page = Page.of(bulk.client.post(bulk.path, DECISION | {"file": sent, "action": "show"}))
    assert "No row says what a unit becomes" in page.text


def test_a_workbook_is_for_who_approves_over_the_unit(cast: Cast) -> None:
    for user in (cast.an, cast.chi, cast.em, cast.binh):
        for name in ("unit_acts_bulk", "unit_acts_template"):
            path = reverse(name, args=[cast.tra_vinh.pk])
            assert in_english(user).get(path).status_code == 403


def test_a_workbook_of_a_decision_that_is_recorded_already_is_asked_about_first(cast: Cast) -> None:
    bulk = Bulk(cast)
    bulk.hand_in(*MERGED)
    bulk.confirm()
    page = bulk.hand_in((850, "Càng Long", "851", "Càng Long Mới", None, None))
    assert page.status == 409
    assert "Huyện Cầu Kè, Huyện Trà Cú → Thị xã Cầu Trà" in page.text
    assert UnitChange.objects.count() == 1
    form = next(each for each in page.root.forms if each.xpath('.//input[@name="overlap"]'))
    sent = dict(form.form_values()) | {"action": "show"}
    bulk.page = Page.of(bulk.client.post(bulk.path, sent))
    assert "Recorded: 12/NQ-UBTVQH15" in bulk.confirm().text
    assert UnitChange.objects.count() == 2
