"""Entering documents: their particulars, their file, what they revise, and taking them back."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cast import Cast, make_unit, make_user
from coverage.models import Role
from entry_pages import in_english
from pages import Page
from reporting import count, make_document, promise
from targets.access import registrable_units
from targets.entry import TargetValue, record_targets
from targets.in_force import promises_in_force
from targets.models import Assigner, AssignerKind, Document, Target

pytestmark = pytest.mark.usefixtures("static_files")
PDF = b"%PDF-1.7\n..."


@pytest.fixture
def giang(cast: Cast) -> Client:
    """Who approves for Trà Vinh, in English."""
    return in_english(cast.giang)


@pytest.fixture
def council(cast: Cast) -> Assigner:
    return Assigner.objects.create(name="HĐND tỉnh Trà Vinh", kind=AssignerKind.PEOPLES_COUNCIL)


def particulars(cast: Cast, **changed: Any) -> dict[str, Any]:
    usual = {
        "number": "12/NQ-HĐND",
        "title": "Nghị quyết về bao phủ",
        "binds": cast.tra_vinh.pk,
        "new_assigner": "HĐND tỉnh Trà Vinh",
        "new_assigner_kind": AssignerKind.PEOPLES_COUNCIL.value,
        "issued_on": "10/12/2022",
        "effective_on": "01/01/2023",
        "clause": "Điều 2",
    }
    return usual | changed


def send(client: Client, sent: dict[str, Any], document: Document | None = None) -> Any:
    """To the form of a new document, or with its hidden mark to that of an old one."""
    if document is None:
        return client.post(reverse("document_new"), sent)
    address = reverse("document_edit", args=[document.pk])
    page = Page.of(client.get(address))
    seen = page.first('//input[@name="seen"]').get("value")
    return client.post(address, {"seen": seen, "why": "gõ sai"} | sent)


# A new document


def test_a_document_is_entered_with_everything_it_says_of_itself(cast: Cast, giang: Client) -> None:
    answer = send(giang, particulars(cast, source="Công báo", note="thử"))
    document = Document.objects.get()
    assert answer.headers["Location"] == reverse("document", args=[document.pk])
    assert (document.number, document.title) == ("12/NQ-HĐND", "Nghị quyết về bao phủ")
    assert (document.assigner.name, document.assigner.kind) == ("HĐND tỉnh Trà Vinh", 2)
    assert (document.issued_on, document.effective_on) == (date(2022, 12, 10), date(2023, 1, 1))
    assert (document.binds, document.clause) == (cast.tra_vinh, "Điều 2")
    assert (document.origin, document.source, document.note) == ("reported", "Công báo", "thử")


def test_a_document_without_a_number_is_known_by_its_title(cast: Cast, giang: Client) -> None:
    send(giang, particulars(cast, number="", issued_on=""))
    document = Document.objects.get()
    assert str(document) == "Nghị quyết về bao phủ"
    assert "Nghị quyết về bao phủ" in Page.of(giang.get(reverse("documents"))).text
    assert giang.get(reverse("target_entry", args=[document.pk]), follow=True).status_code == 200


def test_an_assigner_written_out_that_is_known_already_is_that_one(
    cast: Cast, giang: Client, council: Assigner
) -> None:
    send(giang, particulars(cast, new_assigner="hđnd  tỉnh trà vinh", new_assigner_kind=""))
    assert Document.objects.get().assigner == council
    assert Assigner.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"new_assigner": ""}, "Say who assigns the targets."),
        ({"new_assigner_kind": ""}, "Say what kind of authority it is."),
        ({"issued_on": "02/01/2023"}, "cannot take effect before it is issued"),
        ({"effective_on": "13/13/2023"}, "Enter a valid date."),
        ({"effective_on": "01/01/0023"}, "This year cannot be right."),
        ({"effective_on": "30/04/1992", "issued_on": ""}, "is not an administrative unit on"),
        ({"binds": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    cast: Cast, giang: Client, changed: dict[str, str], said: str
) -> None:
    answer = send(giang, particulars(cast, **changed))
    assert answer.status_code == 422
    assert said in Page.of(answer).text
    assert not Document.objects.exists()
    assert not Assigner.objects.exists()
    assert Page.of(answer).first('//input[@name="clause"]').get("value") == "Điều 2"


def test_an_assigner_is_chosen_or_written_but_not_both(
    cast: Cast, giang: Client, council: Assigner
) -> None:
    make_document(cast.tra_vinh, date(2020, 1, 1), council.name)
    answer = send(giang, particulars(cast, assigner=council.pk, new_assigner="Khác"))
    assert "not both" in Page.of(answer).text


def test_a_document_is_entered_once(cast: Cast, giang: Client) -> None:
    send(giang, particulars(cast))
    again = send(giang, particulars(cast, title="Tên khác"))
    assert again.status_code == 422
    assert "in the register already" in Page.of(again).text
    assert Document.objects.count() == 1


def test_a_document_cannot_amend_one_that_takes_effect_after_it(cast: Cast, giang: Client) -> None:
    later = make_document(cast.tra_vinh, date(2023, 7, 1))
    answer = send(giang, particulars(cast, adjusts=later.pk))
    assert "It takes effect on 01/07/2023" in Page.of(answer).text


# Its file


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_the_file_is_kept_under_a_name_of_our_own(cast: Cast, giang: Client, folder: Path) -> None:
    upload = SimpleUploadedFile("../../nghị quyết.pdf", PDF)
    send(giang, particulars(cast, file=upload))
    (kept,) = [path for path in folder.rglob("*") if path.is_file()]
    assert kept.suffix == ".pdf"
    assert "quy" not in kept.name
    page = giang.get(reverse("document_file", args=[Document.objects.get().pk]))
    assert page.getvalue() == PDF


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"<html>"), ("a.exe", PDF), ("a.docx", PDF), ("a.pdf", b"")]
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    cast: Cast, giang: Client, folder: Path, name: str, content: bytes
) -> None:
    answer = send(giang, particulars(cast, file=SimpleUploadedFile(name, content)))
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert not Document.objects.exists()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


# Editing


@pytest.fixture
def document(cast: Cast, council: Assigner) -> Document:
    return make_document(cast.tra_vinh, date(2023, 1, 1), council.name, number="1/NQ")


def as_it_is(document: Document, **changed: Any) -> dict[str, Any]:
    usual = {
        "number": document.number,
        "title": document.title,
        "binds": document.binds_id,
        "assigner": document.assigner_id,
        "effective_on": f"{document.effective_on:%d/%m/%Y}",
    }
    return usual | changed


def test_particulars_are_corrected(cast: Cast, giang: Client, document: Document) -> None:
    changed = {"title": "Tên đúng", "effective_on": "01/02/2023", "clause": "Điều 3"}
    assert send(giang, as_it_is(document, **changed), document).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.clause) == ("Tên đúng", "Điều 3")
    assert document.effective_on == date(2023, 2, 1)


def test_whose_promise_it_is_and_from_when_is_fixed_once_it_has_targets(
    cast: Cast, giang: Client, document: Document, council: Assigner
) -> None:
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=1)
    other = make_document(cast.cau_ke, date(2020, 1, 1), "UBND huyện").assigner
    changed = {
        "title": "Tên đúng",
        "assigner": other.pk,
        "binds": cast.cau_ke.pk,
        "effective_on": "01/02/2020",
    }
    assert send(giang, as_it_is(document, **changed), document).status_code == 302
    document.refresh_from_db()
    assert document.title == "Tên đúng"
    assert (document.assigner, document.binds) == (council, cast.tra_vinh)
    assert document.effective_on == date(2023, 1, 1)


def test_a_form_opened_before_somebody_elses_change_is_refused(
    cast: Cast, giang: Client, document: Document
) -> None:
    address = reverse("document_edit", args=[document.pk])
    seen = Page.of(giang.get(address)).first('//input[@name="seen"]').get("value")
    send(giang, as_it_is(document, clause="Điều 9"), document)
    stale = giang.post(address, as_it_is(document, title="Khác", why="sai") | {"seen": seen})
    assert stale.status_code == 422
    assert "Somebody changed this document after you opened it" in Page.of(stale).text
    document.refresh_from_db()
    assert (document.title, document.clause) != ("Khác", "")
    assert document.clause == "Điều 9"


def test_a_document_is_changed_by_a_version_that_says_who_and_why(
    cast: Cast, giang: Client, document: Document
) -> None:
    refused = send(giang, as_it_is(document, title="Tên đúng", why=""), document)
    assert refused.status_code == 422
    assert send(giang, as_it_is(document, title="Tên đúng"), document).status_code == 302
    before, now = document.versions.order_by("pk")
    assert before.superseded_at == now.recorded_at
    assert (now.title, now.recorded_by, now.why) == ("Tên đúng", cast.giang, "gõ sai")


# Who may


@pytest.mark.parametrize(
    ("who", "may"), [("giang", True), ("an", False), ("chi", False), ("dung", False), ("em", False)]
)
def test_only_approvers_enter_edit_and_withdraw(
    cast: Cast, document: Document, who: str, may: bool
) -> None:
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=1)
    user = getattr(cast, who)
    client = in_english(user)
    assert registrable_units(user).exists() is may
    page = client.get(reverse("document", args=[document.pk])).text
    for name, args in (("document_new", []), ("document_edit", [document.pk])):
        assert client.get(reverse(name, args=args)).status_code == (200 if may else 403)
    assert (reverse("document_edit", args=[document.pk]) in page) is may
    assert (reverse("document_new") in client.get(reverse("documents")).text) is may
    withdraw = reverse("document_withdraw", args=[document.pk])
    address = reverse("document", args=[document.pk])
    led = client.get(f"{withdraw}?history=1")
    assert led.headers.get("Location") == (f"{address}?history=1" if may else None)
    shown = str(Target.objects.get().pk)
    answer = client.post(withdraw, {"reason": "sai", "shown": shown})
    assert answer.status_code == (302 if may else 403)
    assert Target.objects.current().get().is_withdrawn is may


def test_a_document_of_somebody_elses_unit_is_neither_entered_nor_edited(
    cast: Cast, giang: Client
) -> None:
    foreign = make_document(cast.lai_chau, date(2023, 1, 1), "UBND tỉnh Lai Châu")
    assert giang.get(reverse("document_edit", args=[foreign.pk])).status_code == 403
    assert giang.post(reverse("document_withdraw", args=[foreign.pk])).status_code == 403
    answer = send(giang, particulars(cast, binds=cast.lai_chau.pk))
    assert answer.status_code == 422
    assert not Document.objects.filter(number="12/NQ-HĐND").exists()


def test_a_unit_two_levels_down_is_chosen_by_whoever_approves_nearer_to_it(cast: Cast) -> None:
    nation = in_english(make_user("tw", "Trung Ương", (cast.nation, Role.APPROVER)))
    offered = Page.of(nation.get(reverse("document_new"))).root.xpath(
        '//select[@name="binds"]/option/text()'
    )
    assert [text for text in offered if "Huyện" in text] == []
    assert "Tỉnh Trà Vinh" in offered


# Revised and withdrawn


def standing(cast: Cast, on: date = date(2023, 12, 31)) -> list[int | None]:
    found = promises_in_force([cast.tra_vinh.pk], 2023, on)
    return [each.promise.people for each in found.get((cast.tra_vinh.pk, cast.bhyt.pk), [])]


@pytest.fixture
def revision(cast: Cast, document: Document) -> Document:
    """In July the same assigner lowers 966.520 to 960.000, and says nothing else."""
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    promise(document, cast.tra_vinh, cast.bhxh, 2023, percent=Decimal("21.6"))
    later = make_document(
        cast.tra_vinh, date(2023, 7, 1), document.assigner.name, number="7/NQ", adjusts=document
    )
    promise(later, cast.tra_vinh, cast.bhyt, 2023, people=960_000)
    return later


def test_a_revision_stands_beside_what_it_amends_with_the_difference(
    cast: Cast, giang: Client, revision: Document
) -> None:
    page = Page.of(giang.get(reverse("document", args=[revision.pk])))
    row = page.first('//section[@id="revised"]//tbody/tr').text_content().split()
    assert "966.520" in row
    assert "960.000" in row
    assert "−6.520" in row
    old = Page.of(giang.get(reverse("document", args=[revision.adjusts_id])))
    assert not old.root.xpath('//section[@id="revised"]')
    assert "966.520" in old.text


def test_a_new_version_stands_beside_the_old_with_who_set_it(
    cast: Cast, giang: Client, document: Document
) -> None:
    promise(document, cast.tra_vinh, cast.bhyt, 2023, percent=Decimal(95))
    value = TargetValue(document.pk, cast.tra_vinh.pk, cast.bhyt.pk, 2023, percent=Decimal("94.5"))
    record_targets(cast.giang, [value], reason="theo thông báo mới")
    page = Page.of(giang.get(reverse("document", args=[document.pk])))
    row = page.first('//section[@id="revised"]//tbody/tr').text_content()
    assert "95\u00a0%" in row
    assert "94,5\u00a0%" in row
    assert "−0,50 points" in row
    assert "Võ Hương Giang" in row
    assert "theo thông báo mới" in row
    history = Page.of(giang.get(reverse("document", args=[document.pk]) + "?history=1"))
    replaced = history.root.xpath('//h2[@id="replaced"]/following::tbody/tr')[0].text_content()
    assert "theo thông báo mới" in replaced
    assert replaced.count("Võ Hương Giang") == 1


def shown_on(giang: Client, document: Document) -> str:
    """What the form of the document's page says it showed."""
    page = Page.of(giang.get(reverse("document", args=[document.pk])))
    shown: str = page.first('//input[@name="shown"]').get("value")
    return shown


