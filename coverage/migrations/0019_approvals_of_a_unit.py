"""Whether a province approves at all is asked of every unit in it, mostly in vain."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0018_submissions_by_month")]

    operations = [
        migrations.AddIndex(
            "submission",
            models.Index(
                fields=("unit",),
                condition=models.Q(state="approved"),
                include=("recorded_at",),
                name="submission_approved",
            ),
        ),
    ]
