"""The text of a decision: kept once, read by who reads the units, replaced with a reason."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from acts_page import DECISION, Acts
from cast import Cast, make_user
from coverage.document_files import UNFINISHED, checked_upload
from coverage.models import AdministrativeUnit, DecisionFile, Role, UnitChange, User
from coverage.refusals import ChangedMeanwhile, ReasonMissing
from coverage.units.decision_files import (
    DecisionHasFile,
    keep_file,
    kept_within,
    whole_or_none,
)
from coverage.units.waiting_files import put_aside
from entry_pages import in_english
from pages import Page

PDF, OTHER = b"%PDF-1.7\nnghi quyet", b"%PDF-1.7\nnghi quyet khac"


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    return world


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def pdf(content: bytes = PDF, name: str = "nghị quyết.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def given(cast: Cast, file: SimpleUploadedFile | None = None, **said: Any) -> Acts:
    """A fifth of Cầu Kè goes to Trà Cú, by a decision with its text."""
    acts = Acts(cast.giang, cast.tra_vinh, "part")
    acts.say(giver=cast.cau_ke.pk, receiver=cast.tra_cu.pk, share="20", **said)
    acts.confirm(file=file or pdf())
    return acts


def address(cast: Cast, name: str = "unit_act_file", unit: AdministrativeUnit | None = None) -> str:
    return reverse(name, args=[(unit or cast.tra_vinh).pk, UnitChange.objects.earliest("pk").pk])


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def send(cast: Cast, file: SimpleUploadedFile, why: str = "bản ký", **said: Any) -> Page:
    client = in_english(cast.giang)
    path = address(cast, "unit_act_file_new")
    shown = Page.of(client.get(path)).first('//input[@name="shown"]').get("value") or ""
    sent = {"file": file, "why": why, "shown": shown} | said
    return Page.of(client.post(path, sent, follow=True))


def status(user: User, path: str) -> int:
    answer: Any = in_english(user).get(path)
    if answer.streaming:
        answer.getvalue()
    code: int = answer.status_code
    return code


def text(user: User, path: str) -> bytes:
    answer: Any = in_english(user).get(path)
    assert 'attachment; filename="12-nq-ubtvqh-15-ngay-10-06-2023' in answer["Content-Disposition"]
    content: bytes = answer.getvalue()
    return content


def test_the_text_is_confirmed_with_the_act_and_downloaded_from_the_list(
    cast: Cast, folder: Path
) -> None:
    """Under a name of our own, in the folder that backups hold whole."""
    page = given(cast).page
    assert address(cast) in page.root.xpath("//table//a/@href")
    (kept,) = stored(folder)
    assert kept.suffix == ".pdf"
    assert "quy" not in kept.name
    assert text(cast.giang, address(cast)) == PDF
    assert DecisionFile.objects.get().why == DECISION["why"]


def test_a_decision_of_two_acts_has_one_text(cast: Cast, folder: Path) -> None:
    given(cast)
    acts = Acts(cast.giang, cast.tra_vinh, "rename")
    acts.say(cast.tra_cu, **{"new0-name": "Trà Cú Mới"})
    assert "The text of this decision is kept already" in acts.page.text
    acts.confirm()
    assert UnitChange.objects.count() == 2
    assert len(acts.page.root.xpath('//table//a[contains(@href, "/file/new/")]')) == 2
    assert len(acts.page.root.xpath('//table//a[contains(@href, "/file/")]')) == 4
    assert len(stored(folder)) == 1


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"<html>"), ("a.exe", PDF), ("a.docx", PDF)]
)
def test_what_is_no_text_of_a_decision_records_nothing(
    cast: Cast, folder: Path, name: str, content: bytes
) -> None:
    page = given(cast, pdf(content, name)).page
    assert page.status == 422
    assert "only PDF and Word documents are taken" in page.text
    assert "Both units go on" in page.text
    assert not UnitChange.objects.exists()
    assert stored(folder) == []


def test_a_confirmation_that_comes_back_keeps_the_text_that_came_with_it(
    cast: Cast, folder: Path
) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "part")
    acts.say(giver=cast.cau_ke.pk, receiver=cast.tra_cu.pk, share="20")
    make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))
    page = acts.confirm(file=pdf())
    assert page.status == 409
    assert "The text of the decision has come: “nghị quyết.pdf”" in page.text
    assert [path.suffix for path in stored(folder)] == [UNFINISHED]
    assert not DecisionFile.objects.exists()
    acts.confirm()
    assert text(cast.giang, address(cast)) == PDF
    assert [path.suffix for path in stored(folder)] == [".pdf"]


def test_it_waits_also_for_who_goes_back_to_correct_what_was_typed(
    cast: Cast, folder: Path
) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "part")
    acts.say(giver=cast.cau_ke.pk, receiver=cast.tra_cu.pk, share="20")
    first = Page.of(acts.client.post(acts.path, sent_with(acts.page, action="edit", file=pdf())))
    assert "nghị quyết.pdf" in first.text
    second = Page.of(acts.client.post(acts.path, sent_with(first, action="show", share="30")))
    assert "30 %" in second.text
    acts.page = second
    acts.confirm()
    assert text(cast.giang, address(cast)) == PDF


def sent_with(page: Page, **said: Any) -> dict[str, Any]:
    """What the page's form of the act sends as it stands, but for what is said."""
    form = next(each for each in page.root.forms if each.xpath('.//*[@name="share"]'))
    return dict(form.form_values()) | said


