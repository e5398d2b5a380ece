"""Django's compilemessages needs msgfmt; this one takes its place and needs nothing."""

from pathlib import Path
from typing import Any

from babel.messages.pofile import PoFileError
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coverage.operation.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compiles the catalogues of translations that changed."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for directory in settings.LOCALE_PATHS:
            try:
                for written in compile_catalogues(Path(directory)):
                    self.stdout.write(f"Compiled {written}")
            except PoFileError as error:
                raise CommandError(f"A catalogue in {directory} cannot be read: {error}") from error
