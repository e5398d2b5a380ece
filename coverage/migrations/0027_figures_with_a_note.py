"""The few figures that have a note are found among those of thousands of units."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0026_drafters")]

    operations = [
        migrations.AddIndex(
            model_name="reportedfigure",
            index=models.Index(
                condition=models.Q(("note", ""), _negated=True),
                fields=["indicator", "period"],
                name="figure_with_a_note",
            ),
        ),
    ]
