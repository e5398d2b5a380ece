"""A drafter writes the texts of reports and no figures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0025_words_of_a_part"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assignment",
            name="role",
            field=models.CharField(
                choices=[
                    ("clerk", "clerk"),
                    ("approver", "approver"),
                    ("viewer", "viewer"),
                    ("drafter", "drafter"),
                ],
                max_length=8,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="assignmentversion",
            name="role",
            field=models.CharField(
                choices=[
                    ("clerk", "clerk"),
                    ("approver", "approver"),
                    ("viewer", "viewer"),
                    ("drafter", "drafter"),
                ],
                max_length=8,
                verbose_name="role",
            ),
        ),
    ]