def withdraw(giang: Client, document: Document, reason: str, shown: str | None = None) -> Page:
    """From the page as it is now, or as it was."""
    sent = {"reason": reason, "shown": shown_on(giang, document) if shown is None else shown}
    answer = giang.post(reverse("document_withdraw", args=[document.pk]), sent, follow=True)
    return Page.of(answer)


def test_a_target_set_since_the_page_was_opened_is_not_withdrawn(
    cast: Cast, giang: Client, revision: Document
) -> None:
    opened = shown_on(giang, revision)
    promise(revision, cast.tra_vinh, cast.bhyt, 2023, people=950_000)
    promise(revision, cast.cau_ke, cast.bhxh, 2024, percent=Decimal("21.6"))
    refused = withdraw(giang, revision, "Bãi bỏ", opened)
    said = refused.text
    assert "have changed since the page was opened, so none was withdrawn" in said
    assert "Tỉnh Trà Vinh, BHYT 2023: 960.000 → 950.000 (" in said
    assert "Huyện Cầu Kè, BHXH 2024: – → 21,6 % (" in said.replace("\u00a0", " ")
    assert standing(cast) == [950_000]
    again = refused.first('//details[@id="withdraw"]')
    assert again.get("open") is not None
    assert again.xpath('.//input[@name="reason"]')[0].get("value") == "Bãi bỏ"
    assert again.xpath('.//input[@name="shown"]')[0].get("value") == shown_on(giang, revision)
    assert "Withdrew 2 targets." in withdraw(giang, revision, "Bãi bỏ").text


