"""python manage.py backtest_forecast

Prints how often the span of a forecast held in years whose December is known: of provinces kept out
of all tuning, and of made-up units with jumps and shifts of their level.
"""

from typing import Any

from django.core.management.base import BaseCommand

from reports.backtest.query import trials_of_provinces
from reports.backtest.trials import generated_trials
from reports.backtest.words import promise_line, told


class Command(BaseCommand):
    help = "Tries the forecast on years whose December is known and prints how often its span held."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        generated = {kind.name: trials for kind, trials in generated_trials().items()}
        lines = [
            promise_line(),
            *told("Provinces held out of all tuning", {"provinces": trials_of_provinces()}),
            *told("Made-up units", generated),
        ]
        self.stdout.write("\n".join(lines))
