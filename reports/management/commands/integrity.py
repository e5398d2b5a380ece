"""python manage.py integrity

Looks over all that was recorded and prints what it found as JSON. Exit code 0: nothing is wrong;
1: something is that must not be, a figure that is not what its units have together being none of
it; 2: the look could not be finished, the reason being in the JSON as "failure".
"""

import json
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from reports.integrity.query import look_over
from reports.integrity.result import Result
from reports.integrity.state import keep, last_result, looked_at

SOUND, UNSOUND, UNFINISHED = 0, 1, 2
# Pages are read by people who wait; this is not.
NICENESS = 10


class Command(BaseCommand):
    help = (
        "Proves that every sum is what its units have, that no act changes a total and that every"
        " history is unbroken; prints what is not as JSON."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--nightly", action="store_true", help="once a day at most, and one line for the log"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(NICENESS)
        if options["nightly"] and _was_done_today():
            return
        result = _result()
        keep(result)
        if options["nightly"]:
            self.stdout.write(_line(result))
        else:
            self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False, indent=1))
        if code := _exit_code(result):
            sys.exit(code)


def _was_done_today() -> bool:
    last = last_result()
    return last is not None and looked_at(last).date() == timezone.localdate() and not last.failure


def _result() -> Result:
    try:
        return look_over()
    except DatabaseError as error:
        at = timezone.now().isoformat(timespec="seconds")
        return Result(at, 0, failure=" ".join(str(error).split()))


def _line(result: Result) -> str:
    if result.failure:
        return f"The integrity of the data could not be looked at: {result.failure}"
    wrong = ", ".join(f"{kind} {count}" for kind, count in result.counts.items() if count)
    return (
        f"Integrity: {wrong or 'nothing wrong'}; {result.differ} of {result.compared} own figures"
        f" differ from their units; {result.values} values, {result.sums} sums of"
        f" {result.months} months ({result.seconds} s)"
    )


def _exit_code(result: Result) -> int:
    if result.failure:
        return UNFINISHED
    return SOUND if result.is_sound else UNSOUND
