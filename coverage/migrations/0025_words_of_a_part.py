"""An adjustment of a part is called so wherever it stands: only the words differ."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0024_files_of_decisions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="unitchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("merge", "merged"),
                    ("split", "split"),
                    ("rename", "renamed or reclassified"),
                    ("transfer", "adjustment of a part"),
                    ("keep", "kept as it was"),
                    ("abolish", "abolished"),
                    ("establish", "established"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="unitchangeversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("merge", "merged"),
                    ("split", "split"),
                    ("rename", "renamed or reclassified"),
                    ("transfer", "adjustment of a part"),
                    ("keep", "kept as it was"),
                    ("abolish", "abolished"),
                    ("establish", "established"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
    ]
