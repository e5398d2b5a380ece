"""The migrations make the database that the models describe."""

from io import StringIO

import pytest
from django.core.management import call_command


def test_no_model_has_changed_without_a_migration(db: None) -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())