def test_a_withdrawal_that_does_not_say_what_was_shown_does_nothing(
    cast: Cast, giang: Client, revision: Document
) -> None:
    said = withdraw(giang, revision, "Bãi bỏ", "x").text
    assert "does not say what it had shown" in said
    assert standing(cast) == [960_000]


def test_a_revision_withdrawn_lets_what_it_amended_count_again(
    cast: Cast, giang: Client, document: Document, revision: Document
) -> None:
    assert standing(cast) == [960_000]
    refused = withdraw(giang, revision, " ")
    assert "Say why" in refused.text
    assert standing(cast) == [960_000]
    before = Target.objects.latest("recorded_at").recorded_at
    opened = shown_on(giang, revision)
    answer = withdraw(giang, revision, "Bãi bỏ")
    assert "Withdrew 1 target." in answer.text
    assert "All targets of this document have been withdrawn." in answer.text
    assert standing(cast) == [966_520]
    row = answer.first('//section[@id="revised"]//tbody/tr').text_content()
    assert "withdrawn" in row
    assert "Bãi bỏ" in row
    seen = promises_in_force([cast.tra_vinh.pk], 2023, date(2023, 12, 31), before)
    assert seen[cast.tra_vinh.pk, cast.bhyt.pk][0].promise.people == 960_000
    assert "no target in force" in withdraw(giang, revision, "Bãi bỏ", opened).text