def test_another_text_may_be_chosen_in_its_place(cast: Cast) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "part")
    acts.say(giver=cast.cau_ke.pk, receiver=cast.tra_cu.pk, share="20")
    make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))
    acts.confirm(file=pdf())
    acts.confirm(file=pdf(OTHER))
    assert text(cast.giang, address(cast)) == OTHER


@pytest.mark.parametrize("harm", ["mark of another", "made up", "cleared away"])
def test_what_does_not_wait_for_this_person_is_asked_for_again(
    cast: Cast, folder: Path, harm: str
) -> None:
    kept = put_aside(cast.an if harm == "mark of another" else cast.giang, own_name(pdf()), "a.pdf")
    if harm == "cleared away":
        kept.forget()
    acts = Acts(cast.giang, cast.tra_vinh, "part")
    mark = "bịa" if harm == "made up" else kept.mark
    acts.say(giver=cast.cau_ke.pk, receiver=cast.tra_cu.pk, share="20")
    sent = sent_with(acts.page, action="record", waiting=mark)
    page = Page.of(acts.client.post(acts.path, sent))
    assert page.status == 422
    assert "The file that waited is gone: choose it again." in page.text
    assert not UnitChange.objects.exists()


def own_name(file: SimpleUploadedFile) -> SimpleUploadedFile:
    checked_upload(file)
    return file


def test_what_is_not_recorded_leaves_no_file(cast: Cast, folder: Path) -> None:
    given(cast)
    standing = stored(folder)

    def fails(*_args: Any, **_said: Any) -> None:
        raise RuntimeError

    shown = DecisionFile.objects.get().pk
    with patch.object(DecisionFile.objects, "create", fails), pytest.raises(RuntimeError):
        keep_file(cast.giang, decision(), own_name(pdf(OTHER)), "nhầm", shown)
    assert stored(folder) == standing

    def fails_later() -> None:
        with whole_or_none() as names, transaction.atomic():
            kept_within(names, cast.giang, decision(), own_name(pdf(OTHER)), "nhầm", shown)
            assert len(stored(folder)) == len(standing) + 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_later()
    assert stored(folder) == standing
    assert DecisionFile.objects.get().superseded_at is None


def test_a_text_may_come_later_and_a_wrong_one_is_replaced_with_a_reason(
    cast: Cast, folder: Path
) -> None:
    acts = Acts(cast.giang, cast.tra_vinh, "part")
    acts.say(giver=cast.cau_ke.pk, receiver=cast.tra_cu.pk, share="20")
    page = acts.confirm()
    assert "Add the text (PDF, Word)" in page.text
    assert status(cast.giang, address(cast)) == 404
    assert "Replace the text" in send(cast, pdf()).text
    assert "This field is required" in send(cast, pdf(OTHER), why="").text
    send(cast, pdf(OTHER), why="nhầm tệp")
    first, second = DecisionFile.objects.order_by("pk")
    assert first.superseded_at == second.recorded_at
    assert (first.why, second.why, second.recorded_by) == ("bản ký", "nhầm tệp", cast.giang)
    assert text(cast.giang, address(cast)) == OTHER
    assert len(stored(folder)) == 2


def test_a_text_that_is_replaced_is_the_one_that_was_shown(cast: Cast) -> None:
    given(cast)
    page = send(cast, pdf(OTHER), shown="")
    assert "This decision has a file already" in page.text
    keep_file(cast.giang, decision(), pdf(OTHER), "nhầm", DecisionFile.objects.get().pk)
    with pytest.raises(ChangedMeanwhile):
        keep_file(cast.giang, decision(), pdf(), "nhầm", DecisionFile.objects.earliest("pk").pk)
    with pytest.raises(ReasonMissing):
        keep_file(cast.giang, decision(), pdf(), " ", DecisionFile.objects.latest("pk").pk)


def decision() -> str:
    return UnitChange.objects.get().decision


def test_the_same_text_again_is_kept_once(cast: Cast, folder: Path) -> None:
    given(cast)
    keep_file(cast.giang, decision().upper(), pdf(), "gửi lại")
    with pytest.raises(DecisionHasFile):
        keep_file(cast.giang, decision(), pdf(OTHER), "gửi lại")
    assert DecisionFile.objects.count() == len(stored(folder)) == 1


def test_it_is_read_by_who_reads_the_units_and_sent_by_who_approves_above_them(cast: Cast) -> None:
    given(cast)
    below = make_user("khanh", "Ngô Khánh", (cast.tra_cu, Role.APPROVER))
    may: dict[User, tuple[int, int]] = {cast.giang: (200, 200), cast.an: (200, 403)}
    may |= {cast.chi: (200, 403), cast.em: (200, 403), below: (403, 403), cast.binh: (403, 403)}
    for user, expected in may.items():
        paths = (address(cast), address(cast, "unit_act_file_new"))
        assert tuple(status(user, path) for path in paths) == expected, user
    assert status(below, address(cast, unit=cast.tra_cu)) == 200
    elsewhere = address(cast, unit=cast.lai_chau)
    assert status(cast.binh, elsewhere) == 404, "not in that list"


def test_a_text_missing_on_the_disk_is_not_found(cast: Cast, folder: Path) -> None:
    given(cast)
    stored(folder)[0].unlink()
    assert status(cast.giang, address(cast)) == 404


def test_the_text_stays_with_an_act_that_is_taken_back(cast: Cast) -> None:
    given(cast).take_back(UnitChange.objects.get())
    assert status(cast.giang, address(cast)) == 200
