"""A save that is sent again, because its answer was lost, is answered as it was and writes once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from cast import JUNE, Cast, make_cast, make_user
from coverage.entry import Cell, record_figures
from coverage.grid import receipts
from coverage.models import ReportedFigure, Role, SaveReceipt, State, Submission
from coverage.month.workflow import approve, open_months, submit
from coverage.refusals import NotYours
from entry_pages import EntryPage, address, in_english


@pytest.fixture
def cast(db: None, static_files: None) -> Cast:
    cast = make_cast()
    open_months(cast.giang, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)
    return cast


def _typed(cast: Cast) -> EntryPage:
    page = EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))
    return page.fill(cast.cau_ke, cast.bhyt, "821.563").fill(cast.tra_cu, cast.bhyt, "7")


def _figures() -> list[int | None]:
    return list(ReportedFigure.objects.order_by("people").values_list("people", flat=True))


def test_the_same_form_again_is_answered_the_same_though_somebody_saved_meanwhile(
    cast: Cast,
) -> None:
    page = _typed(cast)
    assert "Saved 2 cells." in page.press().page.text
    khanh = make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))
    shown = ReportedFigure.objects.current().get(unit=cast.cau_ke).pk
    record_figures(khanh, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=9, shown=shown)])
    again = page.press()
    assert (again.status, "Saved 2 cells." in again.page.text) == (200, True)
    assert _figures() == [7, 9, 821563]


def test_the_same_form_again_says_what_was_saved(cast: Cast) -> None:
    page = _typed(cast)
    page.press()
    assert "Saved 2 cells." in page.press().page.text
    assert _figures() == [7, 821563]


def test_the_same_form_again_after_the_month_was_approved_is_still_answered(cast: Cast) -> None:
    page = _typed(cast)
    page.press()
    submit(cast.an, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)
    approve(cast.giang, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)
    assert "Saved 2 cells." in page.press().page.text
    assert _figures() == [7, 821563]
    assert set(Submission.objects.current().values_list("state", flat=True)) == {State.APPROVED}


def test_another_text_in_the_same_form_is_another_save(cast: Cast) -> None:
    page = _typed(cast)
    page.press()
    page.fill(cast.tra_cu, cast.bhyt, "8")
    assert page.press().status == 409
    assert SaveReceipt.objects.count() == 1


def test_a_refused_form_leaves_no_receipt(cast: Cast) -> None:
    page = _typed(cast).fill(cast.tra_cu, cast.bhyt, "1,234")
    assert page.press().status == 422
    assert not SaveReceipt.objects.exists()


def test_a_receipt_is_its_writers_own(cast: Cast) -> None:
    receipts.keep(cast.an, "k", ["Saved 2 cells."])
    assert receipts.keep(cast.an, "k", ["No cell had changed."]) == ["Saved 2 cells."]
    assert receipts.find(cast.an, "k") == ["Saved 2 cells."]
    assert receipts.find(cast.binh, "k") == []


def test_who_may_no_longer_write_is_refused_whatever_they_were_answered_before(cast: Cast) -> None:
    def refused() -> list[str]:
        raise NotYours([cast.cau_ke])

    form = QueryDict("v-1-1=7")
    assert receipts.saved_once(cast.an, form, lambda: ["Saved 1 cell."]) == ["Saved 1 cell."]
    with pytest.raises(NotYours):
        receipts.saved_once(cast.an, form, refused)


def test_a_save_clears_away_its_writers_old_receipts_and_nobody_elses(cast: Cast) -> None:
    for writer, days in ((cast.an, 31), (cast.an, 29), (cast.binh, 31)):
        receipt = SaveReceipt.objects.create(user=writer, key=f"{days}", said="Saved 2 cells.")
        SaveReceipt.objects.filter(pk=receipt.pk).update(at=timezone.now() - timedelta(days=days))
    receipts.keep(cast.an, "k", ["Saved 2 cells."])
    left = SaveReceipt.objects.order_by("pk").values_list("user__username", "key")
    assert list(left) == [("an", "29"), ("binh", "31"), ("an", "k")]


def test_two_pages_are_two_forms(cast: Cast) -> None:
    first, second = (
        EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE)) for _ in range(2)
    )
    assert first.fields()["sheet"] != second.fields()["sheet"]


def test_the_same_form_twice_at_once_writes_once_and_is_answered_twice(
    transactional_db: None, static_files: None
) -> None:
    cast = make_cast()
    open_months(cast.giang, [cast.cau_ke.pk, cast.tra_cu.pk], JUNE)
    page = _typed(cast)
    sent = page.fields() | {"action": ["save"]}
    clients = [in_english(cast.an) for _ in range(4)]
    answers: list[int] = []

    def post(client: Client) -> None:
        answers.append(client.post(page.path, sent).status_code)
        connection.close()

    threads = [threading.Thread(target=post, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [302] * 4
    assert _figures() == [7, 821563]