def test_a_withdrawn_target_is_not_counted_in_the_list(
    cast: Cast, giang: Client, revision: Document
) -> None:
    withdraw(giang, revision, "Bãi bỏ")
    listed = Page.of(giang.get(reverse("documents")))
    (row,) = listed.root.xpath('//tbody/tr[th/a[text()="7/NQ"]]')
    assert [cell.text_content() for cell in row.xpath('td[contains(@class, "num")]')] == ["0"]


# Do they add up


def test_every_gap_is_a_sentence_with_its_numbers(
    cast: Cast, giang: Client, document: Document
) -> None:
    count(cast.tra_vinh, "population", 2022, 1_019_562)
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=966_520, percent=Decimal(95))
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=96_581)
    text = Page.of(giang.get(reverse("document", args=[document.pk]))).text.replace("\u00a0", " ")
    assert (
        "The people set are 94,80 % of population 2022 (1.019.562, reported), the per cent set is "
        "95 %, which would be 968.584 people."
    ) in text
    assert "1 unit below it has no target: Huyện Trà Cú." in text
    assert "The others leave 869.939 of the whole’s target." in text
    promise(document, cast.tra_cu, cast.bhyt, 2023, people=870_000)
    promise(document, cast.cau_ke, cast.bhyt, 2024, people=96_580)
    text = Page.of(giang.get(reverse("document", args=[document.pk]))).text
    assert (
        "The units below it together have 966.581, the target of the whole is 966.520: a "
        "difference of +61."
    ) in text
    assert "The target of 96.580 is below that of 2023, 96.581: 1 less." in text


