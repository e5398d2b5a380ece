"""Says that figures are reported here from now on, after a restore for good."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from coverage.operation.identity import declare_original


class Command(BaseCommand):
    help = "Makes this install the real one: the pages no longer call it a copy."

    def handle(self, *args: Any, **options: Any) -> None:
        declare_original(settings.DATA_DIR)
        self.stdout.write("This install is the real one now. Stop the one it was copied from.")
