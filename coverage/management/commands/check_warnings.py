"""The warnings recorded of what counts, beside what the checks say of it now.

They are kept with every change of a figure that counts; what changes the tree of units or the
indicators does not look at them, nor did anything before they were kept.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from coverage.models import AdministrativeUnit, StandingWarning
from coverage.warnings.affected import everything_directly_below
from coverage.warnings.settling import Differences, Held, differences, settle


class Command(BaseCommand):
    help = (
        "Computes the warnings of every month anew and says where those recorded differ; exit 1"
        " where they do and are left."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="record what holds")
        parser.add_argument(
            "--if-none", action="store_true", help="only where no warning was ever recorded"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_none"] and StandingWarning.objects.exists():
            return
        parents = AdministrativeUnit.objects.filter(children__submissions__isnull=False)
        count = 0
        for parent in [None, *parents.order_by("pk").values_list("pk", flat=True).distinct()]:
            found = _differences(parent, repair=options["repair"])
            count += len(found.missing) + len(found.wrong)
            if not options["if_none"]:
                self._say(found)
        self.stdout.write(f"{count} warnings differed from what holds.")
        if count and not options["repair"]:
            raise SystemExit(1)

    def _say(self, found: Differences) -> None:
        for sign, each in (
            *(("-", each) for each in found.wrong.values()),
            *(("+", each) for each in found.missing),
        ):
            self.stdout.write(f"{sign} {_written(each)}")


def _differences(parent: int | None, *, repair: bool) -> Differences:
    """Of the units directly below one; what is repaired is so for all of them or for none."""
    with transaction.atomic():
        affected = everything_directly_below(parent)
        return settle(affected) if repair else differences(affected)


def _written(each: Held) -> str:
    said = ", ".join(f"{number}" for number in each.finding.numbers)
    state = f"explained by {each.explained_by}" if each.explained_by else "open"
    codes = " ".join(each.finding.codes)
    return f"unit {each.unit} {each.period:%Y-%m} {each.finding.rule}: {codes} ({said}), {state}"
