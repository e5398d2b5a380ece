"""Database and workers are killed while a clerk saves: nothing acknowledged is lost, nothing is
doubled, and the service is back without a hand.

A few kills here; KILLED_DATABASES=20 and KILLED_WORKERS=200 in the environment run as many as the
release was checked with (some minutes), and `-s` prints how long the service was away.
"""

import os
import random
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cast import JUNE, Cast, make_cast
from coverage.models import ReportedFigure
from coverage.month.workflow import open_months
from installs import NewInstall
from office_saves import Browser, Clerk, cookies_of, seconds_away, using_embedded, working
from served_processes import Serving, kill, serving, workers

KILLED_DATABASES = int(os.environ.get("KILLED_DATABASES", "2"))
KILLED_WORKERS = int(os.environ.get("KILLED_WORKERS", "4"))

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Office:
    data_dir: Path
    server: Serving
    cast: Cast
    clerk: Clerk

    def kill_database(self) -> None:
        pid = (self.data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(pid), signal.SIGKILL)

    def kill_a_worker(self, dice: random.Random) -> None:
        kill({dice.choice(sorted(workers(self.server.process.pid)) or [self._none()])})

    def _none(self) -> int:
        raise AssertionError("no worker is left")

    def written(self) -> list[int | None]:
        """Every version of the cell, in the order they were recorded."""
        with using_embedded(self.data_dir):
            figures = ReportedFigure.objects.filter(
                unit=self.cast.cau_ke, indicator=self.cast.bhyt
            ).order_by("recorded_at", "pk")
            return [each.people or 0 for each in figures]


@pytest.fixture(scope="module")
def office(
    new_install: NewInstall,
    static_files: None,
    django_test_environment: None,
    django_db_blocker: Any,
) -> Iterator[Office]:
    with (
        new_install() as data_dir,
        django_db_blocker.unblock(),
        serving(data_dir, workers=2, SECRET_KEY=settings.SECRET_KEY) as server,
    ):
        with using_embedded(data_dir):
            cast = make_cast()
            open_months(cast.giang, [cast.cau_ke.pk], JUNE)
            an = Client()
            an.force_login(cast.an)
        cookies = cookies_of(an.session.session_key)
        yield Office(data_dir, server, cast, Clerk(cast, Browser(server.port, cookies)))
        assert server.stop() == 0


def test_nothing_acknowledged_is_lost_when_the_database_is_killed(office: Office) -> None:
    dice, clerk = random.Random(7), office.clerk
    clerk.told_to_stop.clear()
    with working(clerk):
        away = [seconds_away(clerk, office.kill_database, dice) for _ in range(KILLED_DATABASES)]
    _tell("database", away, clerk)
    assert office.written() == clerk.saved


def test_nothing_acknowledged_is_lost_when_workers_are_killed(office: Office) -> None:
    dice, clerk = random.Random(8), office.clerk
    clerk.told_to_stop.clear()
    with working(clerk):
        away = [
            seconds_away(clerk, lambda: office.kill_a_worker(dice), dice)
            for _ in range(KILLED_WORKERS)
        ]
    _tell("worker", away, clerk)
    assert office.written() == clerk.saved


def _tell(what: str, away: list[float], clerk: Clerk) -> None:
    middle = sorted(away)[len(away) // 2]
    print(
        f"{what} killed {len(away)} times, {len(clerk.saved)} saves, {clerk.lost_answers} answers"
        f" lost; away {middle:.1f} s in the middle, {max(away):.1f} s at most"
    )
