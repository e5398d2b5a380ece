"""States of a month are asked for of thousands of units: the index holds a month's together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0017_exported_versions")]

    operations = [
        migrations.AddIndex(
            "submission",
            models.Index(
                fields=("period", "unit"),
                include=("state", "recorded_at", "superseded_at"),
                name="submission_period",
            ),
        ),
    ]
