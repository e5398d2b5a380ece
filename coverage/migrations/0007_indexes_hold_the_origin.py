"""The sums of parts also ask whether a figure was simulated: the indexes answer that too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0006_imports")]

    operations = [
        migrations.RemoveIndex("reportedfigure", "figure_indicator_period"),
        migrations.RemoveIndex("reportedfigure", "figure_all_versions"),
        migrations.AddIndex(
            "reportedfigure",
            models.Index(
                fields=("indicator", "period", "unit"),
                condition=models.Q(("superseded_at__isnull", True)),
                include=("people", "rate", "absence", "origin"),
                name="figure_indicator_period",
            ),
        ),
        migrations.AddIndex(
            "reportedfigure",
            models.Index(
                fields=("indicator", "period", "unit", "recorded_at"),
                include=("superseded_at", "people", "rate", "absence", "origin"),
                name="figure_all_versions",
            ),
        ),
    ]