def test_parts_are_measured_by_the_whole_that_the_same_assigner_set_elsewhere(
    cast: Cast, giang: Client, document: Document
) -> None:
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=1)
    promise(document, cast.tra_cu, cast.bhyt, 2023, people=2)
    address = reverse("document", args=[document.pk])
    assert "agree as far as" in Page.of(giang.get(address)).text
    others = make_document(cast.tra_vinh, date(2023, 1, 1), "Tỉnh ủy", number="5-NQ/TU")
    promise(others, cast.tra_vinh, cast.bhyt, 2023, people=9)
    assert "agree as far as" in Page.of(giang.get(address)).text
    elsewhere = make_document(
        cast.tra_vinh, date(2022, 1, 1), document.assigner.name, number="9/NQ"
    )
    promise(elsewhere, cast.tra_vinh, cast.bhyt, 2023, people=4)
    text = Page.of(giang.get(address)).text
    assert "2023 (9/NQ). The units below it together have 3, the target of the whole is 4" in text
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=3)
    assert "agree as far as" in Page.of(giang.get(address)).text


def test_targets_that_add_up_are_said_to(cast: Cast, giang: Client, document: Document) -> None:
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=3)
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=1)
    promise(document, cast.tra_cu, cast.bhyt, 2023, people=2)
    text = Page.of(giang.get(reverse("document", args=[document.pk]))).text
    assert "agree as far as they can be compared" in text


def test_many_gaps_are_counted_and_the_rest_said_to_be_left_out(
    cast: Cast, giang: Client, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("targets.register.gaps_found.MOST_SHOWN", 2)
    units = [make_unit(3, f"2000{n}", "xa", f"{n}", f"Xã {n}", cast.tra_vinh) for n in range(5)]
    for unit in units:
        promise(document, unit, cast.bhyt, 2023, percent=Decimal(101))
    text = Page.of(giang.get(reverse("document", args=[document.pk]))).text
    assert "6 points." in text
    assert "and 4 more" in text
