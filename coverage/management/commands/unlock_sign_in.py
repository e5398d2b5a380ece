"""For when the administrator is out too: opens the door again from the machine itself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coverage.models import User
from coverage.people.brakes import lift


class Command(BaseCommand):
    help = "Lifts the waits at sign-in of one account, or without a name all of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", help="the account's name")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"]
        if name is not None and not User.objects.filter(username=name).exists():
            raise CommandError(f"There is no account named {name}.")
        lifted = lift(name)
        self.stdout.write(f"Lifted {lifted} brakes; whoever waited may try again now.")
        if name is not None:
            self.stdout.write("An address may still be slowed: without a name all is lifted.")
