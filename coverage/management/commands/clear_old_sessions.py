"""For every night: what ended sessions, forgotten failures and broken uploads leave behind."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from coverage.operation.document_storage import forget_abandoned
from coverage.people.brakes import forget_old


class Command(BaseCommand):
    help = (
        "Deletes sessions that have ended, failures to sign in that no longer count, and the "
        "beginnings of uploads that broke off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        now = timezone.now()
        forget_old(now)
        forget_abandoned(now)
