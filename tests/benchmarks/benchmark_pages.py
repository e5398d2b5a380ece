"""How long the nation's overview and a long table take, beside the least they could take."""

from argparse import ArgumentParser
from datetime import date
from statistics import median
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse
from made_figures import (
    INDICATORS,
    LAST_YEAR,
    NEWEST,
    READER,
    make_figures,
    make_reference,
)
from made_tables import made_up_table, written_by_our_tag, written_by_template
from page_reading import (
    SUMS_OF_THE_NATION,
    read,
    recorded_statements,
    seconds,
    send,
    signed_in_reader,
)
from scratch import scratch_database

from coverage.models import AdministrativeUnit, Level
from databases import using_database
from reports.figures.standing import months_around

SHORT, LONG = "bao_phu_benchmark_short", "bao_phu_benchmark_long"
BARE, OURS, BY_HAND = "statements alone", "page", "shortest statement"
ALLOWED_OVER_BARE, ALLOWED_LONG_OVER_SHORT, ALLOWED_TABLE = 3, 1.2, 0.3

Times = dict[str, list[float]]


class Command(BaseCommand):
    help = (
        "Makes figures of 3.321 communes for 2 and for 10 years in databases of its own, reads the"
        " overview of the nation and the bare statements in turn, writes a table of 1.000 rows by"
        " our tag and by a plain template in turn, and prints medians and ratios."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=9)
        parser.add_argument("--years", type=int, default=10)

    def handle(self, *args: Any, **options: Any) -> None:
        rounds = options["rounds"]
        call_command("collectstatic", interactive=False, verbosity=0)
        self._table(rounds)
        with scratch_database(SHORT):
            with using_database(SHORT):
                make_reference()
                few = make_figures(LAST_YEAR - 1, LAST_YEAR)
            with scratch_database(LONG, copy_of=SHORT):
                with using_database(LONG):
                    more = make_figures(LAST_YEAR - options["years"] + 1, LAST_YEAR - 2)
                self.stdout.write(f"figures: {few} in 2 years, {few + more} in {options['years']}")
                self._pages(rounds)

    def _pages(self, rounds: int) -> None:
        times: dict[str, Times] = {SHORT: {}, LONG: {}}
        for _ in range(rounds):
            for name, found in times.items():
                with using_database(name):
                    _read_in_turn(found)
        for name, found in times.items():
            spread = ", ".join(
                f"{what} {median(each) * 1000:.0f} ms" for what, each in found.items()
            )
            self.stdout.write(f"{name}: medians of {rounds}: {spread}")
        long = times[LONG]
        self._say("page / its statements alone", long[OURS], long[BARE], ALLOWED_OVER_BARE)
        self._say("page / shortest statement", long[OURS], long[BY_HAND], ALLOWED_OVER_BARE)
        self._say("10 years / 2 years", long[OURS], times[SHORT][OURS], ALLOWED_LONG_OVER_SHORT)

    def _table(self, rounds: int) -> None:
        table = made_up_table(1000)
        ours, plain = [], []
        for _ in range(rounds):
            plain.append(seconds(lambda: written_by_template(table)))
            ours.append(seconds(lambda: written_by_our_tag(table)))
        self._say("table of 1.000 × 10 / plain template", ours, plain, ALLOWED_TABLE)

    def _say(self, what: str, ours: list[float], other: list[float], allowed: float) -> None:
        ratio = median(ours) / median(other)
        verdict = "within" if ratio <= allowed else "ABOVE"
        self.stdout.write(
            f"{what}: {median(ours) * 1000:.1f} / {median(other) * 1000:.1f} ms ="
            f" {ratio:.2f} ({verdict} {allowed})"
        )


def _read_in_turn(times: Times) -> None:
    """One reading of each kind, after one that counts for nothing: the connection is new."""
    nation = AdministrativeUnit.objects.get(level=Level.NATION)
    address = f"{reverse('overview', args=[nation.pk])}?month={NEWEST:%Y-%m}"
    reader = signed_in_reader(READER)
    with recorded_statements() as statements:
        read(reader, address)
    by_hand = [(SUMS_OF_THE_NATION, [_months_shown(NEWEST), list(INDICATORS)])]
    send(by_hand)
    for what, work in (
        (BARE, lambda: send(statements)),
        (OURS, lambda: read(reader, address)),
        (BY_HAND, lambda: send(by_hand)),
    ):
        times.setdefault(what, []).append(seconds(work))


def _months_shown(period: date) -> list[date]:
    return list(months_around(period).all())
