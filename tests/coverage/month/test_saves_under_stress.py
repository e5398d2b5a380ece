"""Two writers at one cell, and a process killed while it saves: nothing is lost, nothing doubled.

A few rounds here; CONTESTED_SAVES=1000 and KILLED_SAVES=200 in the environment run as many as the
release was checked with (some minutes).
"""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from cast import JUNE, Cast, make_cast, make_user
from coverage.models import ReportedFigure, Role
from coverage.month.workflow import open_months
from entry_pages import EntryPage, address, in_english
from races import at_once

CONTESTED = int(os.environ.get("CONTESTED_SAVES", "10"))
KILLED = int(os.environ.get("KILLED_SAVES", "8"))


@pytest.fixture
def cast(transactional_db: None, static_files: None) -> Cast:
    cast = make_cast()
    open_months(cast.giang, [cast.cau_ke.pk], JUNE)
    return cast


def test_of_two_saves_of_one_cell_one_is_written_and_the_other_is_told(cast: Cast) -> None:
    khanh = make_user("khanh", "Ngô Khánh", (cast.cau_ke, Role.CLERK))
    clients = [in_english(cast.an), in_english(khanh)]
    path = address(cast.tra_vinh, JUNE)
    figures = ReportedFigure.objects.filter(unit=cast.cau_ke, indicator=cast.bhyt)
    for number in range(1, CONTESTED + 1):
        saves = [
            _save(cast, EntryPage.open(client, path), 2 * number + place)
            for place, client in enumerate(clients)
        ]
        answers = at_once(*saves)
        assert sorted(answers) == [302, 409]
        assert figures.current().get().people == 2 * number + answers.index(302)
        assert figures.count() == number


def _form(cast: Cast, page: EntryPage, people: int) -> dict[str, list[str]]:
    return page.fill(cast.cau_ke, cast.bhyt, str(people)).fields() | {"action": ["save"]}


def _save(cast: Cast, page: EntryPage, people: int) -> Callable[[], int]:
    form = _form(cast, page, people)
    return lambda: page.client.post(page.path, form).status_code


@pytest.mark.process
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_killed_during_a_save_loses_nothing_acknowledged_and_doubles_nothing(
    cast: Cast,
) -> None:
    client, path = in_english(cast.an), address(cast.tra_vinh, JUNE)
    figures = ReportedFigure.objects.filter(unit=cast.cau_ke, indicator=cast.bhyt)
    dice, lost_answers, written_unheard = random.Random(7), 0, 0
    usual = _seconds_of_a_save(client, path)
    for number in range(1, KILLED + 1):
        form = _form(cast, EntryPage.open(client, path), number)
        is_acknowledged = _save_and_be_killed(client, path, form, dice.uniform(0, 1.5 * usual))
        count = figures.count()
        assert count == number or (count == number - 1 and not is_acknowledged)
        lost_answers += not is_acknowledged
        written_unheard += count == number and not is_acknowledged
        answer = client.post(path, form, follow=True)
        assert "Saved 1 cell." in answer.text
        assert (figures.count(), figures.current().get().people) == (number, number)
    print(f"{KILLED} saves killed: {lost_answers} answers lost, {written_unheard} of them written")
    assert lost_answers


def _seconds_of_a_save(client: Client, path: str) -> float:
    """In a process that has only just begun, as the others here."""
    start = time.monotonic()
    _save_and_be_killed(client, path, EntryPage.open(client, path).fields(), None)
    return time.monotonic() - start


def _save_and_be_killed(
    client: Client, path: str, form: dict[str, list[str]], seconds: float | None
) -> bool:
    """A process of its own saves and is killed after so many seconds. Did it have its answer?"""
    connection.close()
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            if client.post(path, form).status_code == 302:
                os.write(writing, b"saved")
        finally:
            os._exit(0)
    os.close(writing)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with open(reading, "rb") as pipe:
        return pipe.read() == b"saved"
