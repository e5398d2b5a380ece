"""Which install a database belongs to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0010_first_passwords")]

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=36)),
            ],
            options={
                "verbose_name": "install",
                "verbose_name_plural": "installs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="installation_is_one_row"
                    )
                ],
            },
        ),
    ]
