"""For every night: what ended sessions and forgotten failures leave behind."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from coverage.people.brakes import forget_old


class Command(BaseCommand):
    help = "Deletes sessions that have ended and failures to sign in that no longer count."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        forget_old(timezone.now())
