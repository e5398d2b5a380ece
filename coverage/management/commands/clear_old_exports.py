"""For every night: exports are kept for a day, and nobody may be looking when it is over."""

from typing import Any

from django.core.management.base import BaseCommand

from coverage.exporting.jobs import clear_away


class Command(BaseCommand):
    help = "Gives up on exports whose process fell silent; deletes those older than a day."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        clear_away()
