"""An export holds what counts, or more when asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0016_warnings_that_hold")]

    operations = [
        migrations.RemoveField("figureexport", "with_replaced"),
        migrations.AddField(
            "figureexport",
            "versions",
            models.CharField(
                "versions",
                max_length=8,
                choices=[
                    ("counting", "what counts"),
                    ("in_force", "also what is still being entered or waits"),
                    ("all", "also the versions that were replaced"),
                ],
                default="counting",
            ),
        ),
    ]
